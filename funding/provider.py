"""Funding's answers to the registry of figures (dog_site/core/figures/)."""

from django.db.models import OuterRef, Subquery, Sum

from dog_site.core.figures import ORGANISATION, Figure, Metric, Scope
from dog_site.core.kept import kept
from projects.models import Theme

from .ledger import Ledger, read
from .models import FundingEntry
from .models.choices import METRICS
from .rollup import ROLLED_UP_BY, Rollup, add_up, roll_up_lines, totals_by
from .totals import FundingTotals


def public_ledger(year: int | None) -> Ledger:
    """The public entries of `year` (None: of all years) as lines, read once per version of the content."""
    return kept(f"ledger:{year}", lambda: _read(year), is_for_all=False)


def _read(year):
    entries = FundingEntry.objects.public()
    entries = entries if year is None else entries.in_year(year)
    return read(entries.marking_municipality(), *ROLLED_UP_BY, "theme__slug", "applicant_id")


def current_rollup(year: int | None) -> Rollup:
    """The public rollup of `year` (None: all years), added up once per version of the content."""
    return kept(f"rollup:{year}", lambda: roll_up_lines(public_ledger(year), year))


def totals_of_organisation(scope: str, year: int | None) -> FundingTotals:
    """What the organisation with this scope applied for adds up to in `year` (None: in all years).

    Sizes that entries repeat are marked over all entries first, as for a theme (R10).
    """
    return kept(f"applied:{scope}:{year}", lambda: _add_up_organisation(scope, year))


def _add_up_organisation(scope, year):
    entries = FundingEntry.objects.public().in_scope(scope).order_by()
    entries = entries if year is None else entries.in_year(year)
    return add_up(public_ledger(year).where("pk", set(entries.values_list("pk", flat=True)))).totals()


def _years():
    return list(FundingEntry.objects.public().order_by("-year").values_list("year", flat=True).distinct())


class FundingFigures:
    """Contribution, size, multiplier and counts, for every scope and year."""

    metrics = frozenset(METRICS)

    def figure(self, metric: str, scope: str, year: int | None) -> Figure | None:
        if scope.startswith(("project:", "regel:")):
            entries = FundingEntry.objects.public().in_scope(scope)
            return (entries if year is None else entries.in_year(year)).totals().figure(metric, scope, year)
        if scope.startswith(ORGANISATION):
            return totals_of_organisation(scope, year).figure(metric, scope, year)
        return current_rollup(year).figure(metric, scope)

    def years(self) -> list[int]:
        return kept("funding:years", _years)

    def scopes(self) -> list[tuple[str, str]]:
        themes = kept("funding:scopes", lambda: [(theme.scope, theme.name) for theme in Theme.objects.visible()])
        return [*Scope.choices, *themes]

    def project_ids(self, year: int):
        return FundingEntry.objects.public().in_year(year).exclude(project=None).order_by().values("project")

    def for_projects(self, metrics, project_ids: list[int]) -> dict[int, dict[str, Figure]]:
        entries = FundingEntry.objects.public().filter(project__in=project_ids)
        return {
            project_id: {metric: totals.figure(metric, f"project:{slug}", None) for metric in metrics}
            for (project_id, slug), totals in totals_by(entries, "project_id", "project__slug").items()
        }

    def amount_per_project(self, metric: str):
        field = {Metric.CONTRIBUTION: "contribution", Metric.PROJECT_SIZE: "project_size"}[metric]
        entries = FundingEntry.objects.public().across_years().behind(metric, Scope.ALL)
        of_project = entries.filter(project=OuterRef("pk")).order_by().values("project")
        return Subquery(of_project.annotate(sum_amount=Sum(field)).values("sum_amount"))
