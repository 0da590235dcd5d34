"""Small, lawful, literal defaults; a test states what matters to its promise."""

import datetime

import factory
import wagtail_factories
from django.db import connection
from django.db.models import F
from django.db.models.sql import InsertQuery
from factory.django import DjangoModelFactory
from modelsearch.backends import get_search_backend
from wagtail.models import Locale, Page

from dog_site.core.models import ContentVersion
from events.calendar.entries import keep_up
from events.models import EventIndexPage, EventPage, EventSeriesPage, Registration, Status, Venue
from events.models.dates import Dated
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
    slug = factory.Sequence(lambda n: f"organisation-{n}")


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


def as_it_stood(page, **texts):
    """`page` with texts that its form would clean, as a database of before may hold them."""
    type(page).objects.filter(pk=page.pk).update(**texts)
    page.refresh_from_db()
    return page


# Hundreds of rows, at a fiftieth of what saving each by itself costs. Signals are silent but for what follows here.

AT_ONCE = 200  # SQLite takes no more than some thirty thousand values in a query


def many(make, rows):
    """The rows that the factory `make` would make of each of these dicts of values, written at once.

    What a row refers to and does not name (a theme, a source) is made once for all of them.
    """
    shared = _shared_by(make, rows)
    made = make._meta.model.objects.bulk_create([make.build(**{**shared, **values}) for values in rows], AT_ONCE)
    _let_be_found(made)
    return made


def many_pages(make, rows, parent=None):
    """The pages that the factory `make` would make of each of these dicts of values below `parent`, written at once."""
    shared = _shared_by(make, rows)
    parent = parent or make._meta.base_declarations["parent"].function()
    parent.refresh_from_db()
    last = parent.get_last_child()
    first = int(last.path[-Page.steplen :], 36) + 1 if last else 1
    themes, pages = [], []
    for number, values in enumerate(rows, first):
        values = {**shared, **values}
        themes.append(values.pop("themes", []))
        pages.append(_below(parent, number, make.build(parent=parent, **values)))
    slugs = [page.slug for page in pages]
    taken = set(parent.get_children().values_list("slug", flat=True))
    assert len(set(slugs) - taken) == len(slugs), "An address below this page is taken, or given twice."
    _write(make._meta.model, pages)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    parent.refresh_from_db()
    if any(themes):
        links = make._meta.model.themes.through
        page_field = make._meta.model._meta.model_name
        links.objects.bulk_create(
            links(**{page_field: page, "theme": theme})
            for page, of_page in zip(pages, themes, strict=True)
            for theme in of_page
        )
    if make._meta.model is EventPage:
        keep_up(EventPage.objects.filter(pk__in=[page.pk for page in pages]))
    _let_be_found(pages)
    return pages


def _shared_by(make, rows):
    """The rows that the factory refers to, each made once, where no row names its own."""
    references = {
        name: declaration
        for name, declaration in make._meta.base_declarations.items()
        if isinstance(declaration, factory.SubFactory)
    }
    return {
        name: declaration.get_factory()()
        for name, declaration in references.items()
        if not all(name in values for values in rows)
    }


def _below(parent, number, page):
    """`page` in the place of child `number`, with what saving it there would fill in."""
    page.path = Page._get_path(parent.path, parent.depth + 1, number)
    page.depth = parent.depth + 1
    page.locale_id = parent.locale_id or Locale.get_active().pk
    page.draft_title = page.title
    page.set_url_path(parent)
    if isinstance(page, Dated):
        page.start, page.end = page.when.start, page.when.end
    return page


def _write(model, pages):
    """A row for each page in the table of all pages and in that of `model`, which Django does not do at once."""
    fields = [field.attname for field in Page._meta.local_concrete_fields]
    rows = Page.objects.bulk_create(
        [Page(**{name: getattr(page, name) for name in fields}) for page in pages], batch_size=AT_ONCE
    )
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.id = row.pk
        page._state.adding, page._state.db = False, connection.alias
    for start in range(0, len(pages), AT_ONCE):
        insert = InsertQuery(model)
        insert.insert_values(model._meta.local_concrete_fields, pages[start : start + AT_ONCE])
        insert.get_compiler(connection=connection).execute_sql()


def _let_be_found(rows):
    """What saving them would tell the search index and the caches."""
    for start in range(0, len(rows), AT_ONCE):
        batch = rows[start : start + AT_ONCE]
        if hasattr(type(batch[0]), "search_fields"):
            get_search_backend().add_bulk(type(batch[0]), batch)
    ContentVersion.raise_number()
