"""States of the agenda, of an event and of a series; the view that copies an event as its next edition."""

import datetime

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from events.models import (
    EventIndexPage,
    EventPage,
    EventParticipant,
    EventPhoto,
    EventSeriesPage,
    EventSession,
    EventSpeaker,
    Registration,
    Status,
    Venue,
)
from events.moments import moment
from tests.factories import EventPageFactory, EventSeriesPageFactory, VenueFactory, many_pages

from .desk import as_waiting, bulk, open_form, view
from .making import (
    LONG,
    MANY,
    WORD,
    coming,
    day,
    event,
    festival,
    full_event,
    hide,
    image,
    many_coming,
    photo,
    state,
    theme,
    with_body,
)

PHOTOS = 12


def with_programme(page, words="Opening"):
    """`page` with sessions on each of its days, also in the night, and speakers."""
    for number in range(3):
        start = moment(page.start_date + datetime.timedelta(days=number), datetime.time(21))
        end = start + datetime.timedelta(hours=4) if number < 2 else None
        session = {"start": start, "end": end, "is_full": number == 1}
        EventSession.objects.create(
            event=page, title=words[:200], place=words[:120], speaker_text=words[:250], **session
        )
    for name in (words[:120], "A. Voorbeeld"):
        EventSpeaker.objects.create(event=page, name=name, role=words[:120], organisation=words[:120])
    return page


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
    many_coming(
        {
            "start_date": day(number // 3),
            "status": (status := Status.values[number % len(Status.values)]),
            "attendance_mode": "online" if status == Status.ONLINE else "op-locatie",
            "status_note": "Om de storm." if status == Status.CANCELLED else "",
            "themes": [theme()],
        }
        for number in range(MANY)
    )
    return "/agenda/"


@state(EventIndexPage)
def agenda_without_matches():
    return "/agenda/?q=niets-gevonden&periode=voorbij"


@state(EventIndexPage)
def agenda_as_a_month():
    theme_week = festival(2, title=LONG, start_date=day(0), end_date=day(45), kind="themaweek")
    coming(start_date=theme_week.start_date, end_date=theme_week.start_date, start_time=datetime.time(19, 30))
    coming(title=LONG, start_date=theme_week.start_date, status=Status.CANCELLED, status_note="Om de storm.")
    coming(start_date=theme_week.start_date, date_precision="maand")
    for number in range(4):
        coming(start_date=day(number), end_date=day(number + 3))
    return "/agenda/?weergave=maand&soort=conferentie"


@state(EventIndexPage)
def agenda_month_in_which_everything_is_a_bar():
    festival(0, title=LONG, start_date=day(0), end_date=day(45))
    return "/agenda/?weergave=maand"


@state(EventIndexPage)
def agenda_month_without_events():
    return "/agenda/?weergave=maand&maand=2018-01&soort=hackathon&maandag=ja"


@state(EventPage)
def event_of_which_everything_is_known():
    return with_body(full_event(image=image(900, 300))).url


@state(EventPage)
def event_with_a_programme():
    return with_programme(
        festival(2, end_date=day(22), venue=VenueFactory(street="Grote Markt 1", city="Groningen"))
    ).url


@state(EventPage)
def event_with_a_programme_of_the_longest_words():
    return with_programme(festival(2, end_date=day(22)), LONG).url


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
        video_url="https://example.org/film",
        video_transcript=LONG,
    )
    for size in ((900, 300), (300, 900)):
        EventPhoto.objects.create(event=page, image=image(*size), caption=LONG)
    return with_body(page, field="report").url


@state(EventPage)
def event_with_photographs():
    """What an editor makes of an event that is over: a report, and photographs below it."""
    page = with_body(full_event(start_date=datetime.date(2019, 5, 14)), field="report")
    EventPhoto.objects.bulk_create(EventPhoto(event=page, image=photo()) for _number in range(PHOTOS))
    return page.url


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
    many_pages(EventPageFactory, [{"start_date": day(-number - 2)} for number in range(MANY)], parent)
    return parent.url


@view("communicatie")
def next_edition(page):
    page.goto(reverse("next_edition", args=[full_event().pk]))
    page.get_by_role("button", name="Maak het concept").wait_for()


def venue_of_which_a_plan_ended():
    """A venue, and the version of it that was planned until another one was published."""
    venue = Venue.objects.get(name="Martiniplaza")
    venue.street, venue.go_live_at = "Leonard Springerlaan 2", timezone.now() + timezone.timedelta(days=2)
    plan = venue.save_revision()
    plan.publish()
    venue.street, venue.go_live_at = "Leonard Springerlaan 3", None
    venue.save_revision().publish()
    return plan


@view("coordinatie")
def plan_to_keep(page):
    page.goto(reverse("keep_plan", args=[venue_of_which_a_plan_ended().pk]))
    page.locator("main form button[type=submit]").wait_for()


@view("coordinatie")
def plan_that_publishing_ended(page):
    plan = venue_of_which_a_plan_ended()
    Revision.objects.filter(pk=plan.pk).update(approved_go_live_at=timezone.now() + timezone.timedelta(days=2))
    open_form(page, plan.content_object)
    page.locator("footer button[name=action-publish]").click()
    page.locator(f"a[href='{reverse('keep_plan', args=[plan.pk])}']").wait_for()


@view("coordinatie", with_frame=True)
def list_of_events(page):
    full_event()
    page.goto(f"{reverse('agenda:index')}?period=past&kind=soep")
    page.locator("table.d-dense").wait_for()


@view("coordinatie")
def events_that_get_a_series(page):
    events = [full_event(), *EventPage.objects.order_by("pk")[:2]]
    as_waiting(events[1])
    page.goto(bulk("events", "eventpage", "series", events))
    page.locator("main form button[type=submit]").wait_for()


@view("communicatie")
def events_that_get_a_theme(page):
    page.goto(bulk("events", "eventpage", "theme", EventPage.objects.order_by("pk")[:2]))
    page.locator("main form button[type=submit]").wait_for()
