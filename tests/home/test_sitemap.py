import datetime
import math
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from dog_site.core.figures import page_of
from funding.models import FundingEntry
from funding.models.choices import METRICS
from projects.models import ProjectPage
from tests.factories import FundingEntryFactory, ProjectPageFactory, ThemeFactory, many_pages
from tests.pages import is_closed_to_search_engines, public_pages, sitemap

TOMORROW = timezone.timedelta(days=1)
DAY = datetime.datetime(2018, 3, 14, 12, tzinfo=datetime.UTC)


def figures(client):
    """The pages of figures in the sitemap, by their path, with the day on which each last changed."""
    root = Site.objects.get().root_url
    return {address.removeprefix(root): day for address, day in sitemap(client).items() if "/cijfer/" in address}


def addresses(scopes, years):
    return {page_of(metric, scope, year) for metric in METRICS for scope in scopes for year in years}


def test_the_sitemap_names_every_public_page_once_with_its_address_and_last_change(client):
    # The search page leaves itself out: everything it shows has its own address.
    listed = public_pages().exclude(slug="zoeken")
    pages = {page.full_url: f"{timezone.localtime(page.last_published_at):%Y-%m-%d}" for page in listed}

    other = ("/cijfer/", "/organisaties/")
    assert {address: day for address, day in sitemap(client).items() if not any(o in address for o in other)} == pages
    assert all(address.startswith(Site.objects.get().root_url) for address in pages)


def test_what_is_not_public_is_not_in_the_sitemap(client):
    ProjectPageFactory(slug="concept", live=False)
    ProjectPageFactory(slug="verlopen", live=False, expired=True)
    scheduled = ProjectPageFactory(slug="gepland", live=False, go_live_at=timezone.now() + TOMORROW)
    scheduled.save_revision().publish()
    PageViewRestriction.objects.create(page=ProjectPageFactory(slug="besloten"), restriction_type="login")
    published = ProjectPageFactory(slug="openbaar")

    slugs = {address.rstrip("/").rsplit("/", 1)[-1] for address in sitemap(client)}

    assert published.slug in slugs
    assert not slugs & {"concept", "verlopen", "gepland", "besloten"}


THEMES = [
    "thema:kennis-innovatie",
    "thema:onderwijs-arbeidsmarkt",
    "thema:profilering-vestigingsklimaat",
    "thema:infrastructuur",
    "thema:anders",
]


def test_every_figure_with_entries_is_in_the_sitemap_with_its_last_change(client):
    found = figures(client)

    assert set(found) == addresses(["hoofdtotaal", "anders", "alles", *THEMES], [2017, None])
    answers = {address: client.get(address) for address in found}
    assert {answer.status_code for answer in answers.values()} == {200}
    assert [address for address, answer in answers.items() if is_closed_to_search_engines(answer)] == []
    published = FundingEntry.objects.values_list("last_published_at", flat=True)
    assert set(found.values()) == {f"{timezone.localdate(moment):%Y-%m-%d}" for moment in published}


def test_a_figure_without_public_entries_is_not_in_the_sitemap(client):
    FundingEntryFactory(year=2018, theme=ThemeFactory(slug="concept"), live=False)
    FundingEntryFactory(year=2019, theme=ThemeFactory(slug="gepland"), stage="gepland")
    FundingEntryFactory(year=2020, theme__slug="nieuw")
    FundingEntry.objects.filter(theme__slug="anders").update(live=False)

    found = figures(client)

    of_2017 = addresses(["hoofdtotaal", "alles", *THEMES[:-1]], [2017, None])
    assert set(found) == of_2017 | addresses(["hoofdtotaal", "alles", "thema:nieuw"], [2020, None])


@pytest.mark.parametrize("year", [2017, None])
def test_a_figure_changed_when_the_last_of_its_entries_was_published(client, year):
    FundingEntry.objects.update(last_published_at=DAY)
    FundingEntry.objects.filter(reference="DOG-2017-020").update(last_published_at=DAY + 10 * TOMORROW)

    found = figures(client)

    later = addresses(["thema:infrastructuur", "hoofdtotaal", "alles"], [year])
    assert {found[address] for address in later} == {"2018-03-24"}
    assert {found[address] for address in addresses(["thema:anders", "anders", THEMES[0]], [year])} == {"2018-03-14"}


def test_a_figure_changed_when_an_entry_was_taken_off(client):
    FundingEntryFactory(year=2017, theme=FundingEntry.objects.get(reference="DOG-2017-020").theme)
    FundingEntry.objects.update(last_published_at=DAY)
    entry = FundingEntry.objects.get(reference="DOG-2017-020")
    entry.change_reason = "Dubbel."
    entry.unpublish()

    found = figures(client)

    today = f"{timezone.localdate():%Y-%m-%d}"
    assert found[page_of("bijdrage", "thema:infrastructuur", 2017)] == today
    assert found[page_of("bijdrage", "hoofdtotaal", 2017)] == today
    assert found[page_of("bijdrage", "anders", 2017)] == "2018-03-14"


def test_a_figure_changed_when_an_entry_moved_to_another(client):
    FundingEntry.objects.update(last_published_at=DAY)
    entry = FundingEntry.objects.get(reference="DOG-2017-001")
    entry.theme, entry.change_reason = FundingEntry.objects.get(reference="DOG-2017-020").theme, "Ander thema."
    entry.save_revision().publish()

    found = figures(client)

    today = f"{timezone.localdate():%Y-%m-%d}"
    assert {found[page_of("bijdrage", scope, 2017)] for scope in ("thema:kennis-innovatie", THEMES[3])} == {today}


def test_more_years_and_themes_take_no_more_queries(client):
    def queries():
        with CaptureQueriesContext(connection) as found:
            figures(client)
        return len(found)

    queries()
    few = queries()
    for year in range(2018, 2024):
        FundingEntryFactory(year=year)

    assert queries() == few


def test_addresses_are_those_of_the_site_whatever_host_was_asked(client):
    Site.objects.update(hostname="dog.example", port=443)
    Site.clear_site_root_paths_cache()

    assert "https://dog.example/projecten/pygrunn/" in sitemap(client)
    assert "https://dog.example/resultaten/2017/cijfer/bijdrage/hoofdtotaal/" in sitemap(client)
    assert "Sitemap: https://dog.example/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_robots_keeps_search_engines_out_of_the_admin_and_names_the_sitemap(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /beheer/",
        "",
        f"Sitemap: {Site.objects.get().root_url}/sitemap.xml",
    ]


def test_many_pages_are_in_parts_that_the_index_names(client, monkeypatch):
    monkeypatch.setattr("dog_site.core.around.sitemaps.SitemapOfValues.limit", 7)
    many_pages(ProjectPageFactory, [{"slug": f"een-{number}"} for number in range(20)])
    root = Site.objects.get().root_url

    found = sitemap(client)

    index = parsed_index(client)
    of_pages = [part for part in index if "pages" in part]
    assert of_pages == [f"{root}/sitemap-pages-{number}.xml" for number in range(1, len(of_pages) + 1)]
    assert len(of_pages) == math.ceil(public_pages().exclude(slug="zoeken").count() / 7)
    assert {page.full_url for page in public_pages().exclude(slug="zoeken")} <= set(found)


def parsed_index(client):
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    return re.findall("<loc>(.*?)</loc>", response.content.decode())


def test_each_address_and_moment_is_what_the_page_itself_says(client):
    ProjectPageFactory(slug="café-é")
    never = ProjectPageFactory(slug="nooit", last_published_at=None)
    never.save_revision()
    ProjectPage.objects.filter(pk=never.pk).update(last_published_at=None)

    found = sitemap(client)

    for page in public_pages().exclude(slug="zoeken").specific():
        [said] = page.get_sitemap_urls()
        moment = said["lastmod"]
        assert found[said["location"]] == (f"{timezone.localtime(moment):%Y-%m-%d}" if moment else None)
    assert found[never.full_url] is not None


@pytest.mark.parametrize(
    "part", ["pages-0", "pages-01", "pages-2", f"pages-{'9' * 30}", "onzin-1", "pages", "pages-1-1", "pages-1?p=2"]
)
def test_a_part_that_is_not_there_is_not_found(client, part):
    name, _mark, query = part.partition("?")

    assert client.get(f"/sitemap-{name}.xml?{query}").status_code == 404


def test_a_part_of_many_pages_takes_as_many_queries_as_of_few(client):
    def queries():
        with CaptureQueriesContext(connection) as found:
            assert client.get("/sitemap-pages-1.xml").status_code == 200
        return len(found)

    queries()
    few = queries()
    many_pages(ProjectPageFactory, [{}] * 50)

    assert queries() == few <= 6
