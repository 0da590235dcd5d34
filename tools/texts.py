"""Fails when a text that people read has no Dutch words, or when the compiled file is old (`make lint`)."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
NOT_READ = shutil.ignore_patterns(".*", "node_modules", "tests", "bench", "staticfiles", "media", "*.sqlite3*")
DUTCH = Path("locale/nl/LC_MESSAGES")


def collected() -> polib.POFile:
    """The texts of this moment merged into a copy of the Dutch file."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "site"
        shutil.copytree(ROOT, copy, ignore=NOT_READ)
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--locale",
            "nl",
            "--no-obsolete",
            "--verbosity",
            "0",
        ]
        subprocess.run(command, cwd=copy, check=True)
        return polib.pofile(str(copy / DUTCH / "django.po"))


def problems() -> list[str]:
    catalogue = collected()
    found = [f"No Dutch words for: {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
    found += [f"To be looked at (fuzzy): {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    compiled = {
        (e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in polib.mofile(str(ROOT / DUTCH / "django.mo"))
    }
    source = polib.pofile(str(ROOT / DUTCH / "django.po")).translated_entries()
    if any(compiled.get((e.msgctxt, e.msgid)) != (e.msgstr, e.msgstr_plural) for e in source):
        found.append("django.mo is older than django.po: run `make messages`.")
    return found


if __name__ == "__main__":
    if not shutil.which("xgettext"):
        sys.exit("gettext is needed to collect the texts: on Debian `apt install gettext`.")
    sys.exit("\n".join(problems()) or None)
