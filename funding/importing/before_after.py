"""What the totals of a year are now, and what they become when everything in a plan is approved."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from dog_site.core.figures import Figure, Metric
from projects.models import Theme

from ..effect.compute import marked
from ..models import FundingEntry
from ..models.choices import COUNTED
from ..totals import NOTHING, FundingTotals
from .plan import Plan


@dataclass(frozen=True)
class ThemeLine:
    """A theme in a year: the contribution and the size before and after."""

    year: int
    theme: str
    contribution: tuple[Figure, Figure]
    project_size: tuple[Figure, Figure]

    @property
    def is_changed(self) -> bool:
        return any(before != after for before, after in (self.contribution, self.project_size))


def before_and_after(plan: Plan) -> list[ThemeLine]:
    """A line for each theme that has entries in a year that the plan touches, before or after."""
    drafts = [row.entry for row in plan.to_save]
    keys = [draft.pk for draft in drafts if draft.pk]
    public = list(FundingEntry.objects.public().select_related("theme", "project"))
    touched = {draft.year for draft in drafts} | {entry.year for entry in public if entry.pk in set(keys)}
    before = [entry for entry in public if entry.year in touched]
    after = [entry for entry in before if entry.pk not in set(keys)]
    after += [draft for draft in drafts if draft.stage in COUNTED and not draft.to_unpublish]
    sums = [_by_theme(entries) for entries in (before, after)]
    names = dict(Theme.objects.order_by("sort_order", "sort_key").values_list("pk", "name"))
    return [
        ThemeLine(year, name, *(_figures(sums, (year, key), metric) for metric in _METRICS))
        for year in sorted(touched)
        for key, name in names.items()
        if any((year, key) in each for each in sums)
    ]


_METRICS = (Metric.CONTRIBUTION, Metric.PROJECT_SIZE)


def total_of(entries: Iterable[FundingEntry]) -> FundingTotals:
    """What entries add up to together, saved or not; a size that several of them state counts once."""
    return reduce(FundingTotals.plus, marked(entries, None), NOTHING)


def _by_theme(entries):
    of_theme = defaultdict(list)
    for entry in entries:
        of_theme[entry.year, entry.theme_id].append(entry)
    return {key: total_of(found) for key, found in of_theme.items()}


def _figures(sums, key, metric):
    return tuple(each.get(key, NOTHING).figure(metric, "", key[0]) for each in sums)
