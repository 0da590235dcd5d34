"""What the admin costs with 5.000 pages, 5.000 entries and 2.000 images: queries and CPU per screen and role.

python bench/desk.py            fills a new SQLite database, prints a table and writes it in docs/performance.md
python bench/desk.py --quick    some rows of each, and writes nothing

With DATABASE_URL that (empty) database is filled. The CPU is that of the process: as the site is served, and where
the calls of a request are not in one piece of memory (dog_site/operations/stack.py).
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import tables

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "performance.md"
IS_QUICK = "--quick" in sys.argv
ROUNDS = 3 if IS_QUICK else 9
ROLES = ("communicatie", "cijfers", "coordinatie", "beheer")
FIRST_PAGE, LIST, FORM = "first page", "list", "form"
# What begins and ends a transaction asks nothing.
NO_QUESTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
# What issue 18 allows: queries, and milliseconds.
MAX_QUERIES = {FIRST_PAGE: 30, LIST: 20, FORM: 40}
MAX_CPU = {FIRST_PAGE: 150}


def main():
    folder = tempfile.mkdtemp()
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/desk.sqlite3")
    os.environ["DJANGO_SETTINGS_MODULE"] = "dog_site.settings.dev"
    sys.path[:0] = [str(ROOT)]
    import django

    django.setup()
    _fill()
    rows = [("role", "screen", "queries ", "CPU ms ", "in pieces ")]
    rows += [_row(role, name, path) for role in ROLES for name, path in _screens(role)]
    rows = [(f"{role}: {screen}", *costs) for role, screen, *costs in rows]
    text = tables.table(rows)
    print(text)
    if not IS_QUICK:
        from django.db import connection

        tables.write(DOCUMENT, {f"desk-{connection.vendor}": text})


def _row(role, name, path):
    queries, cpu, in_pieces = _cost(role, path)
    kind = name.partition(":")[0]
    return (
        role,
        name,
        tables.mark(f"{queries}", queries > MAX_QUERIES.get(kind, queries)),
        tables.mark(f"{cpu:.0f}", cpu > MAX_CPU.get(kind, cpu)),
        f"{in_pieces:.0f} ",
    )


def _fill():
    import seed
    from django.core.management import call_command

    from dog_site.core.models import DogImage

    seed.set_up()
    call_command("setup_site", development_logins=True, verbosity=0)
    many = seed.Amounts(entries=5_000, projects=1_500, events=2_400, series=100, news=1_000, organisations=300)
    some = seed.Amounts(entries=50, projects=15, events=24, series=1, news=10, organisations=3)
    seed.fill(some if IS_QUICK else many)
    DogImage.objects.bulk_create(
        DogImage(title=f"Foto {number}", file=f"original_images/{number}.png", width=10, height=10, collection_id=1)
        for number in range(20 if IS_QUICK else 2_000)
    )


def _screens(role):
    from events.models import EventPage
    from funding.models import FundingEntry
    from news.models import NewsPage
    from projects.models import ProjectPage

    yield FIRST_PAGE, "/beheer/"
    yield "all that needs attention", "/beheer/aandacht/"
    if role != "cijfers":
        for model, name in ((EventPage, "agenda"), (NewsPage, "nieuws"), (ProjectPage, "projecten")):
            yield f"{LIST}: {name}", f"/beheer/{name}/"
            yield f"{FORM}: {name}", f"/beheer/pages/{model.objects.order_by('-pk').first().pk}/edit/"
    if role != "communicatie":
        yield f"{LIST}: entries", "/beheer/snippets/funding/fundingentry/"
        yield f"{FORM}: entry", f"/beheer/snippets/funding/fundingentry/edit/{FundingEntry.objects.last().pk}/"


def _cost(role, path):
    """Queries of a screen that was opened before, and the medians of its CPU in milliseconds: in one piece, and not."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from dog_site.operations.stack import with_room

    client = Client(HTTP_HOST="localhost")
    client.force_login(get_user_model().objects.get(username=role))
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
        queries = sum(not query["sql"].startswith(NO_QUESTION) for query in captured.captured_queries)
    assert answer.status_code == 200, f"{path} answers {answer.status_code}"
    ways = {with_room(client.get): [], client.get: []}
    for _round in range(ROUNDS):
        for get, found in ways.items():
            start = time.process_time()
            get(path)
            found.append((time.process_time() - start) * 1000)
    return queries, *(statistics.median(found) for found in ways.values())


if __name__ == "__main__":
    main()
