"""Public figures: what is measured (metrics.py), what one is (figure.py), and who can compute it (registry.py)."""

from .figure import ALL_YEARS, Figure, WholePeriod, page_of
from .metrics import ORGANISATION, THEME, Metric, Scope, State
from .registry import (
    Provider,
    amount_per_project,
    current,
    for_projects,
    projects_in_year,
    register,
    scopes,
    years,
)

__all__ = [
    "ALL_YEARS",
    "ORGANISATION",
    "THEME",
    "Figure",
    "Metric",
    "Provider",
    "Scope",
    "State",
    "WholePeriod",
    "amount_per_project",
    "current",
    "for_projects",
    "page_of",
    "projects_in_year",
    "register",
    "scopes",
    "years",
]
