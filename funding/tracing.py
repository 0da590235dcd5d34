"""From a figure to the entries it is made of: which entries count, with which amounts, and why another does not."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, F, Min, Q, QuerySet, When
from django.utils.translation import gettext as _

from dog_site.core.figures import Metric, State

from .models import FundingEntry
from .models.querysets import PLACE


@dataclass(frozen=True)
class Trace:
    """The public entries that a figure is about: those that count in it, and the others."""

    behind: QuerySet
    left_out: QuerySet


def trace(metric: str, scope: str, year: int | None) -> Trace:
    """The entries behind the figure of `metric` and `scope` in `year` (None: all years). Raises KeyError."""
    entries = FundingEntry.objects.public()
    entries = (entries if year is None else entries.in_year(year)).across_years()
    return Trace(entries.behind(metric, scope), entries.left_out(metric, scope))


def counted_amounts(entry: FundingEntry, metric: str) -> tuple[Decimal | None, Decimal | None]:
    """The contribution and the size of an entry as far as they count in a figure; None for nothing.

    A multiplier counts each contribution, and a size that another entry repeats once (R10).
    """
    contribution = entry.contribution if metric in (Metric.CONTRIBUTION, Metric.MULTIPLIER) else None
    size = entry.project_size if metric in (Metric.PROJECT_SIZE, Metric.MULTIPLIER) else None
    is_repeated = metric == Metric.MULTIPLIER and getattr(entry, "pair_superseded", False)
    return contribution, None if is_repeated else size


def why_left_out(entry: FundingEntry, metric: str) -> str:
    """Why an entry that a figure is about does not count in it."""
    reasons = []
    if metric != Metric.PROJECT_SIZE and entry.contribution is None:
        reasons.append(_("contribution: %(state)s") % {"state": State(entry.contribution_state).label})
    if metric == Metric.MULTIPLIER and entry.contribution == 0:
        reasons.append(_("a contribution of zero has no multiplier"))
    if metric != Metric.CONTRIBUTION and entry.project_size is None:
        reasons.append(_("project size: %(state)s") % {"state": State(entry.project_size_state).label})
    return "; ".join(reasons) or _("project size: counts once, in a later entry of this project")


@dataclass(frozen=True)
class CountedProject:
    """One of the projects that a number of projects counts: its entries, and the title of the first."""

    project_id: int | None
    title: str
    references: tuple[str, ...]


def distinct_projects(entries: QuerySet) -> QuerySet:
    """The different projects of `entries`, in the order of their first; an entry without a project by itself (R13).

    Each is `project_id` with, where there is none, `entry_id`. The database groups them, so that a page of thousands
    fetches its own; `with_entries` tells what stands on it.
    """
    alone = Case(When(project=None, then=F("pk")))
    return entries.order_by().values("project_id", entry_id=alone).annotate(first=Min(PLACE)).order_by("first")


def with_entries(projects: list[dict], entries: QuerySet) -> list[CountedProject]:
    """Some of the `distinct_projects` of `entries`, each with its entries in their order."""
    found = {(project["project_id"], project["entry_id"]): [] for project in projects}
    of_these = Q(project__in=[project for project, _entry in found if project])
    alone = Q(pk__in=[entry for _project, entry in found if entry])
    for pk, project_id, reference, title in entries.filter(of_these | alone).values_list(
        "pk", "project_id", "reference", "title"
    ):
        found[project_id, None if project_id else pk].append((reference, title))
    return [
        CountedProject(project_id, rows[0][1], tuple(reference for reference, _title in rows))
        for (project_id, _entry), rows in found.items()
    ]
