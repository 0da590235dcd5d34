"""The programme of an event per day: its sessions, with the side events of that day between them."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone
from django.utils.translation import gettext as _

from ..moments import clock


@dataclass(frozen=True)
class Item:
    """A line of the programme; one with an address is a side event with a page of its own."""

    start: datetime.datetime
    times: str
    title: str
    place: str = ""
    speakers: str = ""
    is_full: bool = False
    mark: str = ""
    address: str = ""


@dataclass(frozen=True)
class Day:
    date: datetime.date
    items: list[Item]


def programme(sessions, side_events) -> list[Day]:
    """The days with their items in the order of time; nothing where the event has no sessions.

    An item that goes on after midnight is on the day on which it begins. Side events of several days, or without a
    time, have a list of their own on the page.
    """
    sessions = [_session(session) for session in sessions]
    if not sessions:
        return []
    events = [_side_event(event) for event in side_events if event.start_time and not event.when.is_bar]
    items = sorted([*sessions, *events], key=lambda item: (item.start, item.title))
    return [Day(date, list(of_day)) for date, of_day in groupby(items, lambda item: timezone.localdate(item.start))]


def _session(session):
    return Item(
        start=session.start,
        times=_times(session.start, session.end),
        title=session.title,
        place=session.place,
        speakers=session.speaker_text,
        is_full=session.is_full,
    )


def _side_event(event):
    venue = event.public_venue
    return Item(
        start=event.start,
        times=event.when.times,
        title=event.title,
        place=venue.name if venue else "",
        is_full=event.is_full,
        mark=event.status_mark,
        address=event.url,
    )


def _times(start, end):
    until = f" – {clock(end)}" if end else ""
    return _("%(times)s hours") % {"times": f"{clock(start)}{until}"}
