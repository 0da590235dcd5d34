"""What a person decides about a file holds in its plan: answers, typed cells, what is left out, and blanks."""

import pytest

from funding.importing.choices import LEAVE_OUT, NEW, YES
from funding.importing.plan import Outcome
from projects.models import ProjectPage, Theme
from tests.factories import OrganisationFactory

from .planning import HEADINGS, ROW, THEMED, changes, entry, outcomes, planned, sentences


class TestDecided:
    def test_a_cell_that_is_typed_stands_for_the_one_in_the_file(self):
        found = planned("Infrastructuur | Stad | veel | 20", typed={"2:contribution_eur": " 10 "})

        assert outcomes(found) == [Outcome.NEW]
        assert found.rows[0].entry.contribution == 10

    def test_a_project_that_is_typed_mends_a_row_that_had_none(self):
        row = {"headings": f"Aanvrager | {HEADINGS}", "answers": {"organisatie:Stadsraad": "tekst"}}

        refused = planned("Stadsraad | Infrastructuur |  | 10 | 20", **row)
        mended = planned("Stadsraad | Infrastructuur |  | 10 | 20", **row, typed={"2:title": "Stad"})

        assert sentences(refused) == [
            "Deze rij heeft geen project. Schrijf waar de bijdrage voor was, of laat de rij weg."
        ]
        assert outcomes(mended) == [Outcome.NEW]

    def test_the_theme_of_a_row_below_a_total_has_to_be_written_there(self):
        rows = ["Anders | Stad | 10 | 20", " | Dorp | 5 | 10", "Totaal Anders | | 15 | 30", " | Land | 5 | 10"]

        refused, mended = planned(*rows), planned(*rows, typed={"5:theme": "Infrastructuur"})

        assert outcomes(refused) == [Outcome.NEW, Outcome.NEW, Outcome.REFUSED]
        assert [row.entry.theme.slug for row in mended.rows] == ["anders", "anders", "infrastructuur"]
        assert mended.is_ready

    @pytest.mark.parametrize("typed", ["nee:title", "2:nergens", "2", ""])
    def test_what_is_typed_nowhere_changes_nothing(self, typed):
        assert outcomes(planned(ROW, typed={typed: "x"})) == [Outcome.NEW]

    def test_a_doubtful_amount_is_asked_and_can_be_typed_anew(self):
        row = "Infrastructuur | Stad | 80k | 100.000"

        [question] = planned(row).questions
        answered, typed = planned(row, answers={question.key: YES}), planned(row, typed={question.key[4:]: "8.000"})

        assert (question.key, question.column, question.cell) == ("cel:2:contribution_eur", "contribution_eur", "80k")
        assert [found.rows[0].entry.contribution for found in (answered, typed)] == [80_000, 8_000]

    def test_a_hidden_row_is_taken_or_left_out_as_is_answered(self):
        asked = planned(ROW, hidden=(2,))
        taken = planned(ROW, hidden=(2,), answers={"verborgen:2": YES})
        left_out = planned(ROW, hidden=(2,), answers={"verborgen:2": LEAVE_OUT})

        assert [question.key for question in asked.questions] == ["verborgen:2"]
        assert [outcomes(found) for found in (asked, taken, left_out)] == [["twijfel"], ["nieuw"], ["overgeslagen"]]

    def test_a_theme_that_is_not_sure_is_asked_once_for_all_its_rows(self):
        rows = ["Infra | Stad | 10 | 20", "Infra | Dorp | 10 | 20"]
        theme = Theme.objects.get(slug="infrastructuur")

        asked, answered = planned(*rows), planned(*rows, answers={"thema:Infra": str(theme.pk)})

        [question] = asked.questions
        assert (question.key, question.rows) == ("thema:Infra", (2, 3))
        assert {row.entry.theme for row in answered.rows} == {theme}

    def test_a_project_without_a_page_gets_one_where_that_was_chosen_by_who_may(self):
        no, may_not, may = (
            planned(ROW, makes_projects=asked, may_add_projects=may)
            for asked, may in ((False, True), (True, False), (True, True))
        )

        assert [found.rows[0].makes_project for found in (no, may_not, may)] == [False, False, True]

    def test_a_project_that_is_alike_is_asked_and_a_new_page_is_offered_to_who_may_add_one(self):
        page = ProjectPage.objects.get(slug="pygrunn")
        row = "Infrastructuur | PyGrun | 10 | 20"

        [mine], [yours] = (planned(row, may_add_projects=may).questions for may in (False, True))
        chosen = planned(row, answers={mine.key: str(page.pk)})

        assert [value for value, _label in mine.options] == [str(page.pk), "tekst"]
        assert [value for value, _label in yours.options] == [str(page.pk), "tekst", NEW]
        assert chosen.rows[0].entry.project == page

    def test_an_applicant_is_known_by_name_or_asked(self):
        known = OrganisationFactory(name="Noorderling BV")
        rows = ["Noorderling BV | Anders | Stad | 1 | 2", "Zuiderling | Anders | Dorp | 1 | 2"]

        found = planned(
            *rows, headings=f"Aanvrager | {THEMED[13:]}", answers={"organisatie:Zuiderling": NEW},
            may_add_organisations=True,
        )  # fmt: skip

        assert [row.entry.applicant for row in found.rows] == [known, None]
        assert [row.makes_applicant for row in found.rows] == [False, True]
        assert [row.entry.applicant_text for row in found.rows] == ["Noorderling BV", "Zuiderling"]


class TestBlanks:
    COLUMNS = "Referentie | Thema | Project | Bijdrage | Begin | Beschrijving | Verleningsdatum"
    OURS = "identifier | theme | title | contribution_eur | start | description | award_date"

    def test_of_a_file_of_others_leaves_what_the_site_has_but_for_amounts(self):
        entry(description="Kabels.", start_year=2018, award_date="2019-02-01", project_size=None)

        [row] = planned("DOG-2019-001 | Infrastructuur | Glasvezel | | | | ", headings=self.COLUMNS).rows

        assert set(changes(row)) == {"contribution", "contribution_state"}

    def test_of_our_own_file_erases(self):
        entry(description="Kabels.", start_year=2018, award_date="2019-02-01", project_size=None)

        [row] = planned("DOG-2019-001 | Infrastructuur | Glasvezel | 1000 | | | ", headings=self.OURS).rows

        assert changes(row) == {
            "description": ("Kabels.", "leeg"),
            "award_date": ("01-02-2019", "leeg"),
            "start_year": ("2018", "leeg"),
        }

    def test_an_applicant_is_erased_as_well(self):
        entry(applicant_text="Noorderling BV", applicant=OrganisationFactory(name="Noorderling"))

        [row] = planned(
            "DOG-2019-001 | Infrastructuur | Glasvezel | 1000 | ",
            headings="identifier | theme | title | contribution_eur | applicant",
        ).rows

        assert set(changes(row)) == {"applicant", "applicant_text"}
