"""Figures as hits of the search: by an amount, by the reference of an entry, and by what they are called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Q

from dog_site.core import figures
from dog_site.core.figures import Figure, Metric, Scope, page_of
from dog_site.core.lists.folding import fold
from dog_site.core.lists.stems import NOISE, stem, words_of
from dog_site.core.numbers.money import parse_amount
from funding.models import FundingEntry, PublishedFigure
from funding.provider import current_rollup
from funding.reconciliation import add_up_years
from funding.rollup import Tally
from projects.models import Theme
from results.figure_words import title
from results.models import YearlyResultsPage
from results.models.yearly import ENTRIES_PER_PAGE, row_addresses

AMOUNTS = (Metric.CONTRIBUTION, Metric.PROJECT_SIZE)
# A search for a figure finds pages too; more than these would hide them.
MOST = 3
_REFERENCE = re.compile(r"dog\W*(\d{4})\W*(\d{1,4})")
# What a visitor calls a metric, beside its own name; a count is asked for as one.
CALLED = {
    Metric.CONTRIBUTION: "bijdrage",
    Metric.PROJECT_SIZE: "projectomvang omvang",
    Metric.MULTIPLIER: "multiplier",
    Metric.PROJECTS: "aantal hoeveel",
}
SCOPES_CALLED = {Scope.HEADLINE: "totale totaal", Scope.ALL: "totale totaal alles", Scope.OTHER: "buiten"}


@dataclass(frozen=True)
class FoundFigure:
    """A figure, an entry or what a source states, in words, with where it is shown."""

    title: str
    text: str
    address: str
    theme: str = ""


def of_amount(text: str, themes: Sequence[Theme]) -> list[FoundFigure]:
    """What is exactly the amount that `text` is, of all together and of each of `themes`; nothing when it is none."""
    try:
        amount = parse_amount(text)
    except ValidationError:
        amount = None
    if not amount:
        return []
    entries, stated = _entries(Q(contribution=amount) | Q(project_size=amount)), _stated(amount)
    pages = _pages([*entries, *stated])
    tally = add_up_years()
    sizes = {year: each.entries for year, each in tally.totals_by("year", across_years=False).items()}
    crowded = [page for year, page in pages.items() if sizes.get(year, 0) > ENTRIES_PER_PAGE]
    return [*_current(amount, tally, themes), *_found_entries(entries, pages, crowded), *_found_stated(stated, pages)]


def of_reference(text: str) -> list[FoundFigure]:
    """The entry with the reference that `text` is: DOG-2017-001, also without its hyphens."""
    found = _REFERENCE.fullmatch(fold(text).strip())
    entries = _entries(Q(reference=f"DOG-{found[1]}-{found[2]:0>3}")) if found else []
    pages = _pages(entries)
    return _found_entries(entries, pages, pages.values())


def of_words(text: str, synonyms, themes: Sequence[Theme]) -> list[FoundFigure]:
    """The figures of which the name has every word of `text` or a synonym; of several years the latest."""
    typed = set(words_of(text))
    asked = [{stem(word), *synonyms.get(stem(word), ())} for word in typed - NOISE]
    metrics = {metric: {stem(word) for word in CALLED[metric].split()} for metric in CALLED}
    of_typed = {stem(word) for word in typed}.union(*asked)
    wanted = [metric for metric, names in metrics.items() if names & of_typed]
    if not wanted or not asked:
        return []
    scopes = [(scope.value, None) for scope in Scope] + [(theme.scope, theme) for theme in themes]
    found = []
    for place, year in enumerate(figures.years()):
        for metric in wanted:
            for order, (scope, theme) in enumerate(scopes):
                name = title(metric, scope, year, theme)
                words = {stem(word) for word in words_of(f"{name} {SCOPES_CALLED.get(scope, '')}")} | metrics[metric]
                if all(meanings & words for meanings in asked):
                    found.append(((order, place), metric, scope, year, name, theme))
    nearest = [each[1:] for each in sorted(found, key=lambda each: each[0])[:MOST]]
    # Adding up a year takes queries; the others say what they are on their own page.
    first = nearest[0][2] if nearest else None
    rollup = current_rollup(first) if nearest else None
    return [_figure(*each, rollup.figure(*each[:2]) if each[2] == first else None) for each in nearest]


def _figure(metric, scope, year, name, theme, figure):
    return FoundFigure(name, _value(figure), page_of(metric, scope, year), _slug(theme))


def _value(figure: Figure | None):
    return " ".join(filter(None, [figure.qualifier, figure.text])) if figure else ""


def _slug(theme):
    return theme.slug if theme else ""


def _current(amount: Decimal, tally: Tally, themes: Sequence[Theme]):
    """The figures of a year that are `amount`."""
    totals = {(year, Scope.ALL.value): each for year, each in tally.totals_by("year", across_years=False).items()}
    for (year, counts), each in tally.totals_by("year", "theme__counts_in_headline", across_years=False).items():
        totals[year, (Scope.HEADLINE if counts else Scope.OTHER).value] = each
    for (year, slug), each in tally.totals_by("year", "theme__slug", across_years=False).items():
        totals[year, f"thema:{slug}"] = each
    order = [Scope.HEADLINE.value, Scope.ALL.value]
    found = [
        (metric, scope, year, figure)
        for (year, scope), each in totals.items()
        for metric in AMOUNTS
        if (figure := each.figure(metric, scope, year)).value == amount
    ]
    found.sort(key=lambda each: (each[1] not in order, -each[2]))
    themes = {theme.scope: theme for theme in themes}
    for metric, scope, year, figure in found[:MOST]:
        if scope in Scope.values or scope in themes:
            theme = themes.get(scope)
            yield _figure(metric, scope, year, title(metric, scope, year, theme), theme, figure)


def _entries(where):
    entries = FundingEntry.objects.public().filter(where).select_related("theme")
    return list(entries.order_by("-year", "reference")[:MOST])


def _stated(amount):
    stated = PublishedFigure.objects.public().filter(Q(value=amount) | Q(value_max=amount))
    return list(stated.select_related("source").order_by("sort_order", "number")[:MOST])


def _pages(rows):
    """The pages of the years of `rows`, by year; what has no such page is not found."""
    years = {row.year for row in rows}
    return {page.year: page for page in YearlyResultsPage.objects.visible().filter(year__in=years)} if years else {}


def _found_entries(entries, pages, crowded):
    """Public entries, each at its row on the page of its year; `crowded` pages have their rows on several pages."""
    shown = [entry for entry in entries if entry.year in pages]
    addresses = {entry.reference: f"{pages[entry.year].url}#{entry.reference}" for entry in shown}
    if any(page.year in {entry.year for entry in shown} for page in crowded):
        addresses |= row_addresses(crowded)
    return [
        FoundFigure(
            f"{entry.reference}: {entry.title}",
            _value(entry.figure(Metric.CONTRIBUTION)),
            addresses[entry.reference],
            entry.theme.slug if entry.theme.is_visible else "",
        )
        for entry in shown
    ]


def _found_stated(stated, pages):
    """What sources state, at its line in the reconciliation of its year."""
    return [
        FoundFigure(f"{each.number}: {each.title}", each.source.title, f"{pages[each.year].url}#{each.number}")
        for each in stated
        if each.year in pages
    ]
