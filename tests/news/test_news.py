"""The news: its list, its pages, the links to projects and events, and the feeds."""

import datetime
import xml.etree.ElementTree as ElementTree

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from wagtail.models import PageViewRestriction

from events.models import EventPage
from news.models import NewsEvent, NewsIndexPage, NewsPage, NewsProject
from projects.models import ProjectPage, Theme
from tests.factories import EventPageFactory, NewsPageFactory, ThemeFactory, as_it_stood, many_pages
from tests.pages import text

TOMORROW = timezone.timedelta(days=1)
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEEDS = pytest.mark.parametrize(
    "feed, make",
    [("/nieuws/feed.atom", NewsPageFactory), ("/agenda/feed.atom", EventPageFactory)],
    ids=["news", "agenda"],
)


def main(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main")


def listed(client, query=""):
    """The titles in the list of news, in their order."""
    return [link.get_text() for link in main(client, f"/nieuws/{query}").select(".dog-list .dog-list-title a")]


def in_section(client, address, section):
    """The titles in a section of a page; none without the section."""
    return [link.get_text() for link in main(client, address).select(f"[aria-labelledby={section}] .dog-list-title a")]


def entries(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content).findall("a:entry", ATOM)


def feed_titles(client, address):
    return [entry.findtext("a:title", None, ATOM) for entry in entries(client, address)]


def published(make, **values):
    """A page that somebody published just now, so that a feed begins with it."""
    page = make(**values)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


# The list


def test_the_newest_stands_first():
    old = NewsPageFactory(date=datetime.date(2016, 1, 1))
    new = NewsPageFactory(date=datetime.date(2020, 1, 1))
    same_day = NewsPageFactory(date=datetime.date(2020, 1, 1))

    found = list(NewsPage.objects.newest_first())

    assert found[:2] == [same_day, new]
    assert found[-1] == old


def test_what_is_pinned_stands_first_in_the_whole_list_only(client):
    NewsPageFactory(title="Oud en vast", date=datetime.date(2019, 1, 1), is_pinned=True)
    NewsPageFactory(title="Nieuw", date=datetime.date(2019, 6, 1))

    assert listed(client)[0] == "Oud en vast"
    assert listed(client, "?jaar=2019") == ["Nieuw", "Oud en vast"]


def test_the_home_page_shows_the_three_first_with_what_is_pinned(client):
    NewsPageFactory(title="Vast", date=datetime.date(2001, 1, 1), is_pinned=True)
    for day in (1, 2, 3):
        NewsPageFactory(title=f"Bericht {day}", date=datetime.date(2025, 1, day))

    assert in_section(client, "/", "nieuws") == ["Vast", "Bericht 3", "Bericht 2"]


def test_news_of_a_year_or_a_theme_is_all_there_is_of_it(client):
    wood, stone = ThemeFactory(slug="hout"), ThemeFactory(slug="steen")
    NewsPageFactory(title="Hout 2019", themes=[wood])
    NewsPageFactory(title="Hout en steen 2020", date=datetime.date(2020, 12, 31), themes=[wood, stone])
    NewsPageFactory(title="Zonder thema 2020", date=datetime.date(2020, 1, 1))

    assert listed(client, "?jaar=2020") == ["Hout en steen 2020", "Zonder thema 2020"]
    assert listed(client, "?thema=hout") == ["Hout en steen 2020", "Hout 2019"]
    assert listed(client, "?thema=steen") == ["Hout en steen 2020"]
    assert listed(client, "?thema=hout&jaar=2019") == ["Hout 2019"]


def test_only_years_and_themes_that_lead_to_something_public_are_choices(client):
    NewsPageFactory(date=datetime.date(2021, 1, 1), live=False)
    restrict(NewsPageFactory(date=datetime.date(2022, 1, 1)))
    ThemeFactory(name="Geheim", slug="geheim", live=False)
    NewsPageFactory(date=datetime.date(2019, 1, 1))

    form = main(client, "/nieuws/").select_one("form")
    years = [option["value"] for option in form.select("select[name=jaar] option")]

    assert years == ["", "2019", "2018"]
    assert not form.select("option[value=geheim]")
    assert main(client, "/nieuws/?thema=geheim").select(".dog-notice")


def test_a_list_without_results_helps_on(client):
    found = main(client, "/nieuws/?jaar=2018&thema=anders")

    assert listed(client, "?jaar=2018&thema=anders") == []
    assert gettext("No news matches these filters. Leave one out, or show all news.") in found.get_text()
    assert found.select_one("form a")["href"] == "/nieuws/"


def test_a_site_without_news_says_so(client):
    for page in NewsPage.objects.all():
        page.unpublish()

    assert gettext("No news has been published yet.") in main(client, "/nieuws/").get_text()
    assert main(client, "/").select("[aria-labelledby=nieuws]") == []


def test_pages_of_news_keep_the_filters_and_show_each_item_once(client):
    theme = ThemeFactory(slug="hout")
    many_pages(NewsPageFactory, [{"title": f"Bericht {number:02}", "themes": [theme]} for number in range(25)])

    first = main(client, "/nieuws/?jaar=2019&thema=hout")
    following = first.select_one("a[rel=next]")["href"]

    assert "jaar=2019" in following
    assert "thema=hout" in following
    assert len(listed(client, "?jaar=2019&thema=hout")) == 20
    assert len({*listed(client, "?jaar=2019&thema=hout"), *listed(client, following)}) == 25


# A page and its links


def link(news, *, project=None, event=None):
    if project:
        NewsProject.objects.create(news_page=news, project=project)
    if event:
        NewsEvent.objects.create(news_page=news, event=event)


def test_a_news_item_and_what_it_is_about_link_to_each_other(client):
    project, event = ProjectPage.objects.get(slug="django-girls"), EventPage.objects.get(slug="django-girls")
    news = NewsPageFactory(title="Over Django Girls", themes=[Theme.objects.get(slug="infrastructuur")])
    link(news, project=project, event=event)

    assert in_section(client, news.url, "projecten") == ["Django Girls"]
    assert in_section(client, news.url, "evenementen") == ["Django Girls"]
    assert in_section(client, project.url, "nieuws") == ["Over Django Girls"]
    assert in_section(client, event.url, "nieuws") == ["Over Django Girls"]
    assert main(client, news.url).select_one("a[href='/themas/infrastructuur/']")


def test_the_page_says_when_and_from_whom(client):
    news = NewsPageFactory(date=datetime.date(2019, 5, 14), author_line="Burgemeester en wethouders")

    label = main(client, news.url).select_one(".dog-meta")

    assert label.time["datetime"] == "2019-05-14"
    assert "14 mei 2019" in label.get_text()
    assert "Burgemeester en wethouders" in label.get_text()


def draft(page):
    page.unpublish()


@pytest.mark.parametrize("hide", [draft, restrict])
def test_a_link_to_or_from_what_is_not_public_is_not_shown(client, hide):
    project, event = ProjectPage.objects.get(slug="pygrunn"), EventPageFactory(title="Een evenement")
    hidden = NewsPageFactory(title="Verborgen bericht")
    link(hidden, project=project, event=event)
    hide(hidden)
    public, hidden_event = NewsPageFactory(), EventPageFactory(title="Verborgen evenement")
    link(public, event=hidden_event)
    hide(hidden_event)

    assert "Verborgen bericht" not in text(client.get(project.url).content)
    assert "Verborgen bericht" not in text(client.get(event.url).content)
    assert "Verborgen bericht" not in text(client.get("/nieuws/").content)
    assert "Verborgen evenement" not in text(client.get(public.url).content)


def test_news_that_is_scheduled_is_not_there_yet(client):
    page = NewsPageFactory(title="Morgen", slug="morgen", live=False, go_live_at=timezone.now() + TOMORROW)
    page.save_revision().publish()

    assert client.get("/nieuws/morgen/").status_code == 404
    assert "Morgen" not in listed(client)
    assert "Morgen" not in feed_titles(client, "/nieuws/feed.atom")


def test_markup_in_the_fields_of_a_news_item_is_text(client):
    news = NewsPageFactory(title="<b>Vet</b>", summary="<i>schuin</i>", author_line="<u>wij</u>")

    found = main(client, news.url)

    assert found.h1.get_text() == "<b>Vet</b>"
    assert not found.select("b, i, u")
    assert "<b>Vet</b>" in listed(client)


# Feeds


@FEEDS
def test_a_feed_names_itself_and_points_back_to_its_list(client, feed, make):
    root = ElementTree.fromstring(client.get(feed).content)

    links = {item.get("rel"): item.get("href") for item in root.findall("a:link", ATOM)}

    assert root.findtext("a:title", None, ATOM)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "nl"
    assert links["self"].endswith(feed)
    assert links["alternate"].endswith(feed.removesuffix("feed.atom"))


@FEEDS
def test_an_entry_of_a_feed_leads_to_its_page_and_keeps_its_name_when_the_page_changes(client, feed, make):
    page = published(make, title="Eerst", slug="eerst", summary="Wat het is.")
    before = entries(client, feed)[0]
    page.title, page.slug = "Daarna", "daarna"
    page.save_revision().publish()

    after = entries(client, feed)[0]

    assert before.findtext("a:title", None, ATOM) == "Eerst"
    assert after.findtext("a:title", None, ATOM) == "Daarna"
    assert "Wat het is." in after.findtext("a:summary", None, ATOM)
    assert before.findtext("a:id", None, ATOM) == after.findtext("a:id", None, ATOM)
    assert before.findtext("a:published", None, ATOM) == after.findtext("a:published", None, ATOM)
    assert before.findtext("a:updated", None, ATOM) <= after.findtext("a:updated", None, ATOM)
    assert client.get(after.find("a:link", ATOM).get("href")).status_code == 200


@FEEDS
def test_a_feed_holds_public_pages_only_each_under_its_own_name(client, feed, make):
    make(title="Concept", live=False)
    restrict(make(title="Besloten"))
    make(title="Ingetrokken").unpublish()
    changed = make(title="Openbaar")
    changed.title = "Wijziging"
    changed.save_revision()

    found = feed_titles(client, feed)
    names = [entry.findtext("a:id", None, ATOM) for entry in entries(client, feed)]

    assert "Openbaar" in found
    assert not {"Concept", "Besloten", "Ingetrokken", "Wijziging"} & set(found)
    assert len(names) == len(set(names))


@FEEDS
def test_a_feed_stays_short(client, feed, make):
    many_pages(make, [{}] * 55)

    assert len(entries(client, feed)) == 50


@FEEDS
@pytest.mark.parametrize(
    "typed, read",
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Kennis & Innovatie &amp; <b>", "Kennis & Innovatie &amp; <b>"),
        ("]]> <!-- -->", "]]> <!-- -->"),
        ("uit\x0bPowerPoint\x0c", "uitPowerPoint"),
        ("\x08\x1b[31m", "[31m"),
        ("\ufffe\uffff einde", " einde"),
        ("🙂 é", "🙂 é"),
    ],
    ids=ascii,
)
def test_a_feed_gives_every_text_as_text(client, feed, make, typed, read):
    as_it_stood(published(make, slug="titel"), title=f"Titel {typed}", summary=f"Samenvatting {typed}")

    entry = entries(client, feed)[0]
    summary = entry.find("a:summary", ATOM)

    assert entry.findtext("a:title", None, ATOM) == f"Titel {read}"
    assert summary.get("type") == "html"
    assert f"Samenvatting {read}" in BeautifulSoup(summary.text, "html.parser").get_text()
    assert not BeautifulSoup(summary.text, "html.parser").find_all()


@FEEDS
def test_every_page_names_the_feed(client, feed, make):
    head = BeautifulSoup(client.get("/projecten/").content, "html.parser").head

    assert head.select_one(f"link[rel=alternate][type='application/atom+xml'][href='{feed}']")


def test_the_agenda_s_feed_says_when_and_whether_it_goes_on(client):
    published(EventPageFactory, slug="afgelast", status="geannuleerd", start_date=datetime.date(2031, 5, 14))

    summary = entries(client, "/agenda/feed.atom")[0].findtext("a:summary", None, ATOM)

    assert "14 mei 2031" in summary
    assert pgettext("event", "Cancelled") in summary


@FEEDS
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_feed_can_only_be_read(client, feed, make, method):
    assert getattr(client, method)(feed).status_code == 405


def test_there_is_one_overview_of_news():
    assert not NewsIndexPage.can_create_at(NewsIndexPage.objects.get().get_parent())
