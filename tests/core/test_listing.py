import pytest
from django import forms
from django.test import RequestFactory

from dog_site.core.lists.filters import FilterForm
from dog_site.core.lists.listing import Listing
from dog_site.core.lists.words import search_words


class ColourForm(FilterForm):
    kleur = forms.ChoiceField(choices=[("", "alle"), ("groen", "groen")], label="Kleur")
    q = forms.CharField(max_length=10, label="Woorden")


def listing(query, rows=range(60)):
    request = RequestFactory().get(f"/lijst/?{query}")
    found = Listing(request, form=ColourForm(request.GET), page_size=25)
    return found, found.paginate(rows)


def test_a_valid_filter_is_applied_without_a_notice():
    found, page = listing("kleur=groen&pagina=2")

    assert found.values == {"kleur": "groen"}
    assert page.number == 2
    assert found.notices == []


@pytest.mark.parametrize(
    "query, words",
    [
        ("kleur=rood", "kleur"),
        ("kleur=%00", "kleur"),
        ("q=%00", "woorden"),
        ("q=" + "x" * 500, "woorden"),
        ("pagina=99", "pagina"),
        ("pagina=nul", "pagina"),
        ("pagina=-1", "pagina"),
        ("pagina=1e3", "pagina"),
        ("pagina=" + "9" * 400, "pagina"),
        ("pagina=%D9%A1", "pagina"),  # an Arabic one
        ("pagina=", "pagina"),
        ("onzin=1", "onzin"),
    ],
)
def test_a_wrong_value_is_left_out_and_said_so(query, words):
    found, page = listing(query)

    assert found.values == {}
    assert page.number == 1
    assert len(found.notices) == 1
    assert words in found.notices[0].lower()


@pytest.mark.parametrize("query", ["utm_source=brief", "fbclid=abc"])
def test_what_a_mail_program_adds_is_no_mistake_of_the_visitor(query):
    found, _page = listing(query)

    assert found.notices == []


@pytest.mark.parametrize(
    "text, words",
    [
        ("hackathon blockchain", ["hackathon", "blockchain"]),
        ("\"quote' OR 1=1; --", ["quote", "OR", "1", "1"]),
        ("a\x00b", ["a", "b"]),
        ("🙂", []),
        ("reünie", ["reünie"]),
        ("x" * 5000, ["x" * 60]),
        (
            "een twee drie vier vijf zes zeven acht negen",
            ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht"],
        ),
    ],
)
def test_a_search_text_is_reduced_to_words(text, words):
    assert search_words(text) == words
