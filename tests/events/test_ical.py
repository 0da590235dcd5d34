"""The agenda, a series and an event as iCalendar files; each file is read back by two parsers."""

import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from django.db import connection
from django.template import Template
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from dog_site.core.models import ContentVersion
from events.models import AttendanceMode, CalendarEntry, EventIndexPage, EventPage, EventSession, Status, Venue
from events.models.querysets import DAYS_BACK, MOST_ENTRIES
from events.moments import AMSTERDAM
from projects.models import Theme
from tests.factories import EventPageFactory, EventSeriesPageFactory, VenueFactory, many_pages
from tests.pages import settle

from .calendars import calendar, content, entries, file_of, only, titles, unfolded

AGENDA = "/agenda/agenda.ics"
MAY = datetime.date(2027, 5, 14)
EVENING, LATE, NIGHT = datetime.time(19, 30), datetime.time(22), datetime.time(2)
PUBLISHED = datetime.datetime(2027, 3, 1, 9, 30, 15, 123456, tzinfo=datetime.UTC)
LATER = datetime.datetime(2027, 3, 2, 8, 0, tzinfo=datetime.UTC)


def day(text):
    return datetime.date.fromisoformat(text)


def clock(text):
    return datetime.time.fromisoformat(text)


def at_amsterdam(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.fixture(autouse=True)
def _in_may(at):
    at("2027-05-01 12:00")


@pytest.fixture
def entry(client):
    """The entry of an event with these values, from its own file."""

    def entry(**values):
        return only(client, file_of(EventPageFactory(**{"start_date": MAY} | values)))

    return entry


def all_three():
    """The addresses of the files of the agenda, a series and one event."""
    series = EventSeriesPageFactory(title="Reeks", slug="reeks")
    EventPageFactory(title="Editie", slug="editie", parent=series, start_date=MAY)
    return [AGENDA, "/agenda/reeks/agenda.ics", "/agenda/reeks/editie.ics"]


# The file


def test_each_file_says_of_itself_what_it_is(client):
    names = ["Agenda", "Reeks", "Editie"]

    for address, name in zip(all_three(), names, strict=True):
        lines = unfolded(content(client, address))
        page = "/agenda/" if name == "Agenda" else address.removesuffix("agenda.ics").removesuffix(".ics")
        page = page if page.endswith("/") else f"{page}/"
        assert lines[0] == "BEGIN:VCALENDAR"
        assert set(lines[1 : lines.index("BEGIN:VTIMEZONE")]) == {
            "VERSION:2.0",
            "PRODID:-//Digital Office Groningen//Agenda//NL",
            "METHOD:PUBLISH",
            f"NAME:{name} | Digital Office Groningen",
            f"X-WR-CALNAME:{name} | Digital Office Groningen",
            "X-WR-TIMEZONE:Europe/Amsterdam",
            f"URL:http://127.0.0.1:8000{page}",
            f"SOURCE;VALUE=URI:http://127.0.0.1:8000{address}",
            "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
            "X-PUBLISHED-TTL:PT6H",
        }
        assert lines[-2:] == ["END:VCALENDAR", ""]


def test_a_file_names_nobody_and_rings_no_bell(client):
    for address in all_three():
        names = {line.partition(":")[0].partition(";")[0] for line in unfolded(content(client, address))}
        parts = {part.name for part in calendar(client, address).walk()}
        assert not names & {"ATTENDEE", "ORGANIZER", "CONTACT", "ACTION"}
        assert parts == {"VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT"}
        assert b"mailto:" not in content(client, address).lower()


def test_a_file_is_sent_as_a_calendar_that_search_engines_leave_alone(client):
    for address in all_three():
        response = client.get(address)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Cache-Control"] == "public, no-cache"
        assert response["Vary"] == "Accept-Encoding"
        assert not response.cookies


def test_the_file_of_one_event_has_a_name_of_its_own(client):
    EventPageFactory(slug="meetup-2027", start_date=MAY)

    assert client.get("/agenda/meetup-2027.ics")["Content-Disposition"] == 'attachment; filename="meetup-2027.ics"'
    assert "Content-Disposition" not in client.get(AGENDA)


def test_a_file_can_be_asked_for_and_nothing_else(client):
    for address in all_three():
        head, got = client.head(address), client.get(address)
        assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])
        assert head["Content-Length"] == got["Content-Length"]
        assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    "text", ["e" * 400, "é" * 200, "😀" * 100, "a😀é" * 60, "\\" * 200, ",;" * 150, "regel\n" * 60]
)
def test_a_line_has_no_more_than_75_octets_and_no_half_characters(client, text):
    event = EventPageFactory(title=f"x{text[:200]}", summary=text, start_date=MAY)

    data = content(client, file_of(event))

    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    assert text.strip() in str(only(client, file_of(event))["DESCRIPTION"])


def test_a_long_line_is_filled(client):
    """Folding too early would be lawful and make files larger."""
    event = EventPageFactory(summary="e" * 400, start_date=MAY)

    lines = content(client, file_of(event)).split(b"\r\n")

    first = next(number for number, line in enumerate(lines) if line.startswith(b"DESCRIPTION"))
    assert [len(line) for line in lines[first : first + 5]] == [75] * 5


# The time zone


def parsed_zones(client):
    """The time zone of the file by its own rules, as icalendar and as vobject (dateutil) make it."""
    data = content(client).decode()
    (zone,) = icalendar.Calendar.from_ical(data).timezones
    return [
        zone.to_tz(lookup_tzid=False),
        vobject.readOne(data).vtimezone.tzinfo,
    ]


@pytest.mark.parametrize("year", [1997, 2016, 2023, 2027, 2030, 2037])
def test_the_rules_of_the_time_zone_are_those_of_amsterdam(client, year):
    known = ZoneInfo("Europe/Amsterdam")
    hours = [
        datetime.datetime.fromisoformat(f"{year}-{month:02}-20") + datetime.timedelta(hours=n)
        for month in (3, 10)
        for n in range(288)
    ]

    for zone in parsed_zones(client):
        for moment in hours:
            # The skipped hour has no offset to agree on; when an hour comes twice, the first one counts.
            if moment.replace(tzinfo=known).astimezone(datetime.UTC).astimezone(known).replace(tzinfo=None) == moment:
                assert moment.replace(tzinfo=zone).utcoffset() == moment.replace(tzinfo=known).utcoffset(), moment


def test_there_is_one_time_zone_of_two_rules(client):
    zone = unfolded(content(client))
    zone = zone[zone.index("BEGIN:VTIMEZONE") : zone.index("END:VTIMEZONE")]

    assert [line for line in zone if line.startswith(("RRULE", "DTSTART", "TZOFFSETTO", "TZID"))] == [
        "TZID:Europe/Amsterdam",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZOFFSETTO:+0200",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZOFFSETTO:+0100",
    ]


# When


@pytest.mark.parametrize(
    "values, start, end",
    [
        # A whole day, and whole days: the end is the day after the last.
        ({}, "DTSTART;VALUE=DATE:20270514", "DTEND;VALUE=DATE:20270515"),
        ({"end_date": day("2027-05-18")}, "DTSTART;VALUE=DATE:20270514", "DTEND;VALUE=DATE:20270519"),
        ({"end_date": day("2027-06-01")}, "DTSTART;VALUE=DATE:20270514", "DTEND;VALUE=DATE:20270602"),
        # A day stays a day in the night in which the clock changes.
        (
            {"start_date": day("2027-10-30"), "end_date": day("2027-10-31")},
            "DTSTART;VALUE=DATE:20271030",
            "DTEND;VALUE=DATE:20271101",
        ),
        # Several days with times are one bar; the programme tells the times.
        (
            {"start_time": EVENING, "end_date": day("2027-05-16"), "end_time": LATE},
            "DTSTART;VALUE=DATE:20270514",
            "DTEND;VALUE=DATE:20270517",
        ),
        (
            {"start_time": EVENING, "end_date": day("2027-05-15")},
            "DTSTART;VALUE=DATE:20270514",
            "DTEND;VALUE=DATE:20270516",
        ),
        (
            {"start_time": EVENING, "end_time": LATE},
            "DTSTART;TZID=Europe/Amsterdam:20270514T193000",
            "DTEND;TZID=Europe/Amsterdam:20270514T220000",
        ),
        # An evening that ends after midnight is an evening.
        (
            {"start_time": LATE, "end_date": day("2027-05-15"), "end_time": NIGHT},
            "DTSTART;TZID=Europe/Amsterdam:20270514T220000",
            "DTEND;TZID=Europe/Amsterdam:20270515T020000",
        ),
        # Nobody said when it ends, and an entry without a length may not say that it ends as it starts.
        ({"start_time": EVENING}, "DTSTART;TZID=Europe/Amsterdam:20270514T193000", None),
        ({"start_time": EVENING, "end_time": EVENING}, "DTSTART;TZID=Europe/Amsterdam:20270514T193000", None),
    ],
)
def test_an_entry_is_when_the_event_is(client, values, start, end):
    event = EventPageFactory(**{"start_date": MAY} | values)

    lines = unfolded(content(client, file_of(event)))

    lines = lines[lines.index("BEGIN:VEVENT") :]
    assert [line for line in lines if line.startswith(("DTSTART", "DTEND", "DURATION"))] == [
        line for line in (start, end) if line
    ]


@pytest.mark.parametrize(
    "start, end, hours",
    [
        ("2027-03-28 01:30", "2027-03-28 03:30", 1),
        ("2027-10-31 01:30", "2027-10-31 03:30", 3),
        ("2027-10-30 22:00", "2027-10-31 04:00", 7),
        ("2027-03-27 22:00", "2027-03-28 04:00", 5),
        # The first 2.30 of that night.
        ("2027-10-31 02:30", "2027-10-31 05:00", 3.5),
    ],
)
def test_a_night_in_which_the_clock_changes_is_as_long_as_it_is(client, start, end, hours):
    first, last = at_amsterdam(start), at_amsterdam(end)
    event = EventPageFactory(
        start_date=first.date(), start_time=first.time(), end_date=last.date(), end_time=last.time()
    )

    (entry,) = vobject.readOne(content(client, file_of(event)).decode()).vevent_list
    begins, ends = (part.value.astimezone(datetime.UTC) for part in (entry.dtstart, entry.dtend))

    known = only(client, file_of(event)).start
    assert known.astimezone(datetime.UTC) == begins == first.astimezone(datetime.UTC)
    assert ends - begins == datetime.timedelta(hours=hours)


@pytest.mark.parametrize(
    "values", [{"date_precision": "maand"}, {"date_precision": "jaar"}, {"start_date": None}, {"live": False}]
)
def test_an_event_without_a_day_is_in_no_calendar(client, values):
    event = EventPageFactory(**{"title": "Ooit", "start_date": day("2027-08-01")} | values)

    assert "Ooit" not in titles(client)
    assert client.get(file_of(event)).status_code == 404


# Sessions


def with_sessions(**values):
    event = EventPageFactory(
        title="Festival", slug="festival", start_date=MAY, end_date=day("2027-05-16"), venue=VenueFactory(name="Akerk")
    )
    EventSession.objects.create(
        event=event,
        **{
            "title": "Opening",
            "start": at_amsterdam("2027-05-14 10:00"),
            "end": at_amsterdam("2027-05-14 11:00"),
            "place": "Grote zaal",
            "speaker_text": "Ada Lovelace",
        }
        | values,
    )
    return event


def test_the_programme_is_in_the_file_of_the_event_and_nowhere_else(client):
    event = with_sessions()

    found = entries(client, file_of(event))

    assert list(found) == ["Festival", "Opening"]
    opening, festival = found["Opening"], found["Festival"]
    assert opening.start == at_amsterdam("2027-05-14 10:00")
    assert opening.end == at_amsterdam("2027-05-14 11:00")
    assert opening["LOCATION"] == "Grote zaal, Akerk"
    assert opening["RELATED-TO"] == festival["UID"] != opening["UID"]
    assert opening["DESCRIPTION"] == f"Ada Lovelace\n\n{event.full_url}"
    assert "Opening" not in titles(client)


@pytest.mark.parametrize(
    "start, end, printed",
    [
        ("2027-05-14 23:00+02:00", "2027-05-15 01:30+02:00", ["T230000", "T013000"]),
        ("2027-05-14 23:00+02:00", None, ["T230000"]),
    ],
)
def test_a_session_may_cross_midnight_and_need_not_have_an_end(client, start, end, printed):
    parse = datetime.datetime.fromisoformat
    event = with_sessions(start=parse(start), end=end and parse(end))

    entry = entries(client, file_of(event))["Opening"]

    assert entry["DTSTART"].dt == parse(start)
    assert ("DTEND" in entry) is bool(end)
    lines = [line for line in unfolded(content(client, file_of(event))) if "TZID=Europe/Amsterdam:" in line]
    assert [line[-7:] for line in lines] == printed


def test_the_hour_that_comes_twice_is_two_hours(client):
    """The local time does not distinguish the second half past two from the first, so both are in UTC."""
    first = datetime.datetime(2027, 10, 31, 0, 30, tzinfo=datetime.UTC)
    event = with_sessions(start=first, end=first + datetime.timedelta(hours=1))

    entry = entries(client, file_of(event))["Opening"]

    assert (entry["DTSTART"].to_ical(), entry["DTEND"].to_ical()) == (b"20271031T003000Z", b"20271031T013000Z")
    assert entry["DTEND"].dt - entry["DTSTART"].dt.astimezone(datetime.UTC) == datetime.timedelta(hours=1)


def test_a_full_session_and_a_cancelled_event_say_so_at_each_session(client):
    event = with_sessions(is_full=True)
    EventPage.objects.filter(pk=event.pk).update(status=Status.CANCELLED, status_note="Om de storm.")

    entry = entries(client, file_of(event))["GEANNULEERD: Opening"]

    assert entry["STATUS"] == "CANCELLED"
    assert entry["DESCRIPTION"] == f"Ada Lovelace\n\nDeze sessie is vol.\n\nOm de storm.\n\n{event.full_url}"


# What became of the plan


@pytest.mark.parametrize(
    "values, status, title",
    [
        ({}, "CONFIRMED", "Meetup"),
        ({"status": Status.MOVED}, "CONFIRMED", "Meetup"),
        ({"status": Status.ONLINE, "attendance_mode": AttendanceMode.ONLINE}, "CONFIRMED", "Meetup"),
        ({"status": Status.POSTPONED}, "TENTATIVE", "UITGESTELD: Meetup"),
        ({"status": Status.CANCELLED}, "CANCELLED", "GEANNULEERD: Meetup"),
    ],
)
def test_the_status_says_whether_it_goes_on(entry, values, status, title):
    found = entry(title="Meetup", **values)

    assert (found["STATUS"], found["SUMMARY"]) == (status, title)


def test_a_title_with_a_percent_sign_is_no_template(entry):
    assert entry(title="100 %(title)s %", status=Status.CANCELLED)["SUMMARY"] == "GEANNULEERD: 100 %(title)s %"


@pytest.mark.parametrize(
    "of_festival, own, status, title",
    [
        (Status.CANCELLED, Status.PLANNED, "CANCELLED", "GEANNULEERD: Workshop"),
        (Status.POSTPONED, Status.PLANNED, "TENTATIVE", "UITGESTELD: Workshop"),
        (Status.MOVED, Status.PLANNED, "CONFIRMED", "Workshop"),
        (Status.POSTPONED, Status.CANCELLED, "CANCELLED", "GEANNULEERD: Workshop"),
    ],
)
def test_what_is_part_of_a_festival_that_is_off_is_off_with_it(client, of_festival, own, status, title):
    festival = EventPageFactory(title="Festival", start_date=MAY, status=of_festival, status_note="Om de storm.")
    event = EventPageFactory(title="Workshop", parent=festival, start_date=MAY, status=own)

    for address in (AGENDA, file_of(event)):
        found = entries(client, address)[title]
        assert found["STATUS"] == status
        is_named = "Festival, waar dit bij hoort, gaat niet door zoals gepland.\n\nOm de storm." in found["DESCRIPTION"]
        assert is_named is festival.is_off


@pytest.mark.parametrize("way", ["by itself", "with its festival"])
def test_a_cancelled_event_stays_until_it_would_have_been_over(client, at, way):
    festival = EventPageFactory(title="Festival", start_date=day("2027-12-01"))
    event = EventPageFactory(
        title="Meetup", parent=festival, start_date=MAY, start_time=EVENING, end_date=day("2027-05-16"), end_time=LATE
    )
    off = event if way == "by itself" else festival
    EventPage.objects.filter(pk=off.pk).update(status=Status.CANCELLED, status_note="Om de storm.")

    for moment, is_there in [("2027-05-01 12:00", True), ("2027-05-16 23:59", True), ("2027-05-17 00:00", False)]:
        at(moment)
        assert ("GEANNULEERD: Meetup" in titles(client)) is is_there, moment
    assert client.get(file_of(event)).status_code == 200


# What is said of it


def test_an_entry_says_what_is_known(client):
    theme = Theme.objects.get(slug="infrastructuur")
    hidden = Theme.objects.create(name="Verborgen", slug="verborgen", live=False)
    venue = VenueFactory(
        name="Akerk", street="Akerkhof 2", postcode="9711 JC", city="Groningen", coordinates="53.2166, 6.5615"
    )
    festival = EventPageFactory(title="Festival", slug="festival", start_date=MAY)
    event = EventPageFactory(
        title="Meetup",
        slug="meetup",
        parent=festival,
        start_date=MAY,
        kind="workshop",
        themes=[theme, hidden],
        summary="Een avond.",
        status=Status.MOVED,
        status_note="Nu in de Akerk.",
        attendance_mode=AttendanceMode.BOTH,
        venue=venue,
        online_url="https://example.org/live?a=1,2;b=3",
    )

    found = only(client, file_of(event))

    assert [str(category) for category in found.categories] == ["workshop", theme.name]
    assert found["LOCATION"] == "Akerk, Akerkhof 2, 9711 JC Groningen"
    assert found["GEO"].to_ical() == "53.2166;6.5615"
    assert found["URL"] == "http://127.0.0.1:8000/agenda/festival/meetup/"
    assert found["DESCRIPTION"] == f"Een avond.\n\nNu in de Akerk.\n\n{found['URL']}"
    assert found["CONFERENCE"] == "https://example.org/live?a=1,2;b=3"
    assert found["CONFERENCE"].params["VALUE"] == "URI"
    assert found["RELATED-TO"] == only(client, file_of(festival))["UID"]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"attendance_mode": AttendanceMode.ONLINE},
        # An online address is not a way to take part in an event on site.
        {"online_url": "https://example.org/"},
        {"venue": ("draft", {"live": False, "coordinates": "53.2, 6.5"})},
        {"venue": ("nowhere to go to", {"coordinates": "53.2, 6.5"}), "attendance_mode": AttendanceMode.ONLINE},
    ],
)
def test_an_entry_says_nothing_of_what_is_not_known_or_not_public(client, values):
    if "venue" in values:
        name, of_venue = values["venue"]
        values = {**values, "venue": VenueFactory(name=name, **of_venue)}
    event = EventPageFactory(title="Meetup", start_date=MAY, **values)

    found = only(client, file_of(event))

    assert not set(found) & {"LOCATION", "GEO", "CONFERENCE", "CATEGORIES", "RELATED-TO"}
    assert found["DESCRIPTION"] == event.full_url
    assert b"None" not in content(client, file_of(event))


def test_a_place_without_lawful_coordinates_is_named_without_a_point(client):
    """Only the form refuses them."""
    venue = VenueFactory(name="Akerk", coordinates="onbekend")
    event = EventPageFactory(title="Meetup", start_date=MAY, venue=venue)

    found = only(client, file_of(event))

    assert found["LOCATION"] == "Akerk"
    assert "GEO" not in found


def test_a_festival_that_is_a_draft_is_named_nowhere(client):
    festival = EventPageFactory(title="Festival", slug="festival", live=False, start_date=MAY, status=Status.CANCELLED)
    event = EventPageFactory(title="Meetup", slug="meetup", parent=festival, start_date=MAY)

    found = only(client, file_of(event))

    assert (found["SUMMARY"], found["STATUS"]) == ("Meetup", "CONFIRMED")
    assert "RELATED-TO" not in found
    assert str(festival.translation_key).encode() not in content(client, file_of(event))


# Identity and age


def test_an_entry_is_known_by_the_page_and_a_domain_that_is_not_that_of_the_site(client, settings):
    settings.CALENDAR_DOMAIN = "vast.example"
    event = EventPageFactory(start_date=MAY, title="Meetup")
    before = content(client)

    for host in ("localhost", "127.0.0.1", "testserver"):
        assert client.get(AGENDA, headers={"Host": host}).content == before
    site = Site.objects.get()
    site.hostname = "nieuw.example"
    site.save()

    assert entries(client)["Meetup"]["UID"] == f"{event.translation_key}@vast.example"
    assert b"nieuw.example" in content(client)


@pytest.mark.parametrize(
    "of_event, of_venue, of_festival, expected",
    [
        (PUBLISHED, None, None, PUBLISHED),
        (PUBLISHED, LATER, None, LATER),
        (LATER, PUBLISHED, PUBLISHED, LATER),
        (PUBLISHED, None, LATER, LATER),
    ],
)
def test_an_entry_is_as_old_as_what_it_says(client, of_event, of_venue, of_festival, expected):
    festival = EventPageFactory(start_date=MAY, last_published_at=of_festival)
    venue = VenueFactory(last_published_at=of_venue)
    event = EventPageFactory(parent=festival, start_date=MAY, venue=venue, last_published_at=of_event)
    CalendarEntry.objects.filter(event=event).update(sequence=3)

    found = only(client, file_of(event))

    assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt == expected.replace(microsecond=0)
    assert found["SEQUENCE"] == 3


def test_the_same_content_is_the_same_bytes(client, at):
    addresses = all_three()
    before = [content(client, address) for address in addresses]

    at("2027-05-02 18:00")
    ContentVersion.raise_number()

    assert [content(client, address) for address in addresses] == before


def test_who_has_the_file_gets_it_again_only_when_it_may_differ(client, at, monkeypatch):
    for address in all_three():
        at("2027-05-01 12:00")
        etag = client.get(address)["ETag"]
        client.get(address, headers={"If-None-Match": etag})
        with CaptureQueriesContext(connection) as queries, monkeypatch.context() as no_work:
            no_work.setattr("events.calendar.views.calendar_file", None)
            no_work.setattr(Template, "render", None)
            answer = client.get(address, headers={"If-None-Match": f'W/"andere", {etag}'})
        assert (answer.status_code, answer.content, len(queries)) == (304, b"", 1)
        assert (answer["ETag"], answer["Cache-Control"]) == (etag, "public, no-cache")
        at("2027-05-01 23:59")
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
        at("2027-05-02 00:00")
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_another_address_or_query_string_is_another_file(client):
    addresses = [*all_three(), f"{AGENDA}?soort=workshop", f"{AGENDA}?soort=festival"]

    assert len({client.get(address)["ETag"] for address in addresses}) == len(addresses)


def publish_the_event(event):
    event.save_revision().publish()


def publish_the_venue(event):
    event.venue.save_revision().publish()


def unpublish_the_event(event):
    event.unpublish()


def restrict_the_series(event):
    PageViewRestriction.objects.create(page=event.get_parent(), restriction_type="login")


@pytest.mark.parametrize(
    "change, status",
    [
        (publish_the_event, 200),
        (publish_the_venue, 200),
        (unpublish_the_event, 404),
        (restrict_the_series, 404),
    ],
)
def test_a_change_is_told_to_who_has_the_file(client, change, status):
    series = EventSeriesPageFactory(slug="reeks")
    event = EventPageFactory(slug="editie", parent=series, start_date=MAY, venue=VenueFactory())
    etag = client.get("/agenda/reeks/editie.ics")["ETag"]

    change(EventPage.objects.get(pk=event.pk))

    assert client.get("/agenda/reeks/editie.ics", headers={"If-None-Match": etag}).status_code == status


def test_a_draft_is_no_news(client):
    event = EventPageFactory(slug="meetup", start_date=MAY)
    etag = client.get(AGENDA)["ETag"]

    event.title = "Concept"
    event.save_revision()

    assert client.get(AGENDA, headers={"If-None-Match": etag}).status_code == 304


def test_what_is_past_moves_with_the_clock_and_its_etag_with_it(client, at):
    EventPageFactory(title="Meetup", start_date=MAY, start_time=EVENING, end_time=LATE)
    at("2027-05-14 21:59")
    before = client.get(f"{AGENDA}?periode=voorbij")
    at("2027-05-14 22:00")

    after = client.get(f"{AGENDA}?periode=voorbij", headers={"If-None-Match": before["ETag"]})

    assert b"Meetup" not in before.content
    assert b"Meetup" in after.content


# Which events


def of_every_sort():
    theme = Theme.objects.get(slug="infrastructuur")
    series = EventSeriesPageFactory(title="Reeks", slug="reeks")
    EventPageFactory(title="Workshop", kind="workshop", start_date=MAY, summary="blokketen")
    EventPageFactory(title="Netwerk", kind="festival", start_date=MAY, themes=[theme])
    EventPageFactory(title="Editie", parent=series, start_date=day("2028-01-01"))
    EventPageFactory(title="Stream", start_date=MAY, attendance_mode=AttendanceMode.BOTH)


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", ["Workshop", "Netwerk", "Stream", "Editie"]),
        ("soort=workshop", ["Workshop"]),
        ("thema=infrastructuur", ["Netwerk"]),
        ("reeks=reeks", ["Editie"]),
        ("online=ja", ["Stream"]),
        ("q=blokketen", ["Workshop"]),
        ("periode=2028", ["Editie"]),
        ("soort=festival&thema=infrastructuur", ["Netwerk"]),
        ("soort=workshop&thema=infrastructuur", []),
        # A calendar ignores how the agenda is shown.
        ("weergave=maand&maand=2028-01&soort=workshop", ["Workshop"]),
    ],
)
def test_the_filter_of_the_agenda_is_that_of_its_file(client, query, expected):
    of_every_sort()

    assert titles(client, f"{AGENDA}?{query}") == expected


@pytest.mark.parametrize(
    "query",
    ["soort=onzin", "periode=x", "thema=%00", "reeks=..%2F..", "soort[]=1", "weergave=jaar", "q=" + "a" * 300, "x=%FF"],
)
def test_a_wrong_filter_gives_no_file(client, query):
    of_every_sort()

    assert client.get(f"{AGENDA}?{query}").status_code == 404


def test_a_narrowed_calendar_says_by_what(client):
    lines = unfolded(content(client, f"{AGENDA}?soort=workshop&thema=&weergave=maand&utm_source=x"))

    assert "NAME:Agenda (workshop) | Digital Office Groningen" in lines
    assert "SOURCE;VALUE=URI:http://127.0.0.1:8000/agenda/agenda.ics?soort=workshop" in lines
    assert "URL:http://127.0.0.1:8000/agenda/?soort=workshop" in lines


def test_a_series_has_its_editions_and_their_side_events_only(client):
    series = EventSeriesPageFactory(slug="reeks")
    edition = EventPageFactory(title="Editie", parent=series, start_date=MAY)
    EventPageFactory(title="Workshop", parent=edition, start_date=MAY)
    EventPageFactory(title="Anders", start_date=MAY)

    assert titles(client, "/agenda/reeks/agenda.ics") == ["Editie", "Workshop"]


@pytest.mark.parametrize("depth", range(4))
def test_an_event_has_a_file_wherever_it_stands(client, depth):
    """In the agenda, in a series, as a side event, and as a side event in a series."""
    parents = [[], [EventSeriesPageFactory], [EventPageFactory], [EventSeriesPageFactory, EventPageFactory]][depth]
    parent = EventIndexPage.objects.get()
    for number, factory in enumerate(parents):
        parent = factory(slug=f"boven-{number}", parent=parent)
    event = EventPageFactory(title="Meetup", slug="meetup", parent=parent, start_date=day("2017-05-14"))

    assert only(client, file_of(event))["SUMMARY"] == "Meetup"


def hide_nothing(page, above):
    pass


def make_a_draft(page, above):
    EventPage.objects.filter(pk=page.pk).update(live=False)


def unpublish(page, above):
    page.unpublish()


def restrict(page, above):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def restrict_what_is_above(page, above):
    PageViewRestriction.objects.create(page=above, restriction_type="login")


def unpublish_what_is_above(page, above):
    above.unpublish()


def restrict_the_agenda(page, above):
    PageViewRestriction.objects.create(page=EventIndexPage.objects.get(), restriction_type="login")


@pytest.mark.parametrize(
    "hide, is_public",
    [
        (hide_nothing, True),
        (make_a_draft, False),
        (unpublish, False),
        (restrict, False),
        (restrict_what_is_above, False),
        (restrict_the_agenda, False),
        # The page itself stays: an unpublished page hides only itself, and its calendar follows the page.
        (unpublish_what_is_above, True),
    ],
)
def test_an_event_has_a_file_exactly_when_its_page_is_public(client, hide, is_public):
    series = EventSeriesPageFactory(slug="reeks")
    festival = EventPageFactory(slug="festival", parent=series, start_date=MAY)
    event = EventPageFactory(title="Meetup", slug="meetup", parent=festival, start_date=MAY)

    hide(event, festival)

    assert (client.get(event.url).status_code == 200) is is_public
    assert (client.get(file_of(event)).status_code == 200) is is_public
    for address in (AGENDA, "/agenda/reeks/agenda.ics"):
        listed = client.get(address)
        assert (b"SUMMARY:Meetup" in listed.content) is is_public, address


@pytest.mark.parametrize("hide", [make_a_draft, unpublish, restrict], ids=lambda hide: hide.__name__)
def test_a_series_has_a_file_only_when_it_is_public(client, hide):
    series = EventSeriesPageFactory(slug="reeks")

    assert client.get("/agenda/reeks/agenda.ics").status_code == 200
    if hide is make_a_draft:
        type(series).objects.filter(pk=series.pk).update(live=False)
    else:
        hide(series, None)
    assert client.get("/agenda/reeks/agenda.ics").status_code == 404


def test_an_agenda_that_is_not_public_has_no_file(client):
    EventIndexPage.objects.get().unpublish()

    assert client.get(AGENDA).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["onzin.ics", "onzin/agenda.ics", "a/b/c/d.ics", "reeks.ics", "agenda.ics.ics", "%00.ics", "é.ics"],
)
def test_a_file_that_does_not_exist_is_not_found(client, address):
    EventSeriesPageFactory(slug="reeks")

    assert client.get(f"/agenda/{address}").status_code == 404


# The window


@pytest.mark.parametrize(
    "date, is_there",
    [
        ("2027-01-30", False),  # 91 days back
        ("2027-01-31", True),
        ("2027-05-01", True),
        ("2099-12-31", True),
    ],
)
def test_a_calendar_goes_ninety_days_back_and_all_the_way_ahead(client, date, is_there):
    series = EventSeriesPageFactory(slug="reeks")
    event = EventPageFactory(title="Meetup", parent=series, start_date=day(date))

    assert ("Meetup" in titles(client)) is is_there
    assert ("Meetup" in titles(client, "/agenda/reeks/agenda.ics")) is is_there
    assert titles(client, file_of(event)) == ["Meetup"]


def test_what_goes_on_for_long_is_there_until_ninety_days_after_its_end(client, at):
    EventPageFactory(title="Meetup", start_date=day("2026-01-01"), end_date=day("2027-01-31"))
    at("2027-05-01 23:59")
    assert titles(client) == ["Meetup"]

    at("2027-05-02 00:00")
    assert titles(client) == []


def one_a_day(count, first, step=1):
    days = [first + number * step * datetime.timedelta(days=1) for number in range(count)]
    many_pages(EventPageFactory, [{"start_date": date} for date in days])


def test_of_too_many_events_the_nearest_are_in_the_calendar(client):
    one_a_day(MOST_ENTRIES - 2, day("2027-05-02"))
    one_a_day(4, day("2027-04-30"), step=-1)

    found = [entry["DTSTART"].dt for entry in calendar(client).events]

    assert len(found) == MOST_ENTRIES
    assert found == sorted(found)
    assert found[:3] == [day("2027-04-29"), day("2027-04-30"), day("2027-05-02")]


def test_what_is_furthest_ahead_is_left_out_first(client):
    one_a_day(MOST_ENTRIES + 3, day("2027-05-02"))

    found = [entry["DTSTART"].dt for entry in calendar(client).events]

    assert len(found) == MOST_ENTRIES
    assert found[0] == day("2027-05-02")
    assert all(after - before == datetime.timedelta(days=1) for before, after in pairwise(found))


# What it costs


def queries(client, address):
    ContentVersion.raise_number()
    settle(client)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_a_calendar_of_five_hundred_takes_the_queries_of_one_of_ten(client):
    addresses = [AGENDA, f"{AGENDA}?thema=infrastructuur&q=rij", "/agenda/reeks/agenda.ics", "/agenda/reeks/editie.ics"]
    theme = Theme.objects.get(slug="infrastructuur")
    series = EventSeriesPageFactory(slug="reeks")
    festival = EventPageFactory(slug="editie", parent=series, start_date=MAY, venue=VenueFactory(), themes=[theme])

    def grow(count):
        for parent in (series, festival):
            values = {"title": "Rij", "start_date": MAY, "venue": Venue.objects.first(), "themes": [theme]}
            many_pages(EventPageFactory, [values] * count, parent=parent)
        EventSession.objects.bulk_create(
            EventSession(event=festival, title="Sessie", start=at_amsterdam("2027-05-14 12:00"))
            for _row in range(count)
        )
        for address in addresses:
            client.get(address)
        return {address: queries(client, address) for address in addresses}

    few = grow(5)
    rows = grow(245)

    assert len(calendar(client).events) == 501 - 1
    assert rows == few
    assert max(rows.values()) <= 12


def test_the_window_is_what_the_decision_says():
    assert (DAYS_BACK, MOST_ENTRIES) == (90, 500)


def test_the_events_of_a_calendar_are_chosen_from_the_query_and_the_day_that_it_is_given():
    """Not from all events, and not by the clock."""
    festival = EventPageFactory(slug="editie", start_date=MAY, status=Status.CANCELLED)
    EventPageFactory(parent=festival, start_date=MAY)
    later = EventPageFactory(start_date=MAY + datetime.timedelta(days=1))
    EventPageFactory(start_date=MAY)
    events = EventPage.objects.exclude(pk=EventPage.objects.latest("pk").pk)

    held = [list(events.in_calendar(MAY + datetime.timedelta(days=days))) for days in (1, 91, 92)]

    assert held == [[later], [later], []]
