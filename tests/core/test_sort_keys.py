"""Lists of names stand as people expect them, whatever the database: É with E, "3D" before "10", "ʼt" under the t."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dog_site.core.lists.names import LENGTH, sort_key
from dog_site.core.models import fill_sort_keys
from events.models import EventSeriesPage, Venue
from projects.models import Organisation, ProjectPage, ProjectPartner, Theme
from tests.conftest import DATA
from tests.factories import (
    EventSeriesPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
    ThemeFactory,
    VenueFactory,
)
from tests.pages import parsed

NAMES = (DATA / "names_in_order.txt").read_text(encoding="utf-8").split("\n")[:-1]


@pytest.fixture
def shuffled():
    found = [*NAMES]
    random.Random(2017).shuffle(found)
    assert found != NAMES
    return found


def test_names_are_sorted_as_people_do(shuffled):
    assert sorted(shuffled, key=sort_key) == NAMES


def test_so_does_the_database(shuffled, db):
    models = {Organisation: OrganisationFactory, Venue: VenueFactory, Theme: ThemeFactory}
    for model, factory in models.items():
        there = {*model.objects.values_list("name", flat=True)}
        for name in shuffled:
            if name not in there:
                factory(name=name)
        assert [item.name for item in model.objects.filter(name__in=NAMES)] == NAMES


def test_so_does_a_list_of_pages(shuffled, client):
    for title in shuffled:
        project = ProjectPageFactory(title=title)
        organisation = Organisation.objects.filter(name=title).first() or OrganisationFactory(name=title)
        ProjectPartner.objects.create(page=project, organisation=organisation)
        EventSeriesPageFactory(title=title)

    found = []
    for number in (1, 2):
        page = parsed(client.get(f"/projecten/?pagina={number}").content)
        found += [
            title for heading in page.main.select("li h2, li h3") if (title := heading.get_text(strip=True)) in NAMES
        ]
    options = [
        option.get_text(strip=True) for option in page.find("select", {"name": "organisatie"}).find_all("option")
    ]
    series = EventSeriesPage.objects.filter(title__in=NAMES).order_by("sort_key")

    assert found == NAMES
    assert [name for name in options if name in NAMES] == NAMES
    assert [page.title for page in series] == NAMES


def test_a_row_that_was_there_before_gets_its_key_from_the_migration(db):
    OrganisationFactory(name="Étage Advies")
    Organisation.objects.update(sort_key="")

    fill_sort_keys(Organisation)

    assert Organisation.objects.get(name="Étage Advies").sort_key == "etage advies"
    assert not Organisation.objects.filter(sort_key="").exists()


def test_a_new_name_gives_a_new_key(db):
    project = ProjectPageFactory(title="Zorg")
    project.title = "Ábaco"
    project.save_revision().publish()

    assert ProjectPage.objects.get(pk=project.pk).sort_key == "abaco"


@given(st.text())
def test_any_text_has_a_key_that_every_database_holds(text):
    key = sort_key(text)

    assert len(key) <= LENGTH
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@given(st.integers(0, 10**20), st.integers(0, 10**20))
def test_numbers_stand_by_their_value(one, other):
    assert (sort_key(f"Zaal {one}") < sort_key(f"Zaal {other}")) == (one < other)
