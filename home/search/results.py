"""What a visitor reads of each hit of a search, fetched per page of results with one query for each kind."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.models import Page

from dog_site.core import figures
from dog_site.core.blocks.text import anchor
from dog_site.core.figures import Metric
from dog_site.core.lists.words import excerpt, highlight
from events.models import EventPage, EventSeriesPage
from news.models import NewsPage
from projects.models import ProjectPage, Theme

from .find import NO_PAGE, Found, Hit, Kind, public_organisations


@dataclass(frozen=True)
class Result:
    """One line of the results; title and text are HTML with the words marked."""

    kind: str
    title: SafeString
    text: SafeString
    url: str
    note: str = ""


def describe(hits: Iterable[Hit], found: Found) -> list[Result]:
    """The hits as results, in their order; one that has gone since it was found is left out."""
    hits = list(hits)
    pages = Page.objects.filter(pk__in=_keys(hits, _is_page)).specific()
    objects = {
        **{(None, page.pk): page for page in pages},
        **_objects(hits, Kind.DOCUMENT, get_document_model().objects.all()),
        **_objects(hits, Kind.ORGANISATION, public_organisations()),
    }
    notes = _notes([page for page in pages if isinstance(page, ProjectPage)])
    results = []
    for hit in hits:
        of_hit = hit.pk if hit.kind == Kind.FIGURE else objects.get((None if _is_page(hit.kind) else hit.kind, hit.pk))
        if of_hit is not None:
            results.append(_result(hit.kind, of_hit, partial(highlight, words=found.words, stems=found.stems), notes))
    return _told_apart(results)


def _result(kind, found, mark, notes):
    label = str(Kind(kind).one)
    match kind:
        case Kind.FIGURE:
            return Result(label, mark(found.title), mark(found.text), found.address)
        case Kind.DOCUMENT:
            note = ", ".join(part for part in (found.file_extension.upper(), found.date and f"{found.date:%Y}") if part)
            return Result(label, mark(found.title), SafeString(""), found.url, note)
        case Kind.ORGANISATION:
            names = ", ".join(found.all_names[1:])
            return Result(label, mark(found.name), mark(names), _takes_part_in(found), _counts(found))
    text, place = _text(found, mark)
    return Result(label, mark(found.title), text, f"{found.url}{place}", notes.get(found.pk) or _note(found))


def _note(page):
    """What tells a page from another one with its title: its date, or that it is a series."""
    match page:
        case EventPage():
            return page.when.words
        case EventSeriesPage():
            return gettext("series")
        case NewsPage():
            return date_format(page.date)
    return ""


def _notes(projects):
    """The theme of each project and what the municipality contributes, by primary key."""
    amounts = figures.for_projects([Metric.CONTRIBUTION], [project.pk for project in projects])
    themes = dict(Theme.objects.visible().values_list("pk", "name")) if projects else {}
    notes = {}
    for project in projects:
        amount = amounts.get(project.pk, {}).get(Metric.CONTRIBUTION)
        words = [themes.get(project.theme_id), amount.text if amount and amount.value is not None else ""]
        notes[project.pk] = ", ".join(filter(None, words))
    return notes


def _told_apart(results):
    """The results; where two have one title, kind and note, each with its address as well."""
    seen = Counter((result.title, result.kind, result.note) for result in results)
    return [
        replace(result, note=" · ".join(filter(None, [result.note, result.url])))
        if seen[result.title, result.kind, result.note] > 1
        else result
        for result in results
    ]


def _takes_part_in(organisation):
    """The address of the list of its projects, or of its events when it has none; those addresses are fixed."""
    if organisation.projects:
        return f"/projecten/?organisatie={organisation.pk}"
    return "/agenda/?" + urlencode({"q": organisation.name})


def _counts(organisation):
    projects = ngettext("%(total)s project", "%(total)s projects", organisation.projects)
    events = ngettext("%(total)s event", "%(total)s events", organisation.events)
    counts = [(projects, organisation.projects), (events, organisation.events)]
    return ", ".join(words % {"total": total} for words, total in counts if total)


def _text(page, mark):
    """The summary and no place; or what stands around a word that is only further down, and the place of its part."""
    summary = mark(page.summary)
    if not mark.keywords["words"] or "<mark>" in summary or "<mark>" in mark(page.title):
        return summary, ""
    around = partial(excerpt, **mark.keywords)
    for heading, text in _parts(page):
        marked = mark(around(text))
        if "<mark>" in marked:
            return marked, f"#{anchor(heading)}" if heading else ""
    return summary, ""


def _parts(page):
    """The texts of a page, each with the heading that it stands under."""
    for stream in (field.name for field in page._meta.get_fields() if isinstance(field, StreamField)):
        heading, texts = "", []
        for part in getattr(page, stream):
            if part.block_type == "heading":
                yield heading, " ".join(texts)
                heading, texts = part.value["text"], [part.value["text"]]
            else:
                texts += map(str, part.block.get_searchable_content(part.value))
        yield heading, " ".join(texts)


def _objects(hits, kind, queryset):
    keys = _keys(hits, kind.__eq__)
    return {(kind, found.pk): found for found in queryset.filter(pk__in=keys)} if keys else {}


def _keys(hits, wanted):
    return [hit.pk for hit in hits if wanted(hit.kind)]


def _is_page(kind):
    return kind not in NO_PAGE
