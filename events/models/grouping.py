"""Rows of the agenda by the month in which they begin: each day printed once, side events under their festival."""

from dataclasses import dataclass, field
from itertools import groupby, pairwise

from wagtail.models import Page

from ..moments import month_label
from .events import EventPage


@dataclass
class Row:
    """An event of a list; `festival` is the page it is part of, when that is not a row of the list.

    `same_day` says that the row above has the same date.
    """

    event: EventPage
    side_events: list = field(default_factory=list)
    festival: EventPage | None = None
    same_day: bool = False


@dataclass
class Month:
    label: str
    rows: list

    @property
    def count(self) -> int:
        return len(self.rows) + sum(len(row.side_events) for row in self.rows)


def by_month(events) -> list[Month]:
    """The events of one page of a list, in their order, grouped by month and year."""
    return [Month(month_label(month), list(rows)) for month, rows in groupby(as_rows(events), _month)]


def as_rows(events) -> list[Row]:
    """Each event once: within the row of its festival when that is in the list, else by itself."""
    events = list(events)
    rows = {event.path: Row(event) for event in events}
    paths = {_parent(path) for path in rows}
    # Public festivals that are not in the list, though their side events are: one query for all of them.
    festivals = {}
    if absent := paths - set(rows):
        festivals = {page.path: page for page in _festivals(absent)}
    top = []
    for event in events:
        row, parent = rows[event.path], _parent(event.path)
        if parent in rows:
            rows[parent].side_events.append(event)
        else:
            row.festival = festivals.get(parent)
            top.append(row)
    for row in top:
        row.side_events.sort(key=lambda event: (event.start is None, event.start, event.title))
    for above, row in pairwise(top):
        row.same_day = row.event.when.words == above.event.when.words
    return top


def _festivals(paths):
    return EventPage.objects.filter(path__in=paths).visible().only("title", "path", "url_path", "slug")


def _month(row):
    return row.event.when.month


def _parent(path):
    return path[: -Page.steplen]
