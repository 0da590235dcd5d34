"""Somebody who has only the file gets the headline out of it, with nothing but the standard library of Python."""

import csv
import json
import xml.etree.ElementTree as ET
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from wagtail.models import Page, Site

from dog_site.core.figures import Metric, Scope
from dog_site.core.models import SiteSettings
from dog_site.core.models.statement import today_in_groningen
from funding.models import FundingEntry, PublishedFigure
from funding.open_data import COLUMNS, COUNTED
from funding.provider import current_rollup
from funding.readme import BOOLEANS, DEFINITIONS
from tests.factories import FundingEntryFactory
from tests.pages import DOWNLOAD, JSON, WORKBOOK

ABOUT = "/resultaten/2017/financiering.csv-metadata.json"
PEOPLE = "/resultaten/2017/financiering.excel.csv"
CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def content(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.getvalue()


def sheets(workbook):
    """The rows of each sheet as texts, by the column's letter."""
    with ZipFile(BytesIO(workbook)) as archive:
        shared = []
        if "xl/sharedStrings.xml" in archive.namelist():
            found = ET.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
            shared = ["".join(text.itertext()) for text in found.iter(f"{CELL}si")]
        names = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        return [[_row(row, shared) for row in ET.fromstring(archive.read(name)).iter(f"{CELL}row")] for name in names]  # noqa: S314


def _row(row, shared):
    cells = {}
    for cell in row.iter(f"{CELL}c"):
        value = "".join(cell.itertext())
        letter = cell.get("r").rstrip("0123456789")
        cells[letter] = shared[int(value)] if cell.get("t") == "s" else value
    return cells


def in_csv(client):
    return list(csv.DictReader(StringIO(content(client, DOWNLOAD).decode())))


def in_people_csv(client):
    rows = csv.DictReader(StringIO(content(client, PEOPLE).decode("utf-8-sig")), delimiter=";")
    names = {
        "Bijdrage die meetelt in euro": "contribution_counted_eur",
        "Projectomvang die meetelt in euro": "project_size_counted_eur",
    }
    return [{name: row[heading].replace(",", ".") for heading, name in names.items()} for row in rows]


def in_json(client):
    rows = json.loads(content(client, JSON), parse_float=Decimal)["entries"]
    return [{name: "" if row[name] is None else str(row[name]) for name in COUNTED} for row in rows]


def in_workbook(client):
    header, *rows = sheets(content(client, WORKBOOK))[0]
    letters = {name: letter for letter, name in header.items()}
    return [{name: row.get(letters[name], "") for name in COUNTED} for row in rows]


FILES = [in_csv, in_people_csv, in_json, in_workbook]


def headline():
    totals = current_rollup(2017).headline
    return totals.contribution, totals.project_size


def added_up(rows):
    return tuple(sum(Decimal(row[name]) for row in rows if row[name]) for name in COUNTED)


@pytest.mark.parametrize("read", FILES)
def test_the_columns_with_what_counts_add_up_to_the_headline(client, read):
    assert added_up(read(client)) == headline() == (Decimal(474_427), Decimal(6_582_515))


@pytest.mark.parametrize("read", FILES)
def test_a_size_that_two_entries_of_a_project_state_counts_once_in_the_file_too(client, read):
    project = FundingEntry.objects.get(reference="DOG-2017-003").project
    FundingEntryFactory(year=2017, project=project, contribution=5, project_size=17_500)

    assert added_up(read(client)) == headline()
    assert headline()[0] == Decimal(474_432)


def test_a_row_says_whether_it_counts_who_applied_and_where_its_source_is(client):
    rows = {row["identifier"]: row for row in in_csv(client)}

    said = {name: [rows[f"DOG-2017-0{number}"][name] for number in ("01", "17", "23")] for name in COLUMNS[-3:]}
    letter = f"{Site.objects.get().root_url}/raadsbrief-14-maart-2018/"
    assert said["counts_in_headline"] == ["true", "true", "false"]
    assert said["municipality_is_applicant"] == ["false", "true", "true"]
    assert said["source_url"] == [letter] * 3


def test_a_source_that_visitors_cannot_open_has_no_address(client):
    Page.objects.get(slug="raadsbrief-14-maart-2018").specific.unpublish()

    assert {row["source_url"] for row in in_csv(client)} == {""}


def about_json(client):
    return json.loads(content(client, JSON), parse_float=Decimal)


def about_csvw(client):
    return json.loads(content(client, ABOUT), parse_float=Decimal)["notes"][0]


@pytest.mark.parametrize("read", [about_json, about_csvw])
def test_the_totals_are_those_of_the_site(client, read):
    about, rollup = read(client), current_rollup(2017)

    totals = {(total["metric"], total["scope"]): total for total in about["totals"]}

    for metric in (Metric.CONTRIBUTION, Metric.PROJECT_SIZE, Metric.MULTIPLIER, Metric.PROJECTS, Metric.ENTRIES):
        for scope in (*Scope.values, *(theme.scope for theme in rollup.themes)):
            figure, total = rollup.figure(metric, scope), totals[metric, scope]
            assert total["words"] == figure.cited
            assert total["value"] == figure.value or str(total["value"])[:12] == str(figure.value)[:12]
    assert "met 2 regels over de hele looptijd" in totals["multiplier", "hoofdtotaal"]["words"]
    assert totals["bijdrage", "alles"]["status"] == "ondergrens"


@pytest.mark.parametrize("read", [about_json, about_csvw])
def test_what_sources_state_stands_beside_it(client, read):
    stated = {figure["number"]: figure for figure in read(client)["stated"]}

    assert set(stated) == set(PublishedFigure.objects.public().values_list("number", flat=True))
    assert (stated["D1"]["value"], stated["D1"]["computed"], stated["D1"]["difference"]) == (469427, 474427, 5000)
    assert stated["D1"]["verdict"] == "wijkt-af-verklaard"
    assert stated["D9"]["computed"] is None
    assert "verdict" not in stated["D10"]


def test_the_office_says_who_it_is_and_what_others_may_do(client):
    empty = about_json(client)
    SiteSettings.objects.update_or_create(
        site=Site.objects.get(), defaults={"sender": "Gemeente Groningen", "licence": "CC BY 4.0"}
    )
    filled = about_json(client)

    assert (empty["publisher"], empty["licence"], empty["licence_url"]) == (None, None, None)
    assert filled["publisher"] == "Gemeente Groningen"
    assert filled["licence_url"].startswith("https://creativecommons.org/licenses/by/4.0/")
    assert filled["as_of"] == today_in_groningen().isoformat()


def test_the_sheet_says_the_same_in_words(client):
    rows = [[row.get(letter, "") for letter in "ABCD"] for row in sheets(content(client, WORKBOOK))[1]]
    said = {row[0]: row[1:] for row in rows}

    assert said["bijdrage van de gemeente, hoofdtotaal"][0] == "474427"
    assert "zonder die regels 11,8" in said["multiplier, hoofdtotaal"][1]
    assert said["D1 Totale bijdrage, vier thema’s"][0].replace("\xa0", " ") == "€ 469.427"
    assert set(COLUMNS + COUNTED) <= set(said)


def test_csv_on_the_web_finds_the_description_where_it_looks(client):
    response = client.get(DOWNLOAD)
    described = json.loads(content(client, ABOUT))

    assert response["Link"] == f'<{ABOUT}>; rel="describedby"; type="application/csvm+json"'
    assert client.get(ABOUT)["Content-Type"] == "application/csvm+json"
    assert described["url"] == f"{Site.objects.get().root_url}{DOWNLOAD}"
    header = next(csv.reader(StringIO(response.getvalue().decode())))
    assert [column["name"] for column in described["tableSchema"]["columns"]] == header
    assert ABOUT in client.get("/resultaten/2017/").content.decode()


def test_every_column_is_defined():
    assert tuple(DEFINITIONS) == COLUMNS + COUNTED
    assert set(BOOLEANS) < set(COLUMNS)
    assert len({str(definition) for definition in DEFINITIONS.values()}) == len(DEFINITIONS)


def test_a_year_without_results_has_no_description(client):
    assert client.get("/resultaten/2016/financiering.csv-metadata.json").status_code == 404
