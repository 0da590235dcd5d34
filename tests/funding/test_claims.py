from decimal import Decimal

import pytest
from wagtail import blocks

from dog_site.core.blocks.figures import FigureBlock
from dog_site.core.figures import Figure
from funding.claims import Claim, figures_in, public_claims
from home.models import StandardPage

FIGURE = {"metric": "bijdrage", "scope": "alles", "year": "2017", "wording": "ruim"}


class Deep(blocks.StreamBlock):
    figure = FigureBlock()
    row = blocks.StructBlock([("words", blocks.CharBlock()), ("figures", blocks.ListBlock(FigureBlock()))])


def claim(wording):
    return Claim(1, "Over ons", "bijdrage", "alles", 2017, wording)


def figure(value, state="bekend"):
    return Figure("bijdrage", "alles", 2017, None if value is None else Decimal(value), state, rows=2, missing=0)


def test_a_figure_is_found_however_deep_it_stands():
    item = {"type": "item", "value": {**FIGURE, "year": "alle"}, "id": "1"}
    stored = [
        {"type": "figure", "value": FIGURE},
        {"type": "row", "value": {"words": "bijdrage", "figures": [FIGURE, item]}},
        {"type": "gone", "value": "a block that there is no more"},
    ]

    assert [found["year"] for found in figures_in(Deep(), stored)] == ["2017", "2017", "alle"]


@pytest.mark.parametrize(
    "wording, value, state, holds, words",
    [
        ("ruim", 474_427, "bekend", True, "ruim € 470.000"),
        ("ruim", 474_427, "ondergrens", False, "ten minste € 474.427"),
        ("ruim", 1, "bekend", False, "€ 1"),
        ("exact", 474_427, "bekend", True, "€ 474.427"),
        ("exact", None, "onbekend", False, "onbekend"),
    ],
)
def test_a_wording_holds_of_a_figure_that_is_known_whole(wording, value, state, holds, words):
    found = figure(value, state)

    assert (claim(wording).holds(found), claim(wording).words(found).replace("\u00a0", " ")) == (holds, words)


def test_the_figures_of_all_live_pages_take_one_query_per_page_type(django_assert_max_num_queries):
    body = [("figure", FIGURE), ("figure", {**FIGURE, "year": "alle"}), ("figure", {**FIGURE, "metric": ""})]
    for page in StandardPage.objects.live()[:2]:
        page.body = body
        page.save_revision().publish()

    with django_assert_max_num_queries(9):
        found = public_claims()

    assert sorted((each.year or 0) for each in found) == [0, 0, 2017, 2017]
