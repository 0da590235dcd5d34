"""The feeds of every room as a news reader reads them: Atom with feedparser, JSON Feed by the rules of version 1.1."""

import datetime
import json
import re
import uuid
import xml.etree.ElementTree as ElementTree
from urllib.parse import parse_qs, urlsplit

import feedparser
import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction, Site

from events.models import EventIndexPage, EventPage, EventProject, EventSeriesPage
from funding.models import FundingEntry
from news.models import NewsIndexPage, NewsPage, NewsProject
from projects.models import ProjectIndexPage, ProjectPage, Theme
from results.models import ResultsIndexPage, ThemeOverviewPage, ThemePage, YearlyResultsPage
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    FundingEntryFactory,
    NewsPageFactory,
    ProjectPageFactory,
    ThemeFactory,
    as_it_stood,
    many_pages,
)

AGENDA, NEWS, SERIES = "/agenda/", "/nieuws/", "/agenda/lets-gro/"
PROJECTS, PROJECT, THEME = "/projecten/", "/projecten/pygrunn/", "/themas/infrastructuur/"
OWNERS = [AGENDA, NEWS, SERIES, PROJECTS, PROJECT, THEME]
FORMS = ["atom", "json"]
ADDRESSES = [f"{owner}feed.{form}" for owner in OWNERS for form in FORMS]
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
TOMORROW = timezone.timedelta(days=1)


def atom(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(response.content)
    assert not found.bozo, found.get("bozo_exception")
    return found


def json_feed(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    return json.loads(response.content.decode("utf-8"))


def titles(client, owner, query=""):
    """The titles in both forms, which are the same."""
    found = [item["title"] for item in json_feed(client, f"{owner}feed.json{query}")["items"]]
    assert [entry.title for entry in atom(client, f"{owner}feed.atom{query}").entries] == found
    return found


def wrong_in(feed):
    """The rules of JSON Feed 1.1 that a feed breaks, in words."""
    texts = {"title": True, "home_page_url": False, "feed_url": False, "description": False, "language": False}
    known = {*texts, "version", "authors", "items"}
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        yield "version"
    yield from (
        name for name, needed in texts.items() if not isinstance(feed.get(name, "" if not needed else None), str)
    )
    yield from (f"{name} is unknown" for name in set(feed) - known)
    yield from (f"{name} is no address" for name in ("home_page_url", "feed_url") if not is_absolute(feed[name]))
    if not all(isinstance(author, dict) and author.get("name") for author in feed["authors"]):
        yield "authors"
    for item in feed["items"]:
        yield from (f"{item.get('id')}: {fault}" for fault in wrong_in_item(item))
    if len({item["id"] for item in feed["items"]}) < len(feed["items"]):
        yield "an id stands there twice"


def wrong_in_item(item):
    texts = {"id", "url", "title", "content_text", "summary", "date_published", "date_modified"}
    yield from (f"{name} is no text" for name in texts & set(item) if not (isinstance(item[name], str) and item[name]))
    yield from (f"{name} is unknown" for name in set(item) - texts - {"tags"})
    yield from (f"no {name}" for name in ("id", "url", "content_text") if name not in item)
    if not is_absolute(item["url"]):
        yield "url is no address"
    yield from (name for name in ("date_published", "date_modified") if not RFC_3339.fullmatch(item.get(name, "")))
    if not all(isinstance(tag, str) and tag for tag in item.get("tags", [])):
        yield "tags"


def is_absolute(address):
    return address.startswith(f"{root()}/")


def root():
    return Site.objects.get().root_url


def published(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def fill():
    """Something in every feed, with everything that a feed can say of it."""
    theme, project = Theme.objects.get(slug="infrastructuur"), ProjectPage.objects.get(slug="pygrunn")
    series = EventSeriesPage.objects.get(slug="lets-gro")
    event = published(EventPageFactory(title="Editie", slug="editie", parent=series, summary="Kort.", themes=[theme]))
    news = published(NewsPageFactory(title="Bericht", slug="bericht", summary="Kort.", themes=[theme]))
    EventProject.objects.create(event=event, project=project)
    NewsProject.objects.create(news_page=news, project=project)
    return event, news


# Both forms


@pytest.mark.parametrize("owner", OWNERS)
def test_an_atom_feed_has_all_that_the_format_asks_for(client, site_as_made, owner):
    fill()

    found = atom(client, f"{owner}feed.atom")

    page = BeautifulSoup(client.get(owner).content, "html.parser")
    links = {link.rel: link.href for link in found.feed.links}
    assert found.version == "atom10"
    assert found.feed.title == f"{page.h1.get_text(strip=True)} | Digital Office Groningen"
    assert found.feed.subtitle.endswith(".")
    assert found.feed.language == "nl"
    assert found.feed.author == "Digital Office Groningen"
    assert uuid.UUID(found.feed.id.removeprefix("urn:uuid:"))
    assert links == {"alternate": f"{root()}{owner}", "self": f"{root()}{owner}feed.atom"}
    assert found.entries
    assert all(
        RFC_3339.fullmatch(moment) for moment in [found.feed.updated, *(entry.updated for entry in found.entries)]
    )
    assert all(uuid.UUID(entry.id.removeprefix("urn:uuid:")) for entry in found.entries)
    paths = {urlsplit(entry.link).path for entry in found.entries}
    changed = paths - site_as_made.keys() | paths & set(OWNERS)
    answers = [client.get(path) for path in changed] + [site_as_made[path] for path in paths - changed]
    assert {answer.status_code for answer in answers} == {200}


@pytest.mark.parametrize("owner", OWNERS)
def test_a_json_feed_keeps_the_rules_of_version_1_1(client, owner):
    fill()

    found = json_feed(client, f"{owner}feed.json")

    assert list(wrong_in(found)) == []
    assert found["items"]
    assert found["home_page_url"] == f"{root()}{owner}"
    assert found["feed_url"] == f"{root()}{owner}feed.json"
    assert found["language"] == "nl"


@pytest.mark.parametrize("owner", OWNERS)
def test_both_forms_say_the_same(client, owner):
    fill()

    in_atom, in_json = atom(client, f"{owner}feed.atom"), json_feed(client, f"{owner}feed.json")

    assert in_json["title"] == in_atom.feed.title
    assert in_json["description"] == in_atom.feed.subtitle
    assert [
        (
            item["id"],
            item["url"],
            item["title"],
            " ".join(item["content_text"].split()),
            item["date_published"],
            item["date_modified"],
            item.get("tags", []),
        )
        for item in in_json["items"]
    ] == [
        (
            entry.id,
            entry.link,
            entry.title,
            " ".join(BeautifulSoup(entry.summary, "html.parser").get_text().split()),
            entry.published,
            entry.updated,
            [tag.term for tag in entry.get("tags", [])],
        )
        for entry in in_atom.entries
    ]


def test_an_item_says_what_it_is_and_names_its_themes(client):
    event, _news = fill()
    Theme.objects.filter(slug="infrastructuur").update(name="Netten & kabels")
    event.themes.add(ThemeFactory(name="Concept", live=False))
    event.save()

    found = {item["title"]: item for item in json_feed(client, f"{SERIES}feed.json")["items"]}["Editie"]

    assert found["content_text"] == "dinsdag 14 mei 2019. Kort."
    assert found["summary"] == "Kort."
    assert found["tags"] == ["Netten & kabels"]
    assert found["url"] == event.full_url


# Texts


def drop_what_xml_cannot_hold(text):
    """The characters of XML 1.0 (production 2), with the line ends that a parser makes of them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    ranges = [(0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF)]
    return "".join(c for c in text if c in "\t\n" or any(low <= ord(c) <= high for low, high in ranges))


def title_in(client, form):
    content = client.get(f"/nieuws/feed.{form}").content
    if form == "json":
        return json.loads(content.decode("utf-8"))["items"][0].get("title", "")
    return ElementTree.fromstring(content).findtext("a:entry/a:title", None, ATOM)


# NUL is refused by PostgreSQL, half a surrogate pair by every database.
TITLES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200)


@given(title=TITLES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_title_comes_back_as_it_was_typed(client, title):
    page = NewsPage.objects.order_by("-date", "-pk").first()
    NewsPage.objects.filter(pk=page.pk).update(title=title)

    assert title_in(client, "atom") == title_in(client, "json") == drop_what_xml_cannot_hold(title)


@pytest.mark.parametrize(
    "title",
    [
        "Een, twee; drie",
        "\"Aanhalingstekens\" en 'enkele'",
        "Regel een\nregel twee\r\nregel drie",
        "<script>alert(1)</script> & <b>vet</b> &amp; ]]> <!-- -->",
        "🙂 👩‍💻 é",
        "\u202eomgekeerd\u202c \u200fשלום\u200e",
        "Regel\u2028scheiding\u2029 en \x85",
        "uit\x0bPowerPoint\x08",
        "\\u0041 \\n {{ x }} %s",
    ],
    ids=ascii,
)
@pytest.mark.parametrize(
    "owner, make, values",
    [
        (NEWS, NewsPageFactory, {"date": datetime.date(2025, 1, 1)}),
        (AGENDA, EventPageFactory, {}),
        (PROJECTS, ProjectPageFactory, {}),
    ],
    ids=[NEWS, AGENDA, PROJECTS],
)
def test_a_difficult_title_and_summary_come_back_in_every_room(client, owner, make, values, title):
    page = published(make(slug="moeilijk", **values))
    as_it_stood(page, title=f"A {title} z", summary=f"A {title} z")
    expected = f"A {drop_what_xml_cannot_hold(title)} z"

    item = json_feed(client, f"{owner}feed.json")["items"][0]
    entry = ElementTree.fromstring(client.get(f"{owner}feed.atom").content).find("a:entry", ATOM)

    assert item["title"] == entry.findtext("a:title", None, ATOM) == expected
    assert item["summary"] == expected
    assert expected in item["content_text"]
    assert expected in BeautifulSoup(entry.findtext("a:summary", None, ATOM), "html.parser").get_text()


# Names that last


def names(client, owner):
    in_atom = atom(client, f"{owner}feed.atom")
    in_json = [item["id"] for item in json_feed(client, f"{owner}feed.json")["items"]]
    assert [entry.id for entry in in_atom.entries] == in_json
    return in_atom.feed.id, set(in_json)


def test_an_event_that_gets_another_title_slug_and_place_keeps_its_name(client):
    event, _news = fill()
    before = names(client, AGENDA)

    event.title, event.slug = "Anders", "anders"
    published(event).move(EventSeriesPage.objects.get(slug="google-digitale-werkplaats"), pos="last-child")
    event = EventPage.objects.get(pk=event.pk)
    event.unpublish()
    published(event)

    assert names(client, AGENDA) == before
    assert "Anders" in titles(client, AGENDA)
    assert f"urn:uuid:{event.translation_key}" in before[1]


@pytest.mark.parametrize("owner, page_type", [(SERIES, EventSeriesPage), (PROJECT, ProjectPage)])
def test_a_feed_keeps_its_name_when_its_page_gets_another_address(
    client, owner, page_type, django_capture_on_commit_callbacks
):
    fill()
    before = names(client, owner)
    page = page_type.objects.get(slug=owner.strip("/").split("/")[-1])

    page.title, page.slug = "Anders", "anders"
    with django_capture_on_commit_callbacks(execute=True):  # which makes the redirect
        published(page)

    moved = owner.replace(owner.strip("/").split("/")[-1], "anders")
    assert names(client, moved) == before
    for form in FORMS:
        old = client.get(f"{owner}feed.{form}")
        assert (old.status_code, old.url) == (301, f"{moved}feed.{form}")
    FundingEntry.objects.update(project=None)  # on which no entry leans
    page_type.objects.get(slug="anders").unpublish()
    assert client.get(f"{owner}feed.atom").status_code == 404


def test_every_feed_has_a_name_of_its_own(client):
    filtered = "?thema=infrastructuur"
    found = [names(client, owner)[0] for owner in OWNERS]
    found.append(atom(client, f"{AGENDA}feed.atom{filtered}").feed.id)

    pages = {
        f"urn:uuid:{page.translation_key}" for page in [*ProjectPage.objects.all(), *EventSeriesPage.objects.all()]
    }

    assert len(set(found)) == len(found)
    assert not set(found) & pages


# Which pages


def test_the_feed_of_a_theme_brings_its_news_events_and_results_together(client):
    theme = Theme.objects.get(slug="infrastructuur")
    FundingEntryFactory(year=2018, theme=theme)
    FundingEntryFactory(year=2020, theme=theme, live=False)
    for year in (2018, 2019, 2020):
        page = YearlyResultsPage(title=f"Resultaten {year}", slug=str(year), year=year, live=False)
        ResultsIndexPage.objects.get().add_child(instance=page)
        if year != 2019:
            published(page)
    event, news = fill()
    published(EventPageFactory(title="Van een ander thema", themes=[Theme.objects.get(slug="anders")]))

    found = titles(client, THEME)

    assert {"Editie", "Bericht", "Resultaten 2018"} <= set(found)
    assert not {"Resultaten 2019", "Resultaten 2020", "Van een ander thema"} & set(found)
    assert found.index("Editie") < found.index("Bericht")  # the news is of 2019
    assert {event.title, news.title} <= set(found)


def test_the_feed_of_a_project_has_its_own_news_and_events_only(client):
    project = ProjectPage.objects.get(slug="it-academy")
    assert titles(client, "/projecten/it-academy/") == []
    event, news = fill()
    EventProject.objects.create(event=event, project=project)
    NewsProject.objects.create(news_page=news, project=project)
    published(EventPageFactory(title="Van een ander"))

    assert titles(client, "/projecten/it-academy/") == ["Editie", "Bericht"]


def test_the_feed_of_a_series_has_its_own_editions_only(client):
    fill()
    published(EventPageFactory(title="Los"))

    found = titles(client, SERIES)

    assert "Editie" in found
    assert "Los" not in found
    assert "Los" in titles(client, AGENDA)


def test_a_new_project_stands_first_in_the_feed_of_projects(client):
    published(ProjectPageFactory(title="Nieuw project", slug="nieuw"))

    assert titles(client, PROJECTS)[0] == "Nieuw project"


def test_a_feed_of_several_kinds_of_page_holds_the_last_fifty(client):
    theme = Theme.objects.get(slug="infrastructuur")
    values = {"themes": [theme], "first_published_at": timezone.now()}
    days = [datetime.date(2030, 1, 1 + number) for number in range(30)]
    many_pages(EventPageFactory, [{"title": f"Evenement {number}", **values} for number in range(30)])
    many_pages(NewsPageFactory, [{"title": f"Bericht {day.day - 1}", "date": day, **values} for day in days])

    found = titles(client, THEME)

    assert len(found) == 50
    assert found[:30] == [f"Bericht {number}" for number in reversed(range(30))]
    assert found[30:] == [f"Evenement {number}" for number in reversed(range(10, 30))]


def hide(page, how):
    FundingEntry.objects.update(project=None)  # a page that entries lean on stays
    match how:
        case "unpublished":
            page.unpublish()
        case "restricted":
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        case "below a restricted page":
            PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="password", password="geheim")
        case "scheduled":
            page.unpublish()
            page.go_live_at = timezone.now() + TOMORROW
            page.save_revision().publish()
        case "expired":
            page.expire_at = timezone.now() - TOMORROW
            page.save_revision()
            page.save()
            call_command("publish_scheduled", verbosity=0)


HOW = ["unpublished", "restricted", "below a restricted page", "scheduled", "expired"]


@pytest.mark.parametrize("how", ["unpublished", "restricted", "scheduled", "expired"])
def test_a_hidden_item_is_in_no_feed(client, how):
    pages = [*fill(), published(ProjectPageFactory(title="Project", theme=Theme.objects.get(slug="infrastructuur")))]
    shown = {title for owner in OWNERS for title in titles(client, owner)}

    for page in pages:
        hide(page, how)

    hidden = {page.title for page in pages}
    assert hidden <= shown
    assert not hidden & {title for owner in OWNERS for title in titles(client, owner)}


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("owner, page_type", [(THEME, ThemePage), (PROJECT, ProjectPage), (SERIES, EventSeriesPage)])
def test_a_hidden_page_has_no_feed_not_even_for_who_had_it_before(client, site_as_made, owner, page_type, how):
    addresses = [f"{owner}feed.{form}" for form in FORMS]
    tags = {address: site_as_made[address]["ETag"] for address in addresses}

    hide(page_type.objects.get(slug=owner.strip("/").split("/")[-1]), how)

    assert {client.get(address).status_code for address in addresses} == {404}
    assert {client.get(address, headers={"If-None-Match": tag}).status_code for address, tag in tags.items()} == {404}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "page_type",
    [ThemeOverviewPage, ProjectIndexPage, EventIndexPage, NewsIndexPage],
    ids=lambda page_type: page_type.__name__,
)
def test_below_a_restricted_overview_there_is_no_feed(client, page_type, form):
    overview = page_type.objects.get()
    PageViewRestriction.objects.create(page=overview, restriction_type="login")

    found = {owner: client.get(f"{owner}feed.{form}").status_code for owner in OWNERS}

    # The overview of themes has no feed itself.
    assert {owner for owner, status in found.items() if status == 404} == {
        owner for owner in OWNERS if owner.startswith(overview.url)
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "address", ["/agenda/trendship-17/", "/projecten/bestaat-niet/", "/themas/", "/resultaten/2017/"]
)
def test_what_has_no_feed_is_not_found(client, address, form):
    assert client.get(f"{address}feed.{form}").status_code == 404


# The filters of the agenda


@pytest.mark.parametrize("form", FORMS)
def test_the_feed_of_the_agenda_has_its_filters_and_says_so(client, form):
    fill()
    published(EventPageFactory(title="Hackathon", kind="hackathon", themes=[Theme.objects.get(slug="infrastructuur")]))
    query = "?soort=hackathon&thema=infrastructuur"

    assert titles(client, AGENDA, query) == ["Hackathon"]

    addresses = {
        "atom": [link.href for link in atom(client, f"{AGENDA}feed.atom{query}").feed.links],
        "json": [json_feed(client, f"{AGENDA}feed.json{query}")[name] for name in ("home_page_url", "feed_url")],
    }[form]
    asked = {"soort": ["hackathon"], "thema": ["infrastructuur"]}
    assert [parse_qs(urlsplit(address).query) for address in addresses] == [asked, asked]
    assert {urlsplit(address).path for address in addresses} == {AGENDA, f"{AGENDA}feed.{form}"}
    assert {client.get(address.removeprefix(root())).status_code for address in addresses} == {200}


def test_each_filter_narrows_the_feed_down(client):
    fill()
    published(EventPageFactory(title="Los"))
    published(EventPageFactory(title="Komend", start_date=datetime.date(2099, 1, 1)))
    expected = {
        "": {"Editie", "Los", "Komend"},
        "?reeks=lets-gro": {"Editie"},
        "?periode=2019": {"Editie", "Los"},
        "?periode=voorbij": {"Editie", "Los"},
        "?q=los": {"Los"},
        "?q=é+%26+%22": set(),
        "?thema=infrastructuur": {"Editie"},
    }

    shown = {query: {"Editie", "Los", "Komend"} & set(titles(client, AGENDA, query)) for query in expected}

    assert shown == expected


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "query",
    ["?thema=bestaat-niet", "?soort=%00", "?periode=31-02-2017", "?reeks=../x", "?maand=2017-13", "?x=1"],
)
def test_a_filter_that_is_wrong_gives_no_feed(client, query, form):
    assert client.get(f"{AGENDA}feed.{form}{query}").status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_a_filter_that_is_empty_is_none(client, form):
    empty, whole = (client.get(f"{AGENDA}feed.{form}{query}") for query in ("?thema", ""))

    assert empty.status_code == 200
    assert empty.content == whole.content


# Not modified


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("address", [*ADDRESSES, f"{AGENDA}feed.json?thema=infrastructuur&periode=2017"])
def test_who_has_the_feed_already_costs_one_query(client, address, method):
    first = client.get(address)
    cache.clear()

    with CaptureQueriesContext(connection) as queries:
        again = getattr(client, method)(address, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == first["ETag"]
    assert len(queries) == 1


def rename_theme():
    theme = Theme.objects.get(slug="infrastructuur")
    theme.name = "Netwerken"
    theme.save_revision().publish()


def restrict_an_edition():
    PageViewRestriction.objects.create(page=EventPage.objects.get(slug="editie"), restriction_type="login")


def unpublish_an_edition():
    EventPage.objects.get(slug="editie").unpublish()


@pytest.mark.parametrize(
    "change", [rename_theme, restrict_an_edition, unpublish_an_edition], ids=lambda change: change.__name__
)
def test_a_change_is_sent_to_who_has_the_feed_already(client, change):
    fill()
    addresses = [f"{owner}feed.{form}" for owner in (AGENDA, SERIES, THEME, PROJECT) for form in FORMS]
    first = {address: client.get(address) for address in addresses}

    change()
    again = {address: client.get(address, headers={"If-None-Match": first[address]["ETag"]}) for address in addresses}

    assert {address: response.status_code for address, response in again.items()} == dict.fromkeys(addresses, 200)
    assert [address for address in addresses if again[address]["ETag"] == first[address]["ETag"]] == []
    assert [address for address in addresses if again[address].content == first[address].content] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_same_pages_are_the_same_bytes(client, site_as_made, address):
    again = client.get(address)

    assert again.content == site_as_made[address].content
    assert not again.has_header("Last-Modified")  # it would go back when the last one is unpublished


@pytest.mark.parametrize("form", FORMS)
def test_a_feed_without_entries_is_a_feed_and_keeps_its_bytes(client, form, monkeypatch):
    published(EventSeriesPageFactory(title="Leeg", slug="leeg"))
    first = client.get(f"/agenda/leeg/feed.{form}")

    assert titles(client, "/agenda/leeg/") == []
    later = timezone.now() + TOMORROW
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get(f"/agenda/leeg/feed.{form}").content == first.content


def test_each_query_has_a_tag_of_its_own(client):
    tags = [client.get(f"/agenda/feed.atom{query}")["ETag"] for query in ("", "?soort=workshop", "?soort=hackathon")]

    assert len(set(tags)) == 3


def test_an_event_that_ends_is_sent_to_who_follows_what_is_past(client, monkeypatch):
    published(EventPageFactory(title="Straks voorbij", start_date=datetime.date(2030, 5, 14)))
    address = "/agenda/feed.json?periode=voorbij"
    before = client.get(address)

    later = datetime.datetime(2030, 5, 16, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: later)
    after = client.get(address, headers={"If-None-Match": before["ETag"]})

    assert "Straks voorbij" not in before.content.decode()
    assert after.status_code == 200
    assert "Straks voorbij" in after.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_feed_can_only_be_read(client, address):
    found = client.get(address)
    head = client.head(address)

    assert {getattr(client, method)(address).status_code for method in ("post", "put", "patch", "delete")} == {405}
    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == found["ETag"]
    assert not found.cookies


# The ways to a feed


def alternates(page):
    """The feeds that the head of a page names: their types by their addresses."""
    links = page.head.select("link[rel=alternate]")
    assert all(link["title"] for link in links)
    return {link["href"]: link["type"] for link in links}


@pytest.mark.parametrize(
    "address", ["/", "/themas/", "/resultaten/2017/", AGENDA, NEWS, PROJECTS, PROJECT, THEME, SERIES]
)
def test_every_page_names_its_feeds_to_a_news_reader(site_as_made, address):
    found = alternates(site_as_made[address].soup)

    own = {address} & {PROJECTS, PROJECT, THEME, SERIES}
    assert set(found) == {f"{owner}feed.{form}" for owner in {AGENDA, NEWS} | own for form in FORMS}
    assert {feed: site_as_made[feed]["Content-Type"] for feed in found} == {
        feed: f"{content_type}; charset=utf-8" for feed, content_type in found.items()
    }


@pytest.mark.parametrize(
    "address, words", [(THEME, "Volg dit thema"), (PROJECT, "Volg dit project"), (SERIES, "Volg deze reeks")]
)
def test_a_visitor_sees_how_to_follow(site_as_made, address, words):
    main = site_as_made[address].soup.main

    line = next(line for line in main.find_all("p") if line.get_text().startswith(words))

    assert " ".join(line.get_text().split()) == f"{words}: Atom, JSON"
    assert [link["href"] for link in line.find_all("a")] == [f"{address}feed.atom", f"{address}feed.json"]
    title = main.h1.get_text(strip=True)
    assert [link["aria-label"] for link in line.find_all("a")] == [f"{title} (Atom)", f"{title} (JSON)"]


def test_a_page_without_a_feed_of_its_own_offers_none(site_as_made):
    assert "Volg d" not in site_as_made["/agenda/trendship-17/"].text
