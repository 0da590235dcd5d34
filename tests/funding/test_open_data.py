import io
from datetime import datetime
from decimal import Decimal
from itertools import product
from zipfile import ZipFile

import pytest
from wagtail.models import PageViewRestriction

from dog_site.core.lists.cells import is_formula, neutralise
from funding.models import FundingEntry
from funding.open_data import COLUMNS, COUNTED
from results.models import YearlyResultsPage
from tests.factories import FundingEntryFactory
from tests.pages import DOWNLOAD, JSON, WORKBOOK, cell_text, download, download_json, download_workbook

FILES = [DOWNLOAD, WORKBOOK, JSON]
HOSTILE = [
    "=1+1",
    '=HYPERLINK("x")',
    "+31 50 123",
    "-1",
    "@SUM(A1)",
    "#N/A",
    "'",
    "00123",
    "1e5",
    "2017-09-05",
    "TRUE",
    "null",
    ' spaces around, "quotes"; \\ ',
    "a bell \x07 and an escape \x1b",
    "two\r\nlines\tand a tab",
    "_x0041_ stays itself, _x005F_x0041_ too",
    "noncharacters \ufffe \uffff and \u2028",
    "<script>&amp;]]>",
    "Groningen 🙂 é 中文 \u202e",
    "x" * 250,
]


def csv_values(client):
    """The rows of the CSV; the apostrophe before a formula is not part of the text."""

    def read(value):
        return value[1:] if value.startswith("'") and is_formula(value[1:]) else value

    return [{column: read(value) for column, value in row.items()} for row in download(client)]


def json_values(client):
    """The rows of the JSON, written as the CSV writes them."""
    entries = download_json(client)["entries"]
    return [{column: written(value) for column, value in row.items()} for row in entries]


def written(value):
    """A value as the CSV writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def workbook_values(client):
    """The rows of the workbook, written as the CSV writes them."""

    def read(column, value):
        if value is None:
            return ""
        if isinstance(value, bool):
            return written(value)
        if column.endswith("_eur"):
            return f"{Decimal(str(value)):.2f}"
        return value.date().isoformat() if isinstance(value, datetime) else cell_text(str(value))

    header, *rows = download_workbook(client).worksheets[0].values
    return [{column: read(column, value) for column, value in zip(header, row, strict=True)} for row in rows]


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    " =1+1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff+1",
    "＝1+1",
    "＠SUM(A1)",
    "﹢1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(text):
    assert neutralise(text) == f"'{text}"


def test_a_formula_in_a_title_stays_text_and_numbers_stay_numbers(client):
    FundingEntryFactory(year=2017, reference="DOG-2017-099", title='=HYPERLINK("x")', contribution=1_000)

    [row] = [row for row in download(client) if row["identifier"] == "DOG-2017-099"]

    assert row["title"] == '\'=HYPERLINK("x")'
    assert row["contribution_eur"] == "1000.00"


def test_the_download_has_the_agreed_columns_and_dutch_letters(client):
    rows = download(client)

    assert tuple(rows[0]) == COLUMNS + COUNTED
    assert "patiënten" in rows[4]["description"]
    assert rows[2]["url"].endswith("/projecten/pygrunn/")
    assert rows[9]["start"] == "2017-09-05"
    assert rows[2]["award_date"] == ""


def test_the_three_files_of_a_year_hold_the_same_rows_and_values(client):
    in_csv, in_json, in_workbook = csv_values(client), json_values(client), workbook_values(client)

    assert len(in_csv) == 23
    assert tuple(in_csv[0]) == tuple(in_json[0]) == tuple(in_workbook[0]) == COLUMNS + COUNTED
    assert in_json == in_csv
    assert in_workbook == in_csv


def test_hostile_words_and_amounts_come_back_from_every_file_as_they_are(client):
    amounts = ["0.00", "0.10", "1234567.89", "9999999999.99"]
    typed = [
        FundingEntryFactory(
            year=2017, title=title, description=title, contribution=amount, project_size="9999999999.99"
        )
        for title, amount in zip(HOSTILE, amounts * 5, strict=True)
    ]

    for values in (csv_values(client), json_values(client), workbook_values(client)):
        rows = {row["identifier"]: row for row in values}
        for entry in typed:
            row = rows[entry.reference]
            assert (row["title"], row["description"]) == (entry.title, entry.title)
            assert row["contribution_eur"] == entry.contribution


def test_a_workbook_has_numbers_dates_and_texts_that_are_no_formulas(client):
    FundingEntryFactory(
        year=2017, reference="DOG-2017-099", title="=1+1", award_date="2017-03-14", contribution="1500.50"
    )

    sheet = download_workbook(client).worksheets[0]
    [row] = [row for row in sheet.iter_rows(min_row=2) if row[0].value == "DOG-2017-099"]
    cells = dict(zip(COLUMNS + COUNTED, row, strict=True))

    assert (cells["title"].data_type, cells["title"].value, cells["title"].quotePrefix) == ("s", "=1+1", True)
    assert (cells["contribution_eur"].value, cells["contribution_eur"].number_format) == (1500.5, "#,##0.00")
    assert cells["funding_year"].value == 2017
    assert cells["award_date"].value == datetime(2017, 3, 14)  # noqa: DTZ001 - a cell has no time zone
    assert cells["settled_amount_eur"].value is None


def test_a_workbook_opens_on_a_bold_header_that_stays_and_explains_itself(client):
    entries, explanation = download_workbook(client).worksheets

    assert entries.title.endswith(" 2017")
    assert entries.freeze_panes == "A2"
    assert all(cell.font.bold for cell in entries[1])
    assert explanation["B1"].value == YearlyResultsPage.objects.get().full_url


def test_the_same_rows_give_the_same_workbook_whenever_it_is_asked_for(client):
    content = client.get(WORKBOOK).getvalue()
    published = datetime.fromisoformat(download_json(client)["modified"])

    assert client.get(WORKBOOK).getvalue() == content
    assert {member.date_time for member in ZipFile(io.BytesIO(content)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert download_workbook(client).properties.modified == published.replace(tzinfo=None)


def test_the_json_says_what_it_is_and_writes_amounts_with_their_digits(client):
    content = client.get(JSON).getvalue().decode()
    data = download_json(client)

    assert (data["title"].endswith(" 2017"), data["year"]) == (True, 2017)
    assert data["modified"] == max(entry["modified"] for entry in data["entries"])
    assert '"identifier": "DOG-2017-003"' in content
    assert '"contribution_eur": 1500.00,' in content
    assert '"award_date": null' in content
    assert "patiënten" in content


def test_a_year_without_entries_has_files_without_rows(client):
    FundingEntry.objects.update(live=False)

    assert csv_values(client) == workbook_values(client) == []
    assert download_json(client)["entries"] == []
    assert download_json(client)["modified"] is None


@pytest.mark.parametrize(
    "path, content_type",
    [
        (DOWNLOAD, "text/csv; charset=utf-8"),
        (WORKBOOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (JSON, "application/json"),
    ],
)
def test_a_file_says_its_type_and_its_name_and_the_page_links_to_it(client, path, content_type):
    response = client.head(path)

    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="financiering-2017.{path.split(".")[1]}"'
    assert f'href="{path}" type="{content_type.split(";")[0]}"' in client.get("/resultaten/2017/").content.decode()


def test_internal_notes_and_drafts_never_leave_the_admin(client):
    entry = FundingEntry.objects.get(reference="DOG-2017-003")
    entry.internal_note = "kanarie"
    entry.save_revision().publish()
    FundingEntryFactory(year=2017, title="kanarie", live=False)

    for values in (csv_values(client), json_values(client), workbook_values(client)):
        assert len(values) == 23
        assert "kanarie" not in str(values)


@pytest.mark.parametrize(
    "year, suffix", [*product([2016, 999999999], ["csv", "xlsx", "json"]), (2017, "ods"), (2017, "CSV")]
)
def test_a_year_without_results_and_another_suffix_have_no_download(client, year, suffix):
    assert client.get(f"/resultaten/{year}/financiering.{suffix}").status_code == 404


@pytest.mark.parametrize("path", FILES)
def test_the_files_of_a_page_that_is_not_public_are_not_public(client, path):
    page = YearlyResultsPage.objects.get()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    restricted = client.get(path)
    restriction.delete()
    page.unpublish()

    assert restricted.status_code == client.get(path).status_code == 404


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("rows", [1, 40])
def test_a_download_takes_a_fixed_number_of_queries(client, django_assert_max_num_queries, path, rows):
    FundingEntryFactory.create_batch(rows, year=2017)

    # The workbook and the JSON tell what goes with the rows as well.
    with django_assert_max_num_queries(10 if path == DOWNLOAD else 17):
        client.get(path).getvalue()


@pytest.mark.parametrize("path", [*FILES, DOWNLOAD.replace(".csv", ".excel.csv")])
def test_a_year_with_too_many_entries_for_one_file_has_a_file_per_theme(client, monkeypatch, path):
    monkeypatch.setattr("funding.open_data.LARGEST_FILE", 22)

    refused = client.get(path)

    assert (refused.status_code, refused["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert "cijfer/regels/thema-infrastructuur/regels." in refused.content.decode()
    for page in ("/resultaten/2017/", "/resultaten/"):
        html = client.get(page).content.decode()
        assert "/resultaten/2017/financiering" not in html
        assert 'href="/resultaten/2017/cijfer/regels/alles/"' in html


@pytest.mark.parametrize("path", FILES)
def test_a_file_says_how_long_it_is(client, path):
    response = client.get(path)

    assert not response.streaming
    assert int(response["Content-Length"]) == len(response.content)
