"""Databases on the server of TEST_DATABASE_URL: made, locked by name, and dropped.

A connection holds a lock of the server, so the lock ends with the process, whatever happens to that.
"""

import os
from contextlib import contextmanager
from itertools import count
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

MADE = "dog_made_"
UNFINISHED = "_making"


def address(name):
    return urlsplit(os.environ["TEST_DATABASE_URL"])._replace(scheme="postgresql", path=f"/{name}").geturl()


def connect():
    """A connection beside the databases of the tests."""
    return psycopg.connect(address("postgres"), autocommit=True)


def version(server):
    return server.execute("SELECT version()").fetchone()[0]


@contextmanager
def locked(server, name):
    _lock(server, name)
    try:
        yield
    finally:
        _unlock(server, name)


@contextmanager
def own_name(server, wanted):
    """The first of `wanted`, `wanted_2` ... that no other process has; nothing is there now or afterwards.

    The next process drops what a killed one left behind.
    """
    names = (wanted if number == 1 else f"{wanted}_{number}" for number in count(1))
    name = next(name for name in names if _lock(server, name, wait=False))
    drop(server, name)
    try:
        yield name
    finally:
        drop(server, name)
        _unlock(server, name)


def copy(server, template, name):
    _run(server, "CREATE DATABASE {} TEMPLATE {}", name, template)


def drop(server, name):
    _run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def make_template(server, name, make):
    """Fill a database with `make(address)`; it gets its name only when it is complete, and nobody can change it."""
    unfinished = name + UNFINISHED
    drop(server, name)
    _run(server, "CREATE DATABASE {}", unfinished)
    make(address(unfinished))
    _run(server, "ALTER DATABASE {} ALLOW_CONNECTIONS false", unfinished)
    _run(server, "ALTER DATABASE {} RENAME TO {}", unfinished, name)


def is_template(server, name):
    """Somebody may have changed a database that accepts connections."""
    return server.execute("SELECT datallowconn FROM pg_database WHERE datname = %s", [name]).fetchone() == (False,)


def drop_old_templates(server, kept):
    """Drop all but the newest, and remains of makings, except those that somebody is making or copying."""
    rows = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid DESC", [MADE])
    names = [name for [name] in rows]
    templates = [name for name in names if not name.endswith(UNFINISHED)]
    for name in {*names} - {*templates[:kept]}:
        lock = name.removesuffix(UNFINISHED)
        if _lock(server, lock, wait=False):
            drop(server, name)
            _unlock(server, lock)


def _run(server, statement, *names):
    server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _lock(server, name, wait=True):
    function = "pg_advisory_lock" if wait else "pg_try_advisory_lock"
    return server.execute(f"SELECT {function}(hashtextextended(%s, 0))", [name]).fetchone()[0] is not False


def _unlock(server, name):
    server.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])
