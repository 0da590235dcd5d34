"""Prints what each public page costs: queries, CPU, size and memory. Measures only; it never fails a limit.

    .venv/bin/python bench/pages.py                      5.000 entries in an SQLite file
    .venv/bin/python bench/pages.py --entries 100000
    .venv/bin/python bench/pages.py --database postgres://postgres@127.0.0.1:5432/postgres

The database is made for the occasion and thrown away. Filling and serving run in processes of their own, so
that the memory of serving is that of a worker and of nothing else.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = "dog_site.settings.test"
DATABASE = "dog_bench"
STEPS = ("seed", "measure")


def main():
    options = read_options()
    if options.step:
        run_step(options)
        return
    with (
        tempfile.TemporaryDirectory(prefix="dog-bench-") as folder,
        new_database(options.database, folder) as url,
    ):
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "TEST_DATABASE_URL": url,
            "DATABASE_URL": url,
            "PYTHONPATH": str(ROOT),
            "TMPDIR": folder,  # where the test settings keep their media
        }
        for step in STEPS:
            arguments = [f"--step={step}", f"--entries={options.entries}", f"--runs={options.runs}"]
            # WhiteNoise warns that nobody ran collectstatic; that costs a page nothing.
            python = [sys.executable, "-W", "ignore:No directory at"]
            done = subprocess.run([*python, __file__, *arguments], env=environment, cwd=ROOT, check=False)
            if done.returncode:
                raise SystemExit(f"The step “{step}” stopped; what it says stands above.")


def read_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--database",
        metavar="URL",
        default=os.environ.get("BENCH_DATABASE_URL", ""),
        help=f"a PostgreSQL server, by the address of a database that exists; {DATABASE} is made beside it and "
        "dropped afterwards (also: BENCH_DATABASE_URL). Without it: an SQLite file.",
    )
    parser.add_argument("--entries", type=int, default=5_000, help="funding entries over ten years (5000)")
    parser.add_argument("--runs", type=int, default=9, help="runs per page, of which the median counts (9)")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.database and urlsplit(options.database).scheme not in ("postgres", "postgresql"):
        parser.error("--database takes an address like postgres://user@host:5432/postgres")
    return options


@contextmanager
def new_database(maintenance_url, folder):
    """The address of an empty database, gone afterwards: a file in `folder`, or one on the server."""
    if not maintenance_url:
        yield f"sqlite:///{folder}/bench.sqlite3"
        return
    with psycopg.connect(maintenance_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        connection.execute(f"CREATE DATABASE {DATABASE}")
        try:
            yield urlsplit(maintenance_url)._replace(path=f"/{DATABASE}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")


def run_step(options):
    """Fill the database, or measure its pages; the modules want Django to be set up when they load."""
    import django

    django.setup()
    if options.step == "seed":
        import seed

        seed.fill(entries=options.entries)
    else:
        import measure

        measure.report(runs=options.runs)


if __name__ == "__main__":
    main()
