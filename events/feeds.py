from django.utils.translation import gettext, gettext_lazy

from dog_site.core.around.feeds import Asked, Entry, PageFeed, latest, names
from dog_site.core.around.files import ask_exactly

from .models import Agenda, EventIndexPage, EventPage, EventSeriesPage


def event_entries(events) -> list[Entry]:
    """The events that were added last, each saying when it is and whether it goes on."""
    return [
        Entry(event, _describe(event), event.first_published_at, names(event.themes.all()))
        for event in latest(events.for_list(participants=False))
    ]


class AgendaFeed(PageFeed):
    """The agenda, narrowed down by the same filters as its list; without a period past and upcoming together."""

    page_type = EventIndexPage
    description = gettext_lazy("The events that were added last.")

    def asked(self, page, request):
        agenda = Agenda(request.GET)
        ask_exactly(request, agenda.form)
        return Asked(page, agenda.form.filters, agenda.events() if agenda.period else agenda.narrowed())

    def entries(self, asked):
        return event_entries(asked.pages)


class SeriesFeed(PageFeed):
    page_type = EventSeriesPage
    description = gettext_lazy("The editions that were added last.")

    def entries(self, asked):
        return event_entries(EventPage.objects.descendant_of(asked.page).visible())


def _describe(event):
    state = [gettext("%(state)s.") % {"state": event.status_mark}] if event.status_mark else []
    when = ", ".join(part for part in (event.when.words, event.when.times) if part)
    return " ".join([*state, f"{when}.", event.summary]).strip()
