"""How many people came: as sources state it for one event, and added up over several.

Source of the rules: the wordings of core/numbers/wordings.py (R9) and "unknown is not zero" (R3). This module is the
only place where visitors are added up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING
from typing import NamedTuple

from wagtail.models import Page

from dog_site.core.figures import Figure, Metric, State
from dog_site.core.numbers.notation import dutch_number
from dog_site.core.numbers.wordings import FIVE_PERCENT, Wording

# "nearly 1.000" and "about 1.000" may be as few as 950.
ROUNDED = {Wording.NEARLY, Wording.ABOUT}


@dataclass(frozen=True)
class StatedAttendance:
    """The visitors of one event in the wording of its source. `value_max` is the upper bound of "between"."""

    value: int
    wording: str
    value_max: int | None
    scope: str
    year: int | None

    @property
    def is_exact(self) -> bool:
        return self.wording == Wording.EXACTLY

    @property
    def least(self) -> int:
        """The fewest visitors with which the statement holds, as whole people."""
        if self.wording in ROUNDED:
            return int((self.value * (1 - FIVE_PERCENT)).to_integral_value(rounding=ROUND_CEILING))
        return self.value

    @property
    def text(self) -> str:
        """ "ruim 1.600", "tussen 100 en 120", "84"."""
        number = dutch_number(self.value)
        if self.wording == Wording.BETWEEN:
            return f"{Wording.BETWEEN.label} {number} en {dutch_number(self.value_max)}"
        return f"{Wording(self.wording).prefix} {number}".strip()

    def figure(self) -> Figure:
        """The stated number itself is the value, so that a script finds what the source prints."""
        state = State.KNOWN if self.is_exact or self.wording in ROUNDED else State.LOWER_BOUND
        return Figure(Metric.VISITORS, self.scope, self.year, self.value, state, rows=1, source="vermeld")


class AttendanceRow(NamedTuple):
    """What adding up needs to know of one event; `stated` is None when nobody stated a number."""

    path: str
    stated: StatedAttendance | None


@dataclass(frozen=True)
class AttendanceTotals:
    """Visitors of a set of events: `visitors` is None where no event has a number.

    `events` counts the events, `counted` those with a number. The sum is exact only when every event has an
    exact number; otherwise it is the least that the statements together say.
    """

    visitors: int | None
    is_exact: bool
    events: int
    counted: int

    def figure(self, metric: str, scope: str, year: int | None) -> Figure:
        state = State.KNOWN if self.is_exact else State.UNKNOWN if self.visitors is None else State.LOWER_BOUND
        missing = self.events - self.counted
        return Figure(
            metric, scope, year, self.visitors, state, rows=self.events, missing=missing, source="evenementen"
        )


def add_up_visitors(rows: Iterable[AttendanceRow]) -> AttendanceTotals:
    """The visitors of `rows`, side events within their festival.

    The visitors of a side event are among those of its festival, so they count only where the festival itself has
    no number. People go to more than one side event, so the largest one gives the fewest people that came.
    """
    rows = list(rows)
    paths = {row.path for row in rows}
    side_events = {}
    for row in rows:
        if _parent(row.path) in paths:
            side_events.setdefault(_parent(row.path), []).append(row.stated)
    events = [row for row in rows if _parent(row.path) not in paths]
    visitors, counted, is_exact = 0, 0, True
    for event in events:
        if event.stated:
            known, exact = [event.stated], event.stated.is_exact
        else:
            known, exact = [stated for stated in side_events.get(event.path, []) if stated], False
        visitors += max((stated.least for stated in known), default=0)
        counted += bool(known)
        is_exact = is_exact and exact
    return AttendanceTotals(visitors if counted else None, is_exact and bool(counted), len(events), counted)


def _parent(path):
    return path[: -Page.steplen]
