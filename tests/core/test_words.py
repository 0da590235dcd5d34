"""A text is searched for what a visitor typed, and always comes out as text."""

import unicodedata

import pytest

from dog_site.core.lists.folding import fold
from dog_site.core.lists.words import excerpt, highlight, search_words

LETTERS = "lorem ipsum dolor sit amet " * 40


@pytest.mark.parametrize(
    "text, words, html",
    [
        ("Dutch Blockchain Hackathon", ["blockchain"], "Dutch <mark>Blockchain</mark> Hackathon"),
        ("Blockchain", ["blockch"], "<mark>Blockchain</mark>"),
        ("een blockchain", ["een", "block"], "<mark>een</mark> <mark>blockchain</mark>"),
        ("geen en een", ["een"], "geen en <mark>een</mark>"),  # not inside a word
        ("Let's Gro", ["gro"], "Let&#x27;s <mark>Gro</mark>"),
        ("Trendship '17", ["17"], "Trendship &#x27;<mark>17</mark>"),
        ("Reünie van Ïda", ["reunie", "ida"], "<mark>Reünie</mark> van <mark>Ïda</mark>"),
        ("reunie", ["reünie"], "<mark>reunie</mark>"),
        ("STRASSE", ["straße"], "<mark>STRASSE</mark>"),
        ("R&D", ["d"], "R&amp;<mark>D</mark>"),
        ("<script>alert(1)</script>", ["script"], "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;"),
        ('<img src="x" onerror=y>', ["img"], "&lt;<mark>img</mark> src=&quot;x&quot; onerror=y&gt;"),
        ("&lt;b&gt;", ["b"], "&amp;lt;<mark>b</mark>&amp;gt;"),
        ("{} {0} %s", ["0"], "{} {<mark>0</mark>} %s"),
        ("geen woorden", [], "geen woorden"),
        ("een leeg woord", [""], "een leeg woord"),
        ("een leeg woord", ["\uff9e"], "een leeg woord"),  # a letter that is nothing but an accent
        ("", ["woord"], ""),
        ("x" * 5_000, ["x" * 60], f"<mark>{'x' * 5_000}</mark>"),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_the_words_are_marked_and_the_rest_is_escaped(text, words, html):
    assert highlight(text, words) == html


@pytest.mark.parametrize(
    "text, folded",
    [("Café", "cafe"), ("REÜNIE", "reunie"), ("Straße", "strasse"), ("ĳs", "ijs"), ("cafe\u0301", "cafe"), ("", "")],
)
def test_capitals_and_accents_make_no_difference(text, folded):
    assert fold(text) == folded


def test_a_word_with_its_accents_apart_is_one_word():
    """A text as a Mac copies it from the name of a file."""
    apart = unicodedata.normalize("NFD", "reünie")

    assert search_words(apart) == ["reünie"]


@pytest.mark.parametrize(
    "text",
    [
        "kanarie",
        f"kanarie {LETTERS}",
        f"{LETTERS} kanarie",
        f"{LETTERS} kanarie {LETTERS}",
        f"{LETTERS}\n\n\tkanarie\n{LETTERS}",
        f"{'x' * 1_000} kanarie {'y' * 1_000}",
        f"{LETTERS}{'x' * 300}-kanarie",
        f"{LETTERS}{'x' * 300}-kanarie-{'x' * 300}",
        f"{LETTERS} kanarie{'s' * 1_000}",
        f"kort kanarie{'s' * 1_000} kort",
        "kanarie" + "s" * 1_000,
    ],
    ids=range(11),
)
def test_an_excerpt_holds_the_word_and_is_short(text):
    found = excerpt(text, ["kanarie"], length=100)

    assert "kanarie" in found
    assert len(found) <= 104


@pytest.mark.parametrize(
    "text, words, found",
    [
        ("een twee drie", ["drie"], "een twee drie"),
        ("een  twee\n drie", [], "een twee drie"),
        ("een twee drie vier", ["een"], "een twee …"),
        ("een twee drie vier vijf", ["vijf"], "… vijf"),
        ("een twee drie vier vijf", ["zes"], "een twee …"),  # not found: the beginning
        ("", ["een"], ""),
    ],
)
def test_an_excerpt_is_in_whole_words_and_says_where_it_was_cut(text, words, found):
    assert excerpt(text, words, length=13) == found
