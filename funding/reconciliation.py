"""What sources state beside what the entries say, with a verdict (funding.md, section 2 and rule R9)."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from dog_site.core.figures import Figure, Metric
from dog_site.core.numbers import round_half_up
from dog_site.core.wordings import Wording, holds

from .models import FundingEntry, PublishedFigure

Compute = Callable[[str, str, int], Figure | None]


class Verdict(models.TextChoices):
    AGREES = "sluit-aan", _("agrees")
    DIFFERS_EXPLAINED = "wijkt-af-verklaard", _("differs, explained")
    DIFFERS_UNEXPLAINED = "wijkt-af-onverklaard", _("differs, unexplained")
    CANNOT_BE_TESTED = "niet-te-toetsen", _("cannot be tested")
    FORECAST = "prognose", _("forecast")


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


def reconcile(stated_figures: Iterable[PublishedFigure], compute: Compute) -> list[Finding]:
    """A finding for each stated figure; remarks are no figures and are left out.

    `compute(metric, scope, year)` gives the computed figure: a Rollup's `figure`, or the registry's.
    """
    return [finding(stated, compute) for stated in stated_figures if stated.kind != PublishedFigure.Kind.REMARK]


def tally(findings: Iterable[Finding]) -> list[tuple[Verdict, int]]:
    """How many findings have each verdict, in the order of Verdict, without those that none has."""
    counts = Counter(finding.verdict for finding in findings)
    return [(verdict, counts[verdict]) for verdict in Verdict if counts[verdict]]


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
        Omission(entry, getattr(entry, name)) for entry in entries if entry.live and getattr(entry, name) is not None
    )
