"""A plan says of every row what happens to it, and changes nothing."""

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from funding.importing.choices import NEW, YES
from funding.importing.plan import Outcome
from funding.models import FundingEntry
from tests.factories import ProjectPageFactory, ThemeFactory

from .planning import ROW, THEMED, changes, entry, outcomes, planned, sentences


def stored(name="DOG-2019-001"):
    return FundingEntry.objects.get(reference=name)


class TestOutcomes:
    def test_a_row_that_the_site_does_not_have_is_new_and_says_where_it_stands(self):
        found = planned(ROW, place="bijlage 1")

        [row] = found.rows
        assert (row.outcome, row.entry.pk, row.entry.year, row.entry.theme.slug) == (
            "nieuw",
            None,
            2019,
            "infrastructuur",
        )
        assert (row.entry.contribution, row.entry.project_size) == (1_000, 14_000)
        assert row.entry.source_locator == "bijlage 1, rij 1"
        assert found.is_ready
        assert found.to_save == [row]

    def test_a_row_that_the_site_has_is_unchanged_and_there_is_nothing_to_hand_in(self):
        entry()

        found = planned(ROW)

        assert outcomes(found) == [Outcome.UNCHANGED]
        assert not found.is_ready

    def test_a_change_says_from_what_to_what_and_leaves_the_entry_as_it_is(self):
        entry()

        [row] = planned("Infrastructuur | Glasvezel | 1.250,50 | ?").rows

        assert row.outcome == Outcome.CHANGED
        assert changes(row) == {
            "contribution": ("€\u00a01.000", "€\u00a01.250,50"),
            "project_size": ("€\u00a014.000", "leeg"),
            "project_size_state": ("bekend", "onbekend"),
        }
        assert (row.entry.pk, stored().contribution) == (stored().pk, 1_000)

    def test_a_row_that_is_left_out_says_nothing_and_asks_nothing(self):
        found = planned(ROW, "Infrastructuur | Stad | veel | 2", left_out=frozenset({3}))

        assert outcomes(found) == [Outcome.NEW, Outcome.LEFT_OUT]
        assert (sentences(found), found.questions, found.is_ready) == ([], (), True)

    def test_one_row_that_is_not_settled_holds_up_the_whole(self):
        assert not planned(ROW, "Infrastructuur | Stad | veel | 2").is_ready
        assert not planned(ROW, "Onderwijs | Stad | 1 | 2").is_ready


REFUSED = [
    (" | Stad | 10 | 20", "Deze rij heeft geen thema"),
    ("Infrastructuur | Stad | veel | 20", "Bijdrage van de gemeente: "),
    ("Infrastructuur | Stad | 10 | -20", "Totale projectomvang: "),
    ("Infrastructuur | Stad | 10 | 5", "De totale projectomvang is kleiner dan de bijdrage"),
    (f"Infrastructuur | {'x' * 256} | 10 | 20", "Project: Deze tekst is 256 tekens lang"),
    ("Nieuw | Stad | 10 | 20", "Dit thema is niet gepubliceerd"),
]


@pytest.mark.parametrize("row, sentence", REFUSED)
def test_what_cannot_be_an_entry_is_refused_with_one_sentence(row, sentence):
    ThemeFactory(name="Nieuw", live=False)

    found = planned(row)

    assert outcomes(found) == [Outcome.REFUSED]
    [said] = sentences(found)
    assert said.startswith(sentence)


WITH_MORE = [
    ("Jaar | Project | Thema | Bijdrage", "1999 | Stad | Anders | 10", "Jaar: Schrijf een jaar van 2016"),
    ("Begin | Einde | Project | Thema | Bijdrage", "2019 | 2018 | Stad | Anders | 10", "Het einde ligt vóór het begin"),
    ("Begin | Einde | Project | Thema | Bijdrage", "3-5-2019 | 2-5-2019 | Stad | Anders | 1", "Het einde ligt vóór"),
    (
        "Bijdrage is | Project | Thema | Bijdrage",
        "onbekend | Stad | Anders | 10",
        "Bijdrage van de gemeente: het bedrag",
    ),
    ("Referentie | Project | Thema | Bijdrage", "2019/1 | Stad | Anders | 10", "“2019/1” is geen kenmerk"),
    (
        "Referentie | Project | Thema | Bijdrage",
        "DOG-2018-001 | Stad | Anders | 10",
        "Het kenmerk DOG-2018-001 is van",
    ),
    (
        "Stadium | Project | Thema | Bijdrage",
        "misschien | Stad | Anders | 10",
        "Stadium: “misschien” kan hier niet staan",
    ),
]


@pytest.mark.parametrize("headings, row, sentence", WITH_MORE)
def test_what_other_columns_contradict_is_refused_with_a_sentence(headings, row, sentence):
    found = planned(row, headings=headings)

    assert outcomes(found) == [Outcome.REFUSED]
    assert any(said.startswith(sentence) for said in sentences(found)), sentences(found)


def test_a_row_without_a_year_asks_for_one_unless_its_reference_names_it():
    assert sentences(planned(ROW, year=None)) == [
        "Deze rij heeft geen jaar. Kies het jaar van het bestand, of schrijf het in de rij."
    ]
    [row] = planned("DOG-2018-007 | Infrastructuur | Stad | 10 | 20", headings=THEMED, year=None).rows
    assert (row.outcome, row.entry.year, row.entry.reference) == (Outcome.NEW, 2018, "DOG-2018-007")


class TestWhichEntry:
    def test_a_reference_says_it_whatever_else_the_row_says(self):
        entry()

        [row] = planned("DOG-2019-001 | Infrastructuur | Iets anders | 1.000 | 14.000", headings=THEMED).rows

        assert row.outcome == Outcome.CHANGED
        assert changes(row) == {"title": ("Glasvezel", "Iets anders")}

    @pytest.mark.parametrize("title", ["Glasvezel", "Ander woord"])
    def test_the_project_or_the_title_says_it_with_the_year_and_the_row_of_the_source(self, title):
        page = ProjectPageFactory(title="Glasvezel")
        entry(project=page, title=title, source_locator="bijlage 3, rij 2")

        found = planned("Infrastructuur | Stad | 10 | 20", ROW)

        assert outcomes(found) == [Outcome.NEW, Outcome.CHANGED if title == "Ander woord" else Outcome.UNCHANGED]

    def test_the_place_that_the_file_gives_goes_before_the_row_it_stands_in(self):
        entry(source_locator="besluit 4, rij 12")

        [row] = planned(
            "rij 12 | Infrastructuur | Glasvezel | 1.000 | 14.000", headings=f"Vindplaats | {THEMED[13:]}"
        ).rows

        assert set(changes(row)) == {"source_locator"}

    def test_by_its_title_alone_it_is_asked_and_the_answer_holds(self):
        known = entry(source_locator="rij 9")

        asked = planned(ROW)
        same = planned(ROW, answers={"regel:2": str(known.pk)})
        other = planned(ROW, answers={"regel:2": NEW})

        [question] = asked.questions
        assert (question.key, question.rows) == ("regel:2", (2,))
        assert question.text == "Is “Glasvezel” een van deze regels van 2019?"
        assert [value for value, _label in question.options] == [str(known.pk), NEW]
        assert [outcomes(found) for found in (asked, same, other)] == [["twijfel"], ["ongewijzigd"], ["nieuw"]]

    def test_an_answer_that_was_never_offered_is_none(self):
        entry(source_locator="rij 9")

        assert outcomes(planned(ROW, answers={"regel:2": "999999"})) == [Outcome.DOUBTFUL]

    def test_an_entry_of_which_the_year_was_corrected_keeps_its_reference(self):
        entry(reference="DOG-2018-040")

        found = planned("DOG-2018-040 | Infrastructuur | Glasvezel | 1.000 | 14.000", headings=THEMED)

        assert outcomes(found) == [Outcome.UNCHANGED]

    def test_the_same_reference_twice_is_refused_both_times_until_one_is_left_out(self):
        entry()
        rows = [f"DOG-2019-001 | Infrastructuur | Glasvezel | {amount} | 14.000" for amount in ("1.000", "2.000")]

        both, one = planned(*rows, headings=THEMED), planned(*rows, headings=THEMED, left_out=frozenset({2}))

        assert outcomes(both) == ["geweigerd", "geweigerd"]
        assert sentences(both)[0] == "DOG-2019-001 staat in rij 2, 3. Laat ze op één na weg."
        assert outcomes(one) == ["overgeslagen", "gewijzigd"]

    def test_two_rows_that_say_the_same_are_asked_about(self):
        asked = planned(ROW, ROW)
        both = planned(ROW, ROW, answers={"dubbel:3": YES})
        one = planned(ROW, ROW, left_out=frozenset({3}))
        other = planned(ROW, "Infrastructuur | Glasvezel | 1.001 | 14.000")

        assert outcomes(asked) == ["nieuw", "twijfel"]
        assert [question.key for question in asked.questions] == ["dubbel:3"]
        assert [outcomes(found) for found in (both, one, other)] == [
            ["nieuw", "nieuw"], ["nieuw", "overgeslagen"], ["nieuw", "nieuw"]
        ]  # fmt: skip


class TestInTheWay:
    def test_a_draft_that_waits_is_no_place_for_another(self):
        item = entry()
        item.contribution = 1_100
        item.save_revision(user=get_user_model().objects.get(username="cijfers2"))

        found = planned("Infrastructuur | Glasvezel | 2.000 | 14.000")

        assert outcomes(found) == [Outcome.REFUSED]
        [said] = sentences(found)
        assert "werkt aan deze regel" in said

    def test_a_locked_entry_is_left_alone(self):
        entry(locked=True, locked_by=get_user_model().objects.get(username="cijfers2"))

        [said] = sentences(planned("Infrastructuur | Glasvezel | 2.000 | 14.000"))

        assert "op slot" in said or "vergrendeld" in said

    def test_neither_matters_to_a_row_that_changes_nothing(self):
        entry(locked=True, locked_by=get_user_model().objects.get(username="cijfers2"))

        assert outcomes(planned(ROW)) == [Outcome.UNCHANGED]


def test_the_number_of_queries_does_not_grow_with_the_rows():
    def queries(rows):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = planned(*(f"Infrastructuur | Project {number} | 1 | {number}" for number in range(1, rows + 1)))
        assert set(outcomes(found)) == {Outcome.NEW}
        return len(asked)

    queries(1)
    assert queries(200) == queries(20)


def test_cents_stay_cents():
    [row] = planned("Infrastructuur | Stad | 1.000,05 | 2.000,10").rows

    assert (row.entry.contribution, row.entry.project_size) == (Decimal("1000.05"), Decimal("2000.10"))
