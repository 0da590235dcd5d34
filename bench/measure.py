"""Requests each public page in this process, and tells what it costs: queries, CPU, bytes and memory."""

import gzip
import resource
import statistics
import sys
import time

from addresses import NOT_THERE, pages, visitor
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dog_site.core.kept import values
from dog_site.core.models import ContentVersion
from events.models import EventPage
from funding.models import FundingEntry
from news.models import NewsPage
from projects.models import ProjectPage

# A page that takes longer is not asked again and again.
SLOW = 1.0  # seconds of CPU


def measure(runs, names=None) -> dict:
    """What each page costs; “cold” is the first visit after a change of the content, “warm” any other."""
    client = visitor()
    client.get("/")  # the first request of a process loads what every other one uses
    chosen = [(name, path) for name, path in pages() if not names or name in names]
    rows = []
    for name, path in chosen:
        try:
            rows.append(_cost(client, name, path, runs))
        except NoPage as error:
            print(f"{error}, so it is left out.")
    return {"database": describe_database(), "rows": rows}


def forget():
    """Change the content: what a worker knew of it is of no use, the next moment that changes a page included."""
    cache.clear()
    values.forget()
    ContentVersion.raise_number()


class NoPage(Exception):
    """What an address answers instead of a page."""


def _cost(client, name, path, runs):
    forget()
    cold = _counted(client, path)
    if cold["cpu"] < SLOW:  # else what was loaded once for this page does not matter
        forget()
        cold = _counted(client, path)
    warm = _counted(client, path)
    cpu = [cold["cpu"], warm["cpu"]]
    if max(cpu) < SLOW:
        cpu = [_clock(client, path, runs, prepare) for prepare in (forget, None)]
    return {
        "name": name,
        "path": path,
        "queries": [cold["queries"], warm["queries"]],
        "cpu": [1000 * seconds for seconds in cpu],
        "size": len(cold["body"]),
        "gzip": len(gzip.compress(cold["body"], compresslevel=6)) / 1024,
        "is_html": cold["is_html"],
        "memory": peak_memory(),
    }


def _counted(client, path):
    start = time.process_time()
    with CaptureQueriesContext(connection) as captured:
        response, body = _request(client, path)
    is_html = response.headers["Content-Type"].startswith("text/html")
    return {"cpu": time.process_time() - start, "queries": len(captured), "body": body, "is_html": is_html}


def _clock(client, path, runs, prepare):
    """Median seconds of CPU, with `prepare` before each run."""
    times = []
    for _run in range(runs):
        if prepare:
            prepare()
        start = time.process_time()
        _request(client, path)
        times.append(time.process_time() - start)
    return statistics.median(times)


def _request(client, path):
    """The answer at `path` and its body, read to the end."""
    response = client.get(path)
    body = response.getvalue()
    if response.status_code != (404 if path == NOT_THERE else 200):
        raise NoPage(f"{path} answers {response.status_code}")
    return response, body


def peak_memory():
    """The largest size this process ever had, in MB; macOS counts bytes where Linux counts kilobytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def describe_database():
    version = ".".join(str(number) for number in connection.get_database_version())
    rows = {"projects": ProjectPage, "entries": FundingEntry, "events": EventPage, "news items": NewsPage}
    counts = ", ".join(f"{model.objects.count()} {name}" for name, model in rows.items())
    return f"{connection.display_name} {version}: {counts}"
