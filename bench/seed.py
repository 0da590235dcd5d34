"""Fills an empty database: the real content of 2017, and around it made-up content of ten years.

Words are drawn one by one from the texts of 2017, since repeated sentences would flatter the gzip figures.
The same numbers come out each time.
"""

import re
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from decimal import Decimal
from itertools import count
from random import Random

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from content_2017.loading import ROWS_FILE, load_2017
from dog_site.core.numbers.wordings import Wording
from events.models import (
    EventIndexPage,
    EventPage,
    EventParticipant,
    EventProject,
    EventRole,
    EventSeriesPage,
    EventSession,
    Kind,
    Venue,
)
from events.moments import AMSTERDAM, Precision
from funding.models import AmountState, FundingEntry, FundingPartner, SizeScope, SourceDocument, Stage
from news.models import NewsEvent, NewsIndexPage, NewsPage, NewsProject
from projects.models import Organisation, ProjectIndexPage, ProjectPage, ProjectPartner, Role, Theme
from results.models import ResultsIndexPage, YearlyResultsPage
from tests.home.natural_queries import OF_A_VISITOR, QUERIES, answers, score

YEARS = range(2017, 2027)
# Also in the future, so that a calendar file is full.
EVENT_YEARS = range(2017, 2031)
PROJECTS = 500
ORGANISATIONS = 300
EVENTS = 5_000
SERIES = 200
VENUES = 50
NEWS = 200
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
AS_SIDE_EVENT = 0.2
WITH_VISITORS = 0.5
WITH_TIMES = 0.6
SESSIONS = range(9, 17)
PRECISIONS = {Precision.EXACT: 80, Precision.MONTH: 15, Precision.YEAR: 5}

random = Random(2017)


def fill(entries):
    """Migrate, set up and fill the database that the settings name; prints how long each part took."""
    with timed("migrate on an empty database"):
        call_command("migrate", verbosity=0)
    with timed("setup_site and load_2017"):
        call_command("setup_site", verbosity=0)
        load_2017()
    for path in (QUERIES, OF_A_VISITOR):
        with timed(f"natural queries of the search, {path.name}"):
            found = answers(Client(), path)
        print(f"  search, {score(found)}; not among them:")
        for answer in found:
            if not answer.is_right:
                print(f"    {answer}")
    with timed(f"{PROJECTS} projects and {entries} entries"), transaction.atomic():
        make_organisations()
        make_projects()
        make_results_pages()
        make_entries(entries)
    with timed(f"{EVENTS} events and {NEWS} news items"), transaction.atomic():
        make_events()
        make_news()
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
    Organisation.objects.bulk_create(
        Organisation(name=f"{title(2)} {number}", slug=f"organisatie-{number}") for number in numbers
    )


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


def make_events():
    """In series, each with editions and some of those with side events; half of the past ones have visitors."""
    agenda, themes = EventIndexPage.objects.get(), list(Theme.objects.all())
    projects, organisations = list(ProjectPage.objects.order_by("pk")), list(Organisation.objects.all())
    venues = Venue.objects.bulk_create(
        Venue(name=f"{title(2)} {number}", city="Groningen", coordinates="53.2194, 6.5665", live=True)
        for number in range(VENUES)
    )
    series = list(EventSeriesPage.objects.all())
    for number in range(SERIES - len(series)):
        page = EventSeriesPage(title=title(2), slug=f"reeks-{number}", summary=sentence(18))
        series.append(agenda.add_child(instance=page))
    editions, participants, links, sessions = [], [], [], []
    for number in range(EVENTS - EventPage.objects.count()):
        is_side_event = editions and random.random() < AS_SIDE_EVENT
        page = make_event(number, venues)
        page.themes = random.sample(themes, k=random.randint(0, 2))
        parent = random.choice(editions if is_side_event else series)
        parent.add_child(instance=page)
        if not is_side_event:
            editions.append(page)
        participants += [
            EventParticipant(event=page, role=EventRole.PARTNER if order else EventRole.ORGANISER, organisation=chosen)
            for order, chosen in enumerate(random.sample(organisations, k=random.randint(1, 4)))
        ]
        links += [
            EventProject(event=page, project=chosen) for chosen in random.sample(projects, k=random.randint(0, 3))
        ]
        if page.date_precision == Precision.EXACT and page.end_date != page.start_date:
            sessions += programme(page)
    EventParticipant.objects.bulk_create(participants)
    EventProject.objects.bulk_create(links)
    EventSession.objects.bulk_create(sessions)


def programme(page):
    for hour in SESSIONS:
        start = datetime.combine(page.start_date, clock_time(hour), tzinfo=AMSTERDAM)
        end = start + timedelta(minutes=45)
        yield EventSession(event=page, start=start, end=end, title=title(4), place=title(1), speaker_text=title(3))


def make_event(number, venues):
    start = date(random.choice(EVENT_YEARS), 1, 1) + timedelta(days=random.randrange(365))
    precision = draw(PRECISIONS)
    has_times = precision == Precision.EXACT and random.random() < WITH_TIMES
    visitors = random.randint(20, 2_000) if random.random() < WITH_VISITORS else None
    return EventPage(
        title=title(3),
        slug=f"evenement-{number}",
        summary=sentence(18),
        kind=random.choice(Kind.values),
        date_precision=precision,
        start_date=start,
        start_time=clock_time(19, 30) if has_times else None,
        end_time=clock_time(22) if has_times else None,
        end_date=start + timedelta(days=random.choice([0, 0, 0, 1, 4])),
        venue=random.choice(venues),
        attendance=visitors,
        attendance_wording=random.choice([Wording.EXACTLY, Wording.JUST_OVER]),
        attendance_source=f"bijlage 1, rij {number}" if visitors else "",
        body=[("text", f"<p>{sentence(60)}</p>")],
        first_published_at=PUBLISHED,
        last_published_at=PUBLISHED,
    )


def make_news():
    index, themes = NewsIndexPage.objects.get(), list(Theme.objects.all())
    projects, events = list(ProjectPage.objects.order_by("pk")), list(EventPage.objects.order_by("pk"))
    about_projects, about_events = [], []
    for number in range(NEWS - NewsPage.objects.count()):
        day = min(date(random.choice(YEARS), 1, 1) + timedelta(days=random.randrange(365)), PUBLISHED.date())
        page = NewsPage(title=title(4), slug=f"bericht-{number}", date=day, summary=sentence(18))
        page.body = [("text", f"<p>{sentence(80)}</p>")]
        page.themes = random.sample(themes, k=random.randint(0, 2))
        index.add_child(instance=page)
        about_projects += [NewsProject(news_page=page, project=chosen) for chosen in random.sample(projects, k=2)]
        about_events += [NewsEvent(news_page=page, event=chosen) for chosen in random.sample(events, k=2)]
    NewsProject.objects.bulk_create(about_projects)
    NewsEvent.objects.bulk_create(about_events)


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
