"""A figure has the same cents everywhere: on each page that prints it and in each file with its rows."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from dog_site.core.figures import page_of
from dog_site.core.numbers.money import parse_amount
from funding.models import FundingEntry
from projects.models import Theme
from tests.factories import FundingEntryFactory, many
from tests.pages import RESULTS, download, download_json, download_workbook, figure

AMOUNTS = ("bijdrage", "projectomvang")
METRICS = (*AMOUNTS, "multiplier")
INFRASTRUCTURE = "thema:infrastructuur"
SCOPES = ("hoofdtotaal", INFRASTRUCTURE, "anders", "alles")
ENTRIES = "/beheer/snippets/funding/fundingentry/"


@pytest.fixture(autouse=True)
def _cents():
    """Beside the 23 entries of 2017: dimes that a float adds up wrongly, amounts that lack or were settled."""
    rows = []

    def entries(theme, *amounts, **values):
        of_theme = {"year": 2017, "theme": Theme.objects.get(slug=theme), **values}
        rows.extend({"contribution": contribution, "project_size": size, **of_theme} for contribution, size in amounts)

    dime = (Decimal("0.10"), Decimal("0.30"))
    entries("infrastructuur", *[dime] * 30, (None, Decimal("100.10")), (Decimal("5.05"), None), (None, None))
    entries("infrastructuur", (Decimal(0), Decimal("70.07")))
    entries(
        "infrastructuur",
        (Decimal("1000.01"), Decimal("2000.02")),
        settled_amount=Decimal("900.99"),
        stage="vastgesteld",
    )
    entries("anders", *[dime] * 7, (Decimal("0.10"), None))
    entries("infrastructuur", (Decimal("7.07"), Decimal("7.07")), live=False)
    entries("anders", (Decimal("8.08"), Decimal("8.08")), stage="gepland")
    many(FundingEntryFactory, [{"reference": f"DOG-2017-{number}", **row} for number, row in enumerate(rows, 900)])


def is_in(scope, theme):
    """Whether the entries of the theme with this name count in `scope`: "Anders" stands outside the headline."""
    match scope:
        case "alles":
            return True
        case "hoofdtotaal":
            return theme != "Anders"
        case "anders":
            return theme == "Anders"
    return theme == "Infrastructuur"


def added_up(rows):
    """The sum of pairs of amounts (None is unknown), with the multiplier as exactly as it is printed."""
    rows = list(rows)
    pairs = [(contribution, size) for contribution, size in rows if contribution and size is not None]
    multiplier = sum(size for _contribution, size in pairs) / sum(contribution for contribution, _size in pairs)
    return {
        "bijdrage": sum(contribution for contribution, _size in rows if contribution is not None),
        "projectomvang": sum(size for _contribution, size in rows if size is not None),
        "multiplier": Decimal(f"{multiplier:.10f}"),
    }


def by_hand(scope):
    """The figures of 2017, added up from the entries as they are stored."""
    rows = FundingEntry.objects.filter(year=2017, live=True).exclude(stage__in=["gepland", "ingetrokken"])
    rows = rows.values_list("theme__name", "contribution", "project_size")
    return added_up(amounts for theme, *amounts in rows if is_in(scope, theme))


def printed(html, scope, metrics=METRICS):
    return {metric: figure(html, metric=metric, scope=scope, year=2017, source="regels") for metric in metrics}


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def results_page(client, log_in, scope):
    # The only theme outside the headline is printed under its own name.
    return printed(html(client, RESULTS), "thema:anders" if scope == "anders" else scope)


def table_beside_the_bars(client, log_in, scope):
    table = BeautifulSoup(html(client, RESULTS), "html.parser").select_one("section[aria-labelledby=thema] table")
    return printed(str(table), "thema:anders" if scope == "anders" else scope)


def words_under_a_bar(client, log_in, scope):
    [words] = [
        bar.select_one(".dog-chart__amounts").get_text()
        for bar in BeautifulSoup(html(client, RESULTS), "html.parser").select("svg g[class^='t-']")
        if bar.select_one(".dog-chart__name").get_text() == "Infrastructuur"
    ]
    return dict(zip(AMOUNTS, map(parse_amount, words.split(" van ")), strict=True))


def table_of_the_largest(client, log_in, scope):
    table = BeautifulSoup(html(client, RESULTS), "html.parser").select_one("section[aria-labelledby=grootste] table")
    found = {metric: table.select(f'data[data-metric="{metric}"]') for metric in AMOUNTS}
    return {metric: sum(Decimal(each["value"]) for each in cells if each["value"]) for metric, cells in found.items()}


def figure_page(client, log_in, scope):
    pages = {metric: html(client, page_of(metric, scope, 2017)) for metric in METRICS}
    return {metric: printed(page, scope, [metric])[metric] for metric, page in pages.items()}


def file_of_the_figure(client, log_in, scope):
    found = {}
    for metric in METRICS:
        rows = download(client, f"{page_of(metric, scope, 2017)}regels.csv")
        counted = [(row["contribution_counted_eur"], row["project_size_counted_eur"]) for row in rows]
        sums = [sum(Decimal(each) for each in column if each) for column in zip(*counted, strict=True)]
        found[metric] = Decimal(f"{sums[1] / sums[0]:.10f}") if metric == "multiplier" else sum(sums)
    return found


def csv_of_the_year(client, log_in, scope):
    return of_file(download(client), scope)


def json_of_the_year(client, log_in, scope):
    return of_file(download_json(client)["entries"], scope)


def xlsx_of_the_year(client, log_in, scope):
    heading, *rows = download_workbook(client).worksheets[0].values
    return of_file((dict(zip(heading, row, strict=True)) for row in rows), scope)


def of_file(rows, scope):
    def amount(value):
        return None if value in (None, "") else Decimal(str(value))

    return added_up(
        (amount(row["contribution_eur"]), amount(row["project_size_eur"])) for row in rows if is_in(scope, row["theme"])
    )


def overview_of_themes(client, log_in, scope):
    return printed(html(client, "/themas/"), "thema:anders" if scope == "anders" else scope)


def theme_page(client, log_in, scope):
    return printed(html(client, "/themas/infrastructuur/"), scope)


def home(client, log_in, scope):
    return printed(html(client, "/"), scope)


def years_side_by_side(client, log_in, scope):
    return printed(html(client, "/resultaten/"), scope, ["bijdrage"] if scope == "anders" else METRICS)


def totals_under_the_list_of_the_admin(client, log_in, scope):
    """The line with what visitors see; the one above it counts the draft and the planned entry too, the last less."""
    theme = {"alles": "", INFRASTRUCTURE: "infrastructuur", "anders": "anders"}[scope]
    chosen = f"&theme={Theme.objects.get(slug=theme).pk}" if theme else ""
    page = html(log_in("cijfers"), f"{ENTRIES}?year=2017{chosen}")
    line = BeautifulSoup(page, "html.parser").select("#totals tbody tr")[1]
    return printed(str(line), "selectie")


# Places that print figures: for which scopes, and which figures.
CHANNELS = [
    (results_page, SCOPES, METRICS),
    (table_beside_the_bars, SCOPES, METRICS),
    (words_under_a_bar, [INFRASTRUCTURE], AMOUNTS),
    (table_of_the_largest, ["hoofdtotaal"], AMOUNTS),
    (figure_page, SCOPES, METRICS),
    (file_of_the_figure, SCOPES, METRICS),
    (csv_of_the_year, SCOPES, METRICS),
    (json_of_the_year, SCOPES, METRICS),
    (xlsx_of_the_year, SCOPES, METRICS),
    (overview_of_themes, SCOPES, METRICS),
    (theme_page, [INFRASTRUCTURE], METRICS),
    (home, ["hoofdtotaal", INFRASTRUCTURE], METRICS),
    (years_side_by_side, ["hoofdtotaal"], METRICS),
    (years_side_by_side, ["anders"], ["bijdrage"]),
    (totals_under_the_list_of_the_admin, [INFRASTRUCTURE, "anders", "alles"], METRICS),
]


@pytest.mark.parametrize(
    "channel, scope, metrics",
    [
        pytest.param(channel, scope, metrics, id=f"{channel.__name__}-{scope}")
        for channel, scopes, metrics in CHANNELS
        for scope in scopes
    ],
)
def test_every_channel_gives_the_same_cents(client, log_in, channel, scope, metrics):
    found = channel(client, log_in, scope)

    expected = by_hand(scope)
    assert found == {metric: expected[metric] for metric in metrics}
    assert expected["bijdrage"] % 1
