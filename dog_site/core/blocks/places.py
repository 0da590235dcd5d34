"""Where in a text something stands: the anchors of its headings and rows, and which one the words of a source mean.

The anchors follow from the words alone, so that a link to a place needs no look at the text it leads to: "rij 16" is
#rij-16, "totaalregel" the row of that name, and "Financiering" the heading of that name. A link to a place that is not
there opens the page at its top.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.text import slugify

_ROW = re.compile(r"\brij(?:en)?\s+(\d+)", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(\d+)[.)]?(?=\s|$)")
_TOTAL = "totaal"


@dataclass(frozen=True)
class Note:
    """What stands beside a place in a text: words that lead to an address."""

    words: str
    address: str


def anchor_of_heading(text: str) -> str:
    """ "kop-financiering"; empty for a heading without a letter or digit."""
    return f"kop-{slug}" if (slug := slugify(text)) else ""


def anchor_of_row(name: str) -> str:
    """ "rij-16" for a row named "16. PyGrunn", else the row by its name; empty for one without a name."""
    if numbered := _NUMBERED.match(name):
        return f"rij-{numbered[1]}"
    return f"rij-{slug}" if (slug := slugify(name)) else ""


def anchor_of_place(words: str) -> str:
    """The anchor that "bijlage 1, rij 16" means, or "brief, Financiering"; empty without words.

    The first row that is named counts, else the last part, which names a total or a heading.
    """
    if row := _ROW.search(words):
        return f"rij-{row[1]}"
    last = words.rpartition(",")[2].strip()
    return anchor_of_row(last) if last.lower().startswith(_TOTAL) else anchor_of_heading(last)


def places_of(request) -> set[str]:
    """The anchors that were given so far to the page that answers `request`."""
    if request is None:
        return set()
    if not hasattr(request, "taken_places"):
        request.taken_places = set()
    return request.taken_places


def mark_places(stream: Iterable, taken: set[str]) -> None:
    """Give each heading and each row of a table in `stream` its anchor, unless it is `taken` on this page."""
    for child in stream:
        if child.block_type == "heading":
            child.value.anchor = _first(anchor_of_heading(child.value["text"] or ""), taken)
        elif child.block_type == "table":
            names = (str(row["values"][0] or "") if row["values"] else "" for row in child.value.row_data)
            child.value.anchors = list(_firsts(map(anchor_of_row, names), taken))


def anchors_in(stream: Iterable) -> set[str]:
    """The anchors of the headings and rows of `stream`, as a page with no other text has them."""
    anchors = set()
    mark_places(stream, anchors)
    return anchors


def _firsts(anchors, taken) -> Iterator[str]:
    return (_first(anchor, taken) for anchor in anchors)


def _first(anchor, taken):
    """`anchor` where it comes first, else nothing."""
    if not anchor or anchor in taken:
        return ""
    taken.add(anchor)
    return anchor


def notes_at(anchor: str, parent_context) -> Iterable[Note]:
    """What the page has to say beside the place with this anchor (`notes` in its context)."""
    return ((parent_context or {}).get("notes_of_places") or {}).get(anchor, ()) if anchor else ()
