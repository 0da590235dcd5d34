"""A folder that is made once per version of the code, and copied by every process that needs its content."""

import datetime
import fcntl
import hashlib
import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
MAKERS = [ROOT / "tests" / name for name in ("made_once.py", "database.py", "postgresql.py")]
# The making reads none of these; database.py takes the templates away from it, so that it cannot.
LEFT_OUT = {"tests", "bench", "tools", "docs", "frontend", "static", "staticfiles", "media", "templates"}
READ_AT_THE_TOP = {".py", ".toml", ".txt"}
# These differ from one process to the next, and nothing that is made depends on them.
OWN_SETTINGS = {"DATABASES", "MEDIA_ROOT"}
# How many versions stay, so that going back to a branch takes no waiting.
KEPT = 8
SEAL = "seal.json"


def version(*details: str, root: Path = ROOT) -> str:
    """A short name for everything that the made site depends on.

    That is the code and the content as they are on disk, committed or not; Python, the packages and the settings; the
    `details`, such as the version of the database; and the day, because the content holds moments of publishing.
    """
    module = import_module(os.environ["DJANGO_SETTINGS_MODULE"])
    everything = [
        [(str(path), _digest(path)) for path in sorted([*_sources(root), *MAKERS])],
        sorted({path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")}),
        sorted(
            (name, repr(value)) for name, value in vars(module).items() if name.isupper() and name not in OWN_SETTINGS
        ),
        [sys.version, *details, str(today())],
    ]
    return hashlib.sha256(json.dumps(everything).encode()).hexdigest()[:12]


def today():
    return datetime.datetime.now(ZoneInfo(settings.TIME_ZONE)).date()


def _sources(root):
    for folder, folders, files in os.walk(root):
        at_the_top = Path(folder) == root
        skipped = LEFT_OUT if at_the_top else {"__pycache__"}
        folders[:] = [
            name
            for name in folders
            if name not in skipped and not name.startswith(".") and not Path(folder, name, "pyvenv.cfg").exists()
        ]
        for name in files:
            if not name.startswith(".") and (not at_the_top or Path(name).suffix in READ_AT_THE_TOP):
                yield Path(folder, name)


def _digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def place(*candidates: Path) -> Path:
    """The first of these folders in which this process can write."""
    for folder in candidates:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=folder).close()
        except OSError:
            continue
        return folder
    raise OSError(f"None of these folders can be written in: {', '.join(map(str, candidates))}.")


@contextmanager
def made_once(place, key, make, is_usable=lambda: True):
    """The folder of `key()` in `place`, and how it came about.

    When it is missing, not whole or not usable, `make` fills a new one. That gets its name only when it is complete,
    with a seal of every file in it; so the remains of a killed making are never taken for one. Other processes wait
    in the meantime, and nothing is removed before the end of the `with`.
    """
    with _locked(place):
        folder, how = place / key(), "copied"
        if not (is_whole(folder) and is_usable()):
            how = "made anew, because it was damaged" if folder.exists() else "made"
            _clear(place, folder)
            making = Path(tempfile.mkdtemp(prefix="making-", dir=place))
            make(making)
            if place / key() != folder:
                raise RuntimeError("Files were changed while the site was being made: start again.")
            (making / SEAL).write_text(_seal(making), encoding="utf-8")
            making.rename(folder)
        yield folder, how


@contextmanager
def _locked(place):
    place.mkdir(exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _clear(place, folder):
    """Remove what is left of makings, the damaged folder and the oldest of the others."""
    others = [other for other in place.iterdir() if other.is_dir() and other != folder]
    old = sorted((other for other in others if (other / SEAL).exists()), key=lambda other: other.stat().st_mtime)
    unfinished = [other for other in others if other not in old]
    for other in [folder, *unfinished, *old[: 1 - KEPT]]:
        shutil.rmtree(other, ignore_errors=True)


def _seal(folder):
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path != folder / SEAL]
    return json.dumps({str(path.relative_to(folder)): _digest(path) for path in files})


def is_whole(folder):
    seal = folder / SEAL
    return seal.is_file() and seal.read_text(encoding="utf-8") == _seal(folder)
