"""An address that others link to keeps working when the page behind it gets another."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from funding.models import FundingEntry
from home.models import HomePage, StandardPage
from projects.models import ProjectIndexPage, Theme
from results.models import ResultsIndexPage, ThemeOverviewPage
from tests.desk.browser import page_edit_url, post_page, project, public
from tests.factories import ProjectPageFactory


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Type another slug in the form of a page; the redirects are made when that is committed."""

    def rename(client, page, slug, action="publish"):
        with django_capture_on_commit_callbacks(execute=True):
            response = post_page(client, page_edit_url(page), action, slug=slug)
        assert response.status_code == 302

    return rename


def moved_to(path):
    """Where a permanent redirect from `path` leads; None when there is none."""
    response = public(path)
    return response["Location"] if response.status_code == 301 else None


def add(parent, slug):
    """A page under any other, also where the site has none yet: the address of a child follows its parent."""
    page = parent.add_child(instance=StandardPage(title=slug, slug=slug))
    page.save_revision().publish()
    return page


def test_the_old_address_of_a_renamed_page_leads_to_the_new_one(log_in, rename):
    client = log_in("coordinatie")

    rename(client, project(), "pygrunn-2017")

    assert public("/projecten/pygrunn-2017/").status_code == 200
    assert moved_to("/projecten/pygrunn/") == "/projecten/pygrunn-2017/"
    assert moved_to("/projecten/pygrunn/?utm_source=brief") == "/projecten/pygrunn-2017/"


def test_every_earlier_address_leads_straight_to_the_latest(log_in, rename):
    client = log_in("coordinatie")

    rename(client, project(), "tweede")
    rename(client, project("tweede"), "derde")

    assert moved_to("/projecten/pygrunn/") == moved_to("/projecten/tweede/") == "/projecten/derde/"


def test_a_page_that_gets_its_old_address_back_is_there_again(log_in, rename):
    client = log_in("coordinatie")

    rename(client, project(), "tweede")
    rename(client, project("tweede"), "pygrunn")

    assert public("/projecten/pygrunn/").status_code == 200
    assert moved_to("/projecten/tweede/") == "/projecten/pygrunn/"


def test_a_new_page_on_an_old_address_is_shown_instead_of_the_redirect(log_in, rename):
    client = log_in("coordinatie")
    rename(client, project(), "tweede")

    add(ProjectIndexPage.objects.get(), "pygrunn")

    assert public("/projecten/pygrunn/").status_code == 200


def test_pages_under_a_renamed_page_keep_their_old_addresses_too(log_in, rename):
    client = log_in("coordinatie")
    parent = add(HomePage.objects.get(), "werkwijze")
    add(parent, "subsidie")

    rename(client, parent, "zo-werken-wij")

    assert moved_to("/werkwijze/") == "/zo-werken-wij/"
    assert moved_to("/werkwijze/subsidie/") == "/zo-werken-wij/subsidie/"


def test_a_page_that_moves_takes_its_old_addresses_and_those_under_it_along():
    home = HomePage.objects.get()
    page, target = add(home, "werkwijze"), add(home, "organisatie")
    add(page, "subsidie")
    page.refresh_from_db()

    page.move(target, pos="last-child")

    assert moved_to("/werkwijze/") == "/organisatie/werkwijze/"
    assert moved_to("/werkwijze/subsidie/") == "/organisatie/werkwijze/subsidie/"


@pytest.mark.parametrize("username", ["communicatie", "coordinatie"])
def test_another_address_in_a_draft_changes_nothing(log_in, rename, username):
    client = log_in(username)

    rename(client, project(), "kanarie", action=None)

    assert public("/projecten/pygrunn/").status_code == 200
    assert public("/projecten/kanarie/").status_code == 404
    assert not Redirect.objects.exists()


def test_a_page_that_is_renamed_and_then_unpublished_is_gone_under_both_addresses(log_in, rename):
    client = log_in("coordinatie")
    rename(client, project(), "tweede")
    FundingEntry.objects.update(project=None)  # on which no entry leans

    client.post(f"/beheer/pages/{project('tweede').pk}/unpublish/")

    assert public(moved_to("/projecten/pygrunn/") or "/projecten/pygrunn/").status_code == 404


@pytest.mark.parametrize("model", [ProjectIndexPage, ThemeOverviewPage, ResultsIndexPage])
def test_a_page_of_fixed_address_gets_no_redirect_because_it_stays(log_in, rename, model):
    client = log_in("coordinatie")
    page = model.objects.get()

    rename(client, page, "elders")

    assert public(page.url).status_code == 200
    assert not Redirect.objects.exists()


def draft(slug="werktitel"):
    """A project that was never public, as somebody makes it."""
    return ProjectPageFactory(title=slug, slug=slug, live=False, theme=Theme.objects.get(slug="anders"))


def test_the_working_titles_of_a_draft_leave_nothing(log_in, rename):
    client = log_in("coordinatie")
    page = draft()

    rename(client, page, "tweede-werktitel", action=None)
    rename(client, project("tweede-werktitel"), "titel", action="publish")

    assert public("/projecten/titel/").status_code == 200
    assert not Redirect.objects.exists()


def test_a_draft_that_moves_leaves_nothing():
    home = HomePage.objects.get()
    page = home.add_child(instance=StandardPage(title="Werktitel", slug="werktitel", live=False))

    page.move(add(home, "organisatie"), pos="last-child")

    assert not Redirect.objects.exists()


def test_a_draft_below_a_renamed_page_leaves_nothing(log_in, rename):
    client = log_in("coordinatie")
    parent = add(HomePage.objects.get(), "werkwijze")
    parent.add_child(instance=StandardPage(title="Werktitel", slug="werktitel", live=False))

    rename(client, parent, "zo-werken-wij")

    assert [redirect.old_path for redirect in Redirect.objects.all()] == ["/werkwijze"]


def test_a_draft_does_not_take_the_old_address_of_another_page(log_in, rename):
    client = log_in("coordinatie")
    rename(client, project(), "tweede")

    rename(client, draft("pygrunn"), "heel-iets-anders", action=None)

    assert moved_to("/projecten/pygrunn/") == "/projecten/tweede/"


def test_a_page_that_was_public_keeps_its_address_while_it_is_not(log_in, rename):
    """Also where it gets another one, itself or through a page above it, before it comes back."""
    client = log_in("coordinatie")
    parent = add(HomePage.objects.get(), "werkwijze")
    page = add(parent, "subsidie")
    StandardPage.objects.get(pk=page.pk).unpublish()

    rename(client, parent, "zo-werken-wij")
    rename(client, StandardPage.objects.get(pk=page.pk), "geld", action="publish")

    assert moved_to("/werkwijze/subsidie/") == "/zo-werken-wij/geld/"


def test_a_redirect_that_somebody_wrote_stays(log_in, rename):
    client = log_in("coordinatie")
    Redirect.add_redirect("/projecten/pygrunn/", "/nieuws/", site=HomePage.objects.get().get_site())

    rename(client, project(), "tweede")

    assert moved_to("/projecten/pygrunn/") == "/nieuws/"
