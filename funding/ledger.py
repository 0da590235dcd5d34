"""Entries read to be added up: a line for each, with its amounts in whole cents and a mark on a size that is repeated.

Whole numbers add up exactly on every database (R8), and a line costs less to read and to add up here than in SQL:
SQLite took three times as long to mark and group 50.000 entries.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from django.db.models import BigIntegerField, F, QuerySet
from django.db.models.functions import Cast, Round

from .totals import OF_ONE_YEAR

# What makes lines alike, beside the year, the theme or whatever is asked for: marks of a size that another entry
# repeats, over all years of the lines and within each (R10), and whether the line makes a pair for the multiplier (R6).
REPEATS = ("size_superseded", "pair_superseded")
REPEATS_OF_YEAR = ("size_superseded_in_year", "pair_superseded_in_year")
KIND = ("project_size_scope", "contribution_state", "project_size_state", "is_paired", *REPEATS, *REPEATS_OF_YEAR)
AMOUNTS = ("contribution", "project_size", "settled_amount")
COLUMNS = ("kind", "pk", "project_id", "year", *AMOUNTS)


@dataclass(frozen=True)
class Ledger:
    """Entries as tuples of what `columns` name; it is shared, so nobody changes it.

    The kind of a line is a number in `kinds`, where the values of KIND stand.
    """

    columns: tuple[str, ...]
    lines: list[tuple]
    kinds: list[tuple]

    def where(self, column: str, wanted: Collection) -> "Ledger":
        """The lines that have one of `wanted` in `column`. The marks stay as they are: made over all lines (R10)."""
        place = self.columns.index(column)
        return replace(self, lines=[line for line in self.lines if line[place] in wanted])

    def values(self, *columns: str) -> Callable[[tuple], Any]:
        """What gives the values of `columns` in a line: a tuple of them when there are several."""
        return itemgetter(*(self.columns.index(name) for name in columns))


def read(entries: QuerySet, *columns: str) -> Ledger:
    """The lines of `entries`, in one query, with further `columns` of them: fields and annotations, as for `values()`.

    Sizes are marked over exactly these entries: to add up a part of them, narrow the ledger and not the query set.
    """
    columns = tuple(name for name in dict.fromkeys(columns) if name not in COLUMNS)
    cents = [Cast(Round(F(name) * 100), BigIntegerField()) for name in AMOUNTS]
    rows = list(entries.order_by().values_list(*KIND[:3], "pk", "project_id", "year", *cents, *columns))
    # The latest is the one of the last year, and within that year the last one made.
    rows.sort(key=itemgetter(5, 3))
    lines, kinds = _marked(rows)
    return Ledger((*COLUMNS, *columns), lines, kinds)


def _marked(rows: list[tuple]) -> tuple[list[tuple], list[tuple]]:
    """The lines of `rows`, each with the number of its kind, and the kinds.

    `rows` are in order of time. A size over a whole period, or over an unknown one, repeats all of its project; one of
    a year those of that year.
    """
    size, pair, size_in_year, pair_in_year = {}, {}, {}, {}
    for scope, _state, _of_size, key, project, year, contribution, amount, *_rest in rows:
        if project is None or amount is None:
            continue
        is_of_one_year = scope == OF_ONE_YEAR
        period, kind = (project, year if is_of_one_year else None), (project, year, is_of_one_year)
        size[period] = size_in_year[kind] = key
        if contribution is not None and contribution > 0:
            pair[period] = pair_in_year[kind] = key
    size, pair, size_in_year, pair_in_year = (set(each.values()) for each in (size, pair, size_in_year, pair_in_year))
    lines, kinds = [], {}
    for row in rows:
        scope, contribution_state, size_state, key, project, _year, contribution, amount = row[:8]
        is_paired = amount is not None and contribution is not None and contribution > 0
        has_size = amount is not None and project is not None
        has_pair = has_size and is_paired
        kind = (
            scope,
            contribution_state,
            size_state,
            is_paired,
            has_size and key not in size,
            has_pair and key not in pair,
            has_size and key not in size_in_year,
            has_pair and key not in pair_in_year,
        )
        lines.append((kinds.setdefault(kind, len(kinds)), *row[3:]))
    return lines, list(kinds)
