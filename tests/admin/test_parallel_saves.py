"""Of twenty who do the same to one figure in the same moment, one does it; the others hear so (T16)."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def own_database(folder):
    """The address of a new database of the kind that the tests run on; dropped on PostgreSQL."""
    address = os.environ.get("TEST_DATABASE_URL", "")
    if not address.startswith(("postgres://", "postgresql://", "psql://", "pgsql://")):
        yield f"sqlite:///{folder / 'parallel.sqlite3'}"
        return
    parts = urlsplit(address)._replace(scheme="postgresql")
    name = f"{parts.path.strip('/')}_parallel_{os.getpid()}"
    with psycopg.connect(parts._replace(path="/postgres").geturl(), autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield parts._replace(path=f"/{name}").geturl()
        finally:
            server.execute(drop)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What tests/admin/parallel.py says about each of the three."""
    with own_database(tmp_path_factory.mktemp("parallel")) as address:
        done = subprocess.run(
            [sys.executable, "-m", "tests.admin.parallel"],
            cwd=ROOT,
            env={**os.environ, "TEST_DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "dog_site.settings.test"},
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_of_twenty_saves_at_once_one_wins_and_the_others_see_the_conflict(told):
    before, after = told["before"], told["saves"]

    assert after["statuses"] == {"302": 1, "200": 19}
    assert after["conflicts"] == 19
    assert after["revisions"] == before["revisions"] + 1
    assert after["drafted"] != before["drafted"]
    assert (after["contribution"], after["live"]) == (before["contribution"], True)


def test_of_twenty_approvals_at_once_one_publishes(told):
    after = told["approvals"]

    assert after["statuses"] == {"302": 20}
    assert after["changes"] == told["saves"]["changes"] + 1
    assert (after["contribution"], after["live"]) == ("2500.00", True)


def test_of_twenty_unpublications_at_once_the_register_keeps_one(told):
    after = told["unpublications"]

    assert set(after["statuses"]) <= {"200", "302"}
    assert after["changes"] == told["approvals"]["changes"] + 1
    assert not after["live"]
