"""The menu "Zet in uw agenda" of one event; that of the agenda or a series is in core/around/calendars.py."""

import datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from dog_site.core.around.calendars import CalendarLink

from ..models import EventPage
from ..moments import AMSTERDAM, ONE_DAY, comes_twice
from .lines import plain

GOOGLE_NEW = "https://calendar.google.com/calendar/render"
OUTLOOK_NEW = "https://outlook.live.com/calendar/0/deeplink/compose"
# This length fits in an address with room to spare.
MOST_DETAILS = 500


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
