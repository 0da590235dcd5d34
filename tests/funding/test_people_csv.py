"""The CSV for people opens in a Dutch spreadsheet as columns, with right letters, amounts and days."""

import csv
from io import StringIO

import pytest

from funding.open_data import COLUMNS, COUNTED
from funding.people_csv import HEADINGS
from tests.factories import FundingEntryFactory

YEAR = "/resultaten/2017/financiering.excel.csv"
FIGURES = [
    "/resultaten/2017/cijfer/bijdrage/hoofdtotaal/regels.excel.csv",
    "/resultaten/cijfer/bijdrage/hoofdtotaal/regels.excel.csv",
]


def rows(client, address):
    content = client.get(address).getvalue().decode("utf-8")
    assert content.startswith("\ufeff")
    return list(csv.DictReader(StringIO(content.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_every_column_has_a_heading_of_its_own():
    assert set(HEADINGS) == {*COLUMNS, *COUNTED}
    assert len({str(heading) for heading in HEADINGS.values()}) == len(HEADINGS)


@pytest.mark.parametrize("address", [YEAR, *FIGURES])
def test_amounts_have_a_comma_and_days_are_written_as_here(client, address):
    FundingEntryFactory(
        year=2017,
        reference="DOG-2017-099",
        title="Café; “één”",
        contribution="12500.50",
        start_date="2017-03-04",
    )

    [row] = [row for row in rows(client, address) if row["Kenmerk"] == "DOG-2017-099"]

    assert row["Titel"] == "Café; “één”"
    assert row["Bijdrage in euro"] == "12500,50"
    assert row["Begin"] == "04-03-2017"


def test_it_has_the_rows_of_the_file_for_programs(client):
    for_programs = csv.DictReader(StringIO(client.get("/resultaten/2017/financiering.csv").getvalue().decode()))

    assert [row["Kenmerk"] for row in rows(client, YEAR)] == [row["identifier"] for row in for_programs]


@pytest.mark.parametrize("address", [YEAR, *FIGURES])
def test_it_is_named_so(client, address):
    assert client.get(address)["Content-Disposition"].endswith('.excel.csv"')


def test_a_formula_stays_text(client):
    FundingEntryFactory(year=2017, reference="DOG-2017-099", title="=1+1")

    [row] = [row for row in rows(client, YEAR) if row["Kenmerk"] == "DOG-2017-099"]

    assert row["Titel"] == "'=1+1"


def test_a_page_names_both_files(client):
    content = client.get("/resultaten/2017/").content.decode()

    assert 'href="/resultaten/2017/financiering.excel.csv"' in content
    assert 'href="/resultaten/2017/financiering.csv"' in content
