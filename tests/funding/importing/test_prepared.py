"""A file with what was decided about it."""

import pytest
from django.contrib.auth import get_user_model

from funding.importing.cells import Unreadable
from funding.importing.columns import Column
from funding.importing.hand_in import hand_in
from funding.importing.plan import Outcome
from funding.importing.prepared import Prepared

FILE = "Thema;Project;Bijdrage;Waar het voor is\nInfrastructuur;Glasvezel {0};1.500;Kabels\n"


@pytest.fixture
def editor():
    return get_user_model().objects.create_superuser("redacteur", "redacteur@example.org")


def prepared(user, year, **decided):
    return Prepared(f"bijlage-{year}.csv", FILE.format(year).encode(), {"year": year, **decided}, user)


def handed_in(file, user):
    return hand_in(file.plan, file.stated, file.file, user, "")


def test_columns_chosen_by_hand_are_remembered_for_the_next_file_of_the_same_shape(editor):
    handed_in(prepared(editor, 2018, columns={"3": "description"}), editor)

    after = prepared(editor, 2019)

    assert after.header.columns[3] == Column.DESCRIPTION
    assert after.plan.rows[0].entry.description == "Kabels"


def test_what_is_chosen_now_goes_before_what_was_chosen_then(editor):
    handed_in(prepared(editor, 2018, columns={"3": "description"}), editor)

    after = prepared(editor, 2019, columns={"3": ""})

    assert after.header.columns[3] is None


def test_a_file_of_another_shape_is_guessed_anew(editor):
    handed_in(prepared(editor, 2018, columns={"3": "description"}), editor)
    other = FILE.replace("Waar het voor is", "Aantekening").format(2019).encode()

    after = Prepared("anders.csv", other, {"year": 2019}, editor)

    assert after.header.columns[3] is None
    assert [row.outcome for row in after.plan.rows] == [Outcome.NEW]


def test_a_sheet_that_is_not_there_any_more_is_guessed(editor):
    file = prepared(editor, 2018, sheet="Blad 9", header=1)

    assert len(file.plan.rows) == 1


def test_more_rows_than_a_person_reads_are_refused_where_a_person_reads_them(editor):
    rows = "".join(f"Infrastructuur;Project {number};1.000;\n" for number in range(3))
    table = f"Thema;Project;Bijdrage;Waarvoor\n{rows}".encode()

    with pytest.raises(Unreadable, match="3 rijen"):
        Prepared("lang.csv", table, {"year": 2018}, editor, most_rows=2).plan  # noqa: B018 - asking is the test

    assert len(Prepared("lang.csv", table, {"year": 2018}, editor).plan.rows) == 3
