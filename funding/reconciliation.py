"""What sources state beside what the entries say, with a verdict (funding.md, section 2 and rule R9)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from dog_site.core.figures import THEME, Figure, Metric, Scope
from dog_site.core.kept import kept
from dog_site.core.numbers.notation import dutch_euros, dutch_number, round_half_up, signed
from dog_site.core.numbers.wordings import Wording, holds

from . import rollup
from .ledger import read
from .models import FundingEntry, PublishedFigure, SourceDocument
from .provider import public_ledger

Compute = Callable[[str, str, int], Figure | None]
_YEAR_KEYS = ("year", "theme__slug", "theme__counts_in_headline")


class Verdict(models.TextChoices):
    AGREES = "sluit-aan", _("agrees")
    DIFFERS_EXPLAINED = "wijkt-af-verklaard", _("differs, explained")
    DIFFERS_UNEXPLAINED = "wijkt-af-onverklaard", _("differs, unexplained")
    CANNOT_BE_TESTED = "niet-te-toetsen", _("cannot be tested")
    FORECAST = "prognose", _("forecast")


# Verdicts that ask for work come first.
MOST_URGENT_FIRST = (
    Verdict.DIFFERS_UNEXPLAINED,
    Verdict.DIFFERS_EXPLAINED,
    Verdict.CANNOT_BE_TESTED,
    Verdict.AGREES,
    Verdict.FORECAST,
)


@dataclass(frozen=True)
class Omission:
    """An entry that the source left out, with the amount it adds to the stated figure."""

    entry: FundingEntry
    amount: Decimal


@dataclass(frozen=True)
class Finding:
    """One stated figure beside the computed one.

    `difference` is computed minus stated for an exact statement, else None. `omissions` are the entries that
    the source presumably left out, and `remainder` is what they leave of the difference: 0 when they explain
    it to the cent.
    """

    stated: PublishedFigure
    computed: Figure | None
    verdict: Verdict
    difference: Decimal | None = None
    omissions: tuple[Omission, ...] = ()
    remainder: Decimal | None = None

    @property
    def is_explained_to_the_cent(self) -> bool:
        return bool(self.omissions) and self.remainder == 0

    @property
    def difference_text(self) -> str:
        """The difference with its sign ("+ € 5.000"), "none", or empty when the statement is not exact."""
        if self.difference is None:
            return ""
        if not self.difference:
            return pgettext("difference", "none")
        size = abs(self.difference)
        if self.stated.metric in (Metric.CONTRIBUTION, Metric.PROJECT_SIZE):
            return signed(self.difference, dutch_euros(size))
        return signed(self.difference, dutch_number(size, 2 if self.stated.metric == Metric.MULTIPLIER else 0))


def reconcile(stated_figures: Iterable[PublishedFigure], compute: Compute) -> list[Finding]:
    """A finding for each stated figure; remarks are not figures and are left out.

    `compute(metric, scope, year)` gives the computed figure: a Rollup's `figure`, or the registry's.
    """
    return [finding(stated, compute) for stated in stated_figures if stated.kind != PublishedFigure.Kind.REMARK]


def count_verdicts(findings: Iterable[Finding]) -> list[tuple[Verdict, int]]:
    """How many findings have each verdict, in the order of Verdict, without verdicts that none has."""
    counts = Counter(finding.verdict for finding in findings)
    return [(verdict, counts[verdict]) for verdict in Verdict if counts[verdict]]


def count_verdicts_by_source(findings: Iterable[Finding]) -> list[tuple[SourceDocument, list[tuple[Verdict, int]]]]:
    """The counted verdicts per source, in the order in which the findings name the sources."""
    of_source = {}
    for found in findings:
        of_source.setdefault(found.stated.source, []).append(found)
    return [(source, count_verdicts(found)) for source, found in of_source.items()]


def worklist() -> list[Finding]:
    """Every public stated figure of all years: the unexplained ones first, within a verdict the latest year first.

    Three queries beside what is kept, whatever the number of figures, sources and years.
    """
    stated = PublishedFigure.objects.public().for_reconciliation()
    place = {verdict: number for number, verdict in enumerate(MOST_URGENT_FIRST)}
    found = reconcile(stated, compute_of_any_year())
    # Within a year the order of the query set stays: a sort keeps equal rows in place.
    return sorted(found, key=lambda finding: (place[finding.verdict], -finding.stated.year))


def compute_of(of_year: rollup.Rollup, stated_figures: Iterable[PublishedFigure]) -> Compute:
    """Computes figures of `of_year`, and of the other years to which `stated_figures` look back.

    Takes one query, and none when all are about `of_year`.
    """
    results = [stated for stated in stated_figures if stated.kind == PublishedFigure.Kind.RESULT]
    years = {stated.stated_year for stated in results} - {of_year.year}
    entries = FundingEntry.objects.public().filter(year__in=years)
    other_years = cache(lambda: compute_of_any_year(rollup.add_up(read(entries, *_YEAR_KEYS), *_YEAR_KEYS)))

    def compute(metric, scope, year):
        return of_year.figure(metric, scope) if year == of_year.year else other_years()(metric, scope, year)

    return compute


def add_up_years() -> rollup.Tally:
    """All public entries per year and theme, added up once per version of the content."""
    return kept("tally:years", lambda: rollup.add_up(public_ledger(None), *_YEAR_KEYS))


def compute_of_any_year(found: rollup.Tally | None = None) -> Compute:
    """Computes what the Rollup of each year would, out of `add_up_years()`."""
    found = found or add_up_years()

    @cache
    def totals(scope, year):
        return found.totals(lambda row: row["year"] == year and _is_in_scope(row, scope), across_years=False)

    def compute(metric, scope, year):
        is_known = scope in Scope.values or scope.startswith(THEME)
        return totals(scope, year).figure(metric, scope, year) if is_known else None

    return compute


def _is_in_scope(group, scope):
    if scope in (Scope.HEADLINE, Scope.OTHER):
        return group["theme__counts_in_headline"] is (scope == Scope.HEADLINE)
    return scope == Scope.ALL or f"{THEME}{group['theme__slug']}" == scope


def finding(stated: PublishedFigure, compute: Compute) -> Finding:
    if stated.kind == PublishedFigure.Kind.FORECAST:
        return Finding(stated, None, Verdict.FORECAST)
    computed = compute(stated.metric, stated.scope_key, stated.stated_year)
    if stated.cannot_be_tested or computed is None or computed.value is None:
        return Finding(stated, computed, Verdict.CANNOT_BE_TESTED)
    difference, omissions, remainder = None, (), None
    if stated.wording == Wording.EXACTLY:
        difference = Decimal(computed.value) - stated.value
        omissions = _omissions(stated)
        remainder = difference - sum((omission.amount for omission in omissions), Decimal(0))
    if holds(stated.wording, _as_stated(stated, computed), stated.value, stated.value_max):
        return Finding(stated, computed, Verdict.AGREES, difference)
    verdict = Verdict.DIFFERS_EXPLAINED if stated.explanation.strip() else Verdict.DIFFERS_UNEXPLAINED
    return Finding(stated, computed, verdict, difference, omissions, remainder)


def _as_stated(stated, computed):
    """The computed value as exactly as the source can state it: a multiplier of 13,9 has one decimal."""
    value = Decimal(computed.value)
    if stated.metric != Metric.MULTIPLIER or stated.wording != Wording.EXACTLY:
        return value
    return round_half_up(value, max(1, -stated.value.normalize().as_tuple().exponent))


def _omissions(stated):
    amounts = {Metric.CONTRIBUTION: "contribution", Metric.PROJECT_SIZE: "project_size"}
    name = amounts.get(stated.metric)
    if name is None:
        return ()
    entries = [omission.entry for omission in stated.omissions.all()]
    return tuple(
        Omission(entry, getattr(entry, name)) for entry in entries if entry.counts and getattr(entry, name) is not None
    )
