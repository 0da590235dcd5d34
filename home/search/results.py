"""What a visitor reads of each hit of a search, fetched per page of results with one query for each kind."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from wagtail.documents import get_document_model

from dog_site.core.blocks.places import anchor_of_heading
from dog_site.core.lists.folding import fold
from dog_site.core.lists.words import excerpt, highlight
from events.models import EventPage

from .find import Found, Hit, Kind, public_organisations
from .pages import parts_of, read_pages

# In what `highlight` makes of a text.
_MARKED = re.compile("<mark>(.*?)</mark>")


@dataclass(frozen=True)
class Result:
    """One line of the results; title and text are HTML with the words marked."""

    kind: str
    title: SafeString
    text: SafeString
    url: str
    note: str = ""


def describe(hits: Iterable[Hit], found: Found, themes: Mapping[str, str]) -> list[Result]:
    """The hits as results, in their order; one that has gone since it was found is left out.

    `themes` has the names of the themes that visitors may see, by their slugs.
    """
    hits = list(hits)
    objects = {
        **read_pages(hits),
        **_objects(hits, Kind.DOCUMENT, get_document_model().objects.all()),
        **_objects(hits, Kind.ORGANISATION, public_organisations()),
    }
    mark = partial(highlight, words=found.words, stems=found.stems)
    results = []
    for hit in hits:
        of_hit = hit.pk if hit.kind == Kind.FIGURE else objects.get((hit.kind, hit.pk))
        if of_hit is not None:
            results.append(_result(hit, of_hit, mark, themes))
    return _told_apart(results)


def _result(hit, found, mark, themes):
    label = str(Kind(hit.kind).one)
    match hit.kind:
        case Kind.FIGURE:
            return Result(label, mark(found.title), mark(found.text), found.address)
        case Kind.DOCUMENT:
            note = ", ".join(part for part in (found.file_extension.upper(), found.date and f"{found.date:%Y}") if part)
            return Result(label, mark(found.title), SafeString(""), found.url, note)
        case Kind.ORGANISATION:
            names = ", ".join(found.all_names[1:])
            return Result(label, mark(found.name), mark(names), found.address, _counts(found))
        case Kind.PROJECT:
            note = ", ".join(themes[slug] for slug in hit.themes if slug in themes)
        case _:
            note = _note(found)
    text, heading = _text(found, mark)
    place = f"#{anchor_of_heading(heading)}" if heading else ""
    return Result(label, mark(found.title), text, f"{found.url}{place}", " · ".join(filter(None, [note, heading])))


def _note(page):
    """What tells a page from another one with its title: its date, or that it is a series."""
    if isinstance(page, EventPage):
        return page.when.words
    if page.date:
        return date_format(page.date)
    return gettext("series") if page.is_series else ""


def _told_apart(results):
    """The results; where two have one title, kind and note, each with its address as well."""
    seen = Counter((result.title, result.kind, result.note) for result in results)
    return [
        replace(result, note=" · ".join(filter(None, [result.note, result.url])))
        if seen[result.title, result.kind, result.note] > 1
        else result
        for result in results
    ]


def _counts(organisation):
    projects = ngettext("%(total)s project", "%(total)s projects", organisation.projects)
    events = ngettext("%(total)s event", "%(total)s events", organisation.events)
    counts = [(projects, organisation.projects), (events, organisation.events)]
    return ", ".join(words % {"total": total} for words, total in counts if total)


def _text(page, mark):
    """The summary; or what stands around words that are only further down, and the heading of that part."""
    summary = mark(page.summary)
    seen = _marks(f"{mark(page.title)} {summary}")
    if not mark.keywords["words"]:
        return summary, ""
    parts = [(len(_marks(mark(text)) - seen), heading, text) for heading, text in parts_of(page)]
    more, heading, text = max(parts, key=itemgetter(0), default=(0, "", ""))
    if not more:
        return summary, ""
    around = summary if seen else mark(excerpt(text, **mark.keywords))
    return around, heading


def _marks(html):
    return {fold(word) for word in _MARKED.findall(html)}


def _objects(hits, kind, queryset):
    keys = [hit.pk for hit in hits if hit.kind == kind]
    return {(kind, found.pk): found for found in queryset.filter(pk__in=keys)} if keys else {}
