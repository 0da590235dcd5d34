"""States of the agenda, of an event and of a series."""

import datetime

from events.models import EventIndexPage, EventPage, EventParticipant, EventPhoto, EventSeriesPage, Registration, Status
from tests.factories import EventSeriesPageFactory, VenueFactory

from .making import LONG, MANY, WORD, coming, day, event, festival, full_event, hide, image, state, theme, with_body


@state(EventIndexPage)
def agenda():
    return "/agenda/?periode=voorbij"


@state(EventIndexPage)
def agenda_with_nothing_coming():
    return "/agenda/"


@state(EventIndexPage)
def agenda_empty():
    hide(EventPage, EventSeriesPage)
    return "/agenda/"


@state(EventIndexPage)
def agenda_of_one():
    coming(title=LONG, summary=LONG)
    return "/agenda/"


@state(EventIndexPage)
def agenda_of_many():
    festival(side_events=6)
    for number in range(MANY):
        status = Status.values[number % len(Status.values)]
        mode = "online" if status == Status.ONLINE else "op-locatie"
        note = "Om de storm." if status == Status.CANCELLED else ""
        coming(start_date=day(number // 3), status=status, attendance_mode=mode, status_note=note, themes=[theme()])
    return "/agenda/"


@state(EventIndexPage)
def agenda_without_matches():
    return "/agenda/?q=niets-gevonden&periode=voorbij"


@state(EventPage)
def event_of_which_everything_is_known():
    return with_body(full_event(image=image(900, 300))).url


@state(EventPage)
def event_of_which_little_is_known():
    return event(start_date=None).url


@state(EventPage)
def event_without_a_place():
    return coming(venue=None).url


@state(EventPage)
def event_cancelled():
    return full_event(status=Status.CANCELLED).url


@state(EventPage)
def event_moved():
    return full_event(status=Status.MOVED, previous_start_date=day(3), status_note="Nu in het Forum.").url


@state(EventPage)
def event_postponed():
    return coming(status=Status.POSTPONED, previous_start_date=day(3)).url


@state(EventPage)
def event_moved_online():
    return coming(status=Status.ONLINE, attendance_mode="online", online_url="https://example.org/live").url


@state(EventPage)
def event_that_is_full():
    return coming(is_full=True, registration=Registration.ELSEWHERE).url


@state(EventPage)
def event_under_way():
    return full_event(start_date=day(-1), end_date=day(1)).url


@state(EventPage)
def event_over_with_a_report():
    page = full_event(
        start_date=datetime.date(2019, 5, 14),
        attendance=1_600,
        attendance_wording="ruim",
        attendance_source="bijlage 1, rij 19: ‘ruim 1.600’\nbrief van 5 september",
    )
    for size in ((900, 300), (300, 900)):
        EventPhoto.objects.create(event=page, image=image(*size), caption=LONG)
    return with_body(page, field="report").url


@state(EventPage)
def event_with_side_events():
    return festival().url


@state(EventPage)
def event_within_a_festival_that_is_off():
    return coming(parent=festival(0, status=Status.CANCELLED), title="Nevenevenement").url


@state(EventPage)
def event_with_the_longest_words():
    venue = VenueFactory(name=LONG[:120], street=LONG[:120], city=WORD, accessibility=LONG)
    page = full_event(title=LONG, summary=LONG, audience=LONG[:120], price=LONG[:120], venue=venue, status_note=LONG)
    EventParticipant.objects.create(event=page, text=LONG)
    return page.url


@state(EventSeriesPage)
def series():
    return "/agenda/lets-gro/"


@state(EventSeriesPage)
def series_without_editions():
    return EventSeriesPageFactory(title=LONG).url


@state(EventSeriesPage)
def series_of_many_editions():
    parent = with_body(EventSeriesPageFactory(summary="Elk jaar."))
    coming(parent=parent)
    for number in range(MANY):
        event(parent=parent, start_date=day(-number - 2))
    return parent.url
