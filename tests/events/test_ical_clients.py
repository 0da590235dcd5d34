"""Real calendar programs subscribe to the site: vdirsyncer fetches over HTTP, khal shows the events."""

import datetime
import shutil
import subprocess
import sys
import time
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from events.models import EventPage, Status
from tests.factories import EventPageFactory, VenueFactory
from tests.journeys.tools import missing

pytestmark = pytest.mark.client
DAY = datetime.date(2031, 5, 14)
VDIRSYNCER = """
[general]
status_path = "{folder}/status/"

[pair agenda]
a = "site"
b = "disk"
collections = null
conflict_resolution = "a wins"

[storage site]
type = "http"
url = "{address}"

[storage disk]
type = "filesystem"
path = "{folder}/agenda/"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[agenda]]
path = {folder}/agenda/
type = calendar

[sqlite]
path = {folder}/khal.db

[locale]
local_timezone = Europe/Amsterdam
default_timezone = Europe/Amsterdam
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *arguments):
        pass


class Programs:
    """The two programs with a folder of their own, and the site on a port of this machine for as long as they run.

    The site answers in this thread, between one look at the program and the next, and so within the test's transaction.
    """

    def __init__(self, folder, server):
        self.folder, self.server = folder, server
        address = f"http://127.0.0.1:{server.server_port}/agenda/agenda.ics"
        (folder / "agenda").mkdir()
        (folder / "vdirsyncer.conf").write_text(VDIRSYNCER.format(folder=folder, address=address), encoding="utf-8")
        (folder / "khal.conf").write_text(KHAL.format(folder=folder), encoding="utf-8")

    def run(self, name, *arguments):
        command = [program(name), "-c", str(self.folder / f"{name}.conf"), *arguments]
        environment = {"HOME": str(self.folder), "PATH": "", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        with (self.folder / "output").open("w+") as output:
            running = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
            until = time.monotonic() + 120
            while running.poll() is None and time.monotonic() < until:
                self.server.handle_request()
            running.kill()
            output.seek(0)
            said = output.read()
        assert running.wait() == 0, said
        return said

    def listed(self):
        """What khal shows of the days around the event, after vdirsyncer fetched the calendar once more."""
        self.run("vdirsyncer", "sync")
        return self.run("khal", "list", "--format", "{start-date} {start-time} {title}|{location}", "2031-05-01", "60d")

    def files(self):
        return list((self.folder / "agenda").glob("*.ics"))


def program(name):
    """The path of a program, beside this Python or on PATH."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        missing(f"There is no {name} here: it comes with the development requirements.")
    return found


@pytest.fixture
def _one_connection():
    """Keep the connection: after a request Django drops one that is within a transaction, here the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def programs(tmp_path, _one_connection):
    for name in ("vdirsyncer", "khal"):
        program(name)
    with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=QuietHandler) as server:
        server.timeout = 0.05
        found = Programs(tmp_path, server)
        found.run("vdirsyncer", "discover")
        yield found


def test_a_calendar_program_shows_the_agenda_and_follows_what_becomes_of_it(programs):
    venue = VenueFactory(name="Akerk; boven, links", city="Groningen")
    event = EventPageFactory(
        title="Meetup, “groot” én 😀",
        start_date=DAY,
        start_time=datetime.time(19, 30),
        end_time=datetime.time(22),
        venue=venue,
    )
    EventPageFactory(title="Let's Gro", start_date=DAY, end_date=DAY + datetime.timedelta(days=2))

    first = programs.listed()
    assert "2031-05-14 19:30 Meetup, “groot” én 😀|Akerk; boven, links, Groningen" in first
    assert "Let's Gro" in first
    assert len(programs.files()) == 2

    page = EventPage.objects.get(pk=event.pk)
    page.start_date, page.status = datetime.date(2031, 6, 3), Status.MOVED
    page.save_revision().publish()
    moved = programs.listed()
    assert "2031-06-03 19:30 Meetup" in moved
    assert "2031-05-14 19:30 Meetup" not in moved

    page.status, page.status_note = Status.CANCELLED, "Om de storm."
    page.save_revision().publish()
    assert "2031-06-03 19:30 GEANNULEERD: Meetup" in programs.listed()
    assert len(programs.files()) == 2
