"""Requests each public page in this process and prints one table; pages.py runs it on a filled database."""

import gzip
import platform
import resource
import statistics
import sys
import time
from dataclasses import dataclass

import django
import wagtail
from django.core.cache import cache
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import EventPage, EventSeriesPage
from funding.models import FundingEntry, PublishedFigure
from news.models import NewsPage
from projects.models import ProjectPage, Theme

# architecture.md: what a page may cost; memory is that of one worker. Only printed, beside what was measured.
MAX_QUERIES, MAX_CPU, MAX_GZIP, MAX_MEMORY = 20, 150, 20, 200
HEADER = ("page", "queries ", "warm ", "CPU ms ", "warm ", "wall ms ", "warm ", "bytes ", "gzip KB ", "peak MB ")


@dataclass(frozen=True)
class Cost:
    """What one page costs: cold is with an empty cache, warm with what the request before left there."""

    path: str
    queries: tuple[int, int]
    cpu: tuple[float, float]
    wall: tuple[float, float]
    size: int
    gzip: float
    memory: float

    def cells(self):
        is_html = "." not in self.path
        return (
            self.path,
            *(mark(f"{number}", number > MAX_QUERIES) for number in self.queries),
            *(mark(f"{milliseconds:.0f}", milliseconds > MAX_CPU) for milliseconds in self.cpu),
            *(f"{milliseconds:.0f} " for milliseconds in self.wall),
            f"{self.size} ",
            mark(f"{self.gzip:.1f}", is_html and self.gzip > MAX_GZIP),
            mark(f"{self.memory:.0f}", self.memory > MAX_MEMORY),
        )


def report(runs):
    """Print what was measured over, a table with a line per page, and the limits."""
    versions = f"Django {django.__version__}, Wagtail {wagtail.__version__}, Python {platform.python_version()}"
    print(f"\n{describe_database()}\n{versions}; median of {runs} runs")
    print(f"{peak_memory():.0f} MB before the first request\n")
    client = Client()
    rows = [HEADER, *(measure(client, path, runs).cells() for path in pages())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        print(first.ljust(widths[0]), *(cell.rjust(width + 1) for cell, width in zip(others, widths[1:], strict=True)))
    print(
        f"\nLimits: {MAX_QUERIES} queries, {MAX_CPU} ms CPU, {MAX_GZIP} KB gzip (HTML), {MAX_MEMORY} MB; ! is over one."
    )
    print("The first of a pair is with an empty cache, “warm” with what the request before left there.")
    print("CPU is of this process alone; peak MB is its largest size up to and including that page.\n")


def pages():
    """The addresses to measure: the busiest page of each kind, the first theme, and the year with stated figures."""
    project = ProjectPage.objects.annotate(entries=Count("funding_entries")).order_by("-entries", "pk").first()
    theme = Theme.objects.first()
    year = PublishedFigure.objects.first().year
    latest = FundingEntry.objects.first().year
    series = EventSeriesPage.objects.order_by("-numchild", "pk").first()
    event = EventPage.objects.order_by("-numchild", "pk").first()
    with_programme = EventPage.objects.exclude(sessions=None).order_by("-start", "pk").first()
    news = NewsPage.objects.order_by("-date", "pk").first()
    return [
        "/",
        "/projecten/",
        "/projecten/?q=blockchain+zorg",
        f"/projecten/?jaar={latest}&sortering=bijdrage",
        f"/projecten/{project.slug}/",
        "/themas/",
        "/themas/?jaar=alle",
        f"/themas/{theme.slug}/",
        "/resultaten/",
        f"/resultaten/{year}/",
        f"/resultaten/{year}/financiering.csv",
        f"/resultaten/{year}/financiering.xlsx",
        f"/resultaten/{year}/financiering.json",
        "/agenda/",
        "/agenda/?periode=voorbij",
        f"/agenda/?q=blockchain+zorg&periode={latest}&thema={theme.slug}",
        series.url,
        event.url,
        "/agenda/feed.atom",
        "/agenda/agenda.ics",
        f"/agenda/agenda.ics?q=blockchain&thema={theme.slug}",
        f"{series.url}agenda.ics",
        f"{with_programme.url.removesuffix('/')}.ics",
        "/nieuws/",
        f"/nieuws/?jaar={latest}&thema={theme.slug}",
        news.url,
        "/nieuws/feed.atom",
        "/zoeken/",
        "/zoeken/?q=blockchain+zorg",
        f"/zoeken/?q=groningen&thema={theme.slug}",
        "/zoeken/?q=e",
        "/zoeken/?q=in",
        "/zoeken/?q=een+project+groningen+digital+innovatie+it+gemeente+ontwikkelen",
        "/zoeken/?q=hakkathon+blokchain",
        "/zoeken/?q=totale+bijdrage",
        "/zoeken/?q=474.427",
        "/sitemap.xml",
    ]


def measure(client, path, runs):
    body = request(client, path)  # fills what a process fills once, such as templates and content types
    cache.clear()
    queries = [count_queries(client, path), count_queries(client, path)]
    cold, warm = (clock(client, path, runs, prepare) for prepare in (cache.clear, None))
    return Cost(
        path=path,
        queries=tuple(queries),
        cpu=(cold[0], warm[0]),
        wall=(cold[1], warm[1]),
        size=len(body),
        gzip=len(gzip.compress(body, compresslevel=6)) / 1024,
        memory=peak_memory(),
    )


def count_queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        request(client, path)
    return len(captured)


def clock(client, path, runs, prepare):
    """Median milliseconds of CPU and of the clock on the wall, with `prepare` before each run."""
    times = []
    for _run in range(runs):
        if prepare:
            prepare()
        cpu, wall = time.process_time(), time.perf_counter()
        request(client, path)
        times.append((time.process_time() - cpu, time.perf_counter() - wall))
    return [1000 * statistics.median(column) for column in zip(*times, strict=True)]


def request(client, path):
    """The body at `path`, read to its end."""
    response = client.get(path)
    body = response.getvalue()
    if response.status_code != 200:
        raise SystemExit(f"{path} answers {response.status_code}, so there is nothing to measure.")
    return body


def mark(text, is_over):
    return f"{text}!" if is_over else f"{text} "


def peak_memory():
    """The largest size this process ever had, in MB; macOS counts bytes where Linux counts kilobytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def describe_database():
    version = ".".join(str(number) for number in connection.get_database_version())
    rows = {"projects": ProjectPage, "entries": FundingEntry, "events": EventPage, "news items": NewsPage}
    counts = ", ".join(f"{model.objects.count()} {name}" for name, model in rows.items())
    return f"{connection.display_name} {version}: {counts}"
