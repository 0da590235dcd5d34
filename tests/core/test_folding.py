"""Names, words and the index know one form of a text, on both databases."""

from importlib import import_module
from unittest.mock import patch

import pytest
from django.db import connection
from modelsearch.backends import get_search_backend

from dog_site.core.lists.folding import fold
from dog_site.core.lists.names import same_name
from dog_site.core.lists.words import words_of_index
from events.models import EventPage
from funding.models import FundingEntry
from news.models import NewsPage
from projects.models import Organisation
from tests.factories import EventPageFactory, FundingEntryFactory, NewsPageFactory, OrganisationFactory, VenueFactory

TITLE = "Reünie & ĳsfeest van Let’s Gro in het ＵＭＣＧ"


@pytest.mark.parametrize("title", [TITLE, "Reunie en ijsfeest van Let's Gro in het UMCG"])
@pytest.mark.parametrize(
    "typed",
    ["reunie", "REÜNIE", "reu\u0308nie", "ijsfeest", "ĳsfeest", "reünie en ijsfeest", "reünie & ijsfeest", "let's gro"]
    + ["lets gro", "Let’s Gro", "umcg", "ｕｍｃｇ", "ijsfeest en umcg"],
)
def test_a_search_finds_whatever_is_written_otherwise(client, title, typed):
    page = NewsPageFactory(title=title)
    NewsPageFactory(title="Iets anders")

    found = NewsPage.objects.live().search(typed)

    assert [hit.pk for hit in found] == [page.pk]
    assert page.url in client.get("/zoeken/", {"q": typed}).content.decode()


@pytest.mark.parametrize("typed", ["cafe", "Café", "ijssel", "ĳssel"])
def test_names_of_organisations_and_venues_are_found_whatever_is_written_otherwise(typed):
    name = "Ĳssel & Café" if typed.isascii() else "IJssel en Cafe"
    organisation, venue = OrganisationFactory(name=name), VenueFactory(name=name)
    event = EventPageFactory(venue=venue)

    assert organisation in Organisation.objects.called(typed)
    assert event in EventPage.objects.matching(typed)


def test_what_looks_alike_is_compared_in_the_same_letters(client):
    page = NewsPageFactory(title="Reünie & ĳsfeest")

    assert page.url in client.get("/zoeken/", {"q": "reünnie"}).content.decode()


def test_a_curly_apostrophe_finds_what_has_a_straight_one_where_there_is_no_index():
    entry = FundingEntryFactory(title="Let's Gro 2017")

    assert entry in FundingEntry.objects.mentioning("Let’s Gro")


def test_a_letter_that_is_none_in_plain_letters_finds_nothing_by_that(client):
    EventPageFactory(venue=VenueFactory(name="Forum"))

    assert not EventPage.objects.matching("\uff9e").exists()
    assert {
        client.get(address, {"q": "\uff9e"}).status_code for address in ("/agenda/", "/projecten/", "/zoeken/")
    } == {200}


def test_a_search_for_en_asks_for_en_where_the_database_knows_that_word():
    """The Dutch of PostgreSQL leaves it out of every index."""
    page = NewsPageFactory(title="Toen en nu")

    assert words_of_index("en") == "en"
    found = page.pk in [hit.pk for hit in NewsPage.objects.live().search("en")]
    assert found is (connection.vendor == "sqlite")


def test_the_index_gets_the_form_in_which_names_are_compared():
    """Held to modelsearch, which makes the text of a field in a method of this name."""
    indexer = import_module(type(get_search_backend()).__module__).ObjectIndexer

    prepared = indexer.prepare_value(object.__new__(indexer), [TITLE, "C++"])

    assert same_name(prepared) == same_name(f"{TITLE}, C++")
    assert prepared.isascii()


def test_what_stands_in_a_list_is_folded_once():
    indexer = import_module(type(get_search_backend()).__module__).ObjectIndexer
    folded = []

    with patch("dog_site.core.search.backend.fold", side_effect=lambda text: folded.append(text) or fold(text)):
        prepared = indexer.prepare_value(object.__new__(indexer), [TITLE, {"name": "C++"}])

    assert folded == [TITLE, "C++"]
    assert same_name(prepared) == same_name(f"{TITLE}, C++")
