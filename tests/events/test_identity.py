"""The number of an event in people's calendars rises with changes they must hear of, and with nothing else."""

import datetime
from datetime import date, time

import pytest

from events.models import EventPage, EventSession
from tests.factories import EventPageFactory, VenueFactory

SESSION_START = datetime.datetime(2031, 5, 14, 10, tzinfo=datetime.UTC)


@pytest.fixture
def event():
    page = EventPageFactory(start_date=date(2031, 5, 14), start_time=time(9), end_time=time(17))
    page.sessions = [EventSession(title="Opening", start=SESSION_START)]
    return publish(page)


def publish(page):
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


@pytest.mark.parametrize(
    "name, value, counts",
    [
        ("start_date", date(2031, 5, 13), True),
        ("start_time", time(10), True),
        ("end_time", time(18), True),
        ("end_date", date(2031, 5, 15), True),
        ("date_precision", "maand", True),
        ("status", "verplaatst", True),
        ("attendance_mode", "beide", True),
        ("online_url", "https://example.org/live", True),
        ("title", "Een andere naam", False),
        ("slug", "ander-adres", False),
        ("summary", "Iets meer.", False),
        ("is_full", True, False),
        ("status_note", "Let op.", False),
    ],
)
def test_a_change_is_counted_when_it_is_public(event, name, value, counts):
    if name == "date_precision":
        event.start_time = event.end_time = None
    setattr(event, name, value)
    before = event.sequence
    event.save_revision()
    as_draft = EventPage.objects.get(pk=event.pk).sequence

    event.get_latest_revision().publish()

    assert before == as_draft == 0
    assert EventPage.objects.get(pk=event.pk).sequence == (1 if counts else 0)


def test_another_venue_is_told(event):
    event.venue = VenueFactory()

    assert publish(event).sequence == 1


@pytest.mark.parametrize("change", ["time", "place", "title", "added", "removed"])
def test_a_change_of_the_programme_is_told_unless_it_is_of_a_title(event, change):
    session = event.sessions.all()[0]
    match change:
        case "time":
            session.start += datetime.timedelta(hours=1)
        case "place":
            session.place = "Kelder"
        case "title":
            session.title = "Welkom"
    rows = {"removed": [], "added": [session, EventSession(title="Lunch", start=SESSION_START)]}
    event.sessions = rows.get(change, [session])

    assert publish(event).sequence == (0 if change == "title" else 1)


def test_a_draft_that_began_before_another_change_counts_on(event):
    old = EventPage.objects.get(pk=event.pk)
    for hour in (10, 11):
        event.start_time = time(hour)
        event = publish(event)
    old.start_time = time(12)

    assert publish(old).sequence == 3


def test_going_offline_and_online_again_or_being_published_again_is_no_change(event):
    event.unpublish()
    event = publish(EventPage.objects.get(pk=event.pk))

    assert publish(event).sequence == 0


def test_a_draft_that_was_never_public_starts_at_nought_and_so_does_a_copy(event):
    event.start_time = time(10)
    event = publish(event)
    draft = EventPageFactory(live=False, first_published_at=None)
    draft.start_date = date(2031, 1, 1)
    draft.save()

    copied = event.copy(update_attrs={"slug": "kopie"})

    assert draft.sequence == 0
    assert event.sequence == 1
    assert copied.sequence == 0
    assert copied.translation_key != event.translation_key
