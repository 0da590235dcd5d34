"""An entry in a calendar changes when anything it prints changes, whoever changes it and in whatever way."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone, translation

from dog_site.core.models import ContentVersion
from events.calendar.entries import keep_up
from events.models import AttendanceMode, CalendarEntry, EventPage, EventSession, Status
from events.moments import AMSTERDAM
from tests.desk.browser import page_edit_url, post_page
from tests.factories import EventPageFactory, EventSeriesPageFactory, ThemeFactory, VenueFactory

from .calendars import calendar, content, file_of, titles

AGENDA = "/agenda/agenda.ics"
DAY = datetime.date(2027, 9, 14)
MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
OFF = {"status": Status.CANCELLED, "status_note": "Om de storm."}


class Clock:
    """Stands still until it is moved, so that a stamp tells at which moment somebody did something."""

    def __init__(self, monkeypatch):
        self.now = datetime.datetime(2027, 5, 1, 10, tzinfo=datetime.UTC)
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)

    def forward(self, by):
        self.now += by
        return self.now


class Scene:
    """A workshop of a festival in a series, at a venue and in a theme; the workshop was published before the others."""

    def __init__(self, clock, client):
        self.clock, self.client = clock, client
        self.series = EventSeriesPageFactory(slug="reeks")
        self.festival = EventPageFactory(title="Festival", slug="festival", parent=self.series, start_date=DAY)
        self.venue, self.theme = VenueFactory(name="Akerk", city="Groningen"), ThemeFactory(name="Data")
        self.event = EventPageFactory(
            title="Workshop",
            slug="workshop",
            parent=self.festival,
            start_date=DAY,
            start_time=datetime.time(10),
            venue=self.venue,
            themes=[self.theme],
        )
        start = datetime.datetime.combine(DAY, datetime.time(10), tzinfo=AMSTERDAM)
        EventSession.objects.create(event=self.event, title="Opening", start=start)
        for name in ("event", "venue", "theme", "festival"):
            clock.forward(HOUR)
            self.get(name).save_revision().publish()

    def get(self, name):
        """A fresh one, as somebody opens it."""
        known = getattr(self, name)
        return type(known).objects.get(pk=known.pk)

    def age(self):
        """Moment and number of the entry, alike in the agenda and in its own file."""
        uid = f"{self.event.translation_key}@"
        own = calendar(self.client, file_of(EventPage.objects.get(pk=self.event.pk))).events
        found = [*own, *calendar(self.client, AGENDA).events]
        stamps = {
            (entry["DTSTAMP"].dt, entry["LAST-MODIFIED"].dt, entry["SEQUENCE"])
            for entry in found
            if uid in str(entry["UID"])
        }
        [(stamp, modified, sequence)] = stamps
        assert stamp == modified
        return stamp, sequence


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def scene(clock, client):
    EventPage.objects.all().delete()
    return Scene(clock, client)


# In which ways a value changes.


def published(scene, name, /, **values):
    item = with_values(scene.get(name), values)
    item.save_revision().publish()


def saved(scene, name, /, **values):
    with_values(scene.get(name), values).save()


def updated(scene, name, /, **values):
    """In the database, without the row being loaded; the one who does so raises the number of the content."""
    item = scene.get(name)
    type(item).objects.filter(pk=item.pk).update(**values)
    ContentVersion.raise_number()


def planned(scene, name, /, **values):
    item = with_values(scene.get(name), values)
    item.go_live_at = timezone.now() + MINUTE
    item.save_revision().publish()
    before = scene.age()
    scene.clock.forward(2 * MINUTE)
    assert scene.age() == before
    call_command("publish_scheduled", verbosity=0)


def with_values(item, values):
    for name, value in values.items():
        setattr(item, name, value)
    return item


# What changes, whether the entry prints it, and whether who comes has to be told.
MOVES, IS_TOLD, NOTHING = (True, False), (True, True), (False, False)
CHANGES = [
    ("event", {"title": "Andere workshop"}, MOVES),
    ("event", {"summary": "Een middag."}, MOVES),
    ("event", {"status_note": "Neem een laptop mee."}, MOVES),
    ("event", {"kind": "workshop"}, MOVES),
    ("event", {"start_time": datetime.time(11)}, IS_TOLD),
    ("event", {"end_time": datetime.time(12)}, IS_TOLD),
    ("event", {"attendance_mode": AttendanceMode.BOTH}, IS_TOLD),
    ("event", {"online_url": "https://example.org/live"}, IS_TOLD),
    ("event", {"status": Status.MOVED}, IS_TOLD),
    ("event", {"price": "€ 25"}, NOTHING),
    ("event", {"audience": "scholieren"}, NOTHING),
    ("venue", {"name": "Der Aa-kerk"}, IS_TOLD),
    ("venue", {"street": "Akerkhof 2"}, IS_TOLD),
    ("venue", {"postcode": "9711 JB"}, IS_TOLD),
    ("venue", {"city": "Assen"}, IS_TOLD),
    ("venue", {"coordinates": "53.2167, 6.5625"}, IS_TOLD),
    ("venue", {"accessibility": "Drempelloos."}, NOTHING),
    ("theme", {"name": "Gegevens"}, MOVES),
    ("theme", {"introduction": "Over gegevens."}, NOTHING),
    ("festival", {"summary": "Drie dagen."}, NOTHING),
    ("festival", {"title": "Groot festival"}, NOTHING),
    ("festival", {"status": Status.MOVED}, NOTHING),
    ("festival", {"status": Status.POSTPONED}, IS_TOLD),
    ("festival", OFF, IS_TOLD),
    ("festival", {"status_note": "Om de sneeuw."}, MOVES),
    ("festival", {"title": "Klein festival"}, MOVES),
    ("festival", {"status": Status.PLANNED}, IS_TOLD),
    ("event", OFF, IS_TOLD),
]


@pytest.mark.parametrize("change", [published, saved, updated, planned])
def test_whatever_an_entry_prints_moves_it_on_and_nothing_else_does(scene, change):
    found, expected, before = {}, {}, scene.age()
    for name, values, (moves, is_told) in CHANGES:
        scene.clock.forward(HOUR)
        change(scene, name, **values)
        # By the moment of the change and not by that of reading; what went past the code is seen when it is printed.
        changed_at = scene.clock.now
        scene.clock.forward(0 * MINUTE if change is updated else MINUTE)

        after = scene.age()

        what = f"{name}: {values}"
        found[what] = (after[0], after[1] - before[1])
        expected[what] = (changed_at if moves else before[0], int(is_told))
        before = after
    assert found == expected


# What comes and goes.


def unpublish(name):
    return lambda scene: scene.get(name).unpublish()


def publish(name, /, **values):
    return lambda scene: published(scene, name, **values)


def expire(name):
    """Off the site by a moment that passes, before any job takes it off."""

    def expire(scene):
        updated(scene, name, expire_at=scene.clock.now)

    return expire


def stay(name):
    return lambda scene: updated(scene, name, expire_at=None)


def move_to(name):
    return lambda scene: scene.get("event").move(scene.get(name), pos="last-child")


def delete(name):
    """In the database: the site itself keeps what drafts and older versions lean on."""

    def delete(scene):
        item = scene.get(name)
        type(item).objects.filter(pk=item.pk).delete()
        ContentVersion.raise_number()

    return delete


def rename_the_series(scene):
    scene.series.refresh_from_db()
    scene.series.slug = "nieuwe-reeks"
    scene.series.save()


def session(**values):
    def change(scene):
        event = scene.get("event")
        [opening] = event.sessions.all()
        event.sessions = [with_values(opening, values)]
        event.save_revision().publish()

    return change


def without_sessions(scene):
    published(scene, "event", sessions=[])


def another_festival(status):
    def make(scene):
        scene.other = EventPageFactory(
            title="Ander festival", slug="ander", start_date=DAY, parent=scene.series, status=status
        )

    return make


def without_themes(scene):
    published(scene, "event", themes=[])


def with_theme(scene):
    published(scene, "event", themes=[scene.theme])


def without_venue(scene):
    published(scene, "event", venue=None)


def draft(name, /, **values):
    return lambda scene: with_values(scene.get(name), values).save_revision()


AT = datetime.datetime.combine(DAY, datetime.time(10, 30), tzinfo=AMSTERDAM)
STEPS = [
    ("the venue is unpublished", unpublish("venue"), IS_TOLD),
    ("the venue is back", publish("venue"), IS_TOLD),
    ("the venue is published again", publish("venue"), NOTHING),
    ("the venue expires", expire("venue"), IS_TOLD),
    ("the venue stays", stay("venue"), IS_TOLD),
    ("the venue has a draft", draft("venue", street="Elders 1"), NOTHING),
    ("the theme is unpublished", unpublish("theme"), MOVES),
    ("the theme is back", publish("theme"), MOVES),
    ("the theme is left out", without_themes, MOVES),
    ("the theme is added", with_theme, MOVES),
    ("the festival has a draft", draft("festival", **OFF), NOTHING),
    ("the festival is unpublished", unpublish("festival"), MOVES),
    ("the festival is back", publish("festival"), MOVES),
    ("the festival is off", publish("festival", **OFF), IS_TOLD),
    ("the festival is unpublished while off", unpublish("festival"), IS_TOLD),
    ("the festival is back and still off", publish("festival", **OFF), IS_TOLD),
    ("the festival goes on", publish("festival", status=Status.PLANNED, status_note=""), IS_TOLD),
    ("the festival expires", expire("festival"), MOVES),
    ("the festival stays", stay("festival"), MOVES),
    ("the event is published again", publish("event"), NOTHING),
    ("the event has a draft", draft("event", title="Concept"), NOTHING),
    ("the session is later", session(start=AT), IS_TOLD),
    ("the session has a room", session(place="Grote zaal"), IS_TOLD),
    ("the session has another title", session(title="Welkom"), MOVES),
    ("the session has a speaker", session(speaker_text="Ada Lovelace"), MOVES),
    ("the session is full", session(is_full=True), MOVES),
    ("the session is gone", without_sessions, IS_TOLD),
    ("the event has another address", publish("event", slug="ander-adres"), MOVES),
    ("the festival has another address", publish("festival", slug="groot"), MOVES),
    ("the series has another address", rename_the_series, MOVES),
    ("there is another festival", another_festival(Status.PLANNED), NOTHING),
    ("the event is part of that one", move_to("other"), MOVES),
    ("the event is in the series", move_to("series"), MOVES),
    ("the event is in the festival", move_to("festival"), MOVES),
    ("the theme is deleted", delete("theme"), MOVES),
    ("the event has no venue", without_venue, IS_TOLD),
    ("the venue is deleted", delete("venue"), NOTHING),
]


def test_an_entry_follows_what_comes_and_goes(scene, django_capture_on_commit_callbacks):
    """The address of a series is told when its change is there for good."""
    found, expected, before = {}, {}, scene.age()
    for what, step, (moves, is_told) in STEPS:
        changed_at = scene.clock.forward(HOUR)
        with django_capture_on_commit_callbacks(execute=True):
            step(scene)
        scene.clock.forward(0 * MINUTE if "expires" in what or "stays" in what else MINUTE)

        after = scene.age()

        found[what] = (after[0], after[1] - before[1])
        expected[what] = (changed_at if moves else before[0], int(is_told))
        before = after
    assert found == expected

    scene.get("festival").delete()
    assert titles(scene.client) == ["Ander festival"]
    assert not CalendarEntry.objects.filter(event=scene.event.pk).exists()


def test_an_event_that_was_off_the_site_comes_back_no_older(scene):
    before = scene.age()
    scene.clock.forward(HOUR)
    scene.get("event").unpublish()
    assert "Workshop" not in titles(scene.client)

    scene.clock.forward(HOUR)
    published(scene, "event")
    same = scene.age()
    scene.get("event").unpublish()
    scene.clock.forward(HOUR)
    published(scene, "event", start_time=datetime.time(12))

    assert same >= before
    assert scene.age() == (scene.clock.now, before[1] + 1)


def test_publishing_by_the_admin_moves_the_side_events_as_well(scene, log_in):
    festival = scene.get("festival")
    scene.clock.forward(HOUR)

    answer = post_page(log_in("coordinatie"), page_edit_url(festival), "publish", **OFF)

    assert answer.status_code == 302
    assert scene.age() == (scene.clock.now, 1)


def test_bulk_actions_of_the_admin_move_the_side_events_as_well(scene, log_in):
    published(scene, "festival", **OFF)
    office, festival, ages = log_in("coordinatie"), scene.get("festival"), [scene.age()]
    for action in ("unpublish", "publish"):
        scene.clock.forward(HOUR)

        answer = office.post(f"/beheer/bulk/wagtailcore/page/{action}/?id={festival.pk}&next=/beheer/")

        assert answer.status_code == 302
        ages.append(scene.age())
        assert ages[-1][0] == scene.clock.now
    assert [number for _moment, number in ages] == [1, 2, 3]


def test_the_same_content_is_the_same_bytes_also_in_another_language_and_under_another_name(scene):
    addresses = [AGENDA, file_of(scene.event)]
    before = {address: content(scene.client, address) for address in addresses}
    rows = list(CalendarEntry.objects.order_by("pk").values())

    for language in ("en", "nl"):
        scene.clock.forward(HOUR)
        with translation.override(language):
            keep_up(EventPage.objects.all())
        ContentVersion.raise_number()
        for host in ("localhost", "testserver"):
            scene.client.get(AGENDA, headers={"Host": host})

        assert {address: content(scene.client, address) for address in addresses} == before
    assert list(CalendarEntry.objects.order_by("pk").values()) == rows


def test_a_clock_that_runs_back_makes_no_entry_older(scene):
    before = scene.age()
    scene.clock.forward(-5 * HOUR)

    published(scene, "venue", street="Akerkhof 2")

    assert scene.age() == (before[0], before[1] + 1)


@pytest.mark.parametrize("day", ["", "2027-11-01"])
def test_a_postponed_event_without_a_new_day_stays_on_its_old_one_until_that_is_over(scene, log_in, day, at):
    """Also when only the month of the new day is known."""
    event = scene.get("event")
    event.move(scene.series, pos="last-child")
    event = scene.get("event")
    typed = {"start_date": day, "start_time": "", "date_precision": "maand" if day else "exact"}

    # Moved before: its old day is the one that people have in their calendars now.
    published(scene, "event", previous_start_date=datetime.date(2027, 6, 1), status=Status.MOVED, sessions=[])
    answer = post_page(log_in("coordinatie"), page_edit_url(event), "publish", status=Status.POSTPONED, **typed)

    assert answer.status_code == 302, answer.context["form"].errors
    event = scene.get("event")
    assert event.previous_start_date == DAY
    [entry] = [entry for entry in calendar(scene.client).events if "Workshop" in str(entry["SUMMARY"])]
    assert (entry["SUMMARY"], entry["STATUS"], entry["DTSTART"].dt) == ("UITGESTELD: Workshop", "TENTATIVE", DAY)
    for moment, is_there in [("2027-09-14 23:59", True), ("2027-09-15 00:00", False)]:
        at(moment)
        assert ("UITGESTELD: Workshop" in titles(scene.client)) is is_there, moment
        assert scene.client.get(file_of(event)).status_code == (200 if is_there else 404)


def test_an_entry_of_before_this_rule_keeps_its_number_and_moment_until_it_changes(scene):
    """As the migration leaves it: nothing is known of what it said."""
    moment = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
    CalendarEntry.objects.update(plan="", own="", sessions="", changed_at=scene.clock.now, sequence=7)
    EventPage.objects.update(last_published_at=moment)
    now = scene.clock.now
    scene.clock.forward(HOUR)

    first = scene.age()
    scene.clock.forward(HOUR)
    published(scene, "venue", street="Akerkhof 2")

    assert first == (now, 7)
    assert scene.age() == (scene.clock.now, 8)
