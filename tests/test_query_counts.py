"""A page takes no more queries for many rows than for few."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.sql import InsertQuery
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from dog_site.core.models import ContentVersion
from events.models import EventIndexPage, EventPage, EventParticipant, EventProject
from funding.models import FundingEntry
from news.models import NewsEvent, NewsIndexPage, NewsPage, NewsProject
from projects.models import ProjectIndexPage, ProjectPage, ProjectPartner, Theme
from results.models import ResultsIndexPage, YearlyResultsPage
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    FundingEntryFactory,
    NewsPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
    PublishedFigureFactory,
    VenueFactory,
)

# What a page may take without cache.
INDEX, DETAIL, FEED = 20, 25, 12
LIMITS = {
    "/": INDEX,
    "/projecten/": INDEX,
    "/projecten/?q=project&sortering=bijdrage&jaar=2017": INDEX,
    "/projecten/?q=een+twee+drie+vier+vijf+zes+zeven+acht&sortering=bijdrage": INDEX,
    "/projecten/draadloos-groningen/": DETAIL,
    "/themas/": INDEX,
    "/themas/?jaar=alle": INDEX,
    "/themas/infrastructuur/": INDEX,
    "/resultaten/": INDEX,
    "/resultaten/2017/": INDEX - 1,  # with settled amounts and a source that looks back
    "/agenda/": INDEX,
    "/agenda/?periode=voorbij": INDEX,
    "/agenda/?periode=2017": INDEX,
    "/agenda/?q=event&soort=workshop&thema=infrastructuur&reeks=reeks&periode=2017": INDEX,
    "/agenda/?q=een+twee+drie+vier+vijf+zes+zeven+acht&soort=workshop": INDEX,
    "/agenda/reeks/": INDEX,
    "/agenda/reeks/festival/": DETAIL,
    "/agenda/feed.atom": FEED,
    "/agenda/agenda.ics": FEED,
    "/agenda/agenda.ics?q=event&soort=workshop&thema=infrastructuur&reeks=reeks&periode=2017": FEED,
    "/agenda/reeks/agenda.ics": FEED,
    "/agenda/reeks/festival.ics": FEED,
    "/agenda/feed.json?soort=workshop&thema=infrastructuur&reeks=reeks&periode=2017": FEED,
    "/agenda/reeks/feed.atom": FEED,
    "/projecten/feed.atom": FEED,
    "/projecten/draadloos-groningen/feed.json": FEED,
    "/themas/infrastructuur/feed.atom": FEED,
    "/nieuws/": INDEX,
    "/nieuws/?jaar=2019&thema=infrastructuur": INDEX,
    "/nieuws/?jaar=2019&maand=5": INDEX,
    "/nieuws/bericht/": DETAIL,
    "/nieuws/feed.atom": FEED,
    "/zoeken/": DETAIL,
    "/zoeken/?q=project": DETAIL,
    "/zoeken/?q=groningen+2017&thema=infrastructuur": DETAIL,
    "/zoeken/?q=een+twee+drie+vier+vijf+zes+zeven+acht": DETAIL,
    "/zoeken/?soort=organisatie": DETAIL,
    "/sitemap.xml": INDEX,
}


def queries(client, address):
    """The number of queries of the first visit after a publication: no rollup of it is in the cache."""
    client.get(address)  # Wagtail keeps the site's root path and content types from the first request on
    ContentVersion.raise_number()
    with CaptureQueriesContext(connection) as found:
        response = client.get(address)
    assert response.status_code == 200
    return len(found)


class Site:
    """Pages that gather what hangs together, to which `grow` adds rows."""

    def __init__(self):
        self.theme = Theme.objects.get(slug="infrastructuur")
        self.project = ProjectPage.objects.get(slug="draadloos-groningen")
        self.series = EventSeriesPageFactory(title="Reeks", slug="reeks")
        self.festival = self.event(title="Festival", slug="festival", parent=self.series, attendance=100)
        self.news = NewsPageFactory(title="Bericht", slug="bericht")
        PublishedFigureFactory(year=2017, about_year=2018)

    def grow(self, rows):
        """More projects, entries, organisations, events and news, each tied to all the others."""
        for _row in range(rows):
            project = ProjectPageFactory(theme=self.theme)
            ProjectPartner.objects.create(page=project, organisation=OrganisationFactory())
            ProjectPartner.objects.create(page=self.project, organisation=OrganisationFactory())
            EventParticipant.objects.create(event=self.festival, organisation=OrganisationFactory())
            for year in (2017, 2018):
                FundingEntryFactory(year=year, theme=self.theme, project=project, settled_amount=900)
                FundingEntryFactory(year=year, theme=self.theme, project=self.project)
            events = [
                self.event(parent=self.series, start_date=datetime.date(2017, 5, 1), attendance=10, kind="workshop"),
                self.event(parent=self.series, start_date=datetime.date(2099, 5, 1)),
                self.event(parent=self.festival),
            ]
            self.link(self.festival, self.news, project)
            for event in events:
                self.link(event, self.news, self.project)
            self.link(self.festival, NewsPageFactory(themes=[self.theme]), self.project)

    def event(self, **values):
        page = EventPageFactory(venue=VenueFactory(), themes=[self.theme], **values)
        EventParticipant.objects.create(event=page, organisation=OrganisationFactory())
        return page

    @staticmethod
    def link(event, news, project):
        EventProject.objects.create(event=event, project=project)
        NewsEvent.objects.create(news_page=news, event=event)
        NewsProject.objects.create(news_page=news, project=project)


def test_the_number_of_queries_of_a_page_does_not_grow_with_its_rows(client):
    site = Site()
    site.grow(5)
    few = {address: queries(client, address) for address in LIMITS}

    site.grow(30)
    many = {address: queries(client, address) for address in LIMITS}

    # A page of results may take fewer: it asks once for each type of page it shows.
    assert {address: (few[address], many[address]) for address in LIMITS if many[address] > few[address]} == {}
    assert {address: number for address, number in many.items() if number > LIMITS[address]} == {}


def many_pages(model, parent, count, **values):
    """Rows of a list as the database has them, without what saving each page by itself would cost."""
    content_type, now = ContentType.objects.get_for_model(model), timezone.now()
    pages = Page.objects.bulk_create(
        Page(
            title=f"Rij {number}",
            slug=f"rij-{number}",
            path=Page._get_path(parent.path, parent.depth + 1, number),
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}rij-{number}/",
            content_type=content_type,
            locale_id=parent.locale_id,
            last_published_at=now,
            first_published_at=now,
        )
        for number in range(parent.numchild + 1, parent.numchild + 1 + count)
    )
    parent.numchild += count
    parent.save(update_fields=["numchild"])
    rows = [model(page_ptr=page, **values) for page in pages]
    for start in range(0, count, 200):
        insert = InsertQuery(model)
        insert.insert_values(model._meta.local_concrete_fields, rows[start : start + 200])
        insert.get_compiler(connection=connection).execute_sql()


def many_rows(count):
    theme = Theme.objects.get(slug="infrastructuur")
    day = datetime.date(2019, 5, 14)
    moments = {"start": timezone.now() - datetime.timedelta(days=2), "end": timezone.now() - datetime.timedelta(days=1)}
    many_pages(ProjectPage, ProjectIndexPage.objects.get(), count, theme=theme)
    many_pages(EventPage, EventIndexPage.objects.get(), count, start_date=day, **moments)
    many_pages(NewsPage, NewsIndexPage.objects.get(), count, date=day)
    without_theme = EventPage.objects.filter(title__startswith="Rij", themes=None).values_list("pk", flat=True)
    links = EventPage.themes.through
    links.objects.bulk_create(links(eventpage_id=pk, theme=theme) for pk in list(without_theme))
    without_entry = ProjectPage.objects.filter(title__startswith="Rij", funding_entries=None)
    FundingEntry.objects.bulk_create(
        FundingEntryFactory.build(theme=theme, source=None, reference=f"R-{project.pk}", project=project)
        for project in list(without_entry)
    )


def test_lists_of_ten_and_of_a_thousand_take_the_same_queries(client):
    lists = [
        "/",
        "/projecten/",
        "/projecten/?sortering=bijdrage&jaar=2019",
        "/themas/infrastructuur/",
        "/resultaten/2019/",
        "/agenda/",
        "/agenda/?periode=2019&thema=infrastructuur",
        "/nieuws/",
        "/zoeken/",
        "/agenda/feed.atom",
        "/agenda/feed.json?thema=infrastructuur",
        "/nieuws/feed.json",
        "/projecten/feed.atom",
        "/themas/infrastructuur/feed.json",
    ]
    results = YearlyResultsPage(title="Resultaten 2019", slug="2019", year=2019)
    ResultsIndexPage.objects.get().add_child(instance=results)
    many_rows(10)
    few = {address: queries(client, address) for address in lists}

    many_rows(990)
    many = {address: queries(client, address) for address in lists}

    assert ProjectPage.objects.filter(title__startswith="Rij").count() == 1_000
    # A page of results may take fewer: it asks once for each type of page it shows.
    assert {address: (few[address], many[address]) for address in lists if many[address] > few[address]} == {}
