"""The menu "Zet in uw agenda": plain addresses, so that it needs no script of ours or others.

Google and Outlook read them as their own help pages say; nothing is sent to either until somebody follows a link.
"""

from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _

from .navigation import Surroundings

GOOGLE_SUBSCRIBE = "https://calendar.google.com/calendar/r"
OUTLOOK_SUBSCRIBE = "https://outlook.live.com/calendar/0/addfromweb"


@dataclass(frozen=True)
class CalendarLink:
    """A line of the menu: what it does, where it leads, and one sentence of help."""

    label: str
    address: str
    help: str


def file_below(page: str) -> str:
    """The address of the calendar file of the agenda or a series; `page` is the address of that page."""
    return f"{page}agenda.ics"


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


def links_of_agenda(around: Surroundings, theme=None) -> list[CalendarLink]:
    """The menu of the agenda that visitors find in the menu of the site, with its events of `theme` or all of them.

    Empty while there is none there. No query: what is around a page was fetched with it.
    """
    file = reverse("agenda_calendar")
    agenda = next((page for page in around.menu if file_below(page.url or "") == file), None)
    if agenda is None:
        return []
    if theme and theme.is_visible:
        return links_of_list(f"{agenda.title} ({theme.name})", agenda.full_url, f"?{urlencode({'thema': theme.slug})}")
    return links_of_list(agenda.title, agenda.full_url)
