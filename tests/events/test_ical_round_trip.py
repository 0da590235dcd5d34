"""Whatever an editor types comes back from the file as it was typed, for both parsers."""

import datetime
import re

import icalendar
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar.parser.property import unescape_backslash

from events.calendar.ical import calendar_file, event_entry, session_entries
from events.calendar.lines import plain
from events.models import EventPage, EventSession, Status, Venue
from events.moments import AMSTERDAM, exists, moment

from .calendars import parsed

ADDRESS = "http://127.0.0.1:8000/agenda/meetup/"
# Signs with a meaning in iCalendar, signs that fold badly, and scripts from right to left.
PIECES = st.sampled_from(
    [
        *(",", ";", "\\", '"', "'", ":", "=", "^", "\n", "\r\n", "\r", "\t", " ", "\\n", "\\N", "\\,", "<b>", "&amp;"),
        *("BEGIN:VEVENT", "\nEND:VCALENDAR\n", "DTSTART:20270101", "%(title)s", "None", "é", "e\u0301", "😀"),
        *(
            "👩\u200d👩\u200d👧",
            "\u200f",
            "\u202e",
            "שלום",
            "\u00a0",
            "\u200b",
            "x" * 70,
            "😀" * 30,
            "\x00",
            "\x07",
            "\x1b",
        ),
    ]
)
WORDS = st.lists(PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=12).map("".join)
TITLES = WORDS.filter(lambda text: plain(text).strip())
DAYS = st.dates(datetime.date(2016, 1, 1), datetime.date(2030, 12, 31))
MINUTES = st.times().map(lambda time: time.replace(second=0, microsecond=0))
# More can go wrong around the nights in which the clock changes.
MOMENTS = st.datetimes(
    datetime.datetime.fromisoformat("2016-01-01"),
    datetime.datetime.fromisoformat("2030-12-31"),
    timezones=st.just(datetime.UTC),
) | st.builds(
    lambda year, month, hours: (
        datetime.datetime(year, month, 25, tzinfo=datetime.UTC) + datetime.timedelta(hours=hours / 4)
    ),
    st.integers(2016, 2030),
    st.sampled_from([3, 10]),
    st.integers(0, 28 * 7),
)


def an_event(**values):
    named = {"id": 1, "title": "Meetup", "start_date": datetime.date(2027, 5, 14), "path": "0001", "live": True}
    event = EventPage(**named | values)
    event._set_moments()
    return event


def read(*entries):
    return parsed(calendar_file("Agenda", ADDRESS, ADDRESS, entries))


def typed(text):
    """The part of `text` that a text field can hold, with line ends as in a file."""
    ends_alike = re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", text)
    return "".join(c for c in ends_alike if c in "\n\t" or not (ord(c) < 32 or 127 <= ord(c) < 160))


def paragraphs(*texts):
    return "\n\n".join(filter(None, map(typed, texts)))


@settings(max_examples=60, deadline=None)
@given(title=TITLES, summary=WORDS, note=WORDS, venue=TITLES)
@example(title="C:\\New, \\n; \\\\", summary="a\r\nb\rc", note="\\", venue="x" * 72 + "\\,")
@example(title="x" * 66 + "\\" * 20, summary="", note="\x00\x08\x0b\x0c\x1f\x7f", venue="END:VCALENDAR\r\n")
def test_a_text_comes_back_as_it_was_typed(title, summary, note, venue):
    event = an_event(title=title, summary=summary, status_note=note, venue=Venue(name=venue, live=True))

    found = read(event_entry(event, ADDRESS, None, [title])).events

    (entry,) = found
    assert entry["SUMMARY"] == typed(title)
    assert entry["DESCRIPTION"] == paragraphs(summary, note, ADDRESS)
    assert entry["LOCATION"] == typed(venue)
    assert list(entry.categories) == [typed(title)]


@settings(max_examples=60, deadline=None)
@given(title=TITLES, place=WORDS, speakers=WORDS, name=TITLES)
def test_a_session_and_the_name_of_a_calendar_come_back_as_they_were_typed(title, place, speakers, name):
    event = an_event()
    event.sessions = [EventSession(title=title, place=place, speaker_text=speakers, start=event.start)]

    calendar = parsed(calendar_file(name, ADDRESS, ADDRESS, session_entries(event, ADDRESS)))

    (entry,) = calendar.events
    assert entry["SUMMARY"] == typed(title)
    assert str(entry.get("LOCATION", "")) == typed(place)
    assert entry["DESCRIPTION"] == paragraphs(speakers, ADDRESS)
    # Names that icalendar does not know the type of; they are texts.
    assert unescape_backslash(str(calendar["NAME"])) == typed(name)
    assert unescape_backslash(str(calendar["X-WR-CALNAME"])) == typed(name)


@settings(max_examples=60, deadline=None)
@given(title=TITLES)
def test_a_title_that_is_cancelled_comes_back_after_the_word(title):
    event = an_event(title=title, status=Status.CANCELLED)

    (entry,) = read(event_entry(event, ADDRESS)).events

    assert str(entry["SUMMARY"]).endswith(typed(title))
    assert str(entry["SUMMARY"]) != typed(title)


@settings(max_examples=60, deadline=None)
@given(day=DAYS, start=MINUTES, end=MINUTES, nights=st.integers(0, 3))
def test_the_times_of_an_event_come_back_as_the_same_moments(day, start, end, nights):
    last = day + datetime.timedelta(days=nights)
    if not exists(day, start) or not exists(last, end) or moment(last, end) < moment(day, start):
        return
    event = an_event(start_date=day, start_time=start, end_date=last, end_time=end)

    (entry,) = read(event_entry(event, ADDRESS)).events

    begins, ends = entry["DTSTART"].dt, entry["DTEND"].dt if "DTEND" in entry else entry["DTSTART"].dt
    if event.end - event.start >= datetime.timedelta(days=1):
        assert (begins, ends) == (day, last + datetime.timedelta(days=1))
    else:
        assert begins.astimezone(datetime.UTC) == moment(day, start)
        assert ends.astimezone(datetime.UTC) == moment(last, end)


@settings(max_examples=60, deadline=None)
@given(start=MOMENTS, length=st.integers(1, 24 * 60))
def test_the_moments_of_a_session_come_back_as_the_same_moments(start, length):
    start = start.replace(second=0, microsecond=0)
    end = start + datetime.timedelta(minutes=length)
    event = an_event()
    event.sessions = [EventSession(title="Sessie", start=start.astimezone(AMSTERDAM), end=end)]

    data = calendar_file("Agenda", ADDRESS, ADDRESS, session_entries(event, ADDRESS)).decode()

    (entry,) = icalendar.Calendar.from_ical(data).events
    other = vobject.readOne(data).vevent
    for begins, ends in ((entry["DTSTART"].dt, entry["DTEND"].dt), (other.dtstart.value, other.dtend.value)):
        assert (begins.astimezone(datetime.UTC), ends.astimezone(datetime.UTC)) == (start, end)
