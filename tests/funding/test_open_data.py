import csv
import io

import pytest

from funding.models import FundingEntry
from funding.open_data import COLUMNS, csv_lines, neutralise
from tests.factories import FundingEntryFactory
from tests.pages import download


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(text):
    assert neutralise(text) == f"'{text}"


def test_a_formula_in_a_title_stays_text_and_numbers_stay_numbers():
    FundingEntryFactory(title='=HYPERLINK("x")', contribution=1_000)

    lines = csv_lines(FundingEntry.objects.public().in_year(2019).for_display().with_partners())
    [row] = csv.DictReader(io.StringIO("".join(lines)))

    assert row["title"] == '\'=HYPERLINK("x")'
    assert row["contribution_eur"] == "1000.00"


def test_the_download_has_the_agreed_columns_and_dutch_letters(client):
    rows = download(client)

    assert tuple(rows[0]) == COLUMNS
    assert "patiënten" in rows[4]["description"]
    assert rows[2]["url"].endswith("/projecten/pygrunn/")
    assert rows[9]["start"] == "2017-09-05"
    assert rows[2]["award_date"] == ""


def test_internal_notes_never_leave_the_admin(client):
    entry = FundingEntry.objects.get(reference="DOG-2017-003")
    entry.internal_note = "kanarie"
    entry.save_revision().publish()

    assert "kanarie" not in client.get("/resultaten/2017/financiering.csv").getvalue().decode()


@pytest.mark.parametrize("path", ["/resultaten/2016/financiering.csv", "/resultaten/999999999/financiering.csv"])
def test_a_year_without_results_has_no_download(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("rows", [1, 40])
def test_a_download_takes_a_fixed_number_of_queries(client, django_assert_max_num_queries, rows):
    FundingEntryFactory.create_batch(rows, year=2017)

    with django_assert_max_num_queries(8):
        assert len(download(client)) == 23 + rows
