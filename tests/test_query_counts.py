"""A page takes no more queries for many rows than for few."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dog_site.core.models import ContentVersion
from events.models import EventParticipant, EventProject
from news.models import NewsEvent, NewsProject
from projects.models import ProjectPage, ProjectPartner, Theme
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
    many,
    many_pages,
)

# What a page may take without cache.
INDEX, DETAIL, FEED = 19, 25, 12
ANY_PAGE = "/contact/"
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
    "/resultaten/2017/": INDEX,  # with settled amounts and a source that looks back
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
    "/zoeken/": INDEX,
    "/zoeken/?q=project": INDEX,
    "/zoeken/?q=groningen+2017&thema=infrastructuur": INDEX,
    "/zoeken/?q=een+twee+drie+vier+vijf+zes+zeven+acht": INDEX,
    "/zoeken/?soort=organisatie": INDEX,
    "/sitemap.xml": INDEX,
    "/sitemap-pages-1.xml": FEED,
    "/sitemap-figures-1.xml": FEED,
    "/sitemap-organisations-1.xml": FEED,
}


def warm_up(client, addresses):
    """Wagtail keeps the site's root path and content types from the first request on."""
    for address in addresses:
        client.get(address)


def queries(client, address):
    """The number of queries of the first visit of a page after a publication: nothing that only it needs is kept.

    What stands around all pages, and when the clock changes one, is asked by the first visitor of any page.
    """
    ContentVersion.raise_number()
    client.get(ANY_PAGE)
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
        projects = many_pages(ProjectPageFactory, [{"theme": self.theme}] * rows)
        organisations = many(OrganisationFactory, [{}] * (3 * rows))
        ProjectPartner.objects.bulk_create(
            ProjectPartner(page=page, organisation=organisation)
            for page, organisation in zip([*projects, *[self.project] * rows], organisations, strict=False)
        )
        self.take_part([self.festival] * rows, organisations[2 * rows :])
        many(
            FundingEntryFactory,
            [
                {"year": year, "theme": self.theme, **values}
                for year in (2017, 2018)
                for project in projects
                for values in ({"project": project, "settled_amount": 900}, {"project": self.project})
            ],
        )
        events = [
            *self.events(rows, self.series, start_date=datetime.date(2017, 5, 1), attendance=10, kind="workshop"),
            *self.events(rows, self.series, start_date=datetime.date(2099, 5, 1)),
            *self.events(rows, self.festival),
        ]
        news = many_pages(NewsPageFactory, [{"themes": [self.theme]}] * rows)
        self.link([(self.festival, self.news, project) for project in projects])
        self.link([(event, self.news, self.project) for event in events])
        self.link([(self.festival, item, self.project) for item in news])

    def event(self, **values):
        page = EventPageFactory(venue=VenueFactory(), themes=[self.theme], **values)
        self.take_part([page], [OrganisationFactory()])
        return page

    def events(self, rows, parent, **values):
        venues = many(VenueFactory, [{}] * rows)
        pages = [{"venue": venue, "themes": [self.theme], **values} for venue in venues]
        pages = many_pages(EventPageFactory, pages, parent=parent)
        self.take_part(pages, many(OrganisationFactory, [{}] * rows))
        return pages

    @staticmethod
    def take_part(events, organisations):
        EventParticipant.objects.bulk_create(
            EventParticipant(event=event, organisation=organisation)
            for event, organisation in zip(events, organisations, strict=True)
        )

    @staticmethod
    def link(rows):
        """Each event, news item and project with the two others."""
        EventProject.objects.bulk_create(EventProject(event=event, project=project) for event, _news, project in rows)
        NewsEvent.objects.bulk_create(NewsEvent(news_page=news, event=event) for event, news, _project in rows)
        NewsProject.objects.bulk_create(NewsProject(news_page=news, project=project) for _e, news, project in rows)


@pytest.mark.site
def test_the_number_of_queries_of_a_page_does_not_grow_with_its_rows(client):
    site = Site()
    site.grow(5)
    warm_up(client, LIMITS)
    few = {address: queries(client, address) for address in LIMITS}

    site.grow(10)
    many = {address: queries(client, address) for address in LIMITS}

    # A page of results may take fewer: it asks once for each type of page it shows.
    assert {address: (few[address], many[address]) for address in LIMITS if many[address] > few[address]} == {}
    assert {address: number for address, number in many.items() if number > LIMITS[address]} == {}


def many_rows(count):
    theme, now = Theme.objects.get(slug="infrastructuur"), timezone.now()
    published = {"first_published_at": now, "last_published_at": now}
    past = {"start_date": datetime.date(2019, 5, 14)}
    projects = many_pages(ProjectPageFactory, [{"theme": theme, **published}] * count)
    many_pages(EventPageFactory, [{"themes": [theme], **past, **published}] * count)
    many_pages(NewsPageFactory, [{"date": datetime.date(2019, 5, 14), **published}] * count)
    many(FundingEntryFactory, [{"theme": theme, "project": project} for project in projects])


@pytest.mark.site
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
    warm_up(client, lists)
    few = {address: queries(client, address) for address in lists}

    many_rows(990)
    many = {address: queries(client, address) for address in lists}

    assert ProjectPage.objects.filter(funding_entries__year=2019).count() == 1_000
    # A page of results may take fewer: it asks once for each type of page it shows.
    assert {address: (few[address], many[address]) for address in lists if many[address] > few[address]} == {}
