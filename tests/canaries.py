"""What is hidden from visitors, in each way that there is, under a name by which it is known wherever it leaks."""

import datetime
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from events.models import EventPage, EventParticipant, EventProject
from funding.models import FundingEntry
from home.models import FeaturedProject, HomePage, StandardPage
from news.models import NewsEvent, NewsPage, NewsProject
from projects.models import Organisation, ProjectPage, ProjectPartner, Theme
from results.models import YearlyResultsPage
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    FundingEntryFactory,
    NewsPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
    PublishedFigureFactory,
    SourceDocumentFactory,
    VenueFactory,
)

TOMORROW = timezone.timedelta(days=1)


@dataclass(frozen=True)
class Canary:
    """A name and an amount that nothing else on the site has: that of the `number`th state."""

    state: str
    number: int

    @property
    def name(self):
        return f"KANARIE-{self.state.upper().replace('_', '-')}"

    @property
    def slug(self):
        return self.name.lower()

    @property
    def amount(self):
        return 987_600 + self.number


def entry(canary, **values):
    return FundingEntryFactory(
        year=2017, title=canary.name, contribution=canary.amount, project_size=canary.amount, **values
    )


def draft_entry(canary):
    entry(canary, live=False)


def draft_change_of_an_entry(canary):
    row = FundingEntry.objects.get(reference="DOG-2017-002")
    row.title, row.contribution = canary.name, canary.amount
    row.save_revision()


def scheduled_entry(canary):
    row = FundingEntryFactory.build(
        year=2017,
        title=canary.name,
        theme=Theme.objects.get(slug="infrastructuur"),
        source=SourceDocumentFactory(),
        contribution=canary.amount,
        project_size=canary.amount,
        live=False,
        go_live_at=timezone.now() + TOMORROW,
    )
    row.save()
    row.save_revision().publish()


def unpublished_entry(canary):
    row = entry(canary)
    row.save_revision().publish()
    row.refresh_from_db()
    row.unpublish()


def expired_entry(canary):
    entry(canary, expire_at=timezone.now() - TOMORROW).save_revision()
    call_command("publish_scheduled", verbosity=0)


def planned_entry(canary):
    entry(canary, stage="gepland")


def withdrawn_entry(canary):
    entry(canary, stage="ingetrokken")


def draft_project(canary):
    ProjectPageFactory(title=canary.name, theme=Theme.objects.get(slug="infrastructuur"), live=False)


def draft_change_of_a_project(canary):
    page = ProjectPage.objects.get(slug="pygrunn")
    page.title = page.summary = canary.name
    page.save_revision()


def scheduled_project(canary):
    page = ProjectPageFactory(title=canary.name, theme=Theme.objects.get(slug="infrastructuur"), live=False)
    page.go_live_at = timezone.now() + TOMORROW
    page.save_revision().publish()


def unpublished_project_with_a_public_entry(canary):
    page = ProjectPageFactory(title=canary.name, slug=canary.slug, theme=Theme.objects.get(slug="infrastructuur"))
    page.unpublish()
    # As it was before a page with entries stayed.
    FundingEntry.objects.filter(reference="DOG-2017-020").update(project=page)


def restricted_project_that_is_featured(canary):
    page = ProjectPageFactory(title=canary.name, slug=canary.slug, theme=Theme.objects.get(slug="infrastructuur"))
    FundingEntry.objects.filter(reference="DOG-2017-020").update(project=page)
    FeaturedProject.objects.create(page=HomePage.objects.get(), project=page)
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def draft_results_page_of_another_year(canary):
    FundingEntryFactory(year=2018, contribution=1)
    index = YearlyResultsPage.objects.get().get_parent()
    index.add_child(instance=YearlyResultsPage(title=canary.name, year=2018, slug="2018", live=False))


def draft_stated_figure(canary):
    PublishedFigureFactory(year=2017, title=canary.name, value=canary.amount, live=False)


def stated_figure_of_a_draft_source(canary):
    source = SourceDocumentFactory(title=canary.name, live=False)
    PublishedFigureFactory(year=2017, title=canary.name, value=canary.amount, source=source)


def draft_organisation_that_takes_part(canary):
    organisation = OrganisationFactory(name=canary.name, live=False)
    ProjectPartner.objects.create(page=ProjectPage.objects.get(slug="pygrunn"), organisation=organisation)
    FundingEntry.objects.filter(reference="DOG-2017-003").update(applicant=organisation, applicant_text="")


def draft_source_of_a_public_entry(canary):
    FundingEntry.objects.filter(reference="DOG-2017-003").update(
        source=SourceDocumentFactory(title=canary.name, live=False)
    )


def draft_change_of_an_organisation(canary):
    organisation = Organisation.objects.get(name="Hanzehogeschool")
    organisation.name = canary.name
    organisation.save_revision()


def draft_change_of_a_theme(canary):
    theme = Theme.objects.get(slug="anders")
    theme.name, theme.counts_in_headline = canary.name, True
    theme.save_revision()


def internal_note(canary):
    FundingEntry.objects.filter(reference="DOG-2017-003").update(internal_note=canary.name)


def event(canary, **values):
    """An event that would be everywhere: on its project, its theme, its results, the home page and in the news."""
    # Upcoming and of 2017 at once: it began then, and nobody knows when it will end.
    named = {
        "title": canary.name,
        "slug": canary.slug,
        "summary": canary.name,
        "start_date": datetime.date(2017, 6, 1),
        "end_date": datetime.date(2100, 1, 1),
        "attendance": canary.amount,
        "themes": [Theme.objects.get(slug="infrastructuur")],
    }
    page = EventPageFactory(**named | values)
    EventProject.objects.create(event=page, project=ProjectPage.objects.get(slug="pygrunn"))
    NewsEvent.objects.create(news_page=NewsPage.objects.first(), event=page)
    return page


def news(canary, **values):
    """A news item that would be everywhere: pinned, on its theme, its project and its event."""
    theme = Theme.objects.get(slug="infrastructuur")
    page = NewsPageFactory(
        title=canary.name, slug=canary.slug, summary=canary.name, is_pinned=True, themes=[theme], **values
    )
    NewsProject.objects.create(news_page=page, project=ProjectPage.objects.get(slug="pygrunn"))
    NewsEvent.objects.create(news_page=page, event=EventPage.objects.get(slug="trendship-17"))
    return page


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def schedule(page):
    page.go_live_at = timezone.now() + TOMORROW
    page.save_revision().publish()


def expire(page):
    page.expire_at = timezone.now() - TOMORROW
    page.save_revision()
    page.save()
    call_command("publish_scheduled", verbosity=0)


def draft_event(canary):
    event(canary, live=False)


def draft_event_that_is_over(canary):
    event(canary, live=False, end_date=None)


def scheduled_event(canary):
    schedule(event(canary, live=False))


def expired_event(canary):
    expire(event(canary))


def restricted_event(canary):
    restrict(event(canary))


def draft_side_event_of_a_public_festival(canary):
    event(canary, parent=EventPage.objects.get(slug="lets-gro-2017"), live=False)


def side_event_of_a_restricted_festival(canary):
    festival = EventPageFactory(title=canary.name, slug=canary.slug)
    restrict(festival)
    event(canary, parent=festival)


def public_side_event_of_a_draft_festival(canary):
    """The side event itself is public; its festival is named nowhere."""
    festival = EventPageFactory(title=canary.name, slug="festival", live=False)
    EventPageFactory(title="Openbaar", slug="openbaar", parent=festival)


def draft_change_of_an_event(canary):
    page = EventPage.objects.get(slug="trendship-17")
    page.title = page.summary = page.status_note = canary.name
    page.attendance = canary.amount
    page.save_revision()


def draft_venue_of_a_public_event(canary):
    EventPage.objects.filter(slug="trendship-17").update(venue=VenueFactory(name=canary.name, live=False))


def draft_change_of_a_venue(canary):
    venue = VenueFactory(name="Een zaal")
    EventPage.objects.filter(slug="trendship-17").update(venue=venue)
    venue.name = venue.accessibility = canary.name
    venue.save_revision()


def draft_organiser_of_a_public_event(canary):
    EventParticipant.objects.create(
        event=EventPage.objects.get(slug="trendship-17"), organisation=OrganisationFactory(name=canary.name, live=False)
    )


def draft_series(canary):
    EventSeriesPageFactory(title=canary.name, slug=canary.slug, summary=canary.name, live=False)


def draft_series_with_a_public_edition(canary):
    """The edition is public, its series is named nowhere: not in the agenda, a filter or above the edition."""
    series = EventSeriesPageFactory(title=canary.name, slug="reeks", live=False)
    EventPageFactory(title="Openbaar", slug="openbaar", parent=series)


def restricted_series_with_an_edition(canary):
    series = EventSeriesPageFactory(title=canary.name, slug=canary.slug)
    restrict(series)
    EventPageFactory(title=f"{canary.name} 2017", parent=series)


def draft_news(canary):
    news(canary, live=False)


def scheduled_news(canary):
    schedule(news(canary, live=False))


def expired_news(canary):
    expire(news(canary))


def restricted_news(canary):
    restrict(news(canary))


def draft_change_of_news(canary):
    page = NewsPage.objects.first()
    page.title = page.summary = page.author_line = canary.name
    page.is_pinned = True
    page.save_revision()


def draft_project_of_public_news(canary):
    project = ProjectPageFactory(title=canary.name, theme=Theme.objects.get(slug="infrastructuur"), live=False)
    NewsProject.objects.create(news_page=NewsPage.objects.first(), project=project)


def draft_change_of_the_letter(canary):
    page = StandardPage.objects.get(slug="raadsbrief-14-maart-2018")
    page.title = page.summary = canary.name
    page.body = [("text", f"<p>{canary.name}</p>"), *((block.block_type, block.value) for block in page.body)]
    page.save_revision()


def document(canary):
    file = ContentFile(canary.name.encode(), name=f"{canary.slug}.txt")
    return get_document_model().objects.create(title=canary.name, file=file)


def document_that_nobody_shows(canary):
    document(canary)


def document_on_a_draft_page_only(canary):
    block = ("document", {"document": document(canary), "text": ""})
    page = StandardPage(title="Concept", slug="concept", body=[block], live=False)
    HomePage.objects.get().add_child(instance=page)


def document_in_a_draft_change_only(canary):
    page = StandardPage.objects.get(slug="over")
    page.body = [("document", {"document": document(canary), "text": ""})]
    page.save_revision()


HIDDEN = [
    draft_entry,
    draft_change_of_an_entry,
    scheduled_entry,
    unpublished_entry,
    expired_entry,
    planned_entry,
    withdrawn_entry,
    draft_project,
    draft_change_of_a_project,
    scheduled_project,
    unpublished_project_with_a_public_entry,
    restricted_project_that_is_featured,
    draft_results_page_of_another_year,
    draft_stated_figure,
    stated_figure_of_a_draft_source,
    draft_organisation_that_takes_part,
    draft_source_of_a_public_entry,
    draft_change_of_an_organisation,
    draft_change_of_a_theme,
    internal_note,
    draft_event,
    draft_event_that_is_over,
    scheduled_event,
    expired_event,
    restricted_event,
    draft_side_event_of_a_public_festival,
    side_event_of_a_restricted_festival,
    public_side_event_of_a_draft_festival,
    draft_change_of_an_event,
    draft_venue_of_a_public_event,
    draft_change_of_a_venue,
    draft_organiser_of_a_public_event,
    draft_series,
    draft_series_with_a_public_edition,
    restricted_series_with_an_edition,
    draft_news,
    scheduled_news,
    expired_news,
    restricted_news,
    draft_change_of_news,
    draft_project_of_public_news,
    draft_change_of_the_letter,
    document_that_nobody_shows,
    document_on_a_draft_page_only,
    document_in_a_draft_change_only,
]

CANARIES = {state: Canary(state.__name__, number) for number, state in enumerate(HIDDEN)}
