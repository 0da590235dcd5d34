"""What changing a theme, an organisation or a stated figure would change in totals and verdicts, before it is done.

The totals after are computed from the rows as they would be, in a transaction that is taken back.
"""

from collections.abc import Iterable, Iterator

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from dog_site.core.figures import Figure, Scope

from ..models import FundingEntry
from ..models.choices import METRICS
from ..reconciliation import Finding, worklist
from ..rollup import roll_up
from .told import Effect, Line, Statement


def effect_of_leaned(stored: models.Model, proposed: models.Model) -> Effect:
    """The effect of giving the row `stored` the guarded values of `proposed`. Saves nothing."""
    before, found_before = _figures(), worklist()
    values = {name: getattr(proposed, name) for name in stored.guarded_fields}
    try:
        with transaction.atomic():
            type(stored)._base_manager.filter(pk=stored.pk).update(**values)
            after, found_after = _figures(), worklist()
            transaction.set_rollback(True)
    except IntegrityError:
        # A draft that is not complete: publishing it is refused, so it changes nothing.
        return Effect()
    return Effect(
        lines=tuple(Line(*key[:2], before[key], after[key]) for key in before if before[key] != after[key]),
        statements=tuple(_statements(found_before, found_after)),
    )


def _figures() -> dict[tuple[str, int, str], Figure]:
    """Every total of every year, by the name of what is added up, the year and the metric."""
    public = FundingEntry.objects.public()
    found = {}
    for year in public.order_by("year").values_list("year", flat=True).distinct():
        rollup = roll_up(public, year)
        parts = {scope.label: (scope.value, rollup.totals(scope)) for scope in Scope}
        parts[_("the headline without the municipality’s own entries")] = Scope.HEADLINE, rollup.without_municipality
        for name, (scope, totals) in parts.items():
            found |= {(name, year, metric): totals.figure(metric, scope, year) for metric in METRICS}
    return found


def _statements(before: Iterable[Finding], after: Iterable[Finding]) -> Iterator[Statement]:
    earlier = {finding.stated.pk: finding for finding in before}
    for finding in after:
        held = earlier[finding.stated.pk]
        if (held.verdict, held.difference) != (finding.verdict, finding.difference):
            yield Statement(held, finding)
