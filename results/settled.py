"""What was granted beside what was settled (R11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from funding.totals import SettledTotals, difference

# A longer table would not be read; the files of the year have all rows.
ROWS = 50


@dataclass(frozen=True)
class Settled:
    """The settled entries of a year, each with settled minus granted, and their totals; `more` are not in the rows."""

    rows: tuple[tuple[object, Decimal | None], ...]
    totals: SettledTotals
    more: int


def settled(entries: Iterable, totals: SettledTotals) -> Settled | None:
    """The rows of `entries`, which may be cut off, beside the `totals` of all; None when none is settled.

    In that case `entries` are not fetched, so a year without settled amounts takes no query.
    """
    if not totals.entries:
        return None
    rows = tuple((entry, difference(entry.contribution, entry.settled_amount)) for entry in entries)
    return Settled(rows, totals, totals.entries - len(rows))
