"""Stand van de cijfers: the latest years as visitors see them, and as they become when all that waits is approved."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Revision, WorkflowState

from dog_site.core import figures
from dog_site.core.editing.panel import Panel, Place
from dog_site.core.figures import Figure, Metric, Scope
from dog_site.core.kept import kept
from dog_site.core.numbers.notation import dutch_euros
from projects.models import Theme

from ..models import FundingEntry
from ..models.choices import COUNTED
from ..provider import current_rollup
from ..reconciliation import Verdict, worklist
from ..totals import FundingTotals
from .reconciliation import may_see

YEARS = 2
SCOPES = (Scope.HEADLINE, Scope.OTHER)


@dataclass(frozen=True)
class Row:
    """A year within a scope: its figures, each with the way to its rows."""

    year: int
    label: str
    entries: int
    contribution: Figure
    proposed: str
    size: Figure
    multiplier: Figure
    unknown: int
    # Of the whole year, so it stands in one row of it.
    unexplained: int | None
    list_address: str
    unknown_address: str
    unexplained_address: str


def changes_of_contribution(stored: FundingEntry, content: dict) -> dict[tuple[int, str], Decimal]:
    """What publishing a version with this `content` adds to the contribution, by year and scope of the totals."""
    headline = kept("themes:headline", lambda: dict(Theme.objects.values_list("pk", "counts_in_headline")))
    change = defaultdict(Decimal)
    if stored.counts and stored.contribution is not None:
        change[stored.year, _scope(headline.get(stored.theme_id))] -= stored.contribution
    if not isinstance(content, dict):
        return {}
    is_counted = content.get("stage") in COUNTED and not content.get("to_unpublish")
    if is_counted and isinstance(content.get("year"), int):
        try:
            amount = Decimal(content.get("contribution") or 0)
        except (InvalidOperation, TypeError, ValueError):
            return {}
        change[content["year"], _scope(headline.get(content.get("theme")))] += amount
    return {place: amount for place, amount in change.items() if amount}


def _scope(counts_in_headline):
    return Scope.HEADLINE if counts_in_headline else Scope.OTHER


def told_in_a_line(stored, content) -> str:
    """The effect of a proposal on the totals of its year: "Total 2017 becomes € 479.427"."""
    if not isinstance(stored, FundingEntry):
        return ""
    changes = changes_of_contribution(stored, content)
    if not changes:
        return _("The totals of contributions stay as they are.")
    sentences = []
    for (year, scope), change in sorted(changes.items()):
        total = (current_rollup(year).totals(scope).contribution or 0) + change
        words = {
            Scope.HEADLINE: _("Total %(year)s becomes %(amount)s."),
            Scope.OTHER: _("What does not count in the headline of %(year)s becomes %(amount)s."),
        }
        sentences.append(words[scope] % {"year": year, "amount": dutch_euros(total)})
    return " ".join(sentences)


def _proposals():
    """The fields of every version of an entry that waits for approval, with its entry."""
    waiting = WorkflowState.objects.filter(
        base_content_type=FundingEntry.get_base_content_type(), status=WorkflowState.STATUS_IN_PROGRESS
    )
    versions = Revision.objects.filter(pk__in=waiting.values("current_task_state__revision"))
    return [(version.content_object, version.content) for version in versions.prefetch_related("content_object")]


class StatePanel(Panel):
    name = "stand"
    heading = gettext_lazy("State of the figures")
    template_name = "funding/admin/state.html"
    place = Place.WIDE
    order = 10

    def context(self):
        if not may_see(self.user):
            return None
        changes, years_of_changes = Counter(), set()
        for stored, content in _proposals():
            for place, amount in changes_of_contribution(stored, content).items() if stored else ():
                changes[place] += amount
                years_of_changes.add(place[0])
        years = sorted({*figures.years()[:YEARS], *years_of_changes}, reverse=True)[:YEARS]
        rows = [row for year in years for scope in SCOPES if (row := self._row(year, scope, changes))]
        return {"rows": rows}

    def _row(self, year, scope, changes):
        totals: FundingTotals = current_rollup(year).totals(scope)
        change = changes.get((year, scope), 0)
        if not totals.entries and not change:
            return None
        list_of_entries = reverse(FundingEntry.snippet_viewset.get_url_name("list"))
        proposed = dutch_euros((totals.contribution or 0) + change) if change else ""
        return Row(
            year=year,
            label=str(scope.label),
            entries=totals.entries,
            contribution=totals.figure(Metric.CONTRIBUTION, scope, year),
            proposed=proposed,
            size=totals.figure(Metric.PROJECT_SIZE, scope, year),
            multiplier=totals.figure(Metric.MULTIPLIER, scope, year),
            unknown=totals.entries - totals.with_both,
            unexplained=kept("figures:unexplained-per-year", _unexplained)[year] if scope == Scope.HEADLINE else None,
            list_address=f"{list_of_entries}?{urlencode({'year': year})}",
            unknown_address=f"{list_of_entries}?{urlencode({'year': year, 'unknown_amount': 'true'})}",
            unexplained_address=f"{reverse('aansluiting:index')}?"
            + urlencode({"jaar": year, "oordeel": Verdict.DIFFERS_UNEXPLAINED}),
        )


def _unexplained():
    """How many stated figures differ without an explanation, by year."""
    return Counter(each.stated.stated_year for each in worklist() if each.verdict == Verdict.DIFFERS_UNEXPLAINED)
