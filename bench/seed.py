"""Fills a database: the real content of 2017, and around it made-up content of ten years, up to the numbers asked for.

It can add to what is there already; the same numbers come out each time.
"""

import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock_time

from addresses import visitor
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from drawing import PUBLISHED, YEARS, draw, participations, random, sentence, title
from entries import make_entries
from tree import add_pages, add_relations, index_after, last_keys

from content_2017.loading import load_2017
from dog_site.core.models import ContentVersion
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
from events.models.identity import entries_may_differ
from events.moments import AMSTERDAM, Precision
from news.models import NewsEvent, NewsIndexPage, NewsPage, NewsProject
from projects.models import Organisation, ProjectIndexPage, ProjectPage, ProjectPartner, Theme
from results.models import ResultsIndexPage, YearlyResultsPage
from tests.home.natural_queries import OF_A_VISITOR, QUERIES, answers, score

# Also in the future, so that a calendar file is full.
EVENT_YEARS = range(2017, 2031)
VENUES = 50
BATCH = 5_000

AS_SIDE_EVENT = 0.2
WITH_VISITORS = 0.5
WITH_TIMES = 0.6
SESSIONS = range(9, 17)
PRECISIONS = {Precision.EXACT: 80, Precision.MONTH: 15, Precision.YEAR: 5}


@dataclass(frozen=True)
class Amounts:
    """How many rows of each kind there are after filling; pages are the sum of the middle four."""

    entries: int
    projects: int
    events: int
    series: int
    news: int
    organisations: int

    def times(self, factor):
        return Amounts(**{name: round(factor * number) for name, number in vars(self).items()})


FULL = Amounts(entries=50_000, projects=500, events=5_000, series=200, news=200, organisations=300)


def set_up():
    """Migrate and load the content of 2017."""
    with timed("migrate on an empty database"):
        call_command("migrate", verbosity=0)
    with timed("setup_site and load_2017"):
        call_command("setup_site", verbosity=0)
        load_2017()


def search():
    """Print how often the search finds what people mean, and where it does not."""
    for path in (QUERIES, OF_A_VISITOR):
        found = answers(visitor(), path)
        print(f"  search, {path.name}, {score(found)}; not among them:")
        for answer in found:
            if not answer.is_right:
                print(f"    {answer}")


def fill(amounts: Amounts):
    """Bring a database that was set up to `amounts`, whatever it has already; prints how long each part took."""
    keys = last_keys()
    with timed(f"up to {amounts.projects} projects, {amounts.entries} entries"), transaction.atomic():
        make_organisations(amounts.organisations)
        make_projects(amounts.projects)
        make_results_pages()
        make_entries(amounts.entries)
    with timed(f"up to {amounts.events} events, {amounts.news} news items"), transaction.atomic():
        make_events(amounts.events, amounts.series)
        make_news(amounts.news)
        ContentVersion.raise_number()
    with timed("the search index of these"):
        index_after(keys)
    cache.clear()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # the server does so by itself, but only after a while


@contextmanager
def timed(what):
    start = time.perf_counter()
    yield
    print(f"  {connection.display_name}, {what + ':':42} {time.perf_counter() - start:6.1f} s", flush=True)


def make_organisations(total):
    Organisation.objects.bulk_create(
        Organisation(name=f"{title(2)} {number}", slug=f"organisatie-{number}")
        for number in range(Organisation.objects.count(), total)
    )


def make_projects(total):
    index, themes = ProjectIndexPage.objects.get(), list(Theme.objects.all())
    organisations = list(Organisation.objects.all())
    pages = [make_project(number, themes) for number in range(ProjectPage.objects.count(), total)]
    add_pages((index, page) for page in pages)
    ProjectPartner.objects.bulk_create(
        ProjectPartner(page=page, **named) for page in pages for named in participations(organisations)
    )


def make_project(number, themes):
    start = random.choice(YEARS)
    return ProjectPage(
        title=title(3),
        slug=f"project-{number}",
        theme=random.choice(themes),
        status=random.choice(ProjectPage.Status.values),
        summary=sentence(18),
        start_year=start,
        end_year=start + random.randrange(5),
        body=[("heading", {"text": title(3), "level": "h2"}), ("text", f"<p>{sentence(60)}</p>")],
    )


def make_events(total, series):
    """In series, each with editions and some of those with side events; half of the past ones have visitors."""
    agenda = EventIndexPage.objects.get()
    venues = make_venues()
    add_pages(
        (agenda, EventSeriesPage(title=title(2), slug=f"reeks-{number}", summary=sentence(18)))
        for number in range(EventSeriesPage.objects.count(), series)
    )
    pages = [make_event(number, venues) for number in range(EventPage.objects.count(), total)]
    side_events = round(AS_SIDE_EVENT * len(pages))
    editions, side_events = pages[side_events:], pages[:side_events]
    in_series = list(EventSeriesPage.objects.order_by("pk"))
    add_pages((random.choice(in_series), page) for page in editions)
    add_pages((random.choice(editions), page) for page in side_events)
    make_surroundings(pages)
    for start in range(0, len(pages), BATCH):
        keys = [page.pk for page in pages[start : start + BATCH]]
        entries_may_differ.send(EventPage, events=EventPage.objects.filter(pk__in=keys))


def make_venues():
    numbers = range(Venue.objects.count(), VENUES)
    Venue.objects.bulk_create(
        Venue(name=f"{title(2)} {number}", city="Groningen", coordinates="53.2194, 6.5665", live=True)
        for number in numbers
    )
    return list(Venue.objects.order_by("pk"))


def make_surroundings(pages):
    """The themes, participants, projects and programmes of events."""
    themes, organisations = list(Theme.objects.all()), list(Organisation.objects.all())
    projects = list(ProjectPage.objects.order_by("pk"))
    add_relations(pages, "themes", [random.sample(themes, k=random.randint(0, 2)) for _page in pages])
    EventParticipant.objects.bulk_create(
        EventParticipant(event=page, role=EventRole.PARTNER if order else EventRole.ORGANISER, organisation=chosen)
        for page in pages
        for order, chosen in enumerate(random.sample(organisations, k=random.randint(1, 4)))
    )
    EventProject.objects.bulk_create(
        EventProject(event=page, project=chosen)
        for page in pages
        for chosen in random.sample(projects, k=random.randint(0, 3))
    )
    EventSession.objects.bulk_create(
        session
        for page in pages
        if page.date_precision == Precision.EXACT and page.end_date != page.start_date
        for session in programme(page)
    )


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
    page = EventPage(
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
    page.start, page.end = page.when.start, page.when.end
    return page


def make_news(total):
    index, themes = NewsIndexPage.objects.get(), list(Theme.objects.all())
    projects, events = list(ProjectPage.objects.order_by("pk")), list(EventPage.objects.order_by("pk"))
    pages = []
    for number in range(NewsPage.objects.count(), total):
        day = min(date(random.choice(YEARS), 1, 1) + timedelta(days=random.randrange(365)), PUBLISHED.date())
        page = NewsPage(title=title(4), slug=f"bericht-{number}", date=day, summary=sentence(18))
        page.body = [("text", f"<p>{sentence(80)}</p>")]
        pages.append(page)
    add_pages((index, page) for page in pages)
    add_relations(pages, "themes", [random.sample(themes, k=random.randint(0, 2)) for _page in pages])
    NewsProject.objects.bulk_create(
        NewsProject(news_page=page, project=chosen) for page in pages for chosen in random.sample(projects, k=2)
    )
    NewsEvent.objects.bulk_create(
        NewsEvent(news_page=page, event=chosen) for page in pages for chosen in random.sample(events, k=2)
    )


def make_results_pages():
    index = ResultsIndexPage.objects.get()
    made = set(YearlyResultsPage.objects.values_list("year", flat=True))
    for year in YEARS:
        if year not in made:
            page = YearlyResultsPage(title=f"Resultaten {year}", slug=str(year), year=year, summary=sentence(18))
            page.body = [("text", f"<p>{sentence(80)}</p>")]
            index.add_child(instance=page)
