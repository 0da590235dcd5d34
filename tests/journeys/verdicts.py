"""What was found clean is not looked at again, as long as all that it depends on is the same to the letter.

A verdict says of a fingerprint (fingerprint.py) that a visit found nothing. Only a visit that came to its end leaves
one. The folder is that of VERDICTS, else one in the checkout; VERDICTS=off reads and keeps none.
"""

import hashlib
import json
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.made_once import ROOT, place

FORMAT = 1
OFF = "off"
IN_CHECKOUT = ROOT / ".cache" / "verdicts"
ELSEWHERE = Path(tempfile.gettempdir(), f"dog-verdicts-{os.getuid()}-{hashlib.sha256(bytes(ROOT)).hexdigest()[:8]}")
DAYS_KEPT = 30
VISIT, MADE, KNOWN = "visit", "made", "known"  # what a test notes of each visit, for `summary`


def folder():
    """Where verdicts are kept; None where none are."""
    given = os.environ.get("VERDICTS", "")
    if given == OFF:
        return None
    return place(Path(given).absolute() if given else IN_CHECKOUT, ELSEWHERE)


def origin():
    """Where verdicts are kept, in a sentence."""
    found, given = folder(), os.environ.get("VERDICTS")
    if found is None:
        return "verdicts of visits: none are used (VERDICTS=off)"
    reason = f", because {given or 'this checkout'} cannot be written in" if found == ELSEWHERE else ""
    return f"verdicts of visits: kept in {found}{reason}"


def summary(reports):
    """How many visits the tests of these reports made, and how many they needed not make; None where no test visits."""
    noted = Counter(
        what for report in reports for name, what in getattr(report, "user_properties", ()) if name == VISIT
    )
    return f"visits: {noted[MADE]} made, {noted[KNOWN]} found clean before" if noted else None


class Verdicts:
    """The verdicts in a folder; where that is None there are none."""

    def __init__(self, folder):
        self.folder = folder
        if folder:
            self._clear()

    def has(self, fingerprint):
        """Whether a visit of exactly this found nothing. A file that is not whole or of another format says nothing."""
        if self.folder is None:
            return False
        file = self._file(fingerprint)
        try:
            is_clean = json.loads(file.read_text(encoding="utf-8")) == _content(fingerprint)
        except (OSError, ValueError):
            return False
        if is_clean:
            with suppress(OSError):  # a verdict that somebody else keeps, or removes in this moment
                os.utime(file)
        return is_clean

    def keep(self, fingerprint):
        """Write down that a visit of this found nothing: whole or not at all, also where two do so at once."""
        if self.folder is None:
            return
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self.folder, delete=False) as file:
            json.dump(_content(fingerprint), file)
        Path(file.name).replace(self._file(fingerprint))

    def _file(self, fingerprint):
        return self.folder / f"{fingerprint}.json"

    def _clear(self):
        """Remove what was of no use for a month, and what is left of processes that were killed."""
        for path in self.folder.iterdir():
            with suppress(OSError):  # another process removed it
                if path.stat().st_mtime < time.time() - DAYS_KEPT * 24 * 60 * 60:
                    path.unlink()


@dataclass(frozen=True)
class Memory:
    """What a test remembers of the visits it makes."""

    fingerprints: Any
    verdicts: Verdicts
    note: Callable[[str], None]

    def holds(self, fingerprint):
        """Whether no visit is needed."""
        is_known = self.verdicts.has(fingerprint)
        self.note(KNOWN if is_known else MADE)
        return is_known

    def keep(self, fingerprint):
        self.verdicts.keep(fingerprint)


def _content(fingerprint):
    return {"format": FORMAT, "fingerprint": fingerprint, "findings": []}
