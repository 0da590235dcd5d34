from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.db.models import BooleanField, Case, Exists, Q, Subquery, When
from django.dispatch import Signal
from django.http import Http404
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm as WagtailCopyForm
from wagtail.models import Page, PageManager, WorkflowPage
from wagtail.query import PageQuerySet as WagtailPageQuerySet
from wagtail.search import index

from ..lists.neighbours import after, before
from . import page_panels
from .checks import ChecksAtOnce
from .clean_text import CleanText
from .forms import PageForm
from .leaning import LeanedOn
from .publications import keep_what_is_public
from .readable import ReadableVersions
from .visibility import is_published, published, restrictions_above

NO_ALIAS = _("A page is not kept like another one here. Make a copy, and change that.")

# Sent with `pages`, a query set, before these and all below them are deleted, in the same transaction.
pages_go = Signal()
# Sent with `instance`, a page that was put back, and the `url_path_before` it was deleted.
page_returned = Signal()

# What search engines show of a description.
DESCRIPTION = 155
# What a page about something else shows of its events or news: a few, or all within reason.
FEW, WITHIN_REASON = 6, 25
# What each group at the end of a page offers to go on to.
ONWARD = 5


class CopyForm(WagtailCopyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)


class PageQuerySet(WagtailPageQuerySet):
    """Pages; asking for the public ones costs no extra query, as it does in Wagtail."""

    def visible(self):
        """The pages that a visitor may see (visibility.py): whatever is shown, counted or offered asks for these."""
        return self.filter(published()).public()

    def public(self):
        """Pages that are not restricted, nor under what is; a page kept like another is none. Drafts are among them."""
        return self.filter(alias_of=None).exclude(self._is_restricted())

    def private(self):
        return self.filter(self._is_restricted())

    def few(self):
        """The first ones, for a page about something else, without making that a list."""
        return self[:FEW]

    def within_reason(self):
        """As many as a page about something else can hold, where no list elsewhere has them all."""
        return self[:WITHIN_REASON]

    def onward(self):
        """The first ones, as links at the end of a page."""
        return self.defer_streamfields()[:ONWARD]

    def beside(self, **place):
        """The pages just before and just after the place with these values, in the order of their names; None for none.

        One query: `ProjectPage.objects.visible().beside(sort_key="pygrunn", pk=7)`.
        """
        first, last = (Subquery(beside(self, place).values("pk")) for beside in (before, after))
        comes_first = Case(When(pk=first, then=True), default=False, output_field=BooleanField())
        # Not of these pages once more: the two are among them.
        both = self.model.objects.filter(Q(pk=first) | Q(pk=last)).annotate(comes_first=comes_first)
        found = {page.comes_first: page for page in both.defer_streamfields()}
        return found.get(True), found.get(False)

    def delete(self, *args, **kwargs):
        """Every way of deleting a page of this site ends here: the form, a list, code."""
        with transaction.atomic():
            pages_go.send(self.model, pages=self)
            return super().delete(*args, **kwargs)

    delete.alters_data = True
    delete.queryset_only = True

    @staticmethod
    def _is_restricted():
        return Exists(restrictions_above("path"))


class BasePage(CleanText, ChecksAtOnce, LeanedOn, ReadableVersions, Page):
    """What every page of this site has."""

    # The slug of a page that exists once, else None: others link to it, so it may not change.
    fixed_slug = None
    # Whether the page has a feed of its own, beside those of the agenda and the news that every page names.
    has_feed = False
    # What a copy of the page leaves out, in a sentence for who copies it.
    left_out_of_copies = ""
    # No page is kept like another: it would be public with it, without its money and twice in every list.
    copy_form_class = CopyForm
    base_form_class = PageForm
    # Visitors search it by its words (core/search).
    is_searched_by_words = True
    # The type of the page in Open Graph, for other sites that show a link to it.
    share_type = "website"

    summary = models.TextField(
        max_length=400,
        blank=True,
        verbose_name=_("summary"),
        help_text=_("One or two sentences for lists and search engines. Example: A week of workshops for the city."),
    )

    also_known_as = models.TextField(
        max_length=400,
        blank=True,
        verbose_name=_("also known as"),
        help_text=_(
            "Other words by which people look for this page, one name per line. Nobody reads them, and the search "
            "finds the page by them as by its title. Example: wifi."
        ),
    )

    objects = PageManager.from_queryset(PageQuerySet)()

    content_panels = page_panels.CONTENT
    promote_panels = page_panels.FINDING
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.AutocompleteField("summary"),
        index.SearchField("also_known_as"),
    ]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.alias_of_id and self._state.adding:
            raise ValidationError({NON_FIELD_ERRORS: [NO_ALIAS]})
        return super().save(*args, **kwargs)

    def publish(self, revision, *args, **kwargs):
        with transaction.atomic():
            keep_what_is_public(self)
            return super().publish(revision, *args, **kwargs)

    def route(self, request, path_components):
        # Of a draft Wagtail knows this, and it asks for the password of a restricted page.
        if not path_components and (self.alias_of_id or not is_published(self)):
            raise Http404
        return super().route(request, path_components)

    def get_workflow(self):
        """The workflow of the page, or of the nearest above it that has one; Wagtail asks four questions for that."""
        above = WorkflowPage.objects.filter(page__in=self.get_ancestors(inclusive=True), workflow__active=True)
        nearest = above.select_related("workflow").order_by("-page__depth").first()
        return nearest and nearest.workflow

    @property
    def has_workflow(self):
        return self.get_workflow() is not None

    def full_clean(self, *args, **kwargs):
        if self.fixed_slug:
            self.slug = self.fixed_slug
        super().full_clean(*args, **kwargs)

    def structured_data(self, request) -> list[dict]:
        """What the page is to a search engine, in types of schema.org; its breadcrumbs are added to this."""
        return []

    @property
    def date_words(self) -> str:
        """When it is or was, beside its title where another page links to it; empty for what has no date."""
        return ""

    @property
    def description(self):
        """What a search engine shows under the title; never empty."""
        return self.search_description or self.summary or self.default_description

    @property
    def default_description(self):
        """The description of a page without a summary: the beginning of its text, or its title."""
        body = getattr(self, "body", None)
        texts = [str(block.value) for block in body or () if block.block_type == "text"]
        return Truncator(strip_tags(" ".join(texts))).chars(DESCRIPTION) or self.title
