"""Our query for public pages gives the same pages as Wagtail's, without an extra query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet as WagtailPageQuerySet

from dog_site.core.models import PageQuerySet
from home.models import HomePage, StandardPage
from projects.models import ProjectPage


def page_at(path):
    """A page with exactly this place in the tree, which the tree itself would not always give."""
    page = StandardPage(title=path, slug=path.lower(), path=path, depth=len(path) // Page.steplen)
    page.url_path = f"/{path}/"
    page.save(clean=False)
    return page


def restrict(page, kind=PageViewRestriction.LOGIN):
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")


def nothing():
    """No page is restricted."""


def one_page():
    restrict(Page.objects.get(slug="contact"))


def a_page_with_children():
    restrict(Page.objects.get(slug="projecten"))


def a_child_and_its_parent():
    restrict(Page.objects.get(slug="projecten"))
    restrict(ProjectPage.objects.get(slug="pygrunn"), PageViewRestriction.PASSWORD)


def a_page_whose_path_begins_a_sibling_s():
    """Children of one page differ in the last four letters only; these two come near."""
    home = HomePage.objects.get()
    restrict(page_at(f"{home.path}AAAA"))
    page_at(f"{home.path}AAAB")
    page_at(f"{home.path}AAAAAAAB")


def the_whole_site():
    restrict(HomePage.objects.get())


@pytest.mark.parametrize(
    "arrange",
    [
        nothing,
        one_page,
        a_page_with_children,
        a_child_and_its_parent,
        a_page_whose_path_begins_a_sibling_s,
        the_whole_site,
    ],
    ids=lambda arrange: arrange.__name__,
)
def test_the_public_pages_are_those_of_wagtail(arrange):
    arrange()
    ours, theirs = PageQuerySet(Page).order_by("path"), WagtailPageQuerySet(Page).order_by("path")

    assert list(ours.public()) == list(theirs.public())
    assert list(ours.private()) == list(theirs.private())
    assert ours.public().count() + ours.private().count() == Page.objects.count()


def test_a_sibling_of_a_restricted_page_stays_public():
    home = HomePage.objects.get()
    restrict(page_at(f"{home.path}AAAA"))
    beside, below = page_at(f"{home.path}AAAB"), page_at(f"{home.path}AAAAAAAA")

    public = set(StandardPage.objects.public().values_list("pk", flat=True))

    assert beside.pk in public
    assert below.pk not in public


def test_asking_for_public_pages_is_one_query():
    restrict(Page.objects.get(slug="contact"))

    with CaptureQueriesContext(connection) as queries:
        list(StandardPage.objects.live().public())

    assert len(queries) == 1
