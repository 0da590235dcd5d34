import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import Page, Site, Workflow

from dog_site.core.models import SiteSettings
from funding.models import FundingEntry, ImportRun, PublishedFigure
from home.models import HomePage
from projects.models import Organisation
from tests.pages import parsed


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
    [
        "/",
        "/projecten/",
        "/themas/",
        "/resultaten/",
        "/over/",
        "/contact/",
        "/privacy/",
        "/toegankelijkheid/",
        "/english/",
    ],
)
def test_the_fixed_addresses_are_there(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("slug", ["projecten", "themas", "resultaten"])
def test_the_slug_of_a_fixed_page_cannot_change(slug):
    page = Page.objects.get(slug=slug).specific
    page.slug = "anders-genoemd"

    page.save_revision().publish()

    assert Page.objects.get(pk=page.pk).slug == slug


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


def test_who_reads_no_dutch_finds_a_page_in_english_from_every_foot(client):
    foot = parsed(client.get("/agenda/").content).select_one(".dog-footer")
    address = next(link["href"] for link in foot.find_all("a") if link.text == "In English")

    page = parsed(client.get(address).content)

    assert page.h1.find_parent(lang="en")
    assert "work together on the digital economy" in page.select_one(".dog-lede").text
    assert page.find("html")["lang"] == "nl"
    assert not parsed(client.get("/over/").content).h1.find_parent(lang="en")


def test_every_right_is_called_in_dutch():
    """One of a kind that is new asks for a word in rights.py."""
    unknown = Permission.objects.filter(name__regex="^(Can|Publish|Lock|Unlock|Delete) ")

    assert [permission.codename for permission in unknown] == []
    assert Permission.objects.get(codename="publish_fundingentry").name == "Financieringsregel: publiceren"
