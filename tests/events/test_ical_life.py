"""The life of an event in the calendar of a subscriber: one entry, whatever the office does to it."""

from datetime import date, time

import pytest
from django.utils import timezone
from wagtail.models import Page

from events.models import EventIndexPage, EventPage, EventSession, Status
from tests.desk.browser import page_edit_url, post_page
from tests.factories import EventPageFactory, EventSeriesPageFactory

from .calendars import calendar

ADD = "/beheer/pages/add/events/eventpage/{}/"


class Subscriber:
    """A calendar program: it knows an entry by its UID, and takes another version of it unless that one is older."""

    def __init__(self, client):
        self.client, self.entries = client, {}

    def refresh(self):
        for entry in calendar(self.client).events:
            uid, age = str(entry["UID"]), (entry["SEQUENCE"], entry["LAST-MODIFIED"].dt)
            known = self.entries.get(uid)
            if known is None or age >= (known["SEQUENCE"], known["LAST-MODIFIED"].dt):
                self.entries[uid] = entry
            else:
                pytest.fail(f"{uid} became older: {age}")
        return list(self.entries.values())

    def one(self):
        (entry,) = self.refresh()
        return entry


@pytest.fixture
def subscriber(client):
    EventPage.objects.all().delete()
    return Subscriber(type(client)())


@pytest.fixture
def office(log_in):
    return log_in("coordinatie")


def meetup(office, **typed):
    """An event that the office published with the form."""
    index = EventIndexPage.objects.get()
    typed = {"title": "Meetup", "slug": "meetup", "start_date": "2031-05-14", "start_time": "19:30"} | typed
    assert post_page(office, ADD.format(index.pk), "publish", **typed).status_code == 302
    return EventPage.objects.get(slug=typed["slug"])


def known(**values):
    """An event that is in calendars already, however it came there."""
    event = EventPageFactory(**{"title": "Meetup", "slug": "meetup", "start_date": date(2031, 5, 14)} | values)
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def change(office, event, **typed):
    response = post_page(office, page_edit_url(event), "publish", **typed)
    assert response.status_code == 302, response.context["form"].errors


def test_an_event_is_one_entry_for_all_of_its_life(subscriber, office):
    event = meetup(office)
    first = subscriber.one()
    assert (first["SUMMARY"], first["SEQUENCE"], first["STATUS"]) == ("Meetup", 0, "CONFIRMED")

    # Moved to another day: the entry moves along.
    change(office, event, start_date="2031-06-03", status=Status.MOVED)
    moved = subscriber.one()
    assert moved["DTSTART"].dt.date().isoformat() == "2031-06-03"
    assert moved["SEQUENCE"] == 1

    # Cancelled: it stays where it was and says so.
    change(office, event, status=Status.CANCELLED, status_note="Om de storm.")
    cancelled = subscriber.one()
    assert (cancelled["SUMMARY"], cancelled["STATUS"]) == ("GEANNULEERD: Meetup", "CANCELLED")
    assert cancelled["DTSTART"].dt == moved["DTSTART"].dt
    assert cancelled["SEQUENCE"] == 2

    # Published again as it is: nothing new to tell.
    change(office, event)
    again = subscriber.one()
    assert again["SEQUENCE"] == 2
    assert again["LAST-MODIFIED"].dt >= cancelled["LAST-MODIFIED"].dt

    # It goes on after all, under another name and at another address.
    change(office, event, status=Status.PLANNED, title="Grote meetup", slug="grote-meetup")
    renamed = subscriber.one()
    assert (renamed["SUMMARY"], renamed["STATUS"], renamed["SEQUENCE"]) == ("Grote meetup", "CONFIRMED", 3)
    assert renamed["URL"].endswith("/agenda/grote-meetup/")

    # To a place in a series.
    series = EventSeriesPageFactory(slug="reeks")
    EventPage.objects.get(pk=event.pk).move(series, pos="last-child")
    assert subscriber.one()["URL"].endswith("/agenda/reeks/grote-meetup/")

    # Taken off the site and put back.
    event = EventPage.objects.get(pk=event.pk)
    event.unpublish()
    assert calendar(subscriber.client).events == []
    EventPage.objects.get(pk=event.pk).save_revision().publish()
    assert subscriber.one()["UID"] == first["UID"]


def test_a_draft_of_another_day_tells_nobody_anything(subscriber, office):
    event = known()
    before = subscriber.one()

    assert post_page(office, page_edit_url(event), start_date="2031-06-03").status_code == 302

    after = subscriber.one()
    assert (after["DTSTART"].dt, after["SEQUENCE"]) == (before["DTSTART"].dt, 0)
    assert after["LAST-MODIFIED"].dt == before["LAST-MODIFIED"].dt


@pytest.mark.parametrize(
    "typed, is_told",
    [
        ({"start_time": "20:00"}, True),
        ({"end_time": "22:00"}, True),
        ({"attendance_mode": "beide", "online_url": "https://example.org/live"}, True),
        ({"summary": "Een avond."}, False),
        ({"title": "Andere naam"}, False),
        ({"is_free": "on"}, False),
    ],
)
def test_the_sequence_counts_what_somebody_who_comes_has_to_know(subscriber, office, typed, is_told):
    event = known(start_time=time(19, 30))
    subscriber.one()

    change(office, event, **typed)

    assert subscriber.one()["SEQUENCE"] == int(is_told)


def test_a_copy_is_another_entry_and_so_are_its_sessions(subscriber, office):
    event = known(end_date=date(2031, 5, 16))
    EventSession.objects.create(event=event, title="Opening", start=event.start)
    subscriber.one()
    data = {
        "new_title": "Meetup 2032",
        "new_slug": "meetup-2032",
        "new_parent_page": str(EventIndexPage.objects.get().pk),
        "publish_copies": "on",
        "alias": "",
    }

    assert office.post(f"/beheer/pages/{event.pk}/copy/", data).status_code == 302

    assert Page.objects.get(slug="meetup-2032").live
    assert [str(entry["SUMMARY"]) for entry in subscriber.refresh()] == ["Meetup", "Meetup 2032"]
    files = [calendar(subscriber.client, f"/agenda/{slug}.ics").events for slug in ("meetup", "meetup-2032")]
    assert [len(entries) for entries in files] == [2, 2]
    assert len({str(entry["UID"]) for entries in files for entry in entries}) == 4


def test_a_festival_that_goes_on_after_all_brings_its_side_events_back(subscriber, office):
    festival = known()
    side_event = EventPage(title="Workshop", slug="workshop", start_date=festival.start_date)
    festival.add_child(instance=side_event)
    side_event.save_revision().publish()
    subscriber.refresh()

    change(office, festival, status=Status.CANCELLED, status_note="Om de storm.")
    off = {str(entry["SUMMARY"]) for entry in subscriber.refresh()}
    change(office, festival, status=Status.PLANNED)
    on = {str(entry["SUMMARY"]) for entry in subscriber.refresh()}

    assert off == {"GEANNULEERD: Meetup", "GEANNULEERD: Workshop"}
    assert on == {"Meetup", "Workshop"}


def test_what_is_published_is_dated_by_that_moment(subscriber, office):
    before = timezone.now().replace(microsecond=0)

    meetup(office)

    entry = subscriber.one()
    assert before <= entry["DTSTAMP"].dt <= timezone.now()
