"""Prints what each public page costs, beside an empty view and a bare page of Wagtail. It never fails a limit.

    .venv/bin/python bench/judge.py            SQLite, PostgreSQL and Redis; writes the tables of docs/performance.md
    .venv/bin/python bench/judge.py --quick    much less of everything, to try it; writes nothing

Everything is made for the occasion and thrown away: the databases, the site with the content of 2017, the empty view
(empty.py) and a fresh project of `wagtail start`. They are served alike, and asked in turns (compare.py), so that
whatever else the machine does hits all of them. Then the database grows tenfold, and the site is measured in process.
"""

import argparse
import datetime
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

import servers
import tables
from compare import Side, compare, noise
from servers import ROOT, WORKERS, served, served_bare, served_empty
from stores import Store, databases, emptied_redis

DOCUMENT = ROOT / "docs" / "performance.md"
NOT_KEPT = {"ANSWERS_ARE_KEPT": "0"}
STEPS = ("set_up", "search", "fill", "measure", "load")
# What --quick looks at.
QUICK = (
    *("home", "project", "theme", "results of a year", "year CSV", "figure, year", "agenda", "event", "news item"),
    *("search, a word", "robots.txt", "not found"),
)


def main():
    options = read_options()
    if options.step:
        run_step(options)
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers end as well
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dog-bench-", ignore_cleanup_errors=True) as name:
        with databases(options.database) as found:
            stores = [Store("SQLite", f"sqlite:///{name}/bench.sqlite3", f"sqlite:///{name}/bare.sqlite3"), *found]
            bench = Bench(Path(name), options)
            bench.prepare(stores)
            for store in stores:
                bench.on(store)
        bench.finish(time.monotonic() - began)


def read_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--database",
        metavar="URL",
        default=os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres"),
        help="a PostgreSQL server, by the address of a database that exists; two are made beside it and dropped "
        "afterwards (also: BENCH_DATABASE_URL). It is left out when it does not answer, or is empty.",
    )
    parser.add_argument(
        "--redis",
        metavar="URL",
        default="redis://127.0.0.1:6379/15",
        help="a database of Redis for this alone: it is emptied (redis://127.0.0.1:6379/15)",
    )
    parser.add_argument(
        "--quick", action="store_true", help="few rows, a dozen pages, one round, three seconds of load"
    )
    parser.add_argument("--growth", action="store_true", help="only the tables of growth")
    parser.add_argument("--rounds", type=int, help="turns of each page, of which the median counts (3; quick: 1)")
    parser.add_argument("--flood", type=float, help="seconds of invented queries (60; quick: 3)")
    parser.add_argument("--pages", nargs="+", metavar="PAGE", help="names as in the tables (all; quick: a dozen)")
    parser.add_argument("--docs", type=Path, help="the document to write into (docs/performance.md; quick: none)")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--with", dest="given", type=json.loads, default={}, help=argparse.SUPPRESS)
    options = parser.parse_args()
    quick = options.quick
    options.rounds = options.rounds or (1 if quick else 3)
    options.flood = options.flood or (3 if quick else 60)
    options.seconds, options.load, options.runs = (0.1, 3, 1) if quick else (0.3, 20, 5)
    options.pages = options.pages or (QUICK if quick else None)
    options.docs = options.docs or (None if quick else DOCUMENT)
    return options


class Bench:
    """One run: its folder, the servers of all databases in turn, and the tables it makes."""

    def __init__(self, folder, options):
        self.folder, self.options, self.sections, self.notes = folder, options, {}, []
        self.loads, self.memory = [], []

    def prepare(self, stores):
        """Both databases at the same time: the machine has a second core, and nothing is measured yet."""
        bare = self.folder / "bare"
        bare.mkdir()
        servers.make_bare(bare)
        collect = [sys.executable, "manage.py", "collectstatic", "--noinput"]
        servers.run(collect, environment=self.environment("sqlite://:memory:"), quiet=True)
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda store: self.step("set_up", self.environment(store.url)), stores))
            list(pool.map(lambda store: servers.migrate_bare(bare, store.bare), stores))

    def environment(self, database):
        return servers.production_environment(self.folder, database)

    def on(self, store):
        """Everything on one database that was set up."""
        print(f"\n{store.name}", flush=True)
        environment = self.environment(store.url)
        if self.options.growth:
            self.growth(store.name, environment)
            return
        if not self.options.quick:
            self.step("search", environment)
        measured = self.measured(environment)
        pages = [(row["name"], row["path"]) for row in measured["rows"]]
        sizes = {row["path"]: row["size"] for row in measured["rows"]}
        with ExitStack() as stack:
            empty = stack.enter_context(served_empty())
            bare_page = stack.enter_context(served_bare(self.folder / "bare", store.bare))
            plain = stack.enter_context(served("not kept", "dog_site.wsgi", environment | NOT_KEPT))
            kept = stack.enter_context(served("kept", "dog_site.wsgi", environment))
            side = Side(empty=empty, bare=bare_page, plain=plain, kept=kept, beside=store.beside)
            found = compare(pages, sizes, side, self.options.rounds, self.options.seconds)
            self.memory += [(store.name, each.name, each.workers_mb()) for each in (empty, bare_page, plain, kept)]
        self.show(store.name.lower(), f"{measured['database']}\n\n{tables.compared(store.name, measured, found)}")
        self.tell(store.name, found, noise(found))
        with emptied_redis(self.options.redis if store.name == "PostgreSQL" else "") as process:
            cached = environment | {"CACHE_URL": self.options.redis.replace("redis://", "rediscache://", 1)}
            if process:
                self.in_redis(cached, process, pages, sizes)
            self.under_load(store.name, environment)
            if process and not self.options.quick:
                self.under_load(f"{store.name}, Redis", cached)
        self.growth(store.name, environment)

    def measured(self, environment):
        return self.step("measure", environment | NOT_KEPT, runs=self.options.runs, pages=self.options.pages)

    def in_redis(self, environment, process, pages, sizes):
        """The answers that are kept in Redis; `process` is its own."""
        with served_empty() as empty, served("kept in Redis", "dog_site.wsgi", environment) as kept:
            side = Side(empty=empty, kept=kept, beside=lambda: [process])
            found = compare(pages, sizes, side, self.options.rounds, self.options.seconds)
        self.show("redis", tables.kept_only("Redis", found))
        self.tell("Redis", found, None)

    def under_load(self, store, environment):
        with served("load", "dog_site.wsgi", environment) as server:
            given = {"port": server.port, "pid": server.pid, "seconds": self.options.load, "flood": self.options.flood}
            self.loads.append((store, self.step("load", environment, **given)))

    def growth(self, store, environment):
        """A tenth of the rows, and all of them, in the same database."""
        factor = 0.04 if self.options.quick else 1
        found = []
        for part in (0.1, 1):
            self.step("fill", environment, factor=factor * part)
            found.append(self.measured(environment))
        small, large = found
        title = f"{small['database']}\nx10: {large['database']}"
        self.show(f"growth-{store.lower()}", f"{title}\n\n{tables.grown(small, large)}")

    def step(self, name, environment, **given):
        """What one step, in a process of its own, gives back as JSON."""
        descriptor, path = tempfile.mkstemp(".json", name, self.folder)
        os.close(descriptor)
        given = json.dumps(given | {"result": path})
        servers.run([sys.executable, __file__, f"--step={name}", f"--with={given}"], environment=environment)
        return json.loads(Path(path).read_text(encoding="utf-8"))

    def tell(self, store, found, spread):
        for costs in found:
            if costs.problem:
                self.notes.append(f"{store}, {costs.name} ({costs.path}): {costs.problem}, so it was not compared.")
        if spread:
            self.notes.append(
                "{}: the bare page against itself, twice in each turn: {:.2f}; nine in ten between {:.2f} and {:.2f}."
                "".format(store, *spread)
            )

    def show(self, name, text):
        print(f"\n{text}\n", flush=True)
        self.sections[name] = text

    def finish(self, seconds):
        if self.options.growth:
            self.write()
            return
        self.show("load", tables.loads(self.loads))
        self.show("memory", tables.memory(self.memory))
        self.show("machine", "\n".join([*describe_machine(seconds), *self.notes]))
        self.write()

    def write(self):
        print(tables.LEGEND)
        if self.options.docs:
            tables.write(self.options.docs, self.sections)


def describe_machine(seconds):
    """When, on what and with what the tables were made."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    ).stdout.strip()
    packages = ", ".join(f"{name} {version(name)}" for name in ("Django", "wagtail", "gunicorn"))
    command = " ".join(["bench/judge.py", *sys.argv[1:]])
    yield f"{command}, {datetime.datetime.now(datetime.UTC):%-d %B %Y}, commit {commit}, {seconds / 60:.0f} minutes"
    yield f"{_processor()}, {os.cpu_count()} cores; Python {platform.python_version()}, {packages}"
    yield f"gunicorn with {WORKERS} sync workers for each server; load average at the end {os.getloadavg()[1]:.1f}"


def _processor():
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def run_step(options):
    """One step in a process of its own; the modules want Django to be set up when they load."""
    import django

    django.setup()
    given = options.given
    result = globals()[f"step_{options.step}"](given)
    Path(given["result"]).write_text(json.dumps(result), encoding="utf-8")


def step_set_up(given):
    import seed

    seed.set_up()


def step_search(given):
    import seed

    seed.search()


def step_fill(given):
    import seed

    seed.fill(seed.FULL.times(given["factor"]))


def step_measure(given):
    import measure

    return measure.measure(given["runs"], given["pages"])


def step_load(given):
    import load

    return load.run(servers.Server("load", given["port"], given["pid"]), given["seconds"], given["flood"])


if __name__ == "__main__":
    main()
