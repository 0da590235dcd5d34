"""A hand that does the work in the admin, and counts its clicks: docs/editors.md tells how many there are.

`make clicks` counts anew and writes them there; a journey that takes another number fails until that is done.
"""

import os
import re
import sys
import time
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "editors.md"
WRITES = "WRITE_CLICKS"


class Hand:
    """Clicks, and counts the clicks; to type in a field is to click in it first."""

    def __init__(self, page):
        self.page = page
        self.clicks = 0
        self.began = time.monotonic()

    def click(self, part):
        self.clicks += 1
        part.click()

    def type(self, field, text):
        self.click(field)
        field.fill(text)

    def choose(self, field, value):
        """Open a list of choices, and click on one."""
        self.clicks += 2
        field.select_option(value)

    def is_done(self, work, most):
        """The `work` is done as docs/editors.md calls it: in as many clicks as told there, and in `most` of them."""
        seconds = time.monotonic() - self.began
        sys.stdout.write(f"\n{work}: {self.clicks} clicks, {seconds:.1f} s for a script\n")
        if WRITES in os.environ:
            _write(work, self.clicks)
        assert self.clicks <= most
        assert self.clicks == _told(work), f"docs/editors.md tells another number of clicks for “{work}”: make clicks"


def field(page, name):
    return page.locator(f"[name={name}]")


def next_step(page, hand, words):
    """Choose what stands beside the button that saves."""
    hand.click(page.locator("footer").get_by_role("button", name=str(words)))


def _line(work):
    return re.compile(rf"^(\| {re.escape(work)} \| )(\d*)( \|)$", re.MULTILINE)


def _told(work):
    found = _line(work).search(DOCUMENT.read_text(encoding="utf-8"))
    return int(found[2] or 0) if found else None


def _write(work, clicks):
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(_line(work).sub(rf"\g<1>{clicks}\g<3>", text), encoding="utf-8")
