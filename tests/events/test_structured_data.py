"""An event as search engines read it: only what is known, public and meant."""

import datetime
import json

import pytest
from wagtail.models import PageViewRestriction

from events.models import AttendanceMode, EventParticipant, EventRole, EventSpeaker, Status
from events.structured_data import MODES, STATUSES
from tests.factories import EventPageFactory, EventSeriesPageFactory, OrganisationFactory, VenueFactory
from tests.pages import structured_data
from tests.test_sharing import photo

MAY, JUNE = datetime.date(2019, 5, 14), datetime.date(2019, 6, 3)
EVENING, NIGHT = datetime.time(19, 30), datetime.time(1, 0)


@pytest.fixture
def said(client):
    """The structured data of an event with these values."""

    def said(**values):
        return of_event(client, EventPageFactory(**values))

    return said


def of_event(client, event):
    """The Event that its page is about; None when the page names none."""
    response = client.get(event.url)
    assert response.status_code == 200
    found = [node for node in structured_data(response.content.decode()) if node["@type"] == "Event"]
    assert len(found) <= 1
    return found[0] if found else None


# When


@pytest.mark.parametrize(
    "values, start, end",
    [
        ({}, "2019-05-14", "2019-05-14"),
        ({"end_date": JUNE}, "2019-05-14", "2019-06-03"),
        # Summer time; when it ends is not known, and an evening ends before the day does.
        ({"start_time": EVENING}, "2019-05-14T19:30+02:00", None),
        ({"start_time": EVENING, "end_time": datetime.time(22)}, "2019-05-14T19:30+02:00", "2019-05-14T22:00+02:00"),
        ({"start_time": EVENING, "end_date": JUNE}, "2019-05-14T19:30+02:00", "2019-06-03"),
        # Winter time, and over midnight.
        (
            {
                "start_date": datetime.date(2019, 12, 31),
                "start_time": EVENING,
                "end_date": datetime.date(2020, 1, 1),
                "end_time": NIGHT,
            },
            "2019-12-31T19:30+01:00",
            "2020-01-01T01:00+01:00",
        ),
        # The night in which the clock goes back: it takes nine and a half hours.
        (
            {
                "start_date": datetime.date(2019, 10, 26),
                "start_time": datetime.time(20),
                "end_date": datetime.date(2019, 10, 27),
                "end_time": datetime.time(4, 30),
            },
            "2019-10-26T20:00+02:00",
            "2019-10-27T04:30+01:00",
        ),
        ({"date_precision": "maand"}, "2019-05", None),
        ({"date_precision": "maand", "end_date": JUNE}, "2019-05", "2019-06"),
        ({"date_precision": "jaar"}, "2019", None),
        ({"date_precision": "jaar", "end_date": datetime.date(2020, 2, 1)}, "2019", "2020"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(said, values, start, end):
    found = said(**values)

    assert (found["startDate"], found.get("endDate")) == (start, end)


def test_an_event_without_a_date_is_no_event_to_a_search_engine(client):
    event = EventPageFactory(start_date=None, status=Status.POSTPONED, previous_start_date=MAY)

    types = [node["@type"] for node in structured_data(client.get(event.url).content.decode())]

    assert types == ["BreadcrumbList"]


# What became of it


@pytest.mark.parametrize(
    "status, name, values",
    [
        ("gepland", "EventScheduled", {}),
        ("verplaatst", "EventRescheduled", {}),
        ("uitgesteld", "EventPostponed", {}),
        ("gaat-online-door", "EventMovedOnline", {"attendance_mode": "online"}),
        ("geannuleerd", "EventCancelled", {}),
    ],
)
def test_every_status_has_its_own_word(said, status, name, values):
    assert said(status=status, **values)["eventStatus"] == f"https://schema.org/{name}"


def test_no_status_is_without_a_word_and_no_two_share_one():
    assert set(STATUSES) == set(Status)
    assert len(set(STATUSES.values())) == len(STATUSES)
    assert set(MODES) == set(AttendanceMode)


@pytest.mark.parametrize(
    "status, previous",
    [("gepland", None), ("verplaatst", "2019-06-03"), ("uitgesteld", "2019-06-03"), ("geannuleerd", "2019-06-03")],
)
def test_the_earlier_date_is_said_where_the_page_says_it(said, status, previous):
    assert said(status=status, previous_start_date=JUNE).get("previousStartDate") == previous


def test_an_earlier_date_that_is_not_known_is_not_said(said):
    assert "previousStartDate" not in said(status="verplaatst")


# Where


@pytest.mark.parametrize("mode, name", [("op-locatie", "Offline"), ("online", "Online"), ("beide", "Mixed")])
def test_how_to_take_part(said, mode, name):
    assert said(attendance_mode=mode)["eventAttendanceMode"] == f"https://schema.org/{name}EventAttendanceMode"


@pytest.mark.parametrize(
    "address, expected",
    [
        ({}, {}),
        ({"city": "Groningen"}, {"address": {"@type": "PostalAddress", "addressLocality": "Groningen"}}),
        (
            {"street": "Akerkhof 2", "postcode": "9711 JB", "city": "Groningen", "coordinates": "53.2153,6.5612"},
            {
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "Akerkhof 2",
                    "postalCode": "9711 JB",
                    "addressLocality": "Groningen",
                    "addressCountry": "NL",
                },
                "geo": {"@type": "GeoCoordinates", "latitude": 53.2153, "longitude": 6.5612},
            },
        ),
        ({"coordinates": "onbekend"}, {}),
    ],
    ids=["name", "city", "everything", "no coordinates"],
)
def test_a_place_has_what_is_known_of_its_venue(said, address, expected):
    found = said(venue=VenueFactory(name="Akerk", **address))

    assert found["location"] == {"@type": "Place", "name": "Akerk", **expected}


def test_online_and_at_a_place_are_two_locations(said):
    found = said(venue=VenueFactory(name="Akerk"), attendance_mode="beide", online_url="https://example.org/live")

    assert found["location"] == [
        {"@type": "Place", "name": "Akerk"},
        {"@type": "VirtualLocation", "url": "https://example.org/live"},
    ]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"attendance_mode": "online"},
        # Values that stay behind when an editor changes how to take part.
        {"online_url": "https://example.org/live"},
    ],
    ids=["no venue", "no address online", "address online of an event at a place"],
)
def test_a_location_that_is_not_known_is_not_made_up(said, values):
    assert "location" not in said(**values)


def test_an_event_that_is_online_only_sends_nobody_to_its_venue(said):
    found = said(venue=VenueFactory(name="Akerk"), attendance_mode="online", online_url="https://example.org/live")

    assert found["location"] == {"@type": "VirtualLocation", "url": "https://example.org/live"}


def test_a_venue_that_is_a_draft_is_not_told(said):
    found = said(venue=VenueFactory(name="Geheim", live=False))

    assert "Geheim" not in json.dumps(found)
    assert "location" not in found


# Who


def test_organisers_are_told_as_the_page_names_them(client):
    event = EventPageFactory()
    draft = OrganisationFactory(name="Geheim", live=False, website="https://geheim.example")
    setup = OrganisationFactory(name="Setup", website="https://setup.example")
    named = [
        ({"organisation": setup}, EventRole.ORGANISER),
        ({"organisation": draft}, EventRole.ORGANISER),
        ({"organisation": draft, "text": "RuG"}, EventRole.ORGANISER),
        ({"text": "Een partner"}, EventRole.PARTNER),
    ]
    for values, role in named:
        EventParticipant.objects.create(event=event, role=role, **values)

    found = of_event(client, event)

    assert found["organizer"] == [
        {"@type": "Organization", "name": "Setup", "url": "https://setup.example"},
        {"@type": "Organization", "name": "RuG"},
    ]
    assert "geheim" not in json.dumps(found).lower()


def test_speakers_perform(client):
    event = EventPageFactory()
    EventSpeaker.objects.create(event=event, name="A. Spreker", role="hoogleraar", organisation="RUG", sort_order=1)
    EventSpeaker.objects.create(event=event, name="B. Spreker", sort_order=2)

    found = of_event(client, event)

    assert found["performer"] == [
        {
            "@type": "Person",
            "name": "A. Spreker",
            "jobTitle": "hoogleraar",
            "affiliation": {"@type": "Organization", "name": "RUG"},
        },
        {"@type": "Person", "name": "B. Spreker"},
    ]


def test_who_organises_and_speaks_is_not_made_up(said):
    assert not {"organizer", "performer"} & set(said())


@pytest.mark.parametrize("language, expected", [("", None), ("nl", "nl"), ("en", "en"), ("nl-en", ["nl", "en"])])
def test_the_language_is_that_of_the_event(said, language, expected):
    assert said(language=language).get("inLanguage") == expected


# What it costs


def test_only_what_is_free_has_a_price(said):
    free = said(is_free=True)

    assert free["offers"] == {"@type": "Offer", "price": 0, "priceCurrency": "EUR"}
    assert free["isAccessibleForFree"] is True
    for values in ({}, {"price": "€ 25, studenten € 10"}, {"price": "gratis voor leden"}):
        assert not {"offers", "isAccessibleForFree"} & set(said(**values))


@pytest.mark.parametrize(
    "values, expected",
    [
        ({}, {"url": "https://example.org/register"}),
        ({"is_full": True}, {"availability": "https://schema.org/SoldOut"}),
        ({"status": "geannuleerd"}, {}),
        ({"start_date": MAY}, {}),
    ],
    ids=["open", "full", "cancelled", "over"],
)
def test_an_offer_leads_to_a_registration_that_is_open(said, values, expected):
    coming = {"start_date": datetime.date(2099, 5, 14), "registration": "elders", "is_free": True}

    offer = said(**{**coming, **values})["offers"]

    assert offer == {"@type": "Offer", "price": 0, "priceCurrency": "EUR", **expected}


# Festival, side events, series


def test_a_festival_and_its_side_events_name_each_other(client):
    festival = EventPageFactory(title="Festival", slug="festival", end_date=JUNE)
    later = EventPageFactory(title="Later", slug="later", parent=festival, start_date=JUNE)
    first = EventPageFactory(title="Eerst", slug="eerst", parent=festival, start_time=EVENING)
    EventPageFactory(title="Zonder datum", parent=festival, start_date=None)
    EventPageFactory(title="Concept", parent=festival, live=False)
    restricted = EventPageFactory(title="Besloten", parent=festival)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")

    whole, part = of_event(client, festival), of_event(client, first)

    assert [each["name"] for each in whole["subEvent"]] == ["Eerst", "Later"]
    assert [each["url"] for each in whole["subEvent"]] == [first.full_url, later.full_url]
    assert whole["subEvent"][0]["startDate"] == "2019-05-14T19:30+02:00"
    assert whole["subEvent"][0]["@id"] == part["@id"]
    assert part["superEvent"]["@id"] == whole["@id"]
    assert (part["superEvent"]["name"], part["superEvent"]["startDate"]) == ("Festival", "2019-05-14")
    assert "subEvent" not in part
    assert "superEvent" not in whole


def test_an_edition_is_part_of_its_series(client):
    series = EventSeriesPageFactory(title="PyGrunn")

    found = of_event(client, EventPageFactory(parent=series))["superEvent"]

    assert (found["@type"], found["name"], found["url"]) == ("EventSeries", "PyGrunn", series.full_url)


@pytest.mark.parametrize("make", [EventPageFactory, EventSeriesPageFactory])
def test_a_festival_or_series_that_is_a_draft_is_not_told(client, make):
    event = EventPageFactory(parent=make(title="Geheim", live=False))

    found = of_event(client, event)

    assert "superEvent" not in found
    assert "Geheim" not in json.dumps(found)


@pytest.mark.parametrize("status, name", [("geannuleerd", "EventCancelled"), ("uitgesteld", "EventPostponed")])
def test_a_side_event_of_a_festival_that_is_off_is_off(client, status, name):
    festival = EventPageFactory(status=status, start_date=datetime.date(2099, 5, 14))
    values = {"start_date": festival.start_date, "registration": "elders", "is_free": True}
    event = EventPageFactory(parent=festival, **values)

    part, whole = of_event(client, event), of_event(client, festival)

    assert part["eventStatus"] == whole["subEvent"][0]["eventStatus"] == f"https://schema.org/{name}"
    assert "url" not in part["offers"]


def test_a_side_event_that_is_off_by_itself_keeps_its_own_status(client):
    festival = EventPageFactory(status="uitgesteld")
    event = EventPageFactory(parent=festival, status="geannuleerd")

    assert of_event(client, event)["eventStatus"] == "https://schema.org/EventCancelled"


# Image


def test_an_image_of_its_own_is_told_and_a_drawn_card_is_not(said, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)

    assert said(image=photo())["image"].startswith("http://")
    assert "/media/images/" in said(image=photo())["image"]
    assert "image" not in said()
    assert "image" not in said(image=photo(500, 300))
