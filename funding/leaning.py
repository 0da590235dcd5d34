"""What of the figures leans on rows of lower rooms: published entries and stated figures."""

from collections.abc import Callable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from dog_site.core.editing.sentences import some_of
from projects.models import Organisation, ProjectPage, Theme

from .models import FundingEntry, PublishedFigure, SourceDocument


def figures_lean(rows: QuerySet) -> list[str]:
    """Which of `rows` (pages, themes, organisations or sources) published figures lean on, a sentence for each kind."""
    found = []
    entries = _leaning_entries(rows)
    if entries is not None and (references := list(entries.values_list("reference", flat=True))):
        found.append(
            _("Published entries lean on this: %(entries)s. Link them to something else first.")
            % {"entries": some_of(references)}
        )
    if rows.model in (SourceDocument, Theme):
        of_rows = {SourceDocument: "source__in", Theme: "theme__in"}[rows.model]
        numbers = PublishedFigure.objects.filter(live=True, **{of_rows: rows}).values_list("number", flat=True)
        if numbers:
            found.append(
                _("Stated figures lean on this: %(figures)s. Change those first.") % {"figures": some_of([*numbers])}
            )
    return found


def _leaning_entries(rows):
    published = FundingEntry.objects.filter(live=True).order_by("reference").distinct()
    if issubclass(rows.model, Page):
        return published.filter(project__in=rows.order_by().values("pk")) if rows.model in (Page, ProjectPage) else None
    conditions: dict[type, Callable] = {
        Theme: lambda: Q(theme__in=rows),
        SourceDocument: lambda: Q(source__in=rows),
        Organisation: lambda: (
            Q(applicant__in=rows)
            | Q(partners__organisation__in=rows)
            | Q(applicant__merged_into__in=rows)
            | Q(partners__organisation__merged_into__in=rows)
        ),
    }
    return published.filter(conditions[rows.model]()) if rows.model in conditions else None
