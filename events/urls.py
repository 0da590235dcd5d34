from django.urls import path, register_converter

from dog_site.core.around.feeds import feed_paths

from .calendar.views import agenda_calendar, event_calendar, series_calendar
from .feeds import AgendaFeed, SeriesFeed


class EventPath:
    """Where an event stands below the agenda: in a series, in a festival, in both or in neither."""

    regex = "[-a-zA-Z0-9_]+(?:/[-a-zA-Z0-9_]+){0,2}"

    @staticmethod
    def to_python(value):
        return value

    to_url = to_python


register_converter(EventPath, "event")

urlpatterns = [
    *feed_paths(AgendaFeed, "agenda_feed"),
    *feed_paths(SeriesFeed, "series_feed", below="<slug:slug>/"),
    path("agenda.ics", agenda_calendar, name="agenda_calendar"),
    path("<slug:slug>/agenda.ics", series_calendar, name="series_calendar"),
    path("<event:path>.ics", event_calendar, name="event_calendar"),
]
