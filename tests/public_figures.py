"""Every public figure at once, computed anew: to see whether anything moved one."""

from dataclasses import fields, is_dataclass

from django.db.models import Q

from funding.applicants import applicants
from funding.models import FundingEntry, PublishedFigure, SourceDocument
from funding.reconciliation import worklist
from funding.rollup import roll_up, totals_by

# What a theme is called and where it stands in a list is no figure.
NO_FIGURE = {"name", "slug", "tint"}


def public_figures() -> dict:
    """The totals, shares, verdicts and source lines that visitors can see, by what they are about."""
    entries = FundingEntry.objects.public()
    years = [None, *entries.order_by("year").values_list("year", flat=True).distinct()]
    stated = PublishedFigure.objects.public()
    return {
        **{("rollup", year): values_of(roll_up(entries, year)) for year in years},
        "projects": totals_by(entries, "project_id"),
        "applicants": {year: applicants(year) for year in years},
        "verdicts": {
            (finding.stated.pk): (
                finding.verdict,
                finding.stated.text,
                finding.computed,
                finding.difference,
                finding.remainder,
                [(omission.entry.pk, omission.amount) for omission in finding.omissions],
            )
            for finding in worklist()
        },
        "entries": set(entries.values_list("pk", "year", "theme", "applicant", "source", "source_locator")),
        "statements": set(
            stated.values_list("pk", "year", "about_year", "kind", "statement", "explanation", "source", "locator")
        ),
        "sources": set(
            SourceDocument.objects.filter(live=True).values_list(
                "pk", "title", "kind", "reference", "date", "url", "document", "page"
            )
        ),
        "municipal": set(
            entries.filter(
                Q(applicant__is_municipality=True)
                | Q(partners__organisation__is_municipality=True, partners__role="aanvrager")
            ).values_list("pk")
        ),
    }


def values_of(found):
    """A frozen result as plain values, without the names in it."""
    if isinstance(found, tuple):
        return tuple(sorted(map(values_of, found), key=str))
    if not is_dataclass(found):
        return found
    return {field.name: values_of(getattr(found, field.name)) for field in fields(found) if field.name not in NO_FIGURE}


def moved(before, after) -> list:
    """What of the public figures is not what it was."""
    return [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
