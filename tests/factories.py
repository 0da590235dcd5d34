"""Small, lawful, literal defaults; a test states what matters to its promise."""

import datetime

import factory
import wagtail_factories
from factory.django import DjangoModelFactory

from events.models import EventIndexPage, EventPage, EventSeriesPage, Registration, Status, Venue
from funding.models import FundingEntry, PublishedFigure, SizeScope, SourceDocument, Stage
from news.models import NewsIndexPage, NewsPage
from projects.models import Organisation, ProjectIndexPage, ProjectPage, Theme


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    name = factory.Sequence(lambda n: f"Theme {n}")
    slug = factory.Sequence(lambda n: f"theme-{n}")
    sort_order = 100


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")


class SourceDocumentFactory(DjangoModelFactory):
    class Meta:
        model = SourceDocument
        django_get_or_create = ["title"]

    title = "A decision"
    kind = SourceDocument.Kind.DECISION


class ProjectPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ProjectPage

    parent = factory.LazyFunction(lambda: ProjectIndexPage.objects.get())
    title = factory.Sequence(lambda n: f"Project {n}")
    slug = factory.Sequence(lambda n: f"project-{n}")
    theme = factory.SubFactory(ThemeFactory)


class FundingEntryFactory(DjangoModelFactory):
    """A published, granted entry of 2019, a year of which the site itself has none."""

    class Meta:
        model = FundingEntry

    reference = factory.Sequence(lambda n: f"DOG-2019-{n + 1:03}")
    title = "A contribution"
    theme = factory.SubFactory(ThemeFactory)
    year = 2019
    contribution = 1_000
    project_size = 14_000
    contribution_state = factory.LazyAttribute(lambda e: "niet-vermeld" if e.contribution is None else "bekend")
    project_size_state = factory.LazyAttribute(lambda e: "onbekend" if e.project_size is None else "bekend")
    project_size_scope = SizeScope.YEAR
    stage = Stage.GRANTED
    source = factory.SubFactory(SourceDocumentFactory)
    source_locator = "row 1"
    live = True


class PublishedFigureFactory(DjangoModelFactory):
    class Meta:
        model = PublishedFigure

    number = factory.Sequence(lambda n: f"X{n}")
    title = "Total contribution"
    source = factory.SubFactory(SourceDocumentFactory)
    year = 2019
    metric = "bijdrage"
    scope = "hoofdtotaal"
    value = 1_000


class VenueFactory(DjangoModelFactory):
    class Meta:
        model = Venue

    name = factory.Sequence(lambda n: f"Venue {n}")


class EventSeriesPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = EventSeriesPage

    parent = factory.LazyFunction(lambda: EventIndexPage.objects.get())
    title = factory.Sequence(lambda n: f"Series {n}")
    slug = factory.Sequence(lambda n: f"series-{n}")


class EventPageFactory(wagtail_factories.PageFactory):
    """A public event of one day in 2019, a year of which the site itself has none. What a value asks for is there."""

    class Meta:
        model = EventPage
        skip_postgeneration_save = True

    parent = factory.LazyFunction(lambda: EventIndexPage.objects.get())
    title = factory.Sequence(lambda n: f"Event {n}")
    slug = factory.Sequence(lambda n: f"event-{n}")
    start_date = datetime.date(2019, 5, 14)
    status_note = factory.LazyAttribute(lambda e: "It is off." if e.status == Status.CANCELLED else "")
    status = Status.PLANNED
    registration = Registration.NONE
    registration_url = factory.LazyAttribute(
        lambda e: "https://example.org/register" if e.registration == Registration.ELSEWHERE else ""
    )
    attendance = None
    attendance_source = factory.LazyAttribute(lambda e: "" if e.attendance is None else "annex 1, row 1")

    @factory.post_generation
    def themes(self, create, themes):
        if themes:
            self.themes.set(themes)
            self.save()


class NewsPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NewsPage

    parent = factory.LazyFunction(lambda: NewsIndexPage.objects.get())
    title = factory.Sequence(lambda n: f"News {n}")
    slug = factory.Sequence(lambda n: f"news-{n}")
    date = datetime.date(2019, 5, 14)
