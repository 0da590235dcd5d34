"""Rows that are made at once are as those that a factory makes one by one."""

import datetime

import pytest
from django.forms import model_to_dict
from wagtail.models import Page

from dog_site.core.models import ContentVersion
from events.models import EventIndexPage, EventPage
from funding.models import FundingEntry
from projects.models import Theme
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    FundingEntryFactory,
    NewsPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
    many,
    many_pages,
)
from tests.pages import search_results

# What differs between any two pages: where they stand, and when they were made.
OWN = {"id", "page_ptr", "path", "translation_key", "numchild"}


def columns(page):
    """What the database has of a page, in both its tables."""
    row = type(page).objects.get(pk=page.pk)
    found = {field.name: field.value_from_object(row) for field in row._meta.concrete_fields}
    return {name: value for name, value in found.items() if name not in OWN}


@pytest.mark.parametrize("make", [ProjectPageFactory, EventPageFactory, NewsPageFactory, EventSeriesPageFactory])
def test_pages_made_at_once_are_those_that_are_made_one_by_one(make):
    themes = list(Theme.objects.all()[:2])
    shared = {
        ProjectPageFactory: {"theme": themes[0]},
        EventPageFactory: {"themes": themes, "start_time": datetime.time(19, 30)},
        NewsPageFactory: {"themes": themes},
    }.get(make, {})
    [*pages] = many_pages(make, [{"title": f"Samen {n}", "slug": f"samen-{n}", **shared} for n in (1, 2)])
    one = make(title="Samen 2", slug="alleen-2", **shared)

    assert {**columns(pages[1]), "slug": "", "url_path": ""} == {**columns(one), "slug": "", "url_path": ""}
    assert pages[1].url_path.replace("samen", "alleen") == one.url_path
    assert [page.slug for page in one.get_parent().get_children()][-3:] == ["samen-1", "samen-2", "alleen-2"]
    assert not any(Page.find_problems())
    if "themes" in shared:
        assert [set(type(one).objects.get(pk=page.pk).themes.all()) for page in (*pages, one)] == [set(themes)] * 3


def test_pages_made_at_once_are_found_and_shown(client):
    before = ContentVersion.current()
    many_pages(EventPageFactory, [{"title": f"Zwaluwstaart {n}"} for n in range(3)])

    found = search_results(client, "zwaluwstaart")

    assert all(f"{n}</a>" in found.replace("</mark>", "") for n in range(3))
    assert EventPage.objects.child_of(EventIndexPage.objects.get()).filter(title__startswith="Zwaluw").count() == 3
    assert ContentVersion.current() > before


def test_a_page_below_a_page_made_at_once_has_its_place():
    festival, _other = many_pages(EventPageFactory, [{}, {}])

    many_pages(EventPageFactory, [{"title": "Erbinnen", "slug": "erbinnen"}], parent=festival)

    assert EventPage.objects.get(slug="erbinnen").get_parent().pk == festival.pk
    assert festival.numchild == 1
    assert not any(Page.find_problems())


def test_an_address_that_is_taken_is_refused():
    many_pages(NewsPageFactory, [{"slug": "een"}, {"slug": "twee"}])

    for rows in ([{"slug": "een"}], [{"slug": "drie"}, {"slug": "drie"}]):
        with pytest.raises(AssertionError, match="is taken"):
            many_pages(NewsPageFactory, rows)


def test_rows_made_at_once_are_those_that_are_made_one_by_one():
    [together] = many(FundingEntryFactory, [{"reference": "A", "contribution": None}])
    alone = FundingEntryFactory(reference="B", contribution=None, theme=together.theme)

    rows = [model_to_dict(entry, exclude=["id", "reference"]) for entry in FundingEntry.objects.filter(year=2019)]

    assert len(rows) == 2
    assert rows[0] == rows[1]
    assert together.source == alone.source


def test_what_rows_made_at_once_refer_to_is_made_once():
    entries = many(FundingEntryFactory, [{}] * 3)
    many(OrganisationFactory, [{}] * 3)

    assert len({entry.theme_id for entry in entries}) == len({entry.source_id for entry in entries}) == 1
    assert len({entry.reference for entry in entries}) == 3
