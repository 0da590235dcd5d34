"""The site's search: pages, documents, organisations and figures, found by words and narrowed down by kind and theme.

Pages, documents and organisations come from the index of the site's own words in one query, best first, on every
database alike (docs/decisions/0022). Figures are no texts: they are found by name, amount and reference.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, ReferenceIndex, get_page_models

from dog_site.core.lists.stems import NOISE
from dog_site.core.models import DogDocument, PageQuerySet, published
from dog_site.core.search.ask import rank, terms_of
from events.models import EventPage, EventSeriesPage
from funding.models import SourceDocument
from news.models import NewsPage
from projects.models import Organisation, ProjectPage, Theme
from results.models import ThemePage, YearlyResultsPage
from results.organisations import shown_organisations

from .figures import FoundFigure, of_amount, of_reference, of_words

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
    FIGURE = "cijfer", _("figures")

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
            Kind.FIGURE: _("figure"),
        }[self]


KINDS_OF_MODEL = {
    ProjectPage: Kind.PROJECT,
    EventPage: Kind.EVENT,
    EventSeriesPage: Kind.EVENT,
    NewsPage: Kind.NEWS,
    ThemePage: Kind.THEME,
    YearlyResultsPage: Kind.RESULTS,
    DogDocument: Kind.DOCUMENT,
    Organisation: Kind.ORGANISATION,
}
NO_PAGE = {Kind.DOCUMENT, Kind.ORGANISATION, Kind.FIGURE}
# Words in the form of the index, with those that mean the same.
Synonyms = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Hit:
    """Something that was found: its kind, its primary key, and the slugs of its themes; a figure is there itself."""

    kind: str
    pk: int | FoundFigure
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """All hits in order of relevance; `is_alike` when none has all the words and these come nearest."""

    hits: list[Hit] = field(default_factory=list)
    is_alike: bool = False
    # Whether nothing was typed but words that are in almost every text.
    is_noise: bool = False
    # What to mark in a text: words as they were typed, and those of the index that stand for them.
    words: tuple[str, ...] = ()
    stems: frozenset[str] = frozenset()

    def narrow(self, kind: str | None = None, theme: str | None = None) -> list[Hit]:
        return [hit for hit in self.hits if kind in (None, hit.kind) and (theme is None or theme in hit.themes)]

    def count_kinds(self, theme: str | None) -> Counter:
        """The number of hits of each kind within `theme`."""
        return Counter(hit.kind for hit in self.narrow(theme=theme))

    def count_themes(self, kind: str | None) -> Counter:
        """The number of hits of each theme within `kind`."""
        return Counter(theme for hit in self.narrow(kind=kind) for theme in hit.themes)


def find(text: str, synonyms: Synonyms | None = None, themes: Sequence[Theme] = ()) -> Found:
    """Everything public with every word of `text` or what stands for it; without words everything, newest first.

    Figures are found of all together and of each of `themes`.
    """
    synonyms = synonyms or {}
    terms = terms_of(text, synonyms)
    if not terms:
        return Found(_everything())
    figures = [*of_reference(text), *of_amount(text, themes)] or of_words(text, synonyms, themes)
    found, has_all = rank(terms, _kinds(), _visible, MOST)
    has_all = has_all and all(term.words and not term.is_alike for term in terms)
    if figures and not has_all:
        found = []
    hits = [_figure(each) for each in figures] + _hits(found)
    return Found(
        hits,
        is_alike=bool(hits) and not has_all and not figures,
        is_noise=all(term.text in NOISE for term in terms),
        words=tuple(term.text for term in terms),
        stems=frozenset(stem for term in terms for stem in term.stems),
    )


def _everything():
    pages = public_pages().order_by("-last_published_at", "-pk").values_list("content_type", "pk")[:MOST]
    documents = public_documents().order_by("title", "pk").values_list("pk", flat=True)[:MOST]
    organisations = shown_organisations().order_by("sort_key", "pk").values_list("pk", flat=True)[:MOST]
    return [
        *_hits(pages),
        *(Hit(Kind.DOCUMENT, pk) for pk in documents),
        *(Hit(Kind.ORGANISATION, pk) for pk in organisations),
    ]


def _kinds():
    """The content types of what visitors find: pages of all types, documents and organisations."""
    types = ContentType.objects.get_for_models(DogDocument, Organisation, *get_page_models())
    return [kind.pk for kind in types.values()]


def _visible(items):
    """The items that visitors may see, in one query."""
    types = ContentType.objects.get_for_models(DogDocument, Organisation)
    documents, organisations = types[DogDocument].pk, types[Organisation].pk
    pks = {kind: [pk for of_kind, pk in items if of_kind == kind] for kind in (documents, organisations)}
    pages = [pk for kind, pk in items if kind not in pks]
    parts = [public_pages().filter(pk__in=pages).values_list("content_type", "pk")]
    if pks[documents]:
        parts.append(public_documents().filter(pk__in=pks[documents]).values_list(models.Value(documents), "pk"))
    if pks[organisations]:
        taking_part = shown_organisations().filter(pk__in=pks[organisations])
        parts.append(taking_part.values_list(models.Value(organisations), "pk"))
    first, *others = [part.order_by() for part in parts]
    return set(first.union(*others, all=True))


def _figure(found):
    return Hit(Kind.FIGURE, found, frozenset(filter(None, [found.theme])))


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
    """Organisations that have anything public to tell, with in how many projects and events they take part."""
    in_project = Q(projectpartners__page__in=ProjectPage.objects.visible())
    in_event = Q(eventparticipants__event__in=EventPage.objects.visible())
    return shown_organisations().annotate(
        projects=Count("projectpartners__page", filter=in_project, distinct=True),
        events=Count("eventparticipants__event", filter=in_event, distinct=True),
    )


def _hits(rows):
    """Hits for rows of a content type and a key, in their order, with the themes of pages."""
    types = ContentType.objects.get_for_models(*KINDS_OF_MODEL)
    kinds = {types[model].pk: kind for model, kind in KINDS_OF_MODEL.items()}
    rows = [(kinds.get(model, Kind.PAGE), pk) for model, pk in rows]
    pages = [pk for kind, pk in rows if kind not in NO_PAGE]
    themes = _themes_of(pages) if pages else {}
    return [Hit(kind, pk, frozenset(themes.get(pk, ())) if kind not in NO_PAGE else frozenset()) for kind, pk in rows]


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


def _key():
    """A primary key as text, as the index of references keeps it."""
    return Cast("pk", models.TextField())
