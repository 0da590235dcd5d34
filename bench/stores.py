"""The databases of a run, made for the occasion and dropped afterwards, and Redis."""

import os
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import psycopg
import redis

# Seconds that may pass before a database is taken for not there.
PATIENCE = 3


@dataclass(frozen=True)
class Store:
    """A kind of database, the addresses of one for the site and one for the bare page, and its own processes."""

    name: str
    url: str
    bare: str
    beside: Callable[[], list[int]] = list


@contextmanager
def databases(maintenance_url):
    """PostgreSQL as a list of one Store with two empty databases, gone afterwards; an empty list without it."""
    if urlsplit(maintenance_url).scheme not in ("postgres", "postgresql"):
        print("No PostgreSQL is named, so it is left out.")
        yield []
        return
    try:
        connection = psycopg.connect(maintenance_url, autocommit=True, connect_timeout=PATIENCE)
    except psycopg.OperationalError as error:
        print(f"There is no PostgreSQL at {maintenance_url}, so it is left out: {error}")
        yield []
        return
    names = [f"dog_bench_{os.getpid()}", f"dog_bench_bare_{os.getpid()}"]

    def processes():
        rows = connection.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s", [names[0]]).fetchall()
        return [pid for (pid,) in rows]

    with connection:
        try:
            for name in names:
                connection.execute(f"CREATE DATABASE {name}")
            urls = (urlsplit(maintenance_url)._replace(path=f"/{name}").geturl() for name in names)
            yield [Store("PostgreSQL", *urls, processes)]
        finally:
            for name in names:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def emptied_redis(url):
    """The process of the Redis at `url`, of which that database is emptied before and after; None without it."""
    if not url:
        yield None
        return
    client = redis.Redis.from_url(url, socket_timeout=PATIENCE)
    try:
        client.flushdb()
    except redis.RedisError as error:
        print(f"There is no Redis at {url}, so it is left out: {error}")
        yield None
        return
    try:
        yield client.info("server")["process_id"]
    finally:
        client.flushdb()
