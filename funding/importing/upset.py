"""What sources state and pages say that would hold no more, when everything in a plan is approved."""

from dataclasses import dataclass
from functools import cached_property, reduce

from dog_site.core.figures import Figure, Metric, Scope
from projects.models import Theme

from ..claims import public_claims
from ..effect.compute import marked
from ..effect.told import Statement, Words
from ..models import FundingEntry, PublishedFigure
from ..models.choices import COUNTED
from ..reconciliation import finding
from ..totals import NOTHING, FundingTotals
from .plan import Plan

# How many projects there are depends on pages that are not there yet.
_METRICS = (Metric.CONTRIBUTION, Metric.PROJECT_SIZE, Metric.MULTIPLIER, Metric.ENTRIES)


@dataclass(frozen=True)
class Upset:
    """`statements` of sources and `words` in texts of public pages that hold now, and would not any more."""

    statements: tuple[Statement, ...]
    words: tuple[Words, ...]

    @property
    def count(self) -> int:
        return len(self.statements) + len(self.words)


def upset(plan: Plan) -> Upset:
    """What a plan upsets, in a number of queries that does not grow with its rows."""
    drafts = [row.entry for row in plan.to_save]
    keys = {draft.pk for draft in drafts if draft.pk}
    public = list(FundingEntry.objects.public().order_by("pk"))
    counted = [draft for draft in drafts if draft.stage in COUNTED and not draft.to_unpublish]
    before = _Totals(public)
    after = _Totals([*(entry for entry in public if entry.pk not in keys), *counted])
    years = {entry.year for entry in counted} | {entry.year for entry in public if entry.pk in keys}
    return Upset(tuple(_statements(years, before, after)), tuple(_words(years, before, after)))


def _statements(years, before, after):
    results = PublishedFigure.objects.public().filter(kind=PublishedFigure.Kind.RESULT).about_years(years)
    for stated in results.for_reconciliation():
        statement = Statement(finding(stated, before.figure), finding(stated, after.figure))
        if statement.stops:
            yield statement


def _words(years, before, after):
    for claim in public_claims():
        if claim.year is not None and claim.year not in years:
            continue
        now, then = (totals.figure(claim.metric, claim.scope, claim.year) for totals in (before, after))
        if claim.holds(now) and then is not None and not claim.holds(then):
            yield Words(claim, claim.words(now), claim.words(then), stops=True, starts=False)


class _Totals:
    """Adds up entries, saved or not, for a scope and a year; each is computed once."""

    def __init__(self, entries):
        self.entries, self.found = entries, {}

    @cached_property
    def themes(self):
        return Theme.objects.in_bulk()

    def figure(self, metric: str, scope: str, year: int | None) -> Figure | None:
        """A figure, None for a scope that is not one of themes."""
        if metric not in _METRICS or not (scope in Scope.values or scope.startswith("thema:")):
            return None
        if (scope, year) not in self.found:
            found = (entry for entry in marked(self.entries, year) if self._is_in(entry, scope))
            self.found[scope, year] = reduce(FundingTotals.plus, found, NOTHING)
        return self.found[scope, year].figure(metric, scope, year)

    def _is_in(self, entry, scope):
        theme = self.themes[entry.theme_id]
        if scope in (Scope.HEADLINE, Scope.OTHER):
            return theme.counts_in_headline is (scope == Scope.HEADLINE)
        return scope in (Scope.ALL, theme.scope)
