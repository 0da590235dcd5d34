from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet as WagtailPageQuerySet
from wagtail.search import index


class PageQuerySet(WagtailPageQuerySet):
    """Pages, where asking for the public ones costs no query of its own as Wagtail's does."""

    def public(self):
        return self.exclude(self._is_restricted())

    def private(self):
        return self.filter(self._is_restricted())

    @staticmethod
    def _is_restricted():
        """Whether the page, or one above it, asks for a password or a log-in."""
        path = ExpressionWrapper(OuterRef("path"), output_field=models.CharField())
        return Exists(PageViewRestriction.objects.annotate(of_page=path).filter(of_page__startswith=F("page__path")))


class BasePage(Page):
    """What every page of this site has."""

    # The slug of a page that is one of a kind, or None: others link to it, so it may not change.
    fixed_slug = None

    summary = models.TextField(
        max_length=400,
        blank=True,
        verbose_name=_("summary"),
        help_text=_("One or two sentences for lists and search engines. Example: A week of workshops for the city."),
    )

    objects = PageManager.from_queryset(PageQuerySet)()

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.AutocompleteField("summary")]

    class Meta:
        abstract = True

    def full_clean(self, *args, **kwargs):
        if self.fixed_slug:
            self.slug = self.fixed_slug
        super().full_clean(*args, **kwargs)

    @property
    def description(self):
        """What a search engine shows under the title."""
        return self.search_description or self.summary
