"""The two nights in which the clock changes: whoever reads a time, and wherever, reads the same moment."""

import datetime
import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils.translation import gettext

from events.models import EventPage, EventSession
from events.moments import AMSTERDAM, clock, comes_twice, moment
from tests.desk.browser import errors, page_edit_url, post_page
from tests.factories import EventPageFactory
from tests.pages import structured_data

from .agenda import soup, words
from .calendars import content
from .readers import READERS

SATURDAY, SUNDAY = datetime.date(2027, 10, 30), datetime.date(2027, 10, 31)
SPRING = datetime.date(2027, 3, 28)
START = datetime.datetime(2027, 10, 30, 20, tzinfo=datetime.UTC)
FIRST = datetime.datetime(2027, 10, 31, 0, 30, tzinfo=datetime.UTC)
SECOND = FIRST + datetime.timedelta(hours=1)
AGENDA = "/agenda/agenda.ics"


def time(text):
    return datetime.time.fromisoformat(text)


@pytest.fixture(autouse=True)
def _before(at):
    at("2027-10-01 12:00")


@pytest.fixture
def night():
    """From 22.00 to the first 2.30, with a session over both of them."""
    event = EventPageFactory(
        title="Nacht",
        slug="nacht",
        start_date=SATURDAY,
        start_time=time("22:00"),
        end_date=SUNDAY,
        end_time=time("02:30"),
    )
    EventSession.objects.create(event=event, title="Slot", start=FIRST, end=SECOND)
    EventPageFactory(
        title="Half drie",
        slug="half-drie",
        start_date=SUNDAY,
        start_time=time("02:30"),
        end_date=SUNDAY,
        end_time=time("05:00"),
    )
    return event


@pytest.mark.parametrize("read", READERS)
def test_every_program_reads_the_same_moments_from_a_calendar(client, night, tmp_path, read):
    late = datetime.datetime(2027, 10, 31, 4, tzinfo=datetime.UTC)
    expected = {"Nacht": [START, FIRST], "Half drie": [FIRST, late]}

    found = read(content(client, AGENDA), tmp_path)

    assert found == {title: [at.isoformat() for at in moments] for title, moments in expected.items()}


@pytest.mark.parametrize("read", READERS)
def test_every_program_reads_the_same_moments_of_a_session(client, night, tmp_path, read):
    found = read(content(client, "/agenda/nacht.ics"), tmp_path)

    assert found == {"Nacht": [START.isoformat(), FIRST.isoformat()], "Slot": [FIRST.isoformat(), SECOND.isoformat()]}


def test_a_page_its_links_and_search_engines_say_that_moment(client, night):
    page = soup(client, "/agenda/half-drie/")
    links = [parse_qs(urlsplit(link["href"]).query) for link in page.select(".dog-facts details a")]
    nodes = structured_data(client.get("/agenda/half-drie/").content.decode())
    [node] = [node for node in nodes if node["@type"] == "Event"]

    said = [
        page.select_one("time")["datetime"],
        node["startDate"],
        next(query["startdt"][0] for query in links if "startdt" in query),
        next(query["dates"][0].split("/")[0] for query in links if "dates" in query),
    ]

    moments = [datetime.datetime.fromisoformat(text) for text in said]
    assert moments == [FIRST] * 4
    [first, last] = next(query["dates"][0].split("/") for query in links if "dates" in query)
    assert (first, last) == ("20271031T003000Z", "20271031T040000Z")


def test_a_page_and_a_feed_say_in_words_which_of_the_two_it_is(client, night):
    summer, winter = (gettext(f"%(time)s ({season} time)") % {"time": "02.30"} for season in ("summer", "winter"))

    page = words(soup(client, "/agenda/nacht/"))
    feed = json.loads(client.get("/agenda/feed.json").content)

    assert f"22.00 – {summer}" in page
    assert f"{summer} – {winter}" in page
    assert any(f"22.00 – {summer}" in json.dumps(item, ensure_ascii=False) for item in feed["items"])


@pytest.mark.parametrize("minute", range(0, 120, 15))
def test_the_hour_that_comes_twice_is_those_two_hours(minute):
    at = datetime.datetime(2027, 10, 31, 0, minute % 60, tzinfo=datetime.UTC) + datetime.timedelta(hours=minute // 60)

    assert comes_twice(at)
    assert clock(at).startswith(f"02.{minute % 60:02} (")


@pytest.mark.parametrize(
    "text", ["2027-10-30T23:59+00:00", "2027-10-31T02:00+00:00", "2027-03-28T00:59+00:00", "2027-03-28T01:00+00:00"]
)
def test_around_that_hour_and_in_spring_no_time_comes_twice(text):
    found = datetime.datetime.fromisoformat(text)

    assert not comes_twice(found)
    assert clock(found) == f"{found.astimezone(AMSTERDAM):%H.%M}"


def of_that_night(day):
    """An event of the whole night, which is to get a session and a last moment to register."""
    return EventPageFactory(
        start_date=day - datetime.timedelta(days=1),
        start_time=time("22:00"),
        end_date=day,
        end_time=time("06:00"),
        status_note="",
    )


def with_session(day, start):
    return {
        "sessions-TOTAL_FORMS": "1",
        "sessions-INITIAL_FORMS": "0",
        "sessions-MIN_NUM_FORMS": "0",
        "sessions-MAX_NUM_FORMS": "1000",
        "sessions-0-title": "Slot",
        "sessions-0-start": f"{day} {start}",
        "sessions-0-end": f"{day} 04:00",
        "sessions-0-ORDER": "1",
        "sessions-0-DELETE": "",
        "sessions-0-id": "",
    }


def test_a_session_and_a_closing_time_in_that_hour_are_the_first_as_they_are_of_an_event(log_in):
    office, event = log_in("coordinatie"), of_that_night(SUNDAY)
    typed = {"registration": "elders", "registration_url": "https://example.org/aanmelden"}
    other = EventPageFactory(slug="ochtend", start_date=SUNDAY, start_time=time("10:00"))

    programme = post_page(office, page_edit_url(event), "publish", **with_session(SUNDAY, "02:30"))
    closing = post_page(office, page_edit_url(other), "publish", registration_closes=f"{SUNDAY} 02:30", **typed)

    assert (programme.status_code, closing.status_code) == (302, 302)
    assert EventSession.objects.get(event=event).start == FIRST
    assert EventPage.objects.get(pk=other.pk).registration_closes == FIRST == moment(SUNDAY, time("02:30"))


def test_a_closing_time_in_that_hour_is_told_to_visitors_as_that_one(client):
    typed = {"registration": "elders", "registration_url": "https://example.org/aanmelden"}
    EventPageFactory(slug="ochtend", start_date=SUNDAY, start_time=time("10:00"), registration_closes=SECOND, **typed)

    assert f"31 oktober 2027, {clock(SECOND)}" in words(soup(client, "/agenda/ochtend/"))


def test_a_time_that_the_clock_skips_is_refused_in_a_sentence(log_in):
    office, event = log_in("coordinatie"), of_that_night(SPRING)
    other = EventPageFactory(slug="ochtend", start_date=SPRING, start_time=time("10:00"))
    sentence = gettext("That night the clock skips this time. Write a time before 2.00 or from 3.00 on.")

    programme = post_page(office, page_edit_url(event), "publish", **with_session(SPRING, "02:30"))
    closing = post_page(office, page_edit_url(other), "publish", registration_closes=f"{SPRING} 02:30")
    own = post_page(office, page_edit_url(other), "publish", start_time="02:30")

    [form] = programme.context["form"].formsets["sessions"].forms
    assert form.errors["start"] == [sentence]
    assert errors(closing)["registration_closes"] == [sentence]
    assert errors(own)["start_time"] == [sentence]
