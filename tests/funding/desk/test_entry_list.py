"""The list of entries: what it shows, filters and adds up, and the same rows as a file."""

import csv
import io
from decimal import Decimal

import bs4
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from funding.models import FundingEntry
from tests.desk.browser import ENTRIES, edit_url, entry, post, project
from tests.factories import FundingEntryFactory, ThemeFactory


def soup(client, query=""):
    response = client.get(f"{ENTRIES}{query}")
    assert response.status_code == 200
    return bs4.BeautifulSoup(response.content, "html.parser")


def references(client, query=""):
    """The references in the list, in its order."""
    table = soup(client, query).find("table", class_="listing")
    titles = table.select("tbody .title-wrapper a") if table and table.get("id") != "totals" else []
    return [title.get_text(strip=True) for title in titles]


def totals(client, query=""):
    """The exact figures of each line under the list, by metric."""
    rows = soup(client, query).select("#totals tbody tr")
    return [{data["data-metric"]: data["value"] for data in row.find_all("data")} for row in rows]


def exact(totals):
    """What `totals()` would print, to the cent."""
    metrics = ("regels", "bijdrage", "projectomvang", "multiplier")
    return {metric: totals.figure(metric, "selectie", None).exact for metric in metrics}


def exported(client, kind, query=""):
    response = client.get(f"{ENTRIES}?export={kind}{query}")
    assert response.status_code == 200
    return b"".join(response)


def csv_rows(client, query=""):
    return list(csv.DictReader(io.StringIO(exported(client, "csv", query).decode(), newline="")))


def xlsx_rows(client, query=""):
    sheet = load_workbook(io.BytesIO(exported(client, "xlsx", query))).active
    heading, *rows = sheet.iter_rows()
    return [{name.value: cell for name, cell in zip(heading, row, strict=True)} for row in rows]


def cents():
    """Entries of 2019 whose sums a float gets wrong, with a draft, a planned one and one without an amount."""
    theme = ThemeFactory()
    amounts = ["0.10", "0.20", "9999999.99", "12.50"]
    for number, amount in enumerate(amounts):
        FundingEntryFactory(
            reference=f"DOG-2019-10{number}",
            theme=theme,
            contribution=Decimal(amount),
            project_size=Decimal("9999999999.99"),
        )
    FundingEntryFactory(reference="DOG-2019-200", theme=theme, live=False, contribution=Decimal("7.07"))
    FundingEntryFactory(reference="DOG-2019-201", theme=theme, stage="gepland", contribution=None)


@pytest.mark.parametrize(
    "role, may", [("communicatie", False), ("cijfers", True), ("coordinatie", True), ("beheer", True)]
)
@pytest.mark.parametrize("query", ["", "?export=csv", "?export=xlsx"])
def test_the_list_and_its_files_open_for_who_may_see_the_entries(log_in, role, may, query):
    response = log_in(role).get(f"{ENTRIES}{query}")

    assert (response.status_code == 200) is may


def test_a_row_names_its_source_and_the_place_in_it(log_in):
    html = log_in("cijfers").get(f"{ENTRIES}?q=DOG-2017-003").content.decode()

    assert f"{entry().source_locator}, {entry().source.title}" in html


def test_an_entry_is_found_by_a_title_that_it_had(log_in):
    client = log_in("cijfers")
    post(client, edit_url(entry()), title="Een andere naam")

    assert references(client, "?q=andere naam") == references(client, "?q=pygrunn") == ["DOG-2017-003"]


def test_the_list_opens_as_its_reader_left_it(log_in):
    client = log_in("cijfers")
    soup(client, "?year=2017&with_draft=false&ordering=-contribution&q=pygrunn")

    assert client.get(ENTRIES)["Location"] == f"{ENTRIES}?year=2017&with_draft=false&ordering=-contribution"
    assert log_in("coordinatie").get(ENTRIES).status_code == 200


def test_the_filters_find_the_rows_of_the_work(log_in):
    client = log_in("cijfers")
    FundingEntryFactory(reference="DOG-2019-900", source=None, source_locator="")
    FundingEntryFactory(reference="DOG-2019-901", live=False)
    post(client, edit_url(entry()), contribution="2.500")

    assert references(client, "?without_source=true") == ["DOG-2019-900"]
    assert references(client, "?with_draft=true") == ["DOG-2019-901", "DOG-2017-003"]
    assert references(client, "?with_draft=false&year=2019") == ["DOG-2019-900"]
    assert references(client, "?year=2019&live=true") == ["DOG-2019-900"]


def test_waiting_for_me_holds_what_somebody_else_proposed_to_who_may_approve(log_in):
    client = log_in("cijfers")
    post(client, edit_url(entry()), "submit", internal_note="Gezien")
    own = entry("DOG-2017-004")
    client = log_in("coordinatie")
    post(client, edit_url(own), "submit", internal_note="Gezien")

    waiting = {role: references(log_in(role), "?waiting=true") for role in ("cijfers", "coordinatie", "beheer")}

    assert waiting == {
        "cijfers": [],
        "coordinatie": ["DOG-2017-003"],
        "beheer": ["DOG-2017-003", "DOG-2017-004"],
    }


def test_waiting_for_me_and_the_rest_are_the_whole_list(log_in):
    post(log_in("cijfers"), edit_url(entry()), "submit", internal_note="Gezien")
    client = log_in("coordinatie")

    waiting, others = (totals(client, f"?waiting={answer}")[0]["regels"] for answer in ("true", "false"))

    assert int(waiting) + int(others) == FundingEntry.objects.count()


@pytest.mark.parametrize("query", ["", "?year=2017", "?year=2019", "?stage=verleend&year=2019", "?q=pygrunn", "?p=2"])
def test_the_totals_under_the_list_are_those_of_all_its_rows(log_in, query):
    client = log_in("cijfers")
    cents()
    rows = FundingEntry.objects.all()
    rows = {
        "?year=2017": rows.in_year(2017),
        "?year=2019": rows.in_year(2019),
        "?stage=verleend&year=2019": rows.in_year(2019).filter(stage="verleend"),
        "?q=pygrunn": rows.mentioning("pygrunn"),
    }.get(query, rows)

    shown = totals(client, query)

    headline = rows.public().in_scope("hoofdtotaal")
    assert shown == [exact(rows.totals()), exact(rows.public().totals()), exact(headline.totals())]


def test_a_draft_and_a_planned_entry_count_in_the_selection_and_not_in_what_is_public(log_in):
    cents()

    selection, public, _headline = totals(log_in("cijfers"), "?year=2019")

    assert (selection["regels"], public["regels"]) == ("6", "4")
    assert (selection["bijdrage"], public["bijdrage"]) == ("10000019.86", "10000012.79")


def test_over_several_years_a_size_of_a_whole_period_counts_once_per_project(log_in):
    for year in (2018, 2019):
        FundingEntryFactory(
            reference=f"DOG-{year}-900", year=year, project=project(), project_size_scope="looptijd", title="Looptijd"
        )

    shown = totals(log_in("cijfers"), "?q=Looptijd")[0]

    assert (shown["bijdrage"], shown["projectomvang"]) == ("2000.00", "14000.00")


@pytest.mark.parametrize("query", ["", "&year=2019", "&stage=verleend", "&q=pygrunn", "&with_draft=true"])
def test_a_file_holds_exactly_the_rows_of_the_list_with_the_same_cents(log_in, query):
    client = log_in("cijfers")
    cents()
    count = int(totals(client, f"?{query}")[0]["regels"])

    rows, cells = csv_rows(client, query), xlsx_rows(client, query)

    stored = {item.reference: item for item in FundingEntry.objects.all()}
    names = [*rows[0]]
    reference, contribution, size = names[0], names[5], names[7]
    assert len(rows) == len(cells) == count
    assert [row[reference] for row in rows] == [row[reference].value for row in cells]
    for row, cell in zip(rows, cells, strict=True):
        kept = stored[row[reference]]
        for name, amount in ((contribution, kept.contribution), (size, kept.project_size)):
            assert row[name] == ("" if amount is None else f"{amount:.2f}")
            read = cell[name].value
            assert read is None if amount is None else Decimal(str(read)) == amount
            assert amount is None or cell[name].data_type == "n"


@pytest.mark.parametrize("title", ["=1+1", "+31 50", "-1", "@SUM(A1)", "\tx", "\rx", "bel\x07"])
def test_no_cell_of_a_file_is_a_formula_and_no_letter_breaks_it(log_in, title):
    client = log_in("cijfers")
    FundingEntryFactory(reference="DOG-2019-900", title=title)

    row, cells = csv_rows(client, "&year=2019")[0], xlsx_rows(client, "&year=2019")[0]

    name = [*row][1]
    assert row[name] == (title if title == "bel\x07" else f"'{title}")
    assert cells[name].data_type == "s"


PARAMETERS = [
    "year",
    "theme",
    "stage",
    "source",
    "contribution_state",
    "waiting",
    "with_draft",
    "without_source",
    "live",
    "p",
    "ordering",
]
GARBAGE = ["abc", "-1", "9" * 40, "nul\0", "", "true,false", "2017' OR 1=1"]


def refused(client, queries):
    """Which of these questions have another answer than a list or a page that is not there."""
    client.raise_request_exception = False
    found = [(query, client.get(ENTRIES, query).status_code) for query in queries]
    return [(query, status) for query, status in found if status not in (200, 404)]


@pytest.mark.slow
@pytest.mark.parametrize("parameter", [*PARAMETERS, "export"])
def test_garbage_in_the_address_is_never_an_error(log_in, parameter):
    assert refused(log_in("cijfers"), [{parameter: value} for value in GARBAGE]) == []


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_garbage_in_the_address_of_a_file_is_never_an_error(log_in, export):
    queries = [dict.fromkeys(PARAMETERS, value) | {"export": export} for value in GARBAGE]

    assert refused(log_in("cijfers"), queries) == []


def test_a_filter_that_is_wrong_leaves_the_others_standing_and_says_so(log_in):
    client = log_in("cijfers")
    FundingEntryFactory(reference="DOG-2019-900")

    found = references(client, "?year=2019&stage=verzonnen")
    rows = csv_rows(client, "&year=2019&stage=verzonnen")

    assert found == ["DOG-2019-900"]
    assert len(rows) == 1
    assert soup(client, "?year=2019&stage=verzonnen").find(class_="help-warning")


def queries(client, query):
    client.get(f"{ENTRIES}{query}")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"{ENTRIES}{query}").status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "query", ["?year=2019", "?year=2019&export=csv", "?year=2019&waiting=false", "?q=contribution"]
)
def test_many_rows_take_no_more_queries_than_few(log_in, query):
    client = log_in("coordinatie")
    theme = ThemeFactory()
    author = get_user_model().objects.get(username="cijfers")

    def add(first, count):
        for number in range(first, first + count):
            item = FundingEntryFactory(reference=f"DOG-2019-{number}", theme=theme, live=bool(number % 2))
            item.save_revision(user=author)
            if number % 3 == 0:
                item.get_workflow().start(item, author)

    add(300, 3)
    few = queries(client, query)
    add(310, 12)

    assert queries(client, query) == few
    assert few <= 20


def test_the_list_offers_the_actions_that_somebody_may_do_and_no_other(log_in):
    def offered(role):
        buttons = soup(log_in(role)).select("[data-bulk-action-button]")
        return [button["href"].rstrip("/").rsplit("/", 1)[-1] for button in buttons]

    assert offered("cijfers") == ["propose", "theme", "stage"]
    assert offered("coordinatie") == ["propose", "approve", "theme", "stage", "unpublish"]
    assert offered("beheer") == ["propose", "approve", "theme", "stage", "unpublish", "delete"]
