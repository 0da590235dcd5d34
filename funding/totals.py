"""What a set of entries adds up to, as a value that is handed on and never changed."""

from dataclasses import dataclass
from decimal import Decimal

from dog_site.core.figures import Figure, Metric, State


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
        )

    def _amount(self, amount, missing, not_stated, not_applicable):
        """Amount, what is known of it, and how many entries lack it; "not applicable" lacks nothing."""
        if amount is not None:
            return amount, State.LOWER_BOUND if missing else State.KNOWN, missing
        if self.entries and not_applicable == self.entries:
            return None, State.NOT_APPLICABLE, 0
        if self.entries and not_stated + not_applicable == self.entries:
            return None, State.NOT_STATED, missing
        return None, State.UNKNOWN, missing


NOTHING = FundingTotals(None, None, None, None, *[0] * 10)
