"""The entries of events with their age, which follows what they print (docs/decisions/0017).

An entry prints things of its event, of the venue, the festival and the themes. Each of them can change without the
event, so a row keeps a digest of what the entry says and since when. Whoever changes one of them has the row brought up
to date in the same transaction (signals.py); printing compares once more, which catches what no signal tells.
"""

import datetime
import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from icalendar.prop import vDDDTypes
from wagtail.models import Page

from dog_site.core.models import ContentVersion, published

from ..models import CalendarEntry, EventPage
from .ical import LONG_AGO, NO_AGE, event_entry, place_of, session_entries, set_age, status_of
from .lines import Entry

# The columns of an event that an entry is made of; the others cost more than those.
SAID = (
    *("title", "summary", "kind", "status", "status_note", "attendance_mode", "venue", "online_url"),
    *("date_precision", "start_date", "start_time", "end_date", "end_time", "previous_start_date", "start"),
    *("path", "url_path", "translation_key", "first_published_at", "last_published_at"),
)
# What subscribers have to be told of, beside the place, the sessions and what became of the festival.
PLAN = (
    *("date_precision", "start_date", "start_time", "end_date", "end_time"),
    *("attendance_mode", "online_url", "status"),
)
AGE_IN_ROW = ("calendar_entry__own", "calendar_entry__changed_at", "calendar_entry__sequence")
AGE = {"DTSTAMP", "LAST-MODIFIED", "SEQUENCE"}


def fetch(events, page, address: str) -> list[Entry]:
    """The entries of `events`, the first one first; four queries, however many there are.

    All events are below `page`; `address` is the address of that page.
    """
    found = events.only(*SAID, *AGE_IN_ROW).select_related("calendar_entry").prefetch_related("venue")
    found = sorted(found, key=lambda event: (event.when_in_calendars.start, event.pk))
    festivals, themes = _festivals_of(found), _theme_names(found)
    printed = [
        (
            event,
            address_of := address + event.url_path.removeprefix(page.url_path),
            [event_entry(event, address_of, festivals.get(_above(event)), themes.get(event.pk, ()))],
            None,
        )
        for event in found
    ]
    return _dated(printed)


def fetch_with_sessions(event: EventPage, address: str) -> list[Entry]:
    """The entry of `event` and those of its programme; `address` is the address of its page."""
    festival, themes = _festivals_of([event]).get(_above(event)), _theme_names([event]).get(event.pk, ())
    own, sessions = event_entry(event, address, festival, themes), session_entries(event, address, festival)
    return _dated([(event, address, [own], sessions)])


def keep_up(events) -> dict[int, CalendarEntry]:
    """Date the entries of the public ones among `events` that say something else than they did; their rows, by event.

    Doing it twice changes nothing. Neither the moment nor the number ever goes back. Each change of content raises one
    number; to lock that before the rows and the events are read makes the second of two changes see the first.
    """
    # The words of an entry are those of the site, also when somebody works in another language.
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        ContentVersion.lock()
        keys = list(events.visible().order_by().values_list("pk", flat=True))
        if not keys:
            return {}
        rows = CalendarEntry.objects.in_bulk(keys)
        found = EventPage.objects.filter(pk__in=keys).only(*SAID).prefetch_related("venue", "sessions")
        found, now = list(found), timezone.now()
        festivals, themes = _festivals_of(found), _theme_names(found)
        changed = []
        for event in found:
            row = rows.setdefault(event.pk, CalendarEntry(event_id=event.pk, changed_at=LONG_AGO))
            if _follow(row, event, festivals.get(_above(event)), themes.get(event.pk, ()), now):
                changed.append(row)
        CalendarEntry.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["event"],
            update_fields=["sequence", "changed_at", "plan", "own", "sessions"],
        )
    return rows


def _follow(row, event, festival, themes, now):
    """Whether `event` says something else than `row`, which says the same afterwards."""
    own, sessions = [], []
    if event.when_in_calendars:
        own = [event_entry(event, event.url_path, festival, themes)]
        sessions = session_entries(event, event.url_path, festival)
    plan = _digest([_plan(event), place_of(event), status_of(event, festival), _times(event)])
    own, sessions = _said(event, own, event.url_path), _said(event, sessions, event.url_path)
    first = event.first_published_at
    # Nobody knows what it said before, if anything, or it was there before it was published: nobody was told then.
    is_new = not row.own or (first is not None and row.changed_at < first)
    if not is_new and (row.plan, row.own, row.sessions) == (plan, own, sessions):
        return False
    if is_new:
        row.changed_at = max([row.changed_at, *filter(None, [first]), *_published(event, festival)])
    else:
        row.changed_at = max(row.changed_at, now)
        row.sequence += row.plan != plan
    row.plan, row.own, row.sessions = plan, own, sessions
    return True


def _dated(printed):
    """The entries, dated by the rows of their events.

    `printed` has an event, the address of its page, its own entry and those of its sessions, None when they are not
    in this file.
    """
    rows = {event.pk: row for event, *_rest in printed if (row := getattr(event, "calendar_entry", None))}
    otherwise = [event.pk for event, *said in printed if _differs(rows.get(event.pk), event, *said)]
    if otherwise:
        rows |= keep_up(EventPage.objects.filter(pk__in=otherwise))
    dated = []
    for event, _address, own, sessions in printed:
        for entry in (*own, *(sessions or ())):
            set_age(entry, rows.get(event.pk, NO_AGE))
            dated.append(entry)
    return dated


def _differs(row, event, address, own, sessions):
    if row is None or row.own != _said(event, own, address):
        return True
    return sessions is not None and row.sessions != _said(event, sessions, address)


def _said(event, entries, address):
    """A digest of all that `entries` say but their age, and of the plan; the same under each name of the site."""
    said = [[(name, _written(value, address)) for name, value in entry.items() if name not in AGE] for entry in entries]
    return _digest([event.url_path, _plan(event), said])


def _written(value, address):
    """A value as text or bytes; the library takes most of its time for writing moments."""
    if isinstance(value, str):
        return str(value).removesuffix(address)
    return value.dt.isoformat() if isinstance(value, vDDDTypes) else value.to_ical()


def _plan(event):
    return [str(getattr(event, name)) for name in PLAN]


def _times(event):
    """When and where the sessions are, in no order."""
    return sorted(
        (str(session.key), _utc(session.start), _utc(session.end), session.place) for session in event.sessions.all()
    )


def _utc(at):
    return at and at.astimezone(datetime.UTC).isoformat()


def _digest(parts):
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()


def _published(event, festival):
    return [about.last_published_at for about in (event, event.venue, festival) if about and about.last_published_at]


def _festivals_of(events: Iterable[EventPage]) -> dict[str, EventPage]:
    """The public festivals that `events` are part of, by their path in the tree."""
    found = EventPage.objects.filter(path__in={_above(event) for event in events}).visible()
    return {festival.path: festival for festival in found.only(*SAID)}


def _theme_names(events: Iterable[EventPage]) -> dict[int, list[str]]:
    """The names of the public themes of each of `events`, by the key of the event; one without themes is left out."""
    links = EventPage.themes.through.objects.filter(published("theme"), eventpage__in=[event.pk for event in events])
    names = {}
    for pk, name in links.order_by("theme__sort_order", "theme__sort_key").values_list("eventpage", "theme__name"):
        names.setdefault(pk, []).append(name)
    return names


def _above(event):
    return event.path[: -Page.steplen]
