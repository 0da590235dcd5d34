"""The years side by side: what changes from one to the next, and what sources expect of a year (R3, R10)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dog_site.core.figures import Figure, Metric, State
from dog_site.core.numbers.notation import dutch_euros
from funding.models import PublishedFigure
from funding.reconciliation import Compute
from funding.rollup import FundingTotals
from funding.totals import difference


@dataclass(frozen=True)
class Change:
    """An amount beside the same amount of the year before."""

    before: Figure
    after: Figure

    @property
    def amount(self) -> Decimal | None:
        """The change, below zero when it is less; None when either is a lower bound or not known (R3)."""
        if any(figure.state != State.KNOWN for figure in (self.before, self.after)):
            return None
        return difference(self.before.value, self.after.value)

    @property
    def words(self) -> str:
        """ "€ 12.000 meer dan in 2016", or why the two years do not compare."""
        if self.amount is None:
            return _("not comparable: %(reasons)s") % {"reasons": ", ".join(self._reasons())}
        values = {"amount": dutch_euros(abs(self.amount)), "year": self.before.year}
        if not self.amount:
            return _("as much as in %(year)s") % values
        if self.amount > 0:
            return _("%(amount)s more than in %(year)s") % values
        return _("%(amount)s less than in %(year)s") % values

    def _reasons(self):
        if self.after.state != State.KNOWN:
            yield self.after.note or self.after.text
        if self.before.state != State.KNOWN:
            values = {"year": self.before.year, "reason": self.before.note or self.before.text}
            yield _("in %(year)s %(reason)s") % values


@dataclass(frozen=True)
class Changes:
    """What changed in a year since the year before, when that has entries."""

    contribution: Change
    project_size: Change


def year_on_year(totals: Mapping[int, FundingTotals]) -> dict[int, Changes]:
    """The changes of each year in `totals` that follows a year with entries, by year."""

    def change(metric, year):
        return Change(*(totals[each].figure(metric, "", each) for each in (year - 1, year)))

    with_entries = {year for year, of_year in totals.items() if of_year.entries}
    return {
        year: Changes(change(Metric.CONTRIBUTION, year), change(Metric.PROJECT_SIZE, year))
        for year in with_entries
        if year - 1 in with_entries
    }


@dataclass(frozen=True)
class Expectation:
    """What a source expects of a year; `computed` is what the entries of that year add up to, None without entries."""

    stated: PublishedFigure
    computed: Figure | None


def expectations(forecasts: Iterable[PublishedFigure], compute: Compute) -> list[Expectation]:
    """Each forecast beside what the year came to. Nothing is added up, and nothing is judged."""
    found = [(stated, compute(stated.metric, stated.scope_key, stated.stated_year)) for stated in forecasts]
    return [Expectation(stated, computed if computed and computed.rows else None) for stated, computed in found]
