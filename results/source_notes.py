"""What stands beside the places of a source that can be read on this site: the way back to the figures."""

from collections.abc import Collection

from dog_site.core.blocks.places import Note, anchor_of_place
from funding.models import FundingEntry, PublishedFigure, SourceDocument
from funding.reconciliation import Verdict, compute_of_any_year, reconcile

from .conclusions import difference_words
from .models import YearlyResultsPage
from .models.yearly import row_addresses


def notes_on(page, places: Collection[str]) -> dict[str, list[Note]] | None:
    """The notes beside the `places` (anchors) of `page`; None for a page that is no source, which takes one query.

    An entry leads to its row at the results of its year, a stated figure to its verdict there, as far as those are
    public.
    """
    if not page.pk:
        return None
    sources = [source for source in SourceDocument.objects.filter(page=page) if source.is_visible]
    if not sources:
        return None
    results = {each.year: each for each in YearlyResultsPage.objects.visible()}
    notes = {}
    for place, note in [*_of_entries(sources, results, places), *_of_figures(sources, results)]:
        if (anchor := anchor_of_place(place)) in places:
            notes.setdefault(anchor, []).append(note)
    return notes


def _of_entries(sources, results, places):
    entries = FundingEntry.objects.public().filter(source__in=sources, year__in=results)
    named = entries.order_by().values_list("source_locator", flat=True).distinct()
    here = [words for words in named if anchor_of_place(words) in places]
    rows = entries.filter(source_locator__in=here).order_by("reference")
    rows = list(rows.values_list("year", "reference", "source_locator"))
    addresses = row_addresses([results[year] for year in {year for year, *_ in rows}])
    for _year, reference, place in rows:
        yield place, Note(reference, addresses[reference])


def _of_figures(sources, results):
    stated = PublishedFigure.objects.public().filter(source__in=sources, year__in=results)
    findings = {finding.stated.pk: finding for finding in reconcile(stated.for_reconciliation(), compute_of_any_year())}
    for figure in stated.order_by("year", "sort_order", "number"):
        words = f"{figure.number} {_said(findings.get(figure.pk), figure)}"
        yield figure.locator, Note(words, f"{results[figure.year].url}#{figure.number}")


def _said(finding, figure):
    """What the results say of a stated figure: its verdict, with the difference where there is one."""
    if finding is None:
        return figure.title
    differs = finding.verdict in (Verdict.DIFFERS_EXPLAINED, Verdict.DIFFERS_UNEXPLAINED)
    parts = [figure.title, str(finding.verdict.label)]
    return ", ".join([*parts, difference_words(finding)] if differs and finding.difference else parts)
