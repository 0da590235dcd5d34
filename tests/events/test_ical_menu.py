"""The menu "Zet in uw agenda": plain links that open with the event or the calendar filled in."""

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.template import Context, Template

from events.models import AttendanceMode, EventIndexPage, Status
from tests.factories import EventPageFactory, EventSeriesPageFactory, VenueFactory

from .agenda import soup, words
from .calendars import calendar, titles

MAY = datetime.date(2027, 5, 14)
EVENING, LATE, NIGHT = datetime.time(19, 30), datetime.time(22), datetime.time(2)
SITE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _in_may(at):
    at("2027-05-01 12:00")


def menu(client, event):
    """The links of the menu on the page of an event, by their words."""
    found = soup(client, event.url).select(".dog-facts details a")
    return {words(link): link["href"] for link in found}


def asked(address):
    return {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}


def links_on(page, query=""):
    template = Template("{% load calendar_menu %}{% calendar_links page query=query as links %}{{ links|length }}")
    context = Context({"page": page, "query": query})
    template.render(context)
    return {link.label: link for link in context["links"]}


def test_the_menu_of_an_event_is_three_plain_links_with_help(client):
    event = EventPageFactory(title="Meetup", slug="meetup", start_date=MAY)

    details = soup(client, event.url).select_one(".dog-facts details")

    assert words(details.summary) == "Zet in uw agenda"
    assert [words(link) for link in details.select("a")] == ["Downloaden", "Google Agenda", "Outlook"]
    assert all(words(item.small).endswith(".") for item in details.select("li"))
    assert not details.select("script, form, button, [onclick], [target]")


def test_the_download_is_the_file_of_the_event(client):
    event = EventPageFactory(title="Meetup", slug="meetup", start_date=MAY)

    address = menu(client, event)["Downloaden"]

    assert address == f"{SITE}/agenda/meetup.ics"
    assert titles(client, urlsplit(address).path) == ["Meetup"]


@pytest.mark.parametrize(
    "values, google, first, last, all_day",
    [
        ({}, "20270514/20270515", "2027-05-14", "2027-05-15", True),
        ({"end_date": datetime.date(2027, 5, 16)}, "20270514/20270517", "2027-05-14", "2027-05-17", True),
        (
            {"start_time": EVENING, "end_time": LATE},
            "20270514T193000/20270514T220000",
            "2027-05-14T19:30:00+02:00",
            "2027-05-14T22:00:00+02:00",
            False,
        ),
        (
            {"start_time": LATE, "end_date": datetime.date(2027, 5, 15), "end_time": NIGHT},
            "20270514T220000/20270515T020000",
            "2027-05-14T22:00:00+02:00",
            "2027-05-15T02:00:00+02:00",
            False,
        ),
        # Neither of the two takes an event without an end.
        (
            {"start_time": EVENING},
            "20270514T193000/20270514T193000",
            "2027-05-14T19:30:00+02:00",
            "2027-05-14T19:30:00+02:00",
            False,
        ),
    ],
)
def test_google_and_outlook_open_with_the_event_filled_in(client, values, google, first, last, all_day):
    venue = VenueFactory(name="Akerk", city="Groningen")
    event = EventPageFactory(
        title="Meetup & “meer”; 100%", slug="meetup", summary="Een avond.", start_date=MAY, venue=venue, **values
    )

    links = menu(client, event)

    assert links["Google Agenda"].startswith("https://calendar.google.com/calendar/render?")
    assert asked(links["Google Agenda"]) == {
        "action": "TEMPLATE",
        "text": "Meetup & “meer”; 100%",
        "dates": google,
        "ctz": "Europe/Amsterdam",
        "details": f"Een avond.\n\n{SITE}/agenda/meetup/",
        "location": "Akerk, Groningen",
    }
    assert links["Outlook"].startswith("https://outlook.live.com/calendar/0/deeplink/compose?")
    assert asked(links["Outlook"]) == {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": "Meetup & “meer”; 100%",
        "startdt": first,
        "enddt": last,
        "body": f"Een avond.\n\n{SITE}/agenda/meetup/",
        "location": "Akerk, Groningen",
        **({"allday": "true"} if all_day else {}),
    }


def test_a_place_that_is_not_known_is_not_filled_in(client):
    event = EventPageFactory(start_date=MAY, attendance_mode=AttendanceMode.ONLINE)

    assert all("location" not in asked(address) for address in menu(client, event).values())


@pytest.mark.parametrize(
    "values, has_menu",
    [
        ({}, True),
        ({"status": Status.MOVED}, True),
        ({"start_date": datetime.date(2027, 4, 30)}, False),
        ({"start_date": None}, False),
        ({"date_precision": "maand"}, False),
        ({"status": Status.CANCELLED}, False),
        ({"status": Status.POSTPONED}, False),
    ],
)
def test_only_an_event_to_go_to_has_the_menu(client, values, has_menu):
    event = EventPageFactory(**{"start_date": MAY} | values)

    assert bool(menu(client, event)) is has_menu


def test_what_is_part_of_a_cancelled_festival_has_no_menu(client):
    festival = EventPageFactory(slug="festival", start_date=MAY, status=Status.CANCELLED)

    assert menu(client, EventPageFactory(parent=festival, start_date=MAY)) == {}


def test_the_agenda_and_a_series_offer_a_subscription_with_their_filter(client):
    series = EventSeriesPageFactory(title="Reeks", slug="reeks")
    EventPageFactory(title="Workshop", kind="workshop", start_date=MAY)
    EventPageFactory(title="Editie", parent=series, start_date=MAY)

    for page, query, expected in (
        (EventIndexPage.objects.get(), "?soort=workshop", ["Workshop"]),
        (series, "", ["Editie"]),
    ):
        links = links_on(page, query)
        assert list(links) == ["Agenda van uw telefoon of computer", "Google Agenda", "Outlook", "Downloaden"]
        assert all(link.help.endswith(".") for link in links.values())
        file = links["Downloaden"].address
        assert file.startswith(f"{page.full_url}agenda.ics")
        assert titles(client, file.removeprefix(SITE)) == expected
        by_calendar = links["Agenda van uw telefoon of computer"].address
        assert by_calendar == file.replace("http://", "webcal://")
        assert asked(links["Google Agenda"].address) == {"cid": by_calendar}
        assert asked(links["Outlook"].address) == {"url": file, "name": page.title}


def test_a_page_that_nobody_can_see_offers_nothing(client):
    assert links_on(EventSeriesPageFactory(live=False)) == {}


def test_the_file_says_that_it_is_the_one_of_the_menu(client):
    links = links_on(EventIndexPage.objects.get(), "?soort=workshop")

    file = links["Downloaden"].address

    assert str(calendar(client, file.removeprefix(SITE))["SOURCE"]) == file
