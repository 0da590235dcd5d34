"""Who can compute a public figure.

A room that can compute figures registers a provider in its app's `ready()`; every other room asks
`figures.current(metric, scope, year)` and needs no import of the room that answers.
"""

from collections.abc import Iterable
from typing import Protocol

from django.db import models
from django.utils.functional import Promise

from .figure import Figure
from .metrics import Metric


class Provider(Protocol):
    """A room that can compute figures."""

    metrics: frozenset[str]

    def figure(self, metric: str, scope: str, year: int | None) -> Figure | None:
        """The figure, or None when the scope does not exist."""

    def years(self) -> Iterable[int]:
        """The years with anything public, latest first."""

    def scopes(self) -> Iterable[tuple[str, str | Promise]]:
        """Keys and names of the scopes an editor may choose."""

    def project_ids(self, year: int):
        """Primary keys of the projects with a public entry in `year`, as a query set."""

    def for_projects(self, metrics: Iterable[str], project_ids: list[int]) -> dict[int, dict[str, Figure]]:
        """The figures of each project over all years, by primary key and metric, in one query."""

    def amount_per_project(self, metric: str):
        """An expression that gives a project's amount within a query set of projects."""


_providers: list[Provider] = []


def register(provider: Provider) -> None:
    _providers.append(provider)


def current(metric: str, scope: str, year: int | None) -> Figure | None:
    """The current public figure; None when nobody computes this metric or the scope does not exist."""
    for provider in _providers:
        if metric in provider.metrics:
            return provider.figure(metric, scope, year)
    return None


def years(metric: str | None = Metric.CONTRIBUTION) -> list[int]:
    """Every year with a public figure of `metric` (None: of any metric), latest first."""
    providers = [provider for provider in _providers if metric is None or metric in provider.metrics]
    return sorted({year for provider in providers for year in provider.years()}, reverse=True)


def scopes() -> list[tuple[str, str | Promise]]:
    return [scope for provider in _providers for scope in provider.scopes()]


def projects_in_year(year: int) -> list:
    """Query sets of primary keys of projects with something public in `year`, one per provider."""
    return [provider.project_ids(year) for provider in _providers]


def for_projects(metrics: Iterable[str], project_ids: list[int]) -> dict[int, dict[str, Figure]]:
    """Figures of several projects over all years, by primary key and metric, in one query per provider."""
    found = {}
    for provider in _providers if project_ids else []:
        known = [metric for metric in metrics if metric in provider.metrics]
        for project_id, of_project in provider.for_projects(known, project_ids).items() if known else ():
            found.setdefault(project_id, {}).update(of_project)
    return found


def amount_per_project(metric: str):
    """An expression for the amount of each project in a query set of projects, to sort by."""
    for provider in _providers:
        if metric in provider.metrics:
            return provider.amount_per_project(metric)
    return models.Value(None, output_field=models.DecimalField())
