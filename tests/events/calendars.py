"""Reading a calendar file as a calendar does: with two parsers, which have to agree."""

import datetime

import icalendar
import vobject

# The same property as both parsers give it.
TEXTS = ("uid", "summary", "description", "location", "status", "url")


def content(client, address="/agenda/agenda.ics"):
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return response.content


def calendar(client, address="/agenda/agenda.ics"):
    """The file at `address` as icalendar reads it, after vobject read the same in it."""
    return parsed(content(client, address))


def parsed(data):
    found = icalendar.Calendar.from_ical(data.decode())
    assert [part.errors for part in found.walk() if part.errors] == []
    assert [_by_icalendar(entry) for entry in found.events] == _by_vobject(data.decode())
    return found


def entries(client, address="/agenda/agenda.ics"):
    """The entries of a file, by title."""
    return {str(entry["SUMMARY"]): entry for entry in calendar(client, address).events}


def titles(client, address="/agenda/agenda.ics"):
    return [str(entry["SUMMARY"]) for entry in calendar(client, address).events]


def only(client, address):
    """The one entry of a file."""
    (entry,) = calendar(client, address).events
    return entry


def file_of(event):
    return f"{event.url.removesuffix('/')}.ics"


def unfolded(data):
    return data.decode().replace("\r\n ", "").split("\r\n")


def _by_icalendar(entry):
    times = [entry[name].dt if name in entry else None for name in ("DTSTART", "DTEND", "DTSTAMP")]
    return [*(str(entry.get(name, "")) for name in TEXTS), *map(_moment, times)]


def _by_vobject(text):
    found = vobject.readOne(text).contents.get("vevent", [])
    return [
        [
            *(entry.getChildValue(name, "") for name in TEXTS),
            *(_moment(entry.getChildValue(name)) for name in ("dtstart", "dtend", "dtstamp")),
        ]
        for entry in found
    ]


def _moment(value):
    """A day as it is, a moment in UTC: vobject knows the time zone by the rules in the file only."""
    return value.astimezone(datetime.UTC) if isinstance(value, datetime.datetime) else value
