"""What is not published appears nowhere: a canary in each hidden state, then a crawl of every public page and file."""

import datetime
from itertools import count

import pytest
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
from tests.pages import everything_public

TOMORROW = timezone.timedelta(days=1)
# A crawl takes seconds, so each has several states; neighbours in the list, which are alike, are in different ones.
CRAWLS = 9
NUMBERS = count(1)


def canary_slug():
    """An address that no other state of the same crawl has."""
    return f"kanarie-{next(NUMBERS)}"


def draft_entry():
    FundingEntryFactory(year=2017, title="KANARIE", contribution=987_654, project_size=987_654, live=False)


def draft_change_of_an_entry():
    entry = FundingEntry.objects.get(reference="DOG-2017-002")
    entry.title, entry.contribution = "KANARIE", 987_654
    entry.save_revision()


def scheduled_entry():
    entry = FundingEntryFactory.build(
        year=2017,
        title="KANARIE",
        theme=Theme.objects.get(slug="infrastructuur"),
        source=SourceDocumentFactory(),
        contribution=987_654,
        project_size=987_654,
        live=False,
        go_live_at=timezone.now() + TOMORROW,
    )
    entry.save()
    entry.save_revision().publish()


def unpublished_entry():
    entry = FundingEntryFactory(year=2017, title="KANARIE", contribution=987_654, project_size=987_654)
    entry.save_revision().publish()
    entry.refresh_from_db()
    entry.unpublish()


def expired_entry():
    entry = FundingEntryFactory(
        year=2017,
        title="KANARIE",
        contribution=987_654,
        project_size=987_654,
        expire_at=timezone.now() - TOMORROW,
    )
    entry.save_revision()
    call_command("publish_scheduled", verbosity=0)


def planned_entry():
    FundingEntryFactory(year=2017, title="KANARIE", contribution=987_654, project_size=987_654, stage="gepland")


def withdrawn_entry():
    FundingEntryFactory(year=2017, title="KANARIE", contribution=987_654, project_size=987_654, stage="ingetrokken")


def draft_project():
    ProjectPageFactory(title="KANARIE", theme=Theme.objects.get(slug="infrastructuur"), live=False)


def draft_change_of_a_project():
    page = ProjectPage.objects.get(slug="pygrunn")
    page.title = page.summary = "KANARIE"
    page.save_revision()


def scheduled_project():
    page = ProjectPageFactory(title="KANARIE", theme=Theme.objects.get(slug="infrastructuur"), live=False)
    page.go_live_at = timezone.now() + TOMORROW
    page.save_revision().publish()


def unpublished_project_with_a_public_entry():
    page = ProjectPageFactory(title="KANARIE", slug=canary_slug(), theme=Theme.objects.get(slug="infrastructuur"))
    FundingEntry.objects.filter(reference="DOG-2017-020").update(project=page)
    page.unpublish()


def restricted_project_that_is_featured():
    page = ProjectPageFactory(title="KANARIE", slug=canary_slug(), theme=Theme.objects.get(slug="infrastructuur"))
    FundingEntry.objects.filter(reference="DOG-2017-020").update(project=page)
    FeaturedProject.objects.create(page=HomePage.objects.get(), project=page)
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def draft_results_page_of_another_year():
    FundingEntryFactory(year=2018, contribution=1)
    index = YearlyResultsPage.objects.get().get_parent()
    index.add_child(instance=YearlyResultsPage(title="KANARIE", year=2018, slug="2018", live=False))


def draft_stated_figure():
    PublishedFigureFactory(year=2017, title="KANARIE", value=987_654, live=False)


def stated_figure_of_a_draft_source():
    source = SourceDocumentFactory(title="KANARIE", live=False)
    PublishedFigureFactory(year=2017, title="KANARIE", value=987_654, source=source)


def draft_organisation_that_takes_part():
    organisation = OrganisationFactory(name="KANARIE", live=False)
    ProjectPartner.objects.create(page=ProjectPage.objects.get(slug="pygrunn"), organisation=organisation)
    FundingEntry.objects.filter(reference="DOG-2017-003").update(applicant=organisation, applicant_text="")


def draft_source_of_a_public_entry():
    FundingEntry.objects.filter(reference="DOG-2017-003").update(
        source=SourceDocumentFactory(title="KANARIE", live=False)
    )


def draft_change_of_an_organisation():
    organisation = Organisation.objects.get(name="Hanzehogeschool")
    organisation.name = "KANARIE"
    organisation.save_revision()


def draft_change_of_a_theme():
    theme = Theme.objects.get(slug="anders")
    theme.name, theme.counts_in_headline = "KANARIE", True
    theme.save_revision()


def internal_note():
    FundingEntry.objects.filter(reference="DOG-2017-003").update(internal_note="KANARIE")


def event(**values):
    """An event that would be everywhere: on its project, its theme, its results, the home page and in the news."""
    # Upcoming and of 2017 at once: it began then, and nobody knows when it will end.
    named = {
        "title": "KANARIE",
        "slug": canary_slug(),
        "summary": "KANARIE",
        "start_date": datetime.date(2017, 6, 1),
        "end_date": datetime.date(2100, 1, 1),
        "attendance": 987_654,
        "themes": [Theme.objects.get(slug="infrastructuur")],
    }
    page = EventPageFactory(**named | values)
    EventProject.objects.create(event=page, project=ProjectPage.objects.get(slug="pygrunn"))
    NewsEvent.objects.create(news_page=NewsPage.objects.first(), event=page)
    return page


def news(**values):
    """A news item that would be everywhere: pinned, on its theme, its project and its event."""
    theme = Theme.objects.get(slug="infrastructuur")
    page = NewsPageFactory(
        title="KANARIE", slug=canary_slug(), summary="KANARIE", is_pinned=True, themes=[theme], **values
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


def draft_event():
    event(live=False)


def draft_event_that_is_over():
    event(live=False, end_date=None)


def scheduled_event():
    schedule(event(live=False))


def expired_event():
    expire(event())


def restricted_event():
    restrict(event())


def draft_side_event_of_a_public_festival():
    event(parent=EventPage.objects.get(slug="lets-gro-2017"), live=False)


def side_event_of_a_restricted_festival():
    festival = EventPageFactory(title="KANARIE", slug="kanarie-festival")
    restrict(festival)
    event(parent=festival)


def public_side_event_of_a_draft_festival():
    """The side event itself is public; its festival is named nowhere."""
    festival = EventPageFactory(title="KANARIE", slug="festival", live=False)
    EventPageFactory(title="Openbaar", slug="openbaar", parent=festival)


def draft_change_of_an_event():
    page = EventPage.objects.get(slug="trendship-17")
    page.title = page.summary = page.status_note = "KANARIE"
    page.attendance = 987_654
    page.save_revision()


def draft_venue_of_a_public_event():
    EventPage.objects.filter(slug="trendship-17").update(venue=VenueFactory(name="KANARIE", live=False))


def draft_change_of_a_venue():
    venue = VenueFactory(name="Een zaal")
    EventPage.objects.filter(slug="trendship-17").update(venue=venue)
    venue.name = venue.accessibility = "KANARIE"
    venue.save_revision()


def draft_organiser_of_a_public_event():
    EventParticipant.objects.create(
        event=EventPage.objects.get(slug="trendship-17"), organisation=OrganisationFactory(name="KANARIE", live=False)
    )


def draft_series():
    EventSeriesPageFactory(title="KANARIE", slug=canary_slug(), summary="KANARIE", live=False)


def draft_series_with_a_public_edition():
    """The edition is public, its series is named nowhere: not in the agenda, a filter or above the edition."""
    series = EventSeriesPageFactory(title="KANARIE", slug="reeks", live=False)
    EventPageFactory(title="Openbaar", slug="openbaar", parent=series)


def restricted_series_with_an_edition():
    series = EventSeriesPageFactory(title="KANARIE", slug=canary_slug())
    restrict(series)
    EventPageFactory(title="KANARIE 2017", parent=series)


def draft_news():
    news(live=False)


def scheduled_news():
    schedule(news(live=False))


def expired_news():
    expire(news())


def restricted_news():
    restrict(news())


def draft_change_of_news():
    page = NewsPage.objects.first()
    page.title = page.summary = page.author_line = "KANARIE"
    page.is_pinned = True
    page.save_revision()


def draft_project_of_public_news():
    project = ProjectPageFactory(title="KANARIE", theme=Theme.objects.get(slug="infrastructuur"), live=False)
    NewsProject.objects.create(news_page=NewsPage.objects.first(), project=project)


def draft_change_of_the_letter():
    page = StandardPage.objects.get(slug="raadsbrief-14-maart-2018")
    page.title = page.summary = "KANARIE"
    page.body = [("text", "<p>KANARIE</p>"), *((block.block_type, block.value) for block in page.body)]
    page.save_revision()


def document(title="KANARIE"):
    return get_document_model().objects.create(title=title, file=ContentFile(b"KANARIE", name="kanarie.txt"))


def document_that_nobody_shows():
    document()


def document_on_a_draft_page_only():
    block = ("document", {"document": document(), "text": ""})
    page = StandardPage(title="Concept", slug="concept", body=[block], live=False)
    HomePage.objects.get().add_child(instance=page)


def document_in_a_draft_change_only():
    page = StandardPage.objects.get(slug="over")
    page.body = [("document", {"document": document(), "text": ""})]
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


def names(states):
    return "+".join(state.__name__ for state in states)


@pytest.mark.parametrize("states", [HIDDEN[number::CRAWLS] for number in range(CRAWLS)], ids=names)
def test_what_is_not_published_appears_nowhere(client, states, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail's index of references among them
        for hide in states:
            hide()

    found = everything_public(client)

    assert "KANARIE" not in found
    assert "kanarie" not in found
    assert "987.654" not in found
    assert "987654" not in found
    assert "€\u00a0474.427" in found


def test_every_public_page_opens_and_sets_no_cookie(site_as_made):
    assert {address: answer.status_code for address, answer in site_as_made.items() if answer.status_code != 200} == {}
    assert {address: answer.cookies for address, answer in site_as_made.items() if answer.cookies} == {}


@pytest.mark.parametrize(
    "show",
    [
        lambda: FundingEntryFactory(year=2017, title="KANARIE", contribution=987_654, project_size=987_654),
        event,
        news,
    ],
    ids=["entry", "event", "news"],
)
def test_a_canary_that_is_published_is_found(client, show):
    show()

    assert "KANARIE" in everything_public(client)
