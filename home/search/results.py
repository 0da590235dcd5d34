"""What a visitor reads of each hit of a search, fetched per page of results with one query for each kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.models import Page

from dog_site.core.lists.words import excerpt, highlight
from events.models import EventPage

from .find import Hit, Kind, public_organisations


@dataclass(frozen=True)
class Result:
    """One line of the results; title and text are HTML with the words marked."""

    kind: str
    title: SafeString
    text: SafeString
    url: str
    note: str = ""


def describe(hits: Iterable[Hit], words: list[str]) -> list[Result]:
    """The hits as results, in their order; one that has gone since it was found is left out."""
    hits = list(hits)
    objects = {
        **{(None, page.pk): page for page in Page.objects.filter(pk__in=_keys(hits, _is_page)).specific()},
        **_objects(hits, Kind.DOCUMENT, get_document_model().objects.all()),
        **_objects(hits, Kind.ORGANISATION, public_organisations()),
    }
    for hit in hits:
        found = objects.get((None if _is_page(hit.kind) else hit.kind, hit.pk))
        if found is not None:
            yield _result(hit.kind, found, words)


def _result(kind, found, words):
    label = str(Kind(kind).one)
    if kind == Kind.DOCUMENT:
        note = ", ".join(part for part in (found.file_extension.upper(), found.date and f"{found.date:%Y}") if part)
        return Result(label, highlight(found.title, words), SafeString(""), found.url, note)
    if kind == Kind.ORGANISATION:
        names = ", ".join(found.all_names[1:])
        return Result(
            label, highlight(found.name, words), highlight(names, words), _takes_part_in(found), _counts(found)
        )
    note = found.when.words if isinstance(found, EventPage) else ""
    return Result(label, highlight(found.title, words), _text(found, words), found.url, note)


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


def _text(page, words):
    """The summary, or what stands around a word that is in neither title nor summary."""
    marked = highlight(page.summary, words)
    if not words or "<mark>" in marked or "<mark>" in highlight(page.title, words):
        return marked
    body = " ".join(
        text
        for field in page._meta.get_fields()
        if isinstance(field, StreamField)
        for text in field.stream_block.get_searchable_content(getattr(page, field.name))
    )
    around = highlight(excerpt(body, words), words)
    return around if "<mark>" in around else marked


def _objects(hits, kind, queryset):
    keys = _keys(hits, kind.__eq__)
    return {(kind, found.pk): found for found in queryset.filter(pk__in=keys)} if keys else {}


def _keys(hits, wanted):
    return [hit.pk for hit in hits if wanted(hit.kind)]


def _is_page(kind):
    return kind not in (Kind.DOCUMENT, Kind.ORGANISATION)
