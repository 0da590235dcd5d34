"""Programs and libraries that read a calendar file, each giving the moments of its entries in UTC, by title."""

import ctypes
import ctypes.util
import datetime
import json
import os
import shutil
import subprocess

import icalendar
import pytest
import vobject

from .test_ical_clients import KHAL, program

# The module of https://github.com/kewisch/ical.js and the library libical (Debian: libical3): name them to read with
# them too. They stand in no list of requirements, as nothing but these tests would use them.
ICAL_JS, LIBICAL = "ICAL_JS", "LIBICAL"
SCRIPT = """
import {{ readFileSync }} from "node:fs";
const ICAL = (await import({module})).default;
const whole = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
whole.getAllSubcomponents("vtimezone").forEach(zone => ICAL.TimezoneService.register(zone));
const entries = whole.getAllSubcomponents("vevent").map(part => new ICAL.Event(part));
const moment = time => time.toJSDate().toISOString().replace(".000Z", "+00:00");
const found = entries.map(entry => [entry.summary, [moment(entry.startDate), moment(entry.endDate)]]);
console.log(JSON.stringify(Object.fromEntries(found)));
"""
EVENT = 4  # ICAL_VEVENT_COMPONENT


class Time(ctypes.Structure):
    """icaltimetype"""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "daylight")),
        ("zone", ctypes.c_void_p),
    ]


def by_icalendar(data, folder):
    return {
        str(entry["SUMMARY"]): [_utc(entry["DTSTART"].dt), _utc(entry["DTEND"].dt)]
        for entry in icalendar.Calendar.from_ical(data).events
    }


def by_vobject(data, folder):
    found = vobject.readOne(data.decode()).vevent_list
    return {entry.summary.value: [_utc(entry.dtstart.value), _utc(entry.dtend.value)] for entry in found}


def by_khal(data, folder):
    """khal in UTC, since on a Dutch computer it too shows half past two twice."""
    settings = KHAL.format(folder=folder).replace("local_timezone = Europe/Amsterdam", "local_timezone = UTC")
    (folder / "agenda").mkdir()
    (folder / "khal.conf").write_text(settings, encoding="utf-8")
    (folder / "file.ics").write_bytes(data)
    shape = "{title}|{start-date}T{start-time}:00+00:00|{end-date}T{end-time}:00+00:00"
    command = [program("khal"), "-c", str(folder / "khal.conf"), "printics", "--format", shape]
    environment = {"HOME": str(folder), "PATH": "", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    said = subprocess.run([*command, str(folder / "file.ics")], env=environment, capture_output=True, check=True)
    lines = [line.split("|") for line in said.stdout.decode().splitlines() if "|" in line]
    return {title.strip(): moments for title, *moments in lines}


def by_ical_js(data, folder):
    module, node = os.environ.get(ICAL_JS), shutil.which("node")
    if not (module and node):
        pytest.skip(f"{ICAL_JS} names no module of ical.js to read with.")
    script = SCRIPT.format(module=json.dumps(module))
    command = [node, "--input-type=module", "--eval", script]
    return json.loads(subprocess.run(command, input=data, capture_output=True, check=True).stdout)


def by_libical(data, folder):
    name = os.environ.get(LIBICAL) or ctypes.util.find_library("ical")
    if not name:
        pytest.skip(f"libical is not here, and {LIBICAL} names no file of it to read with.")
    library = ctypes.CDLL(name)
    for function, arguments, result in [
        ("icalparser_parse_string", [ctypes.c_char_p], ctypes.c_void_p),
        ("icalcomponent_get_first_component", [ctypes.c_void_p, ctypes.c_int], ctypes.c_void_p),
        ("icalcomponent_get_next_component", [ctypes.c_void_p, ctypes.c_int], ctypes.c_void_p),
        ("icalcomponent_get_summary", [ctypes.c_void_p], ctypes.c_char_p),
        ("icalcomponent_get_dtstart", [ctypes.c_void_p], Time),
        ("icalcomponent_get_dtend", [ctypes.c_void_p], Time),
        ("icaltime_as_timet_with_zone", [Time, ctypes.c_void_p], ctypes.c_long),
    ]:
        getattr(library, function).argtypes, getattr(library, function).restype = arguments, result
    whole, found = library.icalparser_parse_string(data), {}
    entry = library.icalcomponent_get_first_component(whole, EVENT)
    while entry:
        times = library.icalcomponent_get_dtstart(entry), library.icalcomponent_get_dtend(entry)
        seconds = [library.icaltime_as_timet_with_zone(time, time.zone) for time in times]
        moments = [_utc(datetime.datetime.fromtimestamp(number, datetime.UTC)) for number in seconds]
        found[library.icalcomponent_get_summary(entry).decode()] = moments
        entry = library.icalcomponent_get_next_component(whole, EVENT)
    return found


def _utc(at):
    return at.astimezone(datetime.UTC).isoformat()


READERS = [by_icalendar, by_vobject, by_khal, by_ical_js, by_libical]
