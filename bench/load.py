"""Eight readers and three editors at once, over HTTP, and after them a flood of queries that nobody had before.

Each editor publishes a project through the form of the admin, in a loop, and then reads as a visitor what it published.
judge.py serves the site and runs this in a process of its own with the same settings.
"""

import secrets
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import escape
from http.client import HTTPException
from http.cookies import SimpleCookie
from random import Random
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from servers import HOST, Server
from wagtail.test.utils.form_data import nested_form_data, streamfield

from projects.models import ProjectPage
from tests.desk.html_forms import sent_by

READERS, EDITORS, FLOODS = 8, 3, 2
READ = ("/projecten/", "/", "/resultaten/2017/", "/agenda/")
# How often an editor looks at each of the two addresses that have the new title; with two workers both are asked.
LOOKS = 2
FLOODED = ("/zoeken/?q={}", "/projecten/?q={}", "/agenda/?q={}", "/nieuws/?{}=1", "/organisaties/?{}=1", "/{}/")


@dataclass
class Tally:
    """What came of it; times are in seconds."""

    publishes: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    looks: int = 0
    stale: int = 0
    read_errors: int = 0


class Editor:
    """Somebody with a browser: it keeps cookies and sends back what a form shows."""

    def __init__(self, server, username, password):
        self.server, self.cookies = server, SimpleCookie()
        address = reverse("wagtailadmin_login")
        self.ask(address)
        token = self.cookies[settings.CSRF_COOKIE_NAME].value
        answer = self.post(address, {"csrfmiddlewaretoken": token, "username": username, "password": password})
        if answer.status != 302:
            raise SystemExit(f"Logging in answers {answer.status}.")

    def ask(self, path, **more):
        headers = {"Referer": f"https://{HOST}/", **more.pop("headers", {})}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={cookie.value}" for name, cookie in self.cookies.items())
        answer = self.server.ask(path, headers, **more)
        for sent in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(sent)
        return answer

    def post(self, path, form):
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask(path, method="POST", body=urlencode(form, doseq=True), headers=headers)

    def publish(self, path, title):
        """The answer to the form at `path`, sent with another `title`; the script of the admin makes the blocks."""
        shown = dict(sent_by(self.ask(path).body, "page-edit-form").lists())
        blocks = nested_form_data({"body": streamfield([])})
        return self.post(path, {**shown, **blocks, "title": title, "action-publish": "1"})


def run(server: Server, seconds: float, flood: float) -> dict:
    """What the mixed load and the flood gave, as plain numbers."""
    tally = Tally()
    pages = list(ProjectPage.objects.live().order_by("pk")[:EDITORS])
    editors = [Editor(server, *_person()) for _number in range(EDITORS)]
    end = time.monotonic() + seconds
    with ThreadPoolExecutor(READERS + EDITORS) as pool:
        doing = [pool.submit(_read, server, tally, end) for _reader in range(READERS)]
        doing += [pool.submit(_edit, server, tally, end, *each) for each in zip(editors, pages, strict=True)]
        for each in doing:
            each.result()
    return {
        "publishes": len(tally.publishes),
        "failed": len(tally.failures),
        "why": tally.failures[:3],
        "publish": _percentiles(tally.publishes),
        "looks": tally.looks,
        "stale": tally.stale,
        "reads": len(tally.reads),
        "read_errors": tally.read_errors,
        "read": _percentiles(tally.reads),
        "seconds": seconds,
        **_flood(server, flood),
    }


def _person():
    username, password = f"bench-{secrets.token_hex(4)}", secrets.token_urlsafe(24)
    get_user_model().objects.create_superuser(username, f"{username}@example.com", password)
    return username, password


def _read(server, tally, end):
    random = Random()
    while time.monotonic() < end:
        start = time.monotonic()
        try:
            status = server.ask(random.choice(READ)).status
        except (OSError, HTTPException):
            status = 0
        tally.reads.append(time.monotonic() - start)
        tally.read_errors += status != 200


def _edit(server, tally, end, editor, page):
    """Publish under a new title each time; from the answer on, every visitor has to see it."""
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    number = 0
    while time.monotonic() < end:
        number += 1
        title = f"{page.title} {number}"
        start = time.monotonic()
        try:
            status = editor.publish(path, title).status
        except (OSError, HTTPException, ValueError) as error:
            status = repr(error)
        if status != 302:
            tally.failures.append(str(status))
            continue
        tally.publishes.append(time.monotonic() - start)
        for address in (urlsplit(page.url).path, "/projecten/") * LOOKS:
            _look(server, tally, address, escape(title).encode())


def _look(server, tally, address, wanted):
    tally.looks += 1
    try:
        answer = server.ask(address)
    except (OSError, HTTPException):
        tally.read_errors += 1
        return
    tally.read_errors += answer.status != 200
    tally.stale += answer.status == 200 and wanted not in answer.body


def _flood(server, seconds):
    """Addresses that nobody asked for before, and how much the workers grew meanwhile, in MB."""
    before, end = server.workers_mb(), time.monotonic() + seconds
    with ThreadPoolExecutor(FLOODS) as pool:
        counts = list(pool.map(lambda _number: _invent(server, end), range(FLOODS)))
    return {
        "flood_seconds": seconds,
        "flooded": sum(asked for asked, _errors in counts),
        "flood_errors": sum(errors for _asked, errors in counts),
        "memory": [before, server.workers_mb()],
    }


def _invent(server, end):
    asked = errors = 0
    while time.monotonic() < end:
        address = FLOODED[asked % len(FLOODED)].format(secrets.token_hex(6))
        asked += 1
        try:
            errors += server.ask(address).status >= 500
        except (OSError, HTTPException):
            errors += 1
    return asked, errors


def _percentiles(seconds):
    """The middle one and that of which one in twenty is slower, in milliseconds."""
    if len(seconds) < 2:
        return [1000 * each for each in seconds] * 2 or [0, 0]
    return [1000 * statistics.median(seconds), 1000 * statistics.quantiles(seconds, n=20)[-1]]
