"""The agenda's answers to the registry of figures (dog_site/core/figures/): visitors."""

from django.db import models

from dog_site.core.figures import Figure, Metric
from dog_site.core.kept import kept
from projects.models import ProjectPage

from .attendance import AttendanceTotals, add_up_visitors
from .models import EventPage


def attendance(scope: str, year: int | None) -> AttendanceTotals | None:
    """The visitors of all public events of `scope` that took place, in `year` or (None) in all years."""
    events = EventPage.objects.visible().took_place().in_scope(scope)
    if events is None:
        return None
    if year is not None:
        events = events.in_year(year)
    return add_up_visitors(events.attendance_rows())


class VisitorFigures:
    """Only visitors; scopes and projects to choose from are those of the contributions."""

    metrics = frozenset([Metric.VISITORS])

    def figure(self, metric: str, scope: str, year: int | None) -> Figure | None:
        totals = attendance(scope, year)
        return totals and totals.figure(metric, scope, year)

    def years(self) -> list[int]:
        return kept("visitors:years", lambda: EventPage.objects.visible().took_place().years())

    def scopes(self) -> list:
        return []

    def project_ids(self, year: int):
        return ProjectPage.objects.none().values("pk")

    def for_projects(self, metrics, project_ids: list[int]) -> dict[int, dict[str, Figure]]:
        return {}

    def amount_per_project(self, metric: str):
        return models.Value(None, output_field=models.IntegerField())
