"""Events as iCalendar (RFC 5545 and 7986), for the calendars of visitors.

The entry of an event keeps its UID for as long as the event exists; its age is the moment since which it says what it
says (entries.py), so that the same content is the same bytes. A file says nothing about people and sets no alarm: no
organiser, no attendee.
"""

import datetime
from collections.abc import Iterable
from functools import cache, lru_cache

import icalendar
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from icalendar.prop import vDDDTypes, vGeo, vUri

from ..models import AttendanceMode, CalendarEntry, EventPage, EventSession, Kind, Status
from ..moments import AMSTERDAM, ONE_DAY, comes_twice
from .lines import Entry, Text, Texts, Uri, plain

PRODID = "-//Digital Office Groningen//Agenda//NL"
REFRESH = datetime.timedelta(hours=6)
# The age of an event that a command made without ever publishing it.
LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
NO_AGE = CalendarEntry(changed_at=LONG_AGO)
TITLES = {
    Status.CANCELLED: gettext_lazy("CANCELLED: %(title)s"),
    Status.POSTPONED: gettext_lazy("POSTPONED: %(title)s"),
}

STATUSES = {Status.CANCELLED: Text("CANCELLED"), Status.POSTPONED: Text("TENTATIVE")}
CONFIRMED = Text("CONFIRMED")


def calendar_file(name: str, page: str, source: str, entries: Iterable[Entry]) -> bytes:
    """A file of `entries`, for people who download it or subscribe to it.

    `page` is the address of the page that shows the same to a reader, `source` the address of the file itself.
    """
    calendar = icalendar.Calendar()
    calendar["VERSION"] = Text("2.0")
    calendar["PRODID"] = Text(PRODID)
    calendar["METHOD"] = Text("PUBLISH")
    calendar["NAME"] = calendar["X-WR-CALNAME"] = Text(name)
    calendar["X-WR-TIMEZONE"] = Text(AMSTERDAM.key)
    calendar["URL"] = vUri(page)
    # The library writes these two without the VALUE that RFC 7986 asks for.
    calendar["SOURCE"] = vUri(source, params={"VALUE": "URI"})
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT6H")
    calendar.add_component(TIMEZONE)
    end = b"END:VCALENDAR\r\n"
    return b"".join([calendar.to_ical().removesuffix(end), *(entry.to_ical() for entry in entries), end])


def event_entry(event: EventPage, address: str, festival: EventPage | None = None, themes: Iterable[str] = ()) -> Entry:
    """The entry of an event with a day; `address` is the address of its page, `themes` are names. It has no age yet.

    Several days are one bar. A start without an end gets no end: nobody said how long it takes.
    """
    when, venue, entry = event.when_in_calendars, event.public_venue, Entry()
    if when.is_bar or not when.start_time:
        _set_times(entry, when.start_date, when.last_date + ONE_DAY)
    else:
        _set_times(entry, _local(when.start), _local(when.end) if when.end_time else None)
    _say(entry, event, festival, uid_of(event), event.title)
    _describe(entry, [event.summary, *_notes(event, festival)], address)
    if categories := [*filter(None, [_kind(event.kind, get_language())]), *map(Text, themes)]:
        entry["CATEGORIES"] = Texts(categories)
    _place(entry, venue)
    if event.online_url and event.attendance_mode != AttendanceMode.ON_SITE:
        entry["CONFERENCE"] = vUri(plain(event.online_url), params={"VALUE": "URI"})
    if festival:
        entry["RELATED-TO"] = Text(uid_of(festival))
    return entry


def session_entries(event: EventPage, address: str, festival: EventPage | None = None) -> list[Entry]:
    """The entries of the programme of `event`, each a part of the entry of the event itself."""
    return [_session_entry(session, event, address, festival) for session in event.sessions.all()]


def set_age(entry: Entry, age: CalendarEntry) -> None:
    """Say since when `entry` says what it says, and how often it was told anew."""
    entry["DTSTAMP"] = entry["LAST-MODIFIED"] = Text(f"{age.changed_at.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}")
    entry["SEQUENCE"] = Text(str(age.sequence))


def place_of(event: EventPage) -> tuple[str, str, str] | None:
    """Name, address and coordinates of the place that an entry names."""
    venue = event.public_venue
    return venue and (venue.name, venue.address, venue.coordinates)


def uid_of(event: EventPage) -> str:
    """The name by which a calendar knows the event: it survives every change, and a copy gets another one."""
    return f"{event.translation_key}@{settings.CALENDAR_DOMAIN}"


def status_of(event: EventPage, festival: EventPage | None) -> str:
    """The status of the event, or of its festival when that is off."""
    return festival.status if festival and festival.is_off and not event.is_off else event.status


def _session_entry(session: EventSession, event, address, festival):
    entry, venue = Entry(), event.public_venue
    _set_times(entry, _local(session.start), session.end and _local(session.end))
    # A copy of an event has the same session keys.
    _say(entry, event, festival, f"{session.key}.{uid_of(event)}", session.title)
    full = _("This session is full.") if session.is_full else ""
    _describe(entry, [session.speaker_text, full, *_notes(event, festival)], address)
    _place(entry, venue, session.place)
    entry["RELATED-TO"] = Text(uid_of(event))
    return entry


@cache
def _kind(kind, language):
    """The name of a kind of event in the active language; looking it up costs more than the rest of an entry."""
    return Text(Kind(kind).label) if kind else None


def _say(entry, event, festival, uid, title):
    """Set what an event and its sessions have in common: identity, and what became of the plan."""
    status = status_of(event, festival)
    entry["UID"] = Text(uid)
    set_age(entry, NO_AGE)
    entry["STATUS"] = STATUSES.get(status, CONFIRMED)
    entry["SUMMARY"] = Text(TITLES[status] % {"title": title} if status in TITLES else title)


def _set_times(entry, start, end):
    entry["DTSTART"] = vDDDTypes(start)
    if end is not None and end != start:
        entry["DTEND"] = vDDDTypes(end)


def _describe(entry, parts, address):
    entry["DESCRIPTION"] = Text("\n\n".join(filter(None, map(plain, [*parts, address]))))
    entry["URL"] = Uri(address)


def _place(entry, venue, room=""):
    place = ", ".join(part for part in (room, venue and venue.name, venue and venue.address) if part)
    if place:
        entry["LOCATION"] = Text(place)
    if venue and (geo := _geo(venue.coordinates)) is not None:
        entry["GEO"] = geo


@lru_cache(maxsize=1_000)
def _geo(coordinates):
    """None for what is no pair of numbers: only the form refuses that, and an entry is made with each save."""
    try:
        return vGeo(coordinates.split(","))
    except ValueError:
        return None


def _notes(event, festival):
    """What visitors should know, also about a festival that is off."""
    if festival and festival.is_off:
        yield _("%(festival)s, of which this is part, does not go on as planned.") % {"festival": festival.title}
        yield festival.status_note
    yield event.status_note


def _local(at):
    """A moment by the clock of Amsterdam; in UTC when that clock shows it twice: readers differ in which it is."""
    return at.astimezone(datetime.UTC if comes_twice(at) else AMSTERDAM)


def _rule(kind, begins, before, after, name):
    """One of the two rules of a time zone, on the last Sunday of the month of `begins` (the clock of `before`)."""
    rule = kind()
    rule.add("DTSTART", begins)
    rule.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": begins.month, "BYDAY": "-1SU"})
    rule.add("TZOFFSETFROM", datetime.timedelta(hours=before))
    rule.add("TZOFFSETTO", datetime.timedelta(hours=after))
    rule.add("TZNAME", name)
    return rule


def _timezone():
    """The time zone of Amsterdam by its two rules; the one of the library begins summer time an hour late."""
    zone = icalendar.Timezone()
    zone.add("TZID", AMSTERDAM.key)
    zone.add_component(_rule(icalendar.TimezoneDaylight, datetime.datetime(1970, 3, 29, 2), 1, 2, "CEST"))  # noqa: DTZ001
    zone.add_component(_rule(icalendar.TimezoneStandard, datetime.datetime(1970, 10, 25, 3), 2, 1, "CET"))  # noqa: DTZ001
    return zone


TIMEZONE = _timezone()
