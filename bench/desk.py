"""What the admin costs with 5.000 pages, 5.000 entries and 2.000 images: queries and CPU per screen and role.

python bench/desk.py        fills a new SQLite database and prints a table; with DATABASE_URL that (empty) database

The most that issue 18 allows: the first page 30 queries and 150 ms, a list 20 queries, a form 40.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 9
IMAGES = 2_000
ROLES = ("communicatie", "cijfers", "coordinatie", "beheer")


def main():
    folder = tempfile.mkdtemp()
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/desk.sqlite3")
    os.environ["DJANGO_SETTINGS_MODULE"] = "dog_site.settings.dev"
    sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
    import django

    django.setup()
    _fill()
    for role in ROLES:
        for name, path in _screens(role):
            queries, cpu, status = _cost(role, path)
            print(f"| {role} | {name} | {status} | {queries} | {cpu * 1000:.0f} |", flush=True)


def _fill():
    import seed
    from django.core.management import call_command

    from dog_site.core.models import DogImage

    seed.set_up()
    call_command("setup_site", development_logins=True, verbosity=0)
    seed.fill(seed.Amounts(entries=5_000, projects=1_500, events=2_400, series=100, news=1_000, organisations=300))
    DogImage.objects.bulk_create(
        DogImage(title=f"Foto {number}", file=f"original_images/{number}.png", width=10, height=10, collection_id=1)
        for number in range(IMAGES)
    )
    print("| role | screen | status | queries | CPU, ms |\n|---|---|---|---|---|")


def _screens(role):
    from events.models import EventPage
    from funding.models import FundingEntry
    from news.models import NewsPage
    from projects.models import ProjectPage

    yield "first page", "/beheer/"
    yield "all that needs attention", "/beheer/aandacht/"
    if role != "cijfers":
        for model, name in ((EventPage, "agenda"), (NewsPage, "nieuws"), (ProjectPage, "projecten")):
            yield f"list: {name}", f"/beheer/{name}/"
            yield f"form: {name}", f"/beheer/pages/{model.objects.order_by('-pk').first().pk}/edit/"
    if role != "communicatie":
        yield "list: entries", "/beheer/snippets/funding/fundingentry/"
        yield "form: entry", f"/beheer/snippets/funding/fundingentry/edit/{FundingEntry.objects.last().pk}/"


def _cost(role, path):
    """Queries and the median of CPU seconds of a screen that was opened before, and its status."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="localhost")
    client.force_login(get_user_model().objects.get(username=role))
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
        queries = len(captured)
    seconds = []
    for _round in range(ROUNDS):
        start = time.process_time()
        client.get(path)
        seconds.append(time.process_time() - start)
    return queries, statistics.median(seconds), answer.status_code


if __name__ == "__main__":
    main()
