"""The programme on the page of an event, and what the page says about going there and about afterwards."""

from datetime import date, datetime, time

import pytest

from events.models import EventPage, EventSession, EventSpeaker
from events.moments import AMSTERDAM
from tests.factories import EventPageFactory, VenueFactory

from .agenda import soup, words


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def session(title, start, end=None, **values):
    return EventSession(title=title, start=moment(start), end=end and moment(end), **values)


@pytest.fixture
def festival():
    page = EventPageFactory(
        title="Festival", slug="festival", start_date=date(2031, 11, 20), end_date=date(2031, 11, 22)
    )
    page.sessions = [
        session("Sluiting", "2031-11-21 23:00", "2031-11-22 02:00", place="Kelder"),
        session("Opening", "2031-11-20 09:30", "2031-11-20 10:00", speaker_text="De wethouder, de rector"),
        session("Ontbijt", "2031-11-21 08:00", is_full=True),
    ]
    page.save()
    return EventPage.objects.get(pk=page.pk)


def programme(client, page):
    """(day, items) as the page shows them."""
    section = soup(client, page.url).select_one("section[aria-labelledby=programma]")
    days = section.select(".dog-programme-day") if section else []
    return [(words(day), [words(item) for item in day.find_next("ul").select("li")]) for day in days]


def test_the_programme_stands_per_day_in_the_order_of_time_and_a_night_on_the_day_it_begins(client, festival):
    assert programme(client, festival) == [
        ("Donderdag 20 november 2031", ["09.30 – 10.00 uur Opening De wethouder, de rector"]),
        ("Vrijdag 21 november 2031", ["08.00 uur Ontbijt vol", "23.00 – 02.00 uur Sluiting Kelder"]),
    ]


def test_side_events_stand_in_the_programme_of_their_day_with_a_link(client, festival):
    EventPageFactory(
        title="Battle of the Schools",
        slug="battle",
        parent=festival,
        start_date=date(2031, 11, 21),
        start_time=time(13),
    )
    EventPageFactory(title="De hele week", parent=festival, start_date=date(2031, 11, 20), end_date=date(2031, 11, 22))
    EventPageFactory(title="Concept", parent=festival, start_date=date(2031, 11, 21), start_time=time(14), live=False)

    days = dict(programme(client, festival))
    page = soup(client, festival.url)

    assert days["Vrijdag 21 november 2031"][1] == "13.00 uur Battle of the Schools"
    assert page.select_one(".dog-programme a")["href"] == "/agenda/festival/battle/"
    assert "De hele week" not in str(days)
    assert "De hele week" in words(page.select_one("section[aria-labelledby=nevenevenementen]"))
    assert "Concept" not in words(page)


def test_in_the_night_that_the_clock_goes_back_the_times_are_those_of_the_clock(client):
    page = EventPageFactory(start_date=date(2031, 10, 25), end_date=date(2031, 10, 26))
    page.sessions = [session("Nacht", "2031-10-26 01:30", "2031-10-26 03:30")]
    page.save()

    assert programme(client, page) == [("Zondag 26 oktober 2031", ["01.30 – 03.30 uur Nacht"])]


def test_speakers_stand_with_their_role_and_organisation(client, festival):
    festival.speakers = [EventSpeaker(name="A. Spreker", role="hoogleraar", organisation="Hanzehogeschool")]
    festival.save()

    section = soup(client, festival.url).select_one("section[aria-labelledby=sprekers]")

    assert words(section) == "Sprekers A. Spreker hoogleraar Hanzehogeschool"


def test_an_event_without_programme_and_speakers_has_no_empty_headings(client):
    page = soup(client, EventPageFactory().url)

    assert not page.select("#programma, #sprekers")


@pytest.mark.parametrize(
    "place, links",
    [
        (
            {"coordinates": "53.2194, 6.5665"},
            [
                "https://www.openstreetmap.org/directions?to=53.2194%2C6.5665",
                "https://www.google.com/maps/dir/?api=1&destination=53.2194%2C6.5665",
            ],
        ),
        (
            {"street": "Grote Markt 1", "city": "Groningen"},
            [
                "https://www.openstreetmap.org/search?query=Forum%2C+Grote+Markt+1%2C+Groningen",
                "https://www.google.com/maps/dir/?api=1&destination=Forum%2C+Grote+Markt+1%2C+Groningen",
            ],
        ),
        ({"city": "Groningen"}, []),
        ({}, []),
    ],
)
def test_the_place_has_plain_links_to_a_route_as_far_as_it_is_known(client, place, links):
    page = EventPageFactory(start_date=date(2031, 5, 14), venue=VenueFactory(name="Forum", **place))

    section = soup(client, page.url).select_one("section[aria-labelledby=plaats]")

    assert [link["href"] for link in section.select("a")] == links
    assert "Hierover is niets bekend" in words(section)


def test_the_way_to_a_place_is_not_shown_when_the_event_is_over_or_only_online(client):
    venue = VenueFactory(street="Grote Markt 1", city="Groningen", accessibility="Lift aanwezig.")
    over = EventPageFactory(start_date=date(2016, 5, 14), venue=venue)
    online = EventPageFactory(start_date=date(2031, 5, 14), venue=venue, attendance_mode="online")
    coming = EventPageFactory(start_date=date(2031, 5, 14), venue=venue)

    assert not soup(client, over.url).select("#plaats")
    assert not soup(client, online.url).select("#plaats")
    assert "Lift aanwezig." in words(soup(client, coming.url).select_one("section[aria-labelledby=plaats]"))


def test_a_video_is_a_link_with_its_text(client):
    page = EventPageFactory(
        start_date=date(2016, 5, 14), video_url="https://example.org/film", video_transcript="Iemand zegt <b>hoi</b>."
    )

    report = soup(client, page.url).select_one("section[aria-labelledby=verslag]")

    assert report.select_one("a")["href"] == "https://example.org/film"
    assert "Iemand zegt <b>hoi</b>." in words(report.select_one("details"))
    assert not report.select("iframe, video, script")
