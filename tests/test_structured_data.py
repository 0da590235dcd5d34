"""What every page says of itself to search engines: one block of JSON-LD, the way to it, and who publishes it."""

import json
import re

import pytest
from django.template import Context, Template
from wagtail.models import Page, PageViewRestriction, Site

from dog_site.core.around import structured_data as core
from events.models import EventParticipant, EventSpeaker
from news.models import NewsPage
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    NewsPageFactory,
    ProjectPageFactory,
    VenueFactory,
    as_it_stood,
)
from tests.pages import public_pages, structured_data, structured_data_of

# The properties that each type must have here: those that search engines ask for and that are always known.
REQUIRED = {
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "Organization": {"name"},
    "NewsArticle": {
        "headline", "datePublished", "author", "publisher", "url", "mainEntityOfPage", "description", "inLanguage"
    },
    "Event": {"name", "url", "startDate", "eventStatus"},
    "EventSeries": {"name", "url"},
    "Place": {"name"},
    "PostalAddress": set(),
    "GeoCoordinates": {"latitude", "longitude"},
    "VirtualLocation": {"url"},
    "Offer": {"price", "priceCurrency"},
    "Person": {"name"},
}  # fmt: skip
# All other properties that these types have on https://schema.org and that we use.
OPTIONAL = {
    "Organization": {"url", "logo"},
    "NewsArticle": {"dateModified", "image"},
    "Event": {
        "description", "image", "endDate", "eventAttendanceMode", "location", "organizer", "performer", "inLanguage",
        "superEvent", "subEvent", "previousStartDate", "isAccessibleForFree", "offers",
    },
    "Place": {"address", "geo"},
    "PostalAddress": {"streetAddress", "postalCode", "addressLocality", "addressCountry"},
    "Offer": {"url", "availability"},
    "Person": {"jobTitle", "affiliation"},
}  # fmt: skip
HOSTILE = {
    "closes the element": "</script><script>alert(1)</script>",
    "opens a comment": "<!--<script>",
    "closes a section": "]]>",
    "quotes": "\"Dubbel\", 'enkel' en \\achteruit\\",
    "entities": "Kennis & Innovatie &amp; &lt;b&gt;",
    "emoji": "Hackathon 🎉👩‍💻🇳🇱",
    "right to left": "Groningen \u202emedoc.\u202c مدينة",
    "line breaks": "een\ntwee\r\ndrie\u2028vier\u2029vijf\ttab",
    "template": "{{ page }} {% now 'Y' %}",
    "None": "None",
}


def nodes(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return structured_data(response.content.decode())


def nodes_of_every_page(client, site_as_made):
    """The nodes of each public page: fetched where the test made it or something below it, else as they are kept."""
    addresses = [page.url for page in public_pages()]
    made = [address for address in addresses if address not in site_as_made]
    for address in addresses:
        is_other = any(new.startswith(address) for new in made)
        yield address, nodes(client, address) if is_other else structured_data_of(site_as_made[address].soup)


def of_type(found, schema_type):
    """The one node of that type."""
    [node] = [node for node in found if node["@type"] == schema_type]
    return node


def within(value):
    """Every value in `value`, itself included."""
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from within(inner)


def steps(page):
    return of_type(structured_data_of(page), "BreadcrumbList")["itemListElement"]


def event_with_everything():
    series = EventSeriesPageFactory()
    venue = VenueFactory(street="Markt 1", postcode="9712 HN", city="Groningen", coordinates="53.2194, 6.5665")
    festival = EventPageFactory(
        parent=series, venue=venue, attendance_mode="beide", online_url="https://example.org/live", is_free=True
    )
    EventSpeaker.objects.create(event=festival, name="A. Spreker", role="hoogleraar", organisation="RUG")
    EventPageFactory(parent=festival)
    return festival


def test_every_page_below_the_home_page_says_how_one_gets_there(site_as_made):
    root = Site.objects.get().root_url
    titles = {page.full_url: page.title for page in public_pages()}
    pages = [page for page in public_pages() if page.url != "/"]

    for page in pages:
        way = steps(site_as_made[page.url].soup)

        assert [step["position"] for step in way] == list(range(1, len(way) + 1))
        assert (way[0]["name"], way[0]["item"]) == ("Home", f"{root}/")
        assert (way[-1]["name"], way[-1]["item"]) == (page.title, page.full_url)
        assert len(way) == len(page.url.strip("/").split("/")) + 1
        assert all(titles[step["item"]] == step["name"] for step in way[1:])
    assert len(pages) > 30


def test_the_home_page_says_who_makes_the_site_and_no_way_to_itself(site_as_made):
    root = Site.objects.get().root_url

    [office] = structured_data_of(site_as_made["/"].soup)

    assert office == {
        "@type": "Organization",
        "@id": f"{root}/#organisatie",
        "name": "Digital Office Groningen",
        "url": f"{root}/",
        "logo": f"{root}/static/icons/icon-512.png",
    }


@pytest.mark.parametrize(
    "address, way",
    [
        ("/organisaties/", [("Home", "/"), ("Projecten", "/projecten/"), ("Organisaties", "/organisaties/")]),
        (
            "/organisaties/web11/",
            [
                ("Home", "/"),
                ("Projecten", "/projecten/"),
                ("Organisaties", "/organisaties/"),
                ("WEB11", "/organisaties/web11/"),
            ],
        ),
    ],
)
def test_the_pages_of_organisations_say_how_one_gets_there(client, address, way):
    root = Site.objects.get().root_url

    found = of_type(nodes(client, address), "BreadcrumbList")["itemListElement"]

    assert [(step["position"], step["name"], step["item"]) for step in found] == [
        (number, name, f"{root}{below}") for number, (name, below) in enumerate(way, start=1)
    ]


def test_a_filtered_list_says_the_same_as_the_bare_one(client, site_as_made):
    bare = structured_data_of(site_as_made["/nieuws/"].soup)

    assert nodes(client, "/nieuws/?jaar=2018&thema=infrastructuur") == bare


@pytest.mark.parametrize("hide", ["draft", "restricted"])
def test_a_page_above_that_is_not_public_is_no_step(client, log_in, hide):
    series = EventSeriesPageFactory(title="Verborgen reeks", live=hide != "draft")
    event = EventPageFactory(title="Een editie", parent=series)
    if hide == "restricted":
        PageViewRestriction.objects.create(page=series, restriction_type="login")
        client = log_in("beheer")

    found = nodes(client, event.url)

    assert [step["name"] for step in of_type(found, "BreadcrumbList")["itemListElement"]] == [
        "Home",
        "Agenda",
        "Een editie",
    ]
    assert "Verborgen reeks" not in json.dumps(found)


def test_what_every_type_needs_is_there_and_nothing_else(client, site_as_made):
    NewsPageFactory(author_line="Burgemeester en wethouders")
    event_with_everything()
    seen = set()

    for address, found in nodes_of_every_page(client, site_as_made):
        for value in within(found):
            if isinstance(value, dict):
                names = {name for name in value if not name.startswith("@")}
                required = REQUIRED[value["@type"]]
                assert required <= names, (address, value["@type"], required - names)
                assert names <= required | OPTIONAL.get(value["@type"], set()), (address, value["@type"], names)
                seen.add(value["@type"])

    assert seen == set(REQUIRED)


def test_nothing_unknown_is_said(client, site_as_made):
    NewsPageFactory()
    EventPageFactory(venue=VenueFactory())

    for address, found in nodes_of_every_page(client, site_as_made):
        for value in within(found):
            assert value not in (None, "", "None", "null", [], {}), (address, value)


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(
    "make, schema_type, name",
    [(EventPageFactory, "Event", "name"), (NewsPageFactory, "NewsArticle", "headline")],
    ids=["event", "news"],
)
def test_any_title_comes_back_as_it_was_and_stays_within_its_element(client, make, schema_type, name, title):
    page = as_it_stood(make(slug="titel"), title=title, summary=title)

    html = client.get(page.url).content.decode()
    found = structured_data(html)

    assert of_type(found, schema_type)[name] == title
    assert of_type(found, schema_type)["description"] == title
    assert of_type(found, "BreadcrumbList")["itemListElement"][-1]["name"] == title
    assert len(re.findall(r"</script", html, re.IGNORECASE)) == 1
    [line] = [line for line in html.splitlines() if "application/ld+json" in line]
    data = line.partition(">")[2].removesuffix("</script>")
    assert data.isascii()
    assert not set("<>&") & set(data)


def test_a_venue_an_organiser_and_a_speaker_cannot_close_the_element_either(client):
    hostile = HOSTILE["closes the element"]
    event = EventPageFactory(title="Titel", venue=VenueFactory(name=hostile, street=hostile))
    EventParticipant.objects.create(event=event, text=hostile)
    EventSpeaker.objects.create(event=event, name=hostile, role=hostile, organisation=hostile)

    found = of_type(nodes(client, event.url), "Event")

    assert found["location"]["name"] == found["location"]["address"]["streetAddress"] == hostile
    assert found["organizer"]["name"] == found["performer"]["name"] == hostile


def test_a_page_that_was_not_saved_yet_says_nothing(rf):
    page = NewsPage(title="Nieuw")

    html = Template("{% page_data %}").render(Context({"page": page, "request": rf.get("/")}))

    assert html == ""


@pytest.mark.parametrize("context", [{}, {"page": None}, {"page": {"title": "Geen pagina"}}], ids=str)
def test_what_is_no_page_says_nothing(rf, context):
    assert Template("{% page_data %}").render(Context({"request": rf.get("/"), **context})) == ""


def test_a_page_outside_every_site_says_nothing(rf):
    outside = ProjectPageFactory(parent=Page.objects.get(depth=1), title="Buiten", slug="buiten")

    assert Template("{% page_data %}").render(Context({"page": outside, "request": rf.get("/")})) == ""


def test_an_error_page_says_nothing(client):
    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert structured_data(response.content.decode()) == []


def test_a_preview_of_a_draft_is_shown_with_its_structured_data(log_in):
    event = EventPageFactory(title="Voor", slug="voor")
    event.title = "Na"
    event.save_revision()

    response = log_in("beheer").get(f"/beheer/pages/{event.pk}/view_draft/")

    assert response.status_code == 200
    assert of_type(structured_data(response.content.decode()), "Event")["name"] == "Na"


def test_zero_is_a_value_and_nothing_is_none():
    assert core.node("Offer", price=0, url="", description=None, item=[]) == {"@type": "Offer", "price": 0}


@pytest.mark.parametrize("values, found", [([], None), ([1], 1), ([1, 2], [1, 2])])
def test_one_value_stands_alone(values, found):
    assert core.one_or_all(values) == found
