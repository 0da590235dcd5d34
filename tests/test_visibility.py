"""What is not published appears nowhere: a canary in each hidden state, then a crawl of every public page and file."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from funding.models import FundingEntry
from home.models import HomePage
from projects.models import Organisation, ProjectPage, Theme
from results.models import YearlyResultsPage
from tests.factories import (
    FundingEntryFactory,
    OrganisationFactory,
    ProjectPageFactory,
    PublishedFigureFactory,
    SourceDocumentFactory,
)
from tests.pages import everything_public, public_addresses

TOMORROW = timezone.timedelta(days=1)


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
    page = ProjectPageFactory(title="KANARIE", slug="kanarie", theme=Theme.objects.get(slug="infrastructuur"))
    FundingEntry.objects.filter(reference="DOG-2017-020").update(project=page)
    page.unpublish()


def restricted_project_that_is_featured():
    page = ProjectPageFactory(title="KANARIE", slug="kanarie", theme=Theme.objects.get(slug="infrastructuur"))
    FundingEntry.objects.filter(reference="DOG-2017-020").update(project=page)
    home = HomePage.objects.get()
    home.featured_projects.create(project=page)
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
    ProjectPage.objects.get(slug="pygrunn").partners.create(organisation=organisation)
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
]


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_what_is_not_published_appears_nowhere(client, hide):
    hide()

    found = everything_public(client)

    assert "KANARIE" not in found
    assert "kanarie" not in found
    assert "987.654" not in found
    assert "987654" not in found
    assert "€\u00a0474.427" in found


def test_every_public_page_opens_and_sets_no_cookie(client):
    for address in public_addresses():
        response = client.get(address)
        assert response.status_code == 200, address
        assert not response.cookies, address


def test_a_canary_that_is_published_is_found(client):
    FundingEntryFactory(year=2017, title="KANARIE", contribution=987_654, project_size=987_654)

    assert "KANARIE" in everything_public(client)
