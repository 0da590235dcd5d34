"""Names, words and the index know one form of a text, on both databases."""

from importlib import import_module

import pytest
from modelsearch.backends import get_search_backend

from dog_site.core.lists.names import same_name
from news.models import NewsPage
from tests.factories import NewsPageFactory

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


def test_a_search_for_en_finds_en():
    assert NewsPage.objects.live().search("en") is not None


def test_the_index_gets_the_form_in_which_names_are_compared():
    """Held to modelsearch, which makes the text of a field in a method of this name."""
    indexer = import_module(type(get_search_backend()).__module__).ObjectIndexer

    prepared = indexer.prepare_value(object.__new__(indexer), [TITLE, "C++"])

    assert same_name(prepared) == same_name(f"{TITLE}, C++")
    assert prepared.isascii()
