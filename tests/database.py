"""The database of the tests: a copy of the site as `setup_site` and `load_2017` make it.

The site is made once per version of the code, in a folder with its media (made_once.py), by a process of its own:
`python -m tests.database FOLDER`. On PostgreSQL the database is on the server instead, as a template (postgresql.py).
"""

import datetime
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from tests import postgresql
from tests.made_once import KEPT, ROOT, made_once, place, version

IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"
FILE = "site.sqlite3"
MEDIA = "media"
IN_CHECKOUT = ROOT / ".cache" / "site"
ELSEWHERE = Path(tempfile.gettempdir(), f"dog-site-{os.getuid()}-{hashlib.sha256(bytes(ROOT)).hexdigest()[:8]}")


def origin() -> str:
    """Where the copies come from, in a sentence; makes the site where that was not done yet."""
    with made_site() as (folder, how):
        kept = "" if folder.is_relative_to(IN_CHECKOUT) else f", in {folder.parent} because this checkout is read-only"
        return f"site of 2017: {how}{kept} (version {folder.name})"


@contextmanager
def own_copy(file: Path | None = None):
    """Put the default connection on a copy that no other process has, and the media in this process's MEDIA_ROOT.

    On SQLite the copy is in memory, or in `file` for a test that needs more than one connection.
    """
    with _copy_on_postgresql() if connection.vendor == "postgresql" else _copy_on_sqlite(str(file or IN_MEMORY)):
        yield


def made_site():
    """The folder of the site, and how it came about; nobody changes or removes it before the end of the `with`."""
    return _made_on_postgresql() if connection.vendor == "postgresql" else _made_on_sqlite()


@contextmanager
def _copy_on_sqlite(name):
    with made_site() as (folder, _how):
        _use(name)
        connection.ensure_connection()
        with closing(sqlite3.connect(f"{(folder / FILE).as_uri()}?mode=ro", uri=True)) as made:
            made.backup(connection.connection)
        _copy_media(folder)
    yield


@contextmanager
def _copy_on_postgresql():
    wanted = f"test_{settings.DATABASES['default']['NAME']}"
    with postgresql.connect() as server, postgresql.own_name(server, wanted) as name:
        with made_site() as (folder, _how):
            postgresql.copy(server, postgresql.MADE + folder.name, name)
            _copy_media(folder)
        _use(name)
        yield
        connection.close()


def _use(name):
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _copy_media(folder):
    shutil.copytree(folder / MEDIA, settings.MEDIA_ROOT, dirs_exist_ok=True)


def _made_on_sqlite():
    folder = place(IN_CHECKOUT, ELSEWHERE) / "sqlite"
    return made_once(folder, partial(version, sqlite3.sqlite_version), partial(make_site, "sqlite://:memory:"))


@contextmanager
def _made_on_postgresql():
    with postgresql.connect() as server:
        folder, key = place(IN_CHECKOUT, ELSEWHERE) / "postgresql", partial(version, postgresql.version(server))
        name = postgresql.MADE + key()

        def make(folder):
            postgresql.drop_old_templates(server, KEPT - 1)
            postgresql.make_template(server, name, lambda address: make_site(address, folder))

        with (
            postgresql.locked(server, name),
            made_once(folder, key, make, lambda: postgresql.is_template(server, name)) as made,
        ):
            yield made


def make_site(address, folder):
    """Make the site in the database of `address`, with its media in `folder`; on SQLite the database goes there too."""
    command = [sys.executable, "-m", "tests.database", str(folder)]
    environment = {**os.environ, "TEST_DATABASE_URL": address}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"The site of 2017 could not be made:\n{done.stderr}")


def main(folder):
    # A day old, as any site is at midnight: a test that takes it for made today fails at noon too.
    timezone.now = partial(lambda now: now() - datetime.timedelta(days=1), timezone.now)
    django.setup()
    # Without templates, so that what is made cannot depend on them.
    with override_settings(TEMPLATES=[], MEDIA_ROOT=str(folder / MEDIA)):
        call_command("migrate", verbosity=0)
        call_command("setup_site", development_logins=True, verbosity=0)
        call_command("load_2017", verbosity=0)
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / FILE)) as file:
            connection.connection.backup(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
