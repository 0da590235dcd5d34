"""The site's search: pages, documents and organisations, found by words and narrowed down by kind and theme.

Pages come from Wagtail's index: first those with every word (on PostgreSQL whatever its Dutch ending), then
those with words that begin so. Only when that finds nothing, PostgreSQL is asked for lookalikes.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import Count, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from modelsearch.query import And, Fuzzy, PlainText
from wagtail.models import Page, ReferenceIndex

from dog_site.core.lists.words import has_words, search_words, words_of_index
from dog_site.core.models import DogDocument, PageQuerySet, published
from events.models import EventPage, EventSeriesPage
from funding.models import SourceDocument
from news.models import NewsPage
from projects.models import Organisation, ProjectPage
from results.models import ThemePage, YearlyResultsPage

# More than anybody reads; when a search finds more, the counts are of the first ones.
MOST = 1_000


class Kind(models.TextChoices):
    """What can be found; the values stand in addresses."""

    PROJECT = "project", _("projects")
    EVENT = "evenement", _("events")
    NEWS = "nieuws", _("news")
    THEME = "thema", _("themes")
    RESULTS = "resultaten", _("results")
    PAGE = "pagina", _("other pages")
    DOCUMENT = "document", _("documents")
    ORGANISATION = "organisatie", _("organisations")

    @property
    def one(self):
        """The name of one hit of this kind."""
        return {
            Kind.PROJECT: _("project"),
            Kind.EVENT: _("event"),
            Kind.NEWS: _("news"),
            Kind.THEME: _("theme"),
            Kind.RESULTS: _("results"),
            Kind.PAGE: _("page"),
            Kind.DOCUMENT: _("document"),
            Kind.ORGANISATION: _("organisation"),
        }[self]


KINDS_OF_PAGE = {
    ProjectPage: Kind.PROJECT,
    EventPage: Kind.EVENT,
    EventSeriesPage: Kind.EVENT,
    NewsPage: Kind.NEWS,
    ThemePage: Kind.THEME,
    YearlyResultsPage: Kind.RESULTS,
}


@dataclass(frozen=True)
class Hit:
    """Something that was found: its kind, its primary key, and the slugs of its themes."""

    kind: str
    pk: int
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """All hits in order of relevance; `is_alike` when no page has the words and these only look like them."""

    hits: list[Hit] = field(default_factory=list)
    is_alike: bool = False

    def narrow(self, kind: str | None = None, theme: str | None = None) -> list[Hit]:
        return [hit for hit in self.hits if kind in (None, hit.kind) and (theme is None or theme in hit.themes)]

    def count_kinds(self, theme: str | None) -> Counter:
        """The number of hits of each kind within `theme`."""
        return Counter(hit.kind for hit in self.narrow(theme=theme))

    def count_themes(self, kind: str | None) -> Counter:
        """The number of hits of each theme within `kind`."""
        return Counter(theme for hit in self.narrow(kind=kind) for theme in hit.themes)


def find(text: str) -> Found:
    """Everything public with every word of `text`; without words everything, the newest pages first."""
    words = search_words(text)
    if not words:
        pages = public_pages().order_by("-last_published_at", "-pk")
        return Found([*_pages(pages), *_documents(words), *_organisations(words)])
    documents, organisations = _documents(words), _organisations(words)
    in_words = words_of_index(text)
    pages = _pages_with(in_words.split()) if in_words else []
    if in_words and not (pages or documents or organisations) and connection.vendor == "postgresql":
        alike = _pages(_index().search(Fuzzy(in_words)))
        return Found(alike, is_alike=bool(alike))
    return Found([*pages, *documents, *organisations])


def _pages_with(words):
    in_words, beginning = PlainText(" ".join(words)), _beginning_with(words)
    return _pages(_index().search(in_words), _index().autocomplete(beginning), words=words)


def public_pages() -> PageQuerySet:
    """Every page that a visitor can open, except the search page itself."""
    return PageQuerySet(Page).visible().filter(depth__gt=1).exclude(content_type__model="searchpage")


def public_documents():
    """Documents that a public page shows or a published source refers to, in a collection open to everybody.

    A document has no draft of its own; this keeps one that was uploaded for a page of tomorrow from being found today.
    """
    used = Q()
    for model, users in ((Page, public_pages()), (SourceDocument, SourceDocument.objects.visible())):
        used |= Q(
            base_content_type=ContentType.objects.get_for_model(model),
            object_id__in=users.annotate(key=_key()).values("key"),
        )
    references = ReferenceIndex.objects.filter(used, to_content_type=ContentType.objects.get_for_model(DogDocument))
    return DogDocument.objects.visible().annotate(key=_key()).filter(key__in=references.values("to_object_id"))


def public_organisations():
    """Organisations that take part in a public project or event, with how many of each.

    A group like "regional businesses" is not one.
    """
    in_project = Q(projectpartners__page__in=ProjectPage.objects.visible())
    in_event = Q(eventparticipants__event__in=EventPage.objects.visible())
    return (
        Organisation.objects.visible()
        .filter(in_project | in_event, is_generic=False)
        .annotate(
            projects=Count("projectpartners__page", filter=in_project, distinct=True),
            events=Count("eventparticipants__event", filter=in_event, distinct=True),
        )
    )


def _index():
    """Public pages in the only kind of subquery that Wagtail's index reads."""
    return Page.objects.filter(pk__in=public_pages().values("pk"))


def _pages(*searches, words=()):
    """Hits for the pages of `searches`, each once, with their themes; in their order, titles with `words` first.

    The index of SQLite weighs a long text against its title, and would put the council letter below every page
    that mentions it.
    """
    rows, titles = {}, {}
    for found in searches:
        pages = getattr(found, "get_queryset", lambda found=found: found)()[:MOST]
        for pk, model, title in pages.values_list("pk", "content_type", "title"):
            rows.setdefault(pk, model)
            titles[pk] = title
    if words:
        rows = dict(sorted(rows.items(), key=lambda row: not has_words(titles[row[0]], words)))
    kinds = {ContentType.objects.get_for_model(model).pk: kind for model, kind in KINDS_OF_PAGE.items()}
    themes = _themes_of(list(rows)) if rows else {}
    return [Hit(kinds.get(model, Kind.PAGE), pk, frozenset(themes.get(pk, ()))) for pk, model in rows.items()]


def _themes_of(page_ids):
    """The slugs of the themes of pages, by primary key, in one query."""
    of_pages = [
        (ProjectPage.objects, "pk"),
        (ThemePage.objects, "pk"),
        (EventPage.themes.through.objects, "eventpage"),
        (NewsPage.themes.through.objects, "newspage"),
    ]
    rows = [
        themed.filter(published("theme"), **{f"{page}__in": page_ids}).order_by().values_list(page, "theme__slug")
        for themed, page in of_pages
    ]
    found = {}
    for pk, slug in rows[0].union(*rows[1:]):
        found.setdefault(pk, set()).add(slug)
    return found


def _beginning_with(words):
    """Every word has to begin a word of the title or summary; the index itself allows that for the last word only."""
    return And([PlainText(word) for word in words]) if len(words) > 1 else PlainText(words[0])


def _documents(words):
    documents = public_documents()
    for word in words:
        documents = documents.filter(title__icontains=word)
    return [Hit(Kind.DOCUMENT, pk) for pk in documents.order_by("title", "pk").values_list("pk", flat=True)[:MOST]]


def _organisations(words):
    organisations = public_organisations()
    for word in words:
        organisations = organisations.called(word)
    keys = organisations.order_by("sort_key", "pk").values_list("pk", flat=True)
    return [Hit(Kind.ORGANISATION, pk) for pk in keys[:MOST]]


def _key():
    """A primary key as text, as the index of references keeps it."""
    return Cast("pk", models.TextField())
