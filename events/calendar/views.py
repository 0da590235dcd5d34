"""The agenda, a series and one event as files for a calendar. Their addresses end in .ics, which no page can."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from dog_site.core.around.calendars import file_below
from dog_site.core.around.files import ask_exactly

from ..models import Agenda, EventIndexPage, EventPage, EventSeriesPage
from ..moments import AMSTERDAM
from .entries import fetch, fetch_with_sessions
from .ical import calendar_file
from .links import file_of_event


def _calendar(view):
    """A view of a file that no search engine lists. Who has it asks each time whether it is still so (kept/answers.py):
    nobody travels to an event that was cancelled an hour ago."""

    def calendar(request, **address):
        response = view(request, **address)
        response["X-Robots-Tag"] = "noindex"
        return response

    return require_safe(calendar)


@_calendar
def agenda_calendar(request):
    """The events of the filters in the query string."""
    page = get_object_or_404(EventIndexPage.objects.visible())
    if not request.GET:  # most people subscribe to this, and it needs no filter options
        return _window(request, page.title, page, EventPage.objects.visible())
    agenda = Agenda(request.GET)
    ask_exactly(request, agenda.form)
    # Without a period the window decides; a calendar ignores how the agenda is shown.
    events = agenda.events() if agenda.period else agenda.narrowed()
    # The name says the choices and does not repeat what somebody typed.
    words = ", ".join(agenda.form.label_of(name) for name in agenda.form.filters if name != "q")
    title = f"{page.title} ({words})" if words else page.title
    return _window(request, title, page, events, agenda.query)


@_calendar
def series_calendar(request, slug):
    page = get_object_or_404(EventSeriesPage.objects.visible(), slug=slug)
    ask_exactly(request)
    return _window(request, page.title, page, EventPage.objects.descendant_of(page).visible())


@_calendar
def event_calendar(request, path):
    """One event with its programme, also when it is long over; an event that is in no calendar has no file."""
    agenda = get_object_or_404(EventIndexPage.objects.only("url_path"))
    events = EventPage.objects.visible().with_day_in_calendars(timezone.localdate(timezone=AMSTERDAM))
    events = events.select_related("venue", "calendar_entry")
    event = get_object_or_404(events, url_path=f"{agenda.url_path}{path}/")
    ask_exactly(request)
    address = event.get_full_url(request)
    entries = fetch_with_sessions(event, address)
    response = _answer(event.title, address, file_of_event(address), entries)
    response["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return response


def _window(request, title, page, events, query=""):
    """The part of `events` that a subscriber gets today; `query` is the valid part of the query string."""
    address = page.get_full_url(request)
    entries = fetch(events.in_calendar(timezone.localdate(timezone=AMSTERDAM)), page, address)
    return _answer(title, f"{address}{query}", f"{file_below(address)}{query}", entries)


def _answer(title, page, source, entries):
    content = calendar_file(f"{title} | {settings.WAGTAIL_SITE_NAME}", page, source, entries)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
