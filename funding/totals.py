"""What a set of entries adds up to, as a value that is handed on and never changed."""

from dataclasses import dataclass, fields, replace
from decimal import Decimal

from dog_site.core.figures import Figure, Metric, State, WholePeriod

_ZERO = Decimal(0)
# The scopes of a project size that covers one year, and several.
OF_ONE_YEAR, WHOLE_PERIOD = "jaar", "looptijd"
_MISSING = (State.UNKNOWN, State.NOT_STATED)


@dataclass(frozen=True)
class FundingTotals:
    """What a set of entries adds up to, in euros, and how many of them lack a figure.

    `contribution` and `project_size` are sums of the known amounts, None where no amount is known (R3).
    The paired sums run over the entries that have both figures and a contribution above zero (R6).
    `projects` counts distinct projects, entries without a project by their reference (R13).
    """

    contribution: Decimal | None
    project_size: Decimal | None
    paired_contribution: Decimal | None
    paired_project_size: Decimal | None
    entries: int
    with_both: int
    paired_entries: int
    projects: int
    without_contribution: int
    without_size: int
    contribution_not_stated: int
    size_not_stated: int
    contribution_not_applicable: int
    size_not_applicable: int
    # Of the entries with a size and with a pair, those whose size no other repeats (R10).
    counted_sizes: int = 0
    counted_pairs: int = 0
    # The same without the entries whose size is of a whole period of several years (R10); None without such an entry.
    without_whole_period: "FundingTotals | None" = None

    @classmethod
    def of(cls, entry, *, projects: int = 1) -> "FundingTotals":
        """What `entry` adds up to, saved or not; `projects` is 0 when its project is counted already.

        A size that another entry repeats is marked with `size_superseded` and `pair_superseded`, and counts there.
        """
        contribution, size = entry.contribution_state, entry.project_size_state
        is_paired = bool(entry.contribution and entry.contribution > 0 and entry.project_size is not None)
        has_size = entry.project_size is not None and not getattr(entry, "size_superseded", False)
        has_paired_size = is_paired and not getattr(entry, "pair_superseded", False)
        return cls(
            contribution=entry.contribution,
            project_size=entry.project_size if has_size else None,
            paired_contribution=entry.contribution if is_paired else None,
            paired_project_size=entry.project_size if has_paired_size else None,
            entries=1,
            with_both=int(contribution == size == State.KNOWN),
            paired_entries=int(is_paired),
            projects=projects,
            without_contribution=int(contribution in _MISSING),
            without_size=int(size in _MISSING),
            contribution_not_stated=int(contribution == State.NOT_STATED),
            size_not_stated=int(size == State.NOT_STATED),
            contribution_not_applicable=int(contribution == State.NOT_APPLICABLE),
            size_not_applicable=int(size == State.NOT_APPLICABLE),
            counted_sizes=int(has_size),
            counted_pairs=int(has_paired_size),
            without_whole_period=NOTHING if entry.project_size_scope == WHOLE_PERIOD else None,
        )

    def plus(self, entry, *, projects: int = 1) -> "FundingTotals":
        """These totals with `entry` added, saved or not; a sum without a known amount stays None (R3).

        `projects` is 0 when another entry counted here is of the same project (R13), else 1. Which sizes are repeated
        (R10) one entry cannot tell: mark them first, over all entries.
        """
        one = FundingTotals.of(entry, projects=projects)
        sums = {name: _added(getattr(self, name), getattr(one, name)) for name in _SUMS_AND_COUNTS}
        if entry.project_size_scope == WHOLE_PERIOD:
            rest = self.without_whole_period or self
        else:
            rest = self.without_whole_period and self.without_whole_period.plus(entry, projects=projects)
        return FundingTotals(**sums, without_whole_period=rest)

    def minus(self, entry, *, projects: int = 1) -> "FundingTotals":
        """These totals without `entry`, which is counted in them: `plus` undone.

        A sum without a known amount is None, not zero (R3). `projects` and years are as with `plus`.
        """
        one = FundingTotals.of(entry, projects=projects)
        counts = [name for name in _SUMS_AND_COUNTS if name not in _AMOUNTS]
        left = replace(self, **{name: getattr(self, name) - getattr(one, name) for name in counts})
        left = replace(left, **{name: left._left(name, getattr(one, name)) for name in _AMOUNTS})
        rest = self.without_whole_period
        if rest and entry.project_size_scope != WHOLE_PERIOD:
            rest = rest.minus(entry, projects=projects)
        return replace(left, without_whole_period=rest if rest and rest.entries < left.entries else None)

    @property
    def multiplier(self) -> Decimal | None:
        """Project euros per municipal euro, over entries that have both figures; never a mean of ratios."""
        if not self.paired_contribution or self.paired_project_size is None:
            return None
        return self.paired_project_size / self.paired_contribution

    @property
    def other_funds(self) -> Decimal | None:
        """What others put beside the municipal euros of the paired entries (R7)."""
        if self.multiplier is None:
            return None
        return self.paired_project_size - self.paired_contribution

    def figure(self, metric: str, scope: str, year: int | None) -> Figure:
        """One of these totals as a figure of `scope` in `year` (None: all years). Raises KeyError."""
        value, state, missing = {
            Metric.CONTRIBUTION: lambda: self._amount(
                self.contribution,
                self.without_contribution,
                self.contribution_not_stated,
                self.contribution_not_applicable,
            ),
            Metric.PROJECT_SIZE: lambda: self._amount(
                self.project_size, self.without_size, self.size_not_stated, self.size_not_applicable
            ),
            Metric.MULTIPLIER: lambda: (
                self.multiplier,
                State.UNKNOWN if self.multiplier is None else State.KNOWN,
                self.entries - self.paired_entries,
            ),
            Metric.PROJECTS: lambda: (self.projects, State.KNOWN, 0),
            Metric.ENTRIES: lambda: (self.entries, State.KNOWN, 0),
        }[metric]()
        return Figure(
            metric=metric,
            scope=scope,
            year=year,
            value=value,
            state=state,
            rows=self.entries,
            missing=missing,
            whole_period=self._whole_period(metric),
        )

    def _whole_period(self, metric):
        """How many of the entries that count have the size of a whole period, and the figure without them (R10)."""
        rest = self.without_whole_period
        if rest is None or metric not in (Metric.PROJECT_SIZE, Metric.MULTIPLIER):
            return None
        if metric == Metric.PROJECT_SIZE:
            rows, value = self.counted_sizes - rest.counted_sizes, rest.project_size
        else:
            rows, value = self.paired_entries - rest.paired_entries, rest.multiplier
        return WholePeriod(rows, value) if rows else None

    def _left(self, name, amount):
        """The sum `name` without `amount`, once the counts are without it; None when no known amount is left."""
        total = getattr(self, name)
        if not getattr(self, _AMOUNTS[name]) or total is None:
            return None
        return total - (amount or _ZERO)

    @property
    def _known_contributions(self):
        return self.entries - self.without_contribution - self.contribution_not_applicable

    def _amount(self, amount, missing, not_stated, not_applicable):
        """Amount, what is known of it, and how many entries lack it; "not applicable" lacks nothing."""
        if amount is not None:
            return amount, State.LOWER_BOUND if missing else State.KNOWN, missing
        if self.entries and not_applicable == self.entries:
            return None, State.NOT_APPLICABLE, 0
        if self.entries and not_stated + not_applicable == self.entries:
            return None, State.NOT_STATED, missing
        return None, State.UNKNOWN, missing


@dataclass(frozen=True)
class SettledTotals:
    """What settled entries add up to, in euros, beside what was granted to the same entries (R11).

    `entries` of `rows` have a settled amount; both sums run over the `paired` ones, whose granted amount is known
    too, and are None when there are none (R3).
    """

    granted: Decimal | None = None
    settled: Decimal | None = None
    entries: int = 0
    paired: int = 0
    rows: int = 0

    @property
    def difference(self) -> Decimal | None:
        """Settled minus granted: below zero where less was settled."""
        return difference(self.granted, self.settled)

    @property
    def without_granted(self) -> int:
        """How many settled entries the sums leave out, because the granted amount is not known."""
        return self.entries - self.paired

    def figure(self, metric: str, scope: str, year: int | None) -> Figure:
        """What was granted to the settled entries, as a figure. Raises KeyError for another metric."""
        value = {Metric.CONTRIBUTION: self.granted}[metric]
        state = State.UNKNOWN if value is None else State.KNOWN
        return Figure(metric, scope, year, value, state=state, rows=self.paired)


def difference(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """`after` minus `before`; None when either is not known (R3)."""
    return None if before is None or after is None else after - before


# Each sum, with the name of the count of known amounts in it.
_AMOUNTS = {
    "contribution": "_known_contributions",
    "project_size": "counted_sizes",
    "paired_contribution": "paired_entries",
    "paired_project_size": "counted_pairs",
}


_SUMS_AND_COUNTS = [each.name for each in fields(FundingTotals) if each.name != "without_whole_period"]


def _added(amount, other):
    """A sum or a count with `other` added; None adds nothing, and None plus None is None."""
    if amount is None or other is None:
        return other if amount is None else amount
    return amount + other


NOTHING = FundingTotals(None, None, None, None, *[0] * 10)
NOTHING_SETTLED = SettledTotals()
