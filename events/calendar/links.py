"""The links of the menu "Zet in mijn agenda": plain addresses, so that the menu needs no script of ours or others.

Google and Outlook read them as their own help pages say; nothing is sent to either until somebody follows a link.
"""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.utils.translation import gettext as _

from ..models import EventPage
from ..moments import AMSTERDAM, ONE_DAY, comes_twice
from .lines import plain

GOOGLE_NEW = "https://calendar.google.com/calendar/render"
GOOGLE_SUBSCRIBE = "https://calendar.google.com/calendar/r"
OUTLOOK_NEW = "https://outlook.live.com/calendar/0/deeplink/compose"
OUTLOOK_SUBSCRIBE = "https://outlook.live.com/calendar/0/addfromweb"
# This length fits in an address with room to spare.
MOST_DETAILS = 500


@dataclass(frozen=True)
class CalendarLink:
    """A line of the menu: what it does, where it leads, and one sentence of help."""

    label: str
    address: str
    help: str


def file_below(page: str) -> str:
    """The address of the calendar file of the agenda or a series; `page` is the address of that page."""
    return f"{page}agenda.ics"


def file_of_event(page: str) -> str:
    return f"{page.removesuffix('/')}.ics"


def links_of_event(event: EventPage, address: str) -> list[CalendarLink]:
    """The menu of one event with its page at `address`; empty when it has no day, is over or does not go on."""
    if not event.when.is_exact or event.has_ended or event.is_off:
        return []
    return [
        CalendarLink(
            _("Download"),
            file_of_event(address),
            _("A file for the calendar on your computer or phone. Open it to add the event."),
        ),
        CalendarLink(
            _("Google Calendar"), _google(event, address), _("Opens Google with the event filled in; save it there.")
        ),
        CalendarLink(
            _("Outlook"), _outlook(event, address), _("Opens Outlook.com with the event filled in; save it there.")
        ),
    ]


def links_of_list(name: str, address: str, query: str = "") -> list[CalendarLink]:
    """The menu of the agenda or a series: `name` for the calendar, `address` of the page, `query` of its filters."""
    file = f"{file_below(address)}{query}"
    by_calendar = f"webcal:{file.removeprefix(urlsplit(file).scheme + ':')}"
    return [
        CalendarLink(
            _("Calendar of your phone or computer"),
            by_calendar,
            _("New events and changes appear by themselves."),
        ),
        CalendarLink(
            _("Google Calendar"),
            f"{GOOGLE_SUBSCRIBE}?{urlencode({'cid': by_calendar})}",
            _("Subscribes your calendar at Google. It may take a day before Google shows a change."),
        ),
        CalendarLink(
            _("Outlook"),
            f"{OUTLOOK_SUBSCRIBE}?{urlencode({'url': file, 'name': name})}",
            _("Subscribes your calendar at Outlook.com. It may take a day before Outlook shows a change."),
        ),
        CalendarLink(
            _("Download"), file, _("A file with the events as they are now. It does not change by itself afterwards.")
        ),
    ]


def _google(event, address):
    asked = {
        "action": "TEMPLATE",
        "text": plain(event.title),
        "dates": "/".join(_dates(event)),
        "ctz": AMSTERDAM.key,
        "details": _details(event, address),
        "location": _place(event),
    }
    return f"{GOOGLE_NEW}?{urlencode({name: value for name, value in asked.items() if value})}"


def _dates(event):
    """First and last as Google reads them: by the clock of Amsterdam, in UTC when that shows one of them twice."""
    span = _span(event)
    if not isinstance(span[0], datetime.datetime):
        return [f"{day:%Y%m%d}" for day in span]
    if any(map(comes_twice, span)):
        return [f"{at.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}" for at in span]
    return [f"{at:%Y%m%dT%H%M%S}" for at in span]


def _outlook(event, address):
    first, last = _span(event)
    asked = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": plain(event.title),
        "startdt": first.isoformat(),
        "enddt": last.isoformat(),
        "allday": "" if isinstance(first, datetime.datetime) else "true",
        "body": _details(event, address),
        "location": _place(event),
    }
    return f"{OUTLOOK_NEW}?{urlencode({name: value for name, value in asked.items() if value})}"


def _span(event):
    """First day and the day after the last, or two moments; these forms want an end, so a missing one is the start."""
    when = event.when
    if when.is_bar or not when.start_time:
        return when.start_date, when.last_date + ONE_DAY
    start = when.start.astimezone(AMSTERDAM)
    return start, when.end.astimezone(AMSTERDAM) if when.end_time else start


def _details(event, address):
    return "\n\n".join(part for part in (plain(event.summary)[:MOST_DETAILS], address) if part)


def _place(event):
    venue = event.public_venue
    return ", ".join(part for part in (venue.name, venue.address) if part) if venue else ""
