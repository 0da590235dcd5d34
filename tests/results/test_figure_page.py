"""A headline figure leads to exactly the entries it is made of: on its page and in its file, to the cent."""

import re
from decimal import Decimal
from itertools import product
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from dog_site.core.figures import page_of
from dog_site.core.models import ContentVersion, SiteSettings
from funding.models import FundingEntry, PublishedFigure
from funding.models.choices import METRICS
from funding.open_data import COLUMNS
from funding.provider import current_rollup
from funding.tracing import distinct_projects, trace, with_entries
from projects.models import ProjectPage, Theme
from results.models import YearlyResultsPage
from tests.factories import (
    FundingEntryFactory,
    ProjectPageFactory,
    PublishedFigureFactory,
    ThemeFactory,
    many,
    many_pages,
)
from tests.pages import download, figure, parsed, text

from .test_results_2017 import THEMES

SCOPES = ["hoofdtotaal", "anders", "alles", *THEMES.values()]
HEADLINE = "/resultaten/2017/cijfer/bijdrage/hoofdtotaal/"


def show(client, metric, scope, year=2017, page=""):
    response = client.get(page_of(metric, scope, year) + page)
    assert response.status_code == 200
    return response.content.decode()


def row_values(soup, metric):
    """The amounts of the entries in the table, without its foot."""
    cells = soup.select(f'.dog-table tbody data[data-metric="{metric}"][data-scope^="regel:"]')
    return [Decimal(cell["value"]) for cell in cells]


def rows_shown(soup):
    return soup.select("section[aria-labelledby=regels] .dog-table tbody tr")


def rows_left_out(html):
    """The words of each row that does not count."""
    rows = BeautifulSoup(html, "html.parser").select("section[aria-labelledby=niet-meegeteld] tbody tr")
    return [row.get_text(" ", strip=True) for row in rows]


def file_values(rows, column):
    return [Decimal(row[column]) for row in rows if row[column]]


def total(values):
    return sum(values) if values else None


def check(client, metric, scope, year):
    """The rows of the page and of the file add up to the figure that the rest of the site prints."""
    expected = current_rollup(year).figure(metric, scope)
    html = show(client, metric, scope, year)
    printed = figure(html, metric=metric, scope=scope, year=year or "alle", source="regels")
    assert printed == (Decimal(expected.exact) if expected.exact else None)
    soup, rows = parsed(html), download(client, f"{page_of(metric, scope, year)}regels.csv")
    contributions, sizes = row_values(soup, "bijdrage"), row_values(soup, "projectomvang")
    counted = [file_values(rows, f"{name}_counted_eur") for name in ("contribution", "project_size")]
    match metric:
        case "bijdrage":
            assert total(contributions) == total(counted[0]) == expected.value
            assert (sizes, counted[1]) == ([], [])
        case "projectomvang":
            assert total(sizes) == total(counted[1]) == expected.value
            assert (contributions, counted[0]) == ([], [])
        case "multiplier":
            if expected.value is None:
                assert rows == contributions == sizes == []
            else:
                assert total(contributions) == total(counted[0])
                assert total(sizes) == total(counted[1])
                assert total(sizes) / total(contributions) == expected.value
        case "projecten":
            assert len(rows_shown(soup)) == expected.value
            assert len(rows) == expected.rows
        case "regels":
            assert len(rows) == expected.value


def several_years():
    """Sizes that repeat, amounts that nobody knows, an entry without a project, and a theme outside the headline."""
    project = ProjectPage.objects.get(slug="pygrunn")
    of_project = {"theme": project.theme, "project": project, "project_size_scope": "looptijd"}
    FundingEntryFactory(year=2018, contribution=1_000, project_size=30_000, **of_project)
    FundingEntryFactory(year=2019, contribution=2_000, project_size=40_000, **of_project)
    FundingEntryFactory(year=2019, contribution=Decimal("0.10"), project_size=Decimal("0.20"), theme=project.theme)
    FundingEntryFactory(year=2020, contribution=None, project_size=90_000, **of_project)
    FundingEntryFactory(year=2020, contribution=0, project_size=50, theme=project.theme)
    other = Theme.objects.get(slug="anders")
    FundingEntryFactory(year=2020, contribution=500, project_size=None, theme=other)


# All metrics of a scope in one case: what they add up is computed once for them.


@pytest.mark.parametrize("scope", SCOPES)
def test_the_rows_of_a_figure_of_2017_add_up_to_it(client, scope):
    for metric in METRICS:
        check(client, metric, scope, 2017)


@pytest.mark.parametrize("scope", ["hoofdtotaal", "anders", "alles", "thema:kennis-innovatie", "thema:anders"])
def test_the_rows_of_a_figure_of_all_years_add_up_to_it(client, scope):
    several_years()

    for metric in METRICS:
        check(client, metric, scope, None)


@pytest.mark.parametrize("scope", ["hoofdtotaal", "thema:alles-onbekend"])
def test_the_rows_of_a_figure_of_which_nothing_is_known_add_up_to_it(client, scope):
    FundingEntryFactory.create_batch(2, theme=ThemeFactory(slug="alles-onbekend"), contribution=None, project_size=None)

    for metric in METRICS:
        check(client, metric, scope, 2019)


@pytest.mark.parametrize("year", [2017, 2020, None])
def test_every_entry_of_a_scope_counts_or_is_left_out_and_never_both(year):
    several_years()
    entries = FundingEntry.objects.public()
    entries = (entries if year is None else entries.in_year(year)).across_years()
    wrong = []

    for metric, scope in product(METRICS, SCOPES):
        behind, left_out = (set(getattr(entries, name)(metric, scope)) for name in ("behind", "left_out"))
        if behind | left_out != set(entries.in_scope(scope)) or behind & left_out:
            wrong.append((metric, scope))

    assert wrong == []


def test_a_size_that_counts_once_is_shown_as_not_counted_the_other_time(client):
    several_years()

    earlier = FundingEntry.objects.get(year=2018).reference

    size = show(client, "projectomvang", "hoofdtotaal", None)
    multiplier = show(client, "multiplier", "hoofdtotaal", None)

    assert any(earlier in row for row in rows_left_out(size))
    [row] = [row for row in rows_shown(parsed(multiplier)) if earlier in row.get_text()]
    assert [data["data-metric"] for data in row.find_all("data")] == ["bijdrage"]
    assert "(€\u00a030.000)" in row.get_text()


def test_an_entry_without_an_amount_is_named_with_the_reason(client):
    html = show(client, "multiplier", "alles")

    without_contribution, without_size = rows_left_out(html)
    assert "DOG-2017-022" in without_contribution
    assert "DOG-2017-023" in without_size
    assert "niet vermeld" in without_contribution
    assert "onbekend" in without_size


@pytest.mark.parametrize(
    "path, scope, year",
    [
        ("/resultaten/2017/", "hoofdtotaal", 2017),
        ("/themas/", "hoofdtotaal", 2017),
        ("/themas/?jaar=alle", "hoofdtotaal", None),
        ("/", "hoofdtotaal", 2017),
    ],
)
def test_a_headline_figure_leads_to_its_page(client, path, scope, year):
    links = {link["href"] for link in BeautifulSoup(client.get(path).content, "html.parser").select("dl dt a")}

    wanted = {page_of(metric, scope, year) for metric in ("bijdrage", "projectomvang", "multiplier", "projecten")}
    assert wanted <= links
    assert {client.get(address).status_code for address in links} == {200}


def links_of_totals(client, path):
    """Each total on a page with a page of its own, with the link it is in, or the link of the term above it."""
    page = BeautifulSoup(client.get(path).content, "html.parser")
    for data in page.select("main data[data-source=regels]"):
        year = None if data["data-year"] == "alle" else int(data["data-year"])
        address = page_of(data["data-metric"], data["data-scope"], year)
        # A figure in a text is part of its sentence.
        if address and not data.find_parent(class_="dog-body"):
            term = data.find_parent("dd") and data.find_parent("dd").find_previous_sibling("dt")
            yield data, address, data.find_parent("a") or (term and term.a)


@pytest.mark.parametrize(
    "path, scopes",
    [
        ("/", {"hoofdtotaal", "thema:infrastructuur"}),
        ("/resultaten/", {"hoofdtotaal", "anders"}),
        ("/resultaten/2017/", {"hoofdtotaal", "alles", *THEMES.values()}),
        ("/themas/?jaar=2017", {"hoofdtotaal", "alles", *THEMES.values()}),
        ("/themas/?jaar=alle", {"hoofdtotaal", "alles", *THEMES.values()}),
        ("/themas/infrastructuur/", {"thema:infrastructuur"}),
    ],
)
def test_every_total_leads_to_its_own_page_or_its_row_does_in_two_steps(client, path, scopes):
    FundingEntryFactory(year=2018, theme=Theme.objects.get(slug="infrastructuur"), project_size=None)

    found = list(links_of_totals(client, path))
    linked = {link["href"] for _data, _address, link in found if link}
    one_step_on = set().union(*(links_to_figures(client, address) for address in linked))

    assert {data["data-scope"] for data, _address, _link in found} >= scopes
    assert [(address, link["href"]) for _data, address, link in found if link and link["href"] != address] == []
    assert {address for _data, address, _link in found} <= linked | one_step_on
    assert {client.get(address).status_code for address in {address for _data, address, _link in found}} == {200}


def links_to_figures(client, address):
    return {link["href"] for link in parsed(client.get(address).content).select(".dog-figure a")}


@pytest.mark.parametrize(
    "path", ["/", "/resultaten/", "/resultaten/2017/", "/themas/?jaar=2017", "/themas/infrastructuur/"]
)
def test_a_link_on_a_number_says_of_what_the_number_is(client, path):
    FundingEntryFactory(year=2018, theme=Theme.objects.get(slug="infrastructuur"), project_size=None)

    links = [link for data, _address, link in links_of_totals(client, path) if data.find_parent("a")]

    named = {}
    for link in links:
        assert link.get_text() in link["aria-label"]
        named.setdefault(link["aria-label"], set()).add(link["href"])
    assert named != {}
    assert [name for name, addresses in named.items() if len(addresses) > 1] == []


def test_the_name_of_a_link_is_the_number_with_its_metric_theme_and_year(client):
    html = client.get("/resultaten/2017/").content

    [link] = BeautifulSoup(html, "html.parser").select(f"td a[href='{page_of('bijdrage', 'thema:anders', 2017)}']")[:1]
    assert link["aria-label"] == "ten minste €\u00a0160.000: bijdrage van de gemeente, Anders, 2017"


def test_a_computed_figure_of_the_reconciliation_leads_to_its_page(client):
    html = client.get("/resultaten/2017/").content

    row = BeautifulSoup(html, "html.parser").find(id="D1")
    assert row.select_one(".dog-figure a")["href"] == HEADLINE
    assert "+\u00a0€\u00a05.000" in row.get_text()


def test_a_figure_without_a_page_is_no_link(client):
    assert page_of("bezoekers", "alles", 2017) == ""
    assert page_of("bijdrage", "project:pygrunn", 2017) == ""
    assert page_of("bijdrage", "regel:DOG-2017-001", 2017) == ""
    assert "/cijfer/" not in client.get("/projecten/pygrunn/").content.decode()


def test_the_file_has_the_columns_of_the_year_and_what_counts(client):
    rows = download(client, f"{HEADLINE}regels.csv")

    assert tuple(rows[0]) == (*COLUMNS, "contribution_counted_eur", "project_size_counted_eur")
    assert len(rows) == 20


def test_stated_figures_stand_beside_it_with_their_verdict_and_lead_to_the_reconciliation(client):
    html = show(client, "bijdrage", "hoofdtotaal")

    links = [link["href"] for link in BeautifulSoup(html, "html.parser").select("a[href*='#D']")]
    assert links == ["/resultaten/2017/#D1", "/resultaten/2017/#D5"]
    assert "469.427" in html
    assert "+\u00a0€\u00a05.000" in html


def test_a_stated_figure_of_a_theme_stands_with_that_theme_only(client):
    PublishedFigureFactory(
        year=2017, title="Kanarie", scope="thema", theme=Theme.objects.get(slug="infrastructuur"), value=1
    )

    assert "Kanarie" in show(client, "bijdrage", "thema:infrastructuur")
    assert "Kanarie" not in show(client, "bijdrage", "thema:anders")
    assert "Kanarie" not in show(client, "bijdrage", "alles")


def test_it_is_cited_with_its_value_and_a_permanent_link(client):
    html = show(client, "bijdrage", "anders")

    cite = BeautifulSoup(html, "html.parser").select_one(".dog-cite").get_text()
    assert "€\u00a0160.000" in cite
    assert f"{Site.objects.get().root_url}/resultaten/2017/cijfer/bijdrage/anders/" in cite


def test_without_an_address_a_question_goes_to_the_contact_page(client):
    SiteSettings.objects.update(office_phone="14 050")

    html = show(client, "bijdrage", "hoofdtotaal")

    assert "mailto:" not in html
    assert '/contact/">' in html


def test_with_an_address_the_mail_names_the_figure(client):
    site = Site.objects.get()
    SiteSettings.objects.update_or_create(site=site, defaults={"contact_email": "cijfers+dog@example.org"})

    html = show(client, "projectomvang", "thema:infrastructuur")

    mail = urlsplit(BeautifulSoup(html, "html.parser").select_one("a[href^=mailto]")["href"])
    [subject], [body] = parse_qs(mail.query)["subject"], parse_qs(mail.query)["body"]
    assert mail.path == "cijfers%2Bdog@example.org"
    assert all(part in subject for part in ("projectomvang", "thema:infrastructuur", "2017", "€\u00a045.000"))
    assert body == f"{site.root_url}/resultaten/2017/cijfer/projectomvang/thema-infrastructuur/"


@pytest.mark.parametrize(
    "address",
    [
        "/resultaten/2017/cijfer/bezoekers/hoofdtotaal/",
        "/resultaten/2017/cijfer/onzin/hoofdtotaal/",
        "/resultaten/2017/cijfer/bijdrage/onzin/",
        "/resultaten/2017/cijfer/bijdrage/thema-onzin/",
        "/resultaten/2017/cijfer/bijdrage/thema:infrastructuur/",
        "/resultaten/2017/cijfer/bijdrage/project-pygrunn/",
        "/resultaten/2017/cijfer/bijdrage/",
        "/resultaten/1999/cijfer/bijdrage/hoofdtotaal/",
        f"/resultaten/{'9' * 30}/cijfer/bijdrage/hoofdtotaal/",
        f"/resultaten/{'9' * 5_000}/cijfer/bijdrage/hoofdtotaal/",
        "/resultaten/-1/cijfer/bijdrage/hoofdtotaal/",
        "/resultaten/alle/cijfer/bijdrage/hoofdtotaal/",
        "/resultaten/2017/cijfer/bijdrage/hoofdtotaal/regels.xlsx",
        "/resultaten/1999/cijfer/bijdrage/hoofdtotaal/regels.csv",
    ],
)
def test_a_figure_that_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [HEADLINE, f"{HEADLINE}regels.csv"])
def test_a_figure_can_only_be_read(client, address):
    assert client.post(address).status_code == 405


def test_a_draft_stays_out_of_the_page_and_its_file(client):
    FundingEntryFactory(year=2017, title="KANARIE", live=False, theme=Theme.objects.get(slug="infrastructuur"))
    PublishedFigureFactory(year=2017, title="KANARIE", live=False)
    project = ProjectPageFactory(title="KANARIE", slug="kanarie", live=False)
    FundingEntry.objects.filter(reference="DOG-2017-020").update(project=project)

    found = [show(client, metric, "alles") for metric in METRICS]
    files = [client.get(f"{page_of(metric, 'alles', 2017)}regels.csv").getvalue().decode() for metric in METRICS]

    assert "kanarie" not in "".join([*found, *files]).lower()


def test_a_year_with_entries_has_its_figures_without_a_results_page(client):
    FundingEntryFactory(year=2019)

    html = show(client, "bijdrage", "hoofdtotaal", 2019)

    assert figure(html, metric="bijdrage", scope="hoofdtotaal", year=2019) == 1_000
    assert [item["href"] for item in BeautifulSoup(html, "html.parser").select(".dog-breadcrumbs a")] == [
        "/",
        "/resultaten/",
    ]


def test_the_breadcrumbs_lead_to_the_results_of_the_year(client):
    html = show(client, "bijdrage", "hoofdtotaal")

    links = [item["href"] for item in BeautifulSoup(html, "html.parser").select(".dog-breadcrumbs a")]
    assert links == ["/", "/resultaten/", "/resultaten/2017/"]


def test_a_year_that_has_only_a_results_page_has_empty_figures(client):
    parent = YearlyResultsPage.objects.get().get_parent()
    parent.add_child(instance=YearlyResultsPage(title="2020", year=2020, slug="2020"))

    html = show(client, "bijdrage", "hoofdtotaal", 2020)

    assert "geen regels" in text(html)
    assert "€ 0" not in text(html)


def test_a_theme_that_was_withdrawn_keeps_its_figures_while_its_entries_are_public(client):
    Theme.objects.filter(slug="infrastructuur").update(live=False)
    ContentVersion.raise_number()

    assert "15.000" in show(client, "bijdrage", "thema:infrastructuur")

    FundingEntry.objects.filter(theme__slug="infrastructuur").update(live=False)
    ContentVersion.raise_number()

    assert client.get(page_of("bijdrage", "thema:infrastructuur", 2017)).status_code == 404


def all_pages(client, metric, scope, year):
    """Each page of a figure, from the first on, by the link to the next."""
    found, query = [], ""
    while query is not None:
        found.append(parsed(show(client, metric, scope, year, query)))
        following = found[-1].select_one(".dog-pagination a[rel=next]")
        query = following["href"] if following else None
    return found


def test_many_rows_are_paged_and_their_foot_is_the_whole_figure(client):
    theme = Theme.objects.get(slug="infrastructuur")
    many(FundingEntryFactory, [{"theme": theme, "contribution": 1_000 + number} for number in range(120)])
    whole = sum(range(1_000, 1_120))

    pages = all_pages(client, "bijdrage", "hoofdtotaal", 2019)

    rows = [row_values(page, "bijdrage") for page in pages]
    assert [len(values) for values in rows] == [50, 50, 20]
    assert sorted(sum(rows, [])) == list(range(1_000, 1_120))
    for page in pages:
        assert "120 van de 120 regels" in text(str(page))
        assert figure(str(page), metric="bijdrage", scope="hoofdtotaal", year=2019) == whole
    assert [bool(page.select_one(".dog-pagination a[rel=prev]")) for page in pages] == [False, True, True]
    assert len(download(client, f"{page_of('bijdrage', 'hoofdtotaal', 2019)}regels.csv")) == 120


def test_many_projects_are_paged_and_each_is_named_once(client):
    theme = Theme.objects.get(slug="infrastructuur")
    projects = many_pages(ProjectPageFactory, [{"theme": theme}] * 40)
    many(FundingEntryFactory, [{"theme": theme, "project": each} for each in [*projects, *projects, *[None] * 20]])

    pages = all_pages(client, "projecten", "hoofdtotaal", 2019)

    rows = [[row.get_text(" ", strip=True) for row in rows_shown(page)] for page in pages]
    assert [len(found) for found in rows] == [50, 10]
    references = [reference for row in sum(rows, []) for reference in re.findall(r"DOG-2019-\d+", row)]
    assert sorted(references) == sorted(FundingEntry.objects.filter(year=2019).values_list("reference", flat=True))
    assert {figure(str(page), metric="projecten", scope="hoofdtotaal", year=2019) for page in pages} == {60}


def test_projects_stand_in_the_order_of_their_first_entries_whatever_page_they_are_on():
    several_years()
    entries = trace("projecten", "alles", None).behind.in_order()
    expected = {}
    for entry in entries:
        key = ("entry", entry.pk) if entry.project_id is None else ("project", entry.project_id)
        expected.setdefault(key, []).append(entry)

    projects = distinct_projects(entries)

    halves = [with_entries(list(rows), entries) for rows in (projects[:9], projects[9:])]
    assert [(each.project_id, each.title, each.references) for each in [*halves[0], *halves[1]]] == [
        (rows[0].project_id, rows[0].title, tuple(row.reference for row in rows)) for rows in expected.values()
    ]


FILES = ["regels.csv", "regels.excel.csv"]


@pytest.fixture
def small_files(monkeypatch):
    """A file holds ten entries at most, or as many as it is called with."""

    def hold(most):
        monkeypatch.setattr("funding.open_data.LARGEST_FILE", most)

    hold(10)
    return hold


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "address, part, most",
    [
        ("/resultaten/cijfer/bijdrage/hoofdtotaal/", "/resultaten/2019/cijfer/bijdrage/hoofdtotaal/", 20),
        ("/resultaten/cijfer/regels/thema-infrastructuur/", "/resultaten/2017/cijfer/regels/thema-infrastructuur/", 3),
        (HEADLINE, "/resultaten/2017/cijfer/bijdrage/thema-infrastructuur/", 19),
        ("/resultaten/2017/cijfer/regels/alles/", "/resultaten/2017/cijfer/regels/thema-anders/", 22),
    ],
)
def test_too_many_entries_for_one_file_are_in_files_of_their_parts(client, small_files, address, part, most, file):
    many(FundingEntryFactory, [{"year": 2019, "theme": Theme.objects.get(slug="infrastructuur")}] * 3)
    small_files(most)

    html, refused = client.get(address).content.decode(), client.get(f"{address}{file}")

    links = {link["href"] for link in parsed(html).select("section[aria-labelledby=regels] a")}
    assert not {f"{address}{each}" for each in FILES} & links
    assert part in links
    assert (refused.status_code, refused["Content-Type"]) == (404, "text/plain; charset=utf-8")
    root = Site.objects.get().root_url
    named = [line.removeprefix(root) for line in refused.content.decode().splitlines() if line.startswith(root)]
    assert {part} <= {each.removesuffix(file) for each in named} <= links
    assert {client.get(each).status_code for each in named} == {200}


def test_the_parts_of_a_figure_hold_all_its_entries(client, small_files):
    refused = client.get("/resultaten/2017/cijfer/regels/alles/regels.csv").content.decode()

    parts = [urlsplit(line).path for line in refused.splitlines() if line.startswith("http")]
    found = [row["identifier"] for part in parts for row in download(client, part)]

    assert sorted(found) == sorted(FundingEntry.objects.public().in_year(2017).values_list("reference", flat=True))


def test_a_theme_of_one_year_with_too_many_entries_has_no_parts(client, small_files):
    many(FundingEntryFactory, [{"theme": Theme.objects.get(slug="infrastructuur")}] * 11)
    address = "/resultaten/2019/cijfer/bijdrage/thema-infrastructuur/"

    refused = client.get(f"{address}regels.csv")

    assert refused.status_code == 404
    assert len(refused.content.decode().splitlines()) == 1
    assert f"{address}regels.csv" not in client.get(address).content.decode()


def test_several_entries_of_a_project_are_one_project(client):
    project = ProjectPageFactory(title="Een project")
    FundingEntryFactory.create_batch(2, project=project)
    FundingEntryFactory.create_batch(2)

    html = show(client, "projecten", "alles", 2019)

    assert len(rows_shown(parsed(html))) == 3
    assert figure(html, metric="projecten", scope="alles", year=2019) == 3


def test_a_page_number_that_is_not_there_is_answered_with_a_notice(client):
    html = show(client, "bijdrage", "hoofdtotaal", 2017, "?pagina=9")

    assert 'class="dog-notice"' in html


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("year", [2019, None])
def test_a_page_takes_as_many_queries_for_many_rows_as_for_few(client, metric, year):
    theme = Theme.objects.get(slug="infrastructuur")

    def grow(rows):
        projects = many_pages(ProjectPageFactory, [{"theme": theme}] * rows)
        of_projects = [{"theme": theme, "project": project} for project in projects]
        unknown = {"contribution": None, "project_size": None}
        many(FundingEntryFactory, [*of_projects, *({**each, **unknown} for each in of_projects)])
        many(PublishedFigureFactory, [{"metric": metric}] * rows)

    def queries():
        client.get(page_of(metric, "hoofdtotaal", year))
        ContentVersion.raise_number()
        client.get("/contact/")  # what stands around all pages
        with CaptureQueriesContext(connection) as found:
            show(client, metric, "hoofdtotaal", year)
        return len(found)

    grow(3)
    few = queries()
    grow(30)

    assert queries() <= few <= 20


def test_no_stated_figure_is_about_all_years(client):
    assert PublishedFigure.objects.public().about("bijdrage", "hoofdtotaal", 2017).exists()
    assert 'id="vermeld"' not in show(client, "bijdrage", "hoofdtotaal", None)
