import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site, Workflow

from content_2017.loading import load_2017
from dog_site.core.models import SiteSettings
from dog_site.operations.development_logins import refuse_development_logins
from funding.models import FundingEntry, ImportRun, PublishedFigure
from home.models import HomePage, StandardPage
from home.site_setup import DEVELOPMENT_PASSWORD
from projects.models import Organisation, ProjectPage


def snapshot():
    """Everything that a second run could change."""
    return (
        list(Page.objects.order_by("pk").values_list("pk", "title", "path", "latest_revision")),
        list(FundingEntry.objects.order_by("pk").values()),
        list(PublishedFigure.objects.order_by("pk").values()),
        list(Organisation.objects.order_by("pk").values()),
        list(SiteSettings.objects.values()),
        [
            (group.name, sorted(group.permissions.values_list("pk", flat=True)))
            for group in Group.objects.order_by("pk")
        ],
        list(Workflow.objects.order_by("pk").values()),
        ImportRun.objects.count(),
        get_user_model().objects.count(),
    )


def test_a_second_run_changes_nothing():
    before = snapshot()

    call_command("setup_site", development_logins=True, verbosity=0)
    call_command("load_2017", verbosity=0)

    assert snapshot() == before


@pytest.mark.parametrize(
    "address",
    ["/", "/projecten/", "/themas/", "/resultaten/", "/over/", "/contact/", "/privacy/", "/toegankelijkheid/"],
)
def test_the_fixed_addresses_are_there(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("slug", ["projecten", "themas", "resultaten"])
def test_the_slug_of_a_fixed_page_cannot_change(slug):
    page = Page.objects.get(slug=slug).specific
    page.slug = "anders-genoemd"

    page.save_revision().publish()

    assert Page.objects.get(pk=page.pk).slug == slug


def test_the_import_register_says_what_was_read():
    [run] = ImportRun.objects.all()

    assert (run.rows_read, run.rows_created, run.rows_unchanged, run.rows_kept) == (23, 23, 0, 0)
    assert len(run.sha256) == 64


def test_what_an_editor_changed_stays_changed():
    entry = FundingEntry.objects.get(reference="DOG-2017-003")
    entry.contribution, entry.change_reason = 2_500, "Vaststelling van 3 mei."
    entry.save_revision().publish()
    page = ProjectPage.objects.get(slug="pygrunn")
    page.title = "PyGrunn 2017"
    page.save_revision().publish()

    load_2017()

    assert FundingEntry.objects.get(pk=entry.pk).contribution == 2_500
    assert ProjectPage.objects.get(pk=page.pk).title == "PyGrunn 2017"


def test_what_an_editor_deleted_or_moved_stays_away():
    ProjectPage.objects.get(slug="pygrunn").delete()
    FundingEntry.objects.get(reference="DOG-2017-020").delete()
    page = StandardPage.objects.get(slug="over")
    page.body = []
    page.save_revision().publish()

    load_2017()

    assert not ProjectPage.objects.filter(slug="pygrunn").exists()
    assert not FundingEntry.objects.filter(reference="DOG-2017-020").exists()
    assert not StandardPage.objects.get(slug="over").body


def test_an_entry_that_was_there_before_the_first_load_is_kept():
    ImportRun.objects.all().delete()
    entry = FundingEntry.objects.get(reference="DOG-2017-003")
    entry.contribution, entry.change_reason = 2_500, "Vaststelling van 3 mei."
    entry.save_revision().publish()

    run = load_2017()

    assert FundingEntry.objects.get(pk=entry.pk).contribution == 2_500
    assert (run.rows_created, run.rows_kept) == (0, 23)


def test_a_group_loses_a_right_that_somebody_added_by_hand():
    group = Group.objects.get(name="Communicatie")
    group.permissions.add(Group.objects.get(name="Cijferredactie").permissions.get(codename="change_fundingentry"))

    call_command("setup_site", verbosity=0)

    assert not group.permissions.filter(codename="change_fundingentry").exists()


def test_a_page_an_editor_renamed_is_not_made_again():
    home = HomePage.objects.get()
    home.title = "DOG"
    home.save_revision().publish()

    call_command("setup_site", verbosity=0)

    assert HomePage.objects.get().title == "DOG"
    assert Site.objects.get().root_page_id == home.pk


def test_development_log_ins_work_in_development():
    assert authenticate(username="cijfers", password=DEVELOPMENT_PASSWORD)


def test_production_refuses_development_log_ins(settings):
    settings.DEVELOPMENT_LOGINS = False

    assert authenticate(username="cijfers", password=DEVELOPMENT_PASSWORD) is None
    with pytest.raises(ImproperlyConfigured, match="beheer, cijfers, cijfers2, communicatie, coordinatie"):
        refuse_development_logins()
    with pytest.raises(CommandError):
        call_command("setup_site", development_logins=True)


def test_production_starts_once_they_are_removed(settings):
    settings.DEVELOPMENT_LOGINS = False

    call_command("remove_development_logins", verbosity=0)

    refuse_development_logins()
