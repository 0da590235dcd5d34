"""Small, lawful, literal defaults; a test states what matters to its promise."""

import factory
import wagtail_factories
from factory.django import DjangoModelFactory

from funding.models import FundingEntry, PublishedFigure, SizeScope, SourceDocument, Stage
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
