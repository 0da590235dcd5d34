import pytest
from django.db import transaction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import PageViewRestriction, Site

from dog_site.core.models import ContentVersion, SiteSettings
from funding.models import FundingEntry
from home.models import StandardPage
from news.models import NewsPage
from projects.models import ProjectPage, Theme


def publish_page():
    ProjectPage.objects.get(slug="pygrunn").save_revision().publish()


def unpublish_page():
    UnpublishPageAction(StandardPage.objects.get(slug="over")).execute(skip_permission_checks=True)


def move_page():
    page = StandardPage.objects.get(slug="over")
    page.move(page.get_parent(), pos="first-child")


def delete_page():
    NewsPage.objects.order_by("pk").last().delete()


def publish_entry():
    FundingEntry.objects.get(reference="DOG-2017-003").save_revision().publish()


def unpublish_entry():
    FundingEntry.objects.get(reference="DOG-2017-003").unpublish()


def delete_entry():
    FundingEntry.objects.get(reference="DOG-2017-003").delete()


def delete_entries_at_once():
    FundingEntry.objects.filter(year=2017).exclude(reference__in=["DOG-2017-001", "DOG-2017-023"]).delete()


def rename_theme():
    theme = Theme.objects.get(slug="infrastructuur")
    theme.name = "Netwerken"
    theme.save_revision().publish()


def restrict_page():
    PageViewRestriction.objects.create(page=ProjectPage.objects.get(slug="pygrunn"), restriction_type="login")


def move_the_site():
    site = Site.objects.get()
    site.hostname = "www.example.org"
    site.save()


def change_settings():
    SiteSettings.objects.get().save()


CHANGES = [
    publish_page,
    unpublish_page,
    move_page,
    delete_page,
    publish_entry,
    unpublish_entry,
    delete_entry,
    delete_entries_at_once,
    rename_theme,
    restrict_page,
    move_the_site,
    change_settings,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_change_a_visitor_can_see_raises_the_version(change):
    before = ContentVersion.current()

    change()

    assert ContentVersion.current() > before


def test_a_page_that_is_opened_to_everybody_again_raises_the_version():
    restrict_page()
    before = ContentVersion.current()

    PageViewRestriction.objects.get().delete()

    assert ContentVersion.current() > before


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_that_is_rolled_back_takes_the_version_with_it(change):
    before = ContentVersion.current()

    with transaction.atomic():
        change()
        transaction.set_rollback(True)

    assert ContentVersion.current() == before


def test_a_draft_leaves_the_version_alone():
    page, entry = ProjectPage.objects.get(slug="pygrunn"), FundingEntry.objects.get(reference="DOG-2017-003")
    before = ContentVersion.current()

    page.save_revision()
    entry.save_revision()

    assert ContentVersion.current() == before


def test_an_entry_and_the_version_are_written_in_one_transaction(monkeypatch):
    def fail(**_how):
        raise RuntimeError("the version cannot be raised")

    entry = FundingEntry.objects.get(reference="DOG-2017-003")
    entry.contribution, entry.change_reason = 2_000, "Vaststelling."
    revision = entry.save_revision()
    monkeypatch.setattr(ContentVersion, "raise_number", fail)

    with pytest.raises(RuntimeError), transaction.atomic():
        revision.publish()

    assert FundingEntry.objects.get(pk=entry.pk).contribution == 1_500
