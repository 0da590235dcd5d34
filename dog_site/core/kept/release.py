"""A short name for the code that runs, so that no release reads what another one kept."""

import hashlib
import os
from functools import cache

from django.conf import settings

# What answers are made of, below the folder of the project.
ROOMS = ("content_2017", "dog_site", "events", "funding", "home", "locale", "news", "projects", "results", "static")
READ = (".py", ".html", ".mo", ".toml", ".css", ".js", ".json", ".svg", ".png", ".ttf", ".txt", ".xml")
# These say where something is kept, and no answer prints them.
ASIDE = {"CACHES", "DATABASES", "LOGGING", "MEDIA_ROOT", "SECRET_KEY", "STATIC_ROOT"}


@cache
def release() -> str:
    """The same for every process of one release with the same settings; read from the disk once per process."""
    digest = hashlib.sha256(_code().encode())
    for name in sorted(set(dir(settings)) - ASIDE):
        if name.isupper():
            digest.update(f"{name}={getattr(settings, name)!r}".encode())
    return digest.hexdigest()[:12]


@cache
def _code():
    digest = hashlib.sha256()
    for path in _files():
        digest.update(f"{path.relative_to(settings.BASE_DIR)} {hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return digest.hexdigest()


def _files():
    root = settings.BASE_DIR
    found = [root / "requirements.txt"]
    for room in (*ROOMS, "templates"):
        for folder, folders, names in os.walk(root / room):
            folders[:] = [name for name in folders if name not in ("__pycache__", "node_modules")]
            found += [root / folder / name for name in names if name.endswith(READ)]
    return sorted(path for path in found if path.is_file())
