"""The archive of the news: the number of items of each year and month."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.utils.formats import date_format


@dataclass(frozen=True)
class Period:
    """A year or a month with at least one item. `query` is the filter that shows exactly these `count` items."""

    label: str
    count: int
    query: str
    is_current: bool = False


@dataclass(frozen=True)
class Year(Period):
    number: int = 0
    months: tuple[Period, ...] = ()


def archive(counts: Iterable[tuple[int, int, int]], chosen: tuple[int | None, int | None]) -> list[Year]:
    """The years of `counts`, the latest first, each with its months in the order of the calendar.

    `counts` are year, month and number of items, in that order of sorting with the latest year first (what
    NewsQuerySet.per_month gives); `chosen` is the year and the month that the list is narrowed down to.
    """
    return [_year(year, list(rows), chosen) for year, rows in groupby(counts, lambda row: row[0])]


def _year(year, rows, chosen):
    months = tuple(
        Period(
            date_format(datetime.date(year, month, 1), "F"),
            count,
            urlencode({"jaar": year, "maand": month}),
            chosen == (year, month),
        )
        for _year, month, count in rows
    )
    count = sum(month.count for month in months)
    return Year(str(year), count, urlencode({"jaar": year}), chosen == (year, None), year, months)
