"""Fills an empty database: the real content of 2017, and around it made-up projects and entries of ten years.

Words are drawn one by one from the texts of 2017, since repeated sentences would flatter the gzip figures.
The same numbers come out each time.
"""

import re
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from itertools import count
from random import Random

from django.core.management import call_command
from django.db import connection, transaction

from funding.models import AmountState, FundingEntry, FundingPartner, SizeScope, SourceDocument, Stage
from home.loading import ROWS_FILE, load_2017
from projects.models import Organisation, ProjectIndexPage, ProjectPage, ProjectPartner, Role, Theme
from results.models import ResultsIndexPage, YearlyResultsPage

YEARS = range(2017, 2027)
PROJECTS = 500
ORGANISATIONS = 300
BATCH = 5_000
PUBLISHED = datetime(2026, 3, 14, 12, tzinfo=UTC)
WORDS = sorted(set(re.findall(r"[A-Za-z]{3,}", ROWS_FILE.read_text(encoding="utf-8"))))

# How often a source says what, in parts of a hundred.
CONTRIBUTION_STATES = {AmountState.KNOWN: 90, AmountState.UNKNOWN: 6, AmountState.NOT_STATED: 4}
SIZE_STATES = {
    AmountState.KNOWN: 78,
    AmountState.UNKNOWN: 14,
    AmountState.NOT_STATED: 7,
    AmountState.NOT_APPLICABLE: 1,
}
SIZE_SCOPES = {SizeScope.UNKNOWN: 40, SizeScope.YEAR: 35, SizeScope.WHOLE_PERIOD: 25}
STAGES = {Stage.SETTLED: 55, Stage.GRANTED: 40, Stage.PLANNED: 3, Stage.WITHDRAWN: 2}
WITHOUT_PROJECT = 0.10
AS_DRAFT = 0.02
WITH_ORGANISATION = 0.6

random = Random(2017)


def fill(entries):
    """Migrate, set up and fill the database that the settings name; prints how long each part took."""
    with timed("migrate on an empty database"):
        call_command("migrate", verbosity=0)
    with timed("setup_site and load_2017"):
        call_command("setup_site", verbosity=0)
        load_2017()
    with timed(f"{PROJECTS} projects and {entries} entries"), transaction.atomic():
        make_organisations()
        make_projects()
        make_results_pages()
        make_entries(entries)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # the server does so by itself, but only after a while


@contextmanager
def timed(what):
    start = time.perf_counter()
    yield
    print(f"  {what + ':':34} {time.perf_counter() - start:6.1f} s", flush=True)


def make_organisations():
    numbers = range(ORGANISATIONS - Organisation.objects.count())
    Organisation.objects.bulk_create(Organisation(name=f"{title(2)} {number}") for number in numbers)


def make_projects():
    """One by one, so that the page tree and the search index are as they should be; partners together."""
    index, themes = ProjectIndexPage.objects.get(), list(Theme.objects.all())
    organisations = list(Organisation.objects.all())
    participants = []
    for number in range(PROJECTS - ProjectPage.objects.count()):
        start = random.choice(YEARS)
        page = ProjectPage(
            title=title(3),
            slug=f"project-{number}",
            theme=random.choice(themes),
            status=random.choice(ProjectPage.Status.values),
            summary=sentence(18),
            start_year=start,
            end_year=start + random.randrange(5),
            body=[("heading", {"text": title(3), "level": "h2"}), ("text", f"<p>{sentence(60)}</p>")],
        )
        index.add_child(instance=page)
        participants += [ProjectPartner(page=page, **named) for named in participations(organisations)]
    ProjectPartner.objects.bulk_create(participants)


def make_results_pages():
    index = ResultsIndexPage.objects.get()
    made = set(YearlyResultsPage.objects.values_list("year", flat=True))
    for year in YEARS:
        if year not in made:
            page = YearlyResultsPage(title=f"Resultaten {year}", slug=str(year), year=year, summary=sentence(18))
            page.body = [("text", f"<p>{sentence(80)}</p>")]
            index.add_child(instance=page)


def make_entries(total):
    """Entries until there are `total`, as many in each year; those of 2017 follow the real ones."""
    themes, source = list(Theme.objects.all()), SourceDocument.objects.first()
    projects, organisations = list(ProjectPage.objects.order_by("pk")), list(Organisation.objects.all())
    present = FundingEntry.objects.count()
    numbers = {year: count(1) for year in YEARS}
    numbers[YEARS[0]] = count(present + 1)
    years = sorted(YEARS[number % len(YEARS)] for number in range(total))[present:]
    for start in range(0, len(years), BATCH):
        batch = [
            make_entry(year, next(numbers[year]), projects, themes, organisations, source)
            for year in years[start : start + BATCH]
        ]
        FundingEntry.objects.bulk_create(batch)
        FundingPartner.objects.bulk_create(
            FundingPartner(entry=entry, **named) for entry in batch for named in participations(organisations)
        )


def make_entry(year, number, projects, themes, organisations, source):
    project = None if random.random() < WITHOUT_PROJECT else random.choice(projects)
    contribution_state, size_state = draw(CONTRIBUTION_STATES), draw(SIZE_STATES)
    contribution = Decimal(round(10 ** random.uniform(3, 5.4), -2))
    size = contribution * random.randint(10, 280) / 10
    return FundingEntry(
        reference=f"DOG-{year}-{number:03}",
        title=project.title if project else title(3),
        project=project,
        theme_id=project.theme_id if project else random.choice(themes).pk,
        year=year,
        applicant=random.choice(organisations) if random.random() < WITH_ORGANISATION else None,
        applicant_text=title(2),
        contribution=contribution if contribution_state == AmountState.KNOWN else None,
        contribution_state=contribution_state,
        project_size=size if size_state == AmountState.KNOWN else None,
        project_size_state=size_state,
        project_size_scope=draw(SIZE_SCOPES),
        stage=draw(STAGES),
        description=sentence(35),
        source=source,
        source_locator=f"bijlage 1, rij {number}",
        start_year=year,
        live=random.random() >= AS_DRAFT,
        first_published_at=PUBLISHED,
        last_published_at=PUBLISHED,
    )


def participations(organisations):
    """An applicant and up to four partners, some chosen from the list and some in words only."""
    for order in range(random.randint(1, 5)):
        organisation = random.choice(organisations) if random.random() < WITH_ORGANISATION else None
        role = Role.PARTNER if order else Role.APPLICANT
        yield {
            "organisation": organisation,
            "text": "" if organisation else title(2),
            "role": role,
            "sort_order": order,
        }


def draw(parts):
    return random.choices(list(parts), weights=parts.values())[0]


def title(words):
    return " ".join(random.choices(WORDS, k=words)).capitalize()


def sentence(words):
    return f"{title(words)}."
