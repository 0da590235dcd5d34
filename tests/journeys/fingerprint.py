"""The hash of all that a visit depends on: the page as served, without what differs by chance, and the ground.

The ground is what every visit stands on: browser, validator, axe, packages, our static files and the checks.
Rows get the same keys each time (same_rows.py), so that nothing of a key need be taken out of a page.
"""

import hashlib
import json
import platform
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.core.files.storage import default_storage

from tests.css import FRONTEND
from tests.made_once import ROOT

from .checks import axe

HERE = Path(__file__).parent
FONTS = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
UNITS = "seconden?|minuut|minuten|uur|uren"
# What differs from one time to the next, by its shape.
CHANCE = {
    # Where the name was taken, Django adds seven characters to that of a file.
    "file": (r"(/documenten/\d+/[\w-]+)_[A-Za-z0-9]{7}(\.[a-z]+)", r"\1\2"),
    "token": (r'(?<=")[A-Za-z0-9]{64}(?=")', "token"),
}
# In the admin also what tells when a row was written, and what scripts and Python's sets leave in any order.
CHANCE_IN_THE_ADMIN = {
    **CHANCE,
    "moment": (r'(?<=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)(?=")', "moment"),
    "day and time": (rf"\b\d{{1,2}} ({MONTHS}) \d{{4}}\s+\d\d\.\d\d\b", "moment"),
    "time": (r"(?<=>)\s*\d\d\.\d\d(?=<| door )", "moment"),
    "time ago": (rf"\b\d+(&nbsp;|\s)({UNITS}) geleden", "ago"),
    "time now": (r"xdsoft_time xdsoft_current", "xdsoft_time "),
    "order of classes": (r'(?<= class=")[^"]*(?=")', lambda found: " ".join(sorted(found[0].split()))),
}
# Headers that follow from the bytes, or name them: the tag of an answer is another one on each database. That they are
# there counts.
OF_THE_BYTES = {"Content-Length", "ETag"}
MEDIA = re.compile(rf"{re.escape(settings.MEDIA_URL)}[^\s\"'<>,)&]+")


class Fingerprints:
    """The fingerprints of visits that stand on one ground."""

    def __init__(self, ground):
        self.ground = ground

    def of_response(self, address, response):
        headers = {name: "" if name in OF_THE_BYTES else _in_order(value) for name, value in response.items()}
        html = with_media(without_chance(response.content.decode(), CHANCE))
        return self._hash(address, response.status_code, headers, sorted(response.cookies), html)

    def of_document(self, html, *details):
        return self._hash(with_media(without_chance(html, CHANCE_IN_THE_ADMIN)), *details)

    def _hash(self, *parts):
        return hashlib.sha256(json.dumps([self.ground, *parts], sort_keys=True).encode()).hexdigest()


def without_chance(html, chance):
    for pattern, shape in chance.values():
        html = re.sub(pattern, shape, html)
    return html


def with_media(html):
    """The HTML with the bytes of each image in the place of its address."""
    return MEDIA.sub(lambda found: _digest_of_media(found[0]), html)


def _digest_of_media(address):
    path = Path(default_storage.path(unquote(address).removeprefix(settings.MEDIA_URL)))
    return f"media:{_digest(path) if path.is_file() else 'missing'}{path.suffix}"


def _in_order(header):
    """The directives of a policy have no order."""
    return sorted(part.strip() for part in header.split(";"))


def ground(chromium):
    """What every visit in this browser stands on; None where there is none."""
    return {
        "chromium": chromium and chromium.version,
        "node": _version("node"),
        "axe": hashlib.sha256(axe.SCRIPT.encode()).hexdigest(),
        "packages": sorted({path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")}),
        "files": {str(path.relative_to(ROOT)): _digest(path) for path in sorted(_files())},
        "machine": [sys.version, platform.platform()],
        "fonts": sorted(str(path) for folder in FONTS for path in folder.rglob("*")),
    }


def _files():
    """Our static files, the checks, and what npm really installed; what a state holds is in its HTML."""
    yield from (path for path in (ROOT / "static").rglob("*") if path.is_file())
    yield from (path for path in HERE.glob("*.py") if not path.name.startswith("test_"))
    yield from (HERE / "checks").glob("*.py")
    yield from (FRONTEND / "validate.mjs", FRONTEND / "package-lock.json")
    yield from (FRONTEND / "node_modules").glob(".package-lock.json")


def _version(tool):
    try:
        return subprocess.run([tool, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return None


def _digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
