"""Figures that stand in the texts of public pages: which figure it is, in which words, and on which page.

A figure in a text follows the entries by itself, so its number is never wrong. Its words can stop holding; the exact
figure then takes their place (blocks/figures.py). Code that is about to change figures asks here which texts print
them. No room is imported: the page types are found through their bodies.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import TextField, Value
from django.db.models.functions import Cast
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page

from dog_site.core.blocks.figures import FigureBlock, in_words
from dog_site.core.figures import ALL_YEARS, Figure, State
from dog_site.core.numbers.wordings import Wording


@dataclass(frozen=True)
class Claim:
    """One figure in a text: `wording` of `metric`, `scope` and `year` (None: all years), on a page."""

    page_id: int
    page_title: str
    metric: str
    scope: str
    year: int | None
    wording: str

    def words(self, figure: Figure | None) -> str:
        """What the page prints for `figure`; empty without a figure."""
        if figure is None:
            return ""
        words = in_words(figure, self.wording) or f"{figure.qualifier} {figure.text}".strip()
        return f"{words} ({figure.caveat})" if figure.caveat else words

    def holds(self, figure: Figure | None) -> bool:
        """Whether the chosen wording holds for `figure`: its value is fully known, and it has such a rounding.

        An exact number has no wording that could fail, unless the figure is no longer fully known.
        """
        if figure is None or figure.value is None or figure.state != State.KNOWN:
            return False
        return self.wording == Wording.EXACTLY or in_words(figure, self.wording) is not None


def public_claims() -> list[Claim]:
    """Every figure in the text of a live page, in one query for all page types together.

    The database leaves out pages without a figure. A half-filled block prints nothing and is not a claim.
    """
    texts = list(_texts())
    first, *others = (_with_a_figure(number, *text) for number, text in enumerate(texts))
    rows = first.union(*others, all=True).order_by("number", "path")
    return [
        claim for number, _path, pk, title, stored in rows for claim in _claims_in(texts[number][1], pk, title, stored)
    ]


def _texts():
    for model in apps.get_models():
        if issubclass(model, Page):
            yield from ((model, field) for field in model._meta.fields if isinstance(field, StreamField))


def _with_a_figure(number, model, field):
    pages = model.objects.live().annotate(number=Value(number), as_text=Cast(field.name, TextField()))
    # The order of a part of a union is not allowed everywhere, and says nothing.
    pages = pages.filter(as_text__contains='"figure"').order_by()
    return pages.values_list("number", "path", "pk", "title", "as_text")


def _claims_in(field, pk, title, stored) -> Iterator[Claim]:
    for value in figures_in(field.stream_block, field.to_python(stored).raw_data):
        if _is_filled_in(value):
            year = None if value["year"] == ALL_YEARS else int(value["year"])
            yield Claim(pk, title, value["metric"], value["scope"], year, value["wording"])


def _is_filled_in(value):
    """Whether what is stored of a figure says which one it is; a half-filled or broken one prints nothing."""
    if not isinstance(value, dict) or not all(value.get(name) for name in ("metric", "scope", "year", "wording")):
        return False
    return value["wording"] in Wording.values and (value["year"] == ALL_YEARS or str(value["year"]).isdecimal())


def figures_in(block, stored) -> Iterator[dict]:
    """The figure blocks in the `stored` content of `block`, however deep, as they are stored.

    As values, each of them would ask the database for the choices of an editor.
    """
    if isinstance(block, FigureBlock):
        yield stored
    elif isinstance(block, blocks.BaseStreamBlock):
        for child in stored:
            if child["type"] in block.child_blocks:
                yield from figures_in(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            if name in stored:
                yield from figures_in(child, stored[name])
    elif isinstance(block, blocks.ListBlock):
        for item in stored:
            # An item is stored with its key; old texts lack it.
            is_keyed = isinstance(item, dict) and {"type", "value", "id"} == set(item)
            yield from figures_in(block.child_block, item["value"] if is_keyed else item)
