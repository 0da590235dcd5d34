from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, Max
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel, TitleFieldPanel
from wagtail.models import DraftStateMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from dog_site.core.images.patterns import Tint
from dog_site.core.models import (
    ApprovedByAnother,
    LeanedOn,
    Previewed,
    ReadableVersions,
    SortKeyField,
    UniqueName,
    VersionedContent,
    VisibleItem,
    VisibleQuerySet,
    free_slug,
    is_published,
    restrictions_above,
)

# Between the places of two themes others fit.
STEP = 10


class ThemeQuerySet(VisibleQuerySet):
    def with_page(self):
        """Themes with their pages, and whether every visitor may open those; `public_page` needs this."""
        restricted = restrictions_above("page__path")
        return self.select_related("page").annotate(page_is_restricted=Exists(restricted))


class Theme(
    VersionedContent,
    ReadableVersions,
    UniqueName,
    VisibleItem,
    LeanedOn,
    ApprovedByAnother,
    WorkflowMixin,
    DraftStateMixin,
    RevisionMixin,
    Previewed,
    index.Indexed,
    models.Model,
):
    """One of the themes under which the office works; every funding entry has exactly one."""

    guarded_fields = ("counts_in_headline",)

    name = models.CharField(
        max_length=100, unique=True, verbose_name=_("name"), help_text=_("Example: Knowledge & Innovation.")
    )
    slug = models.SlugField(
        unique=True,
        verbose_name=_("slug"),
        help_text=_("The last part of the theme's address, as in /themas/<slug>/. Fixed once published."),
    )
    introduction = models.TextField(
        blank=True,
        verbose_name=_("introduction"),
        help_text=_("One or two sentences about what belongs here."),
    )
    tint = models.CharField(
        max_length=10,
        choices=Tint,
        default=Tint.GREY,
        verbose_name=_("tint"),
        help_text=_("The colour and the shape of the theme's label, bars and patterns. Give each theme its own."),
    )
    sort_order = models.PositiveSmallIntegerField(
        default=0, verbose_name=_("order"), help_text=_("Lower comes first. Example: 10.")
    )
    counts_in_headline = models.BooleanField(
        default=True,
        verbose_name=_("counts in the headline total"),
        help_text=_("Off for what a source shows separately, such as “Anders”."),
    )

    sort_key = SortKeyField("name")

    objects = ThemeQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                # The last part of the address follows what is typed.
                TitleFieldPanel("name", classname="", placeholder=False, required_on_save=True),
                FieldPanel(
                    "slug",
                    required_on_save=False,
                    heading=_("Last part of the address"),
                    help_text=_("As in /themas/infrastructuur/; it follows from the name. Fixed once published."),
                ),
                "introduction",
            ],
            heading=_("What visitors read"),
        ),
        MultiFieldPanel(
            ["tint", "sort_order", "counts_in_headline"],
            heading=_("How it is shown and counted"),
        ),
        FieldPanel("change_reason"),
        PublishingPanel(),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["sort_order", "sort_key"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if not self.slug:
            self.slug = free_slug(self, self.name, longest=50, instead="thema")
        published = Theme.objects.filter(pk=self.pk, first_published_at__isnull=False).first()
        if published and self.slug != published.slug:
            raise ValidationError(
                {
                    "slug": _("The address of a published theme is fixed: figures refer to it. Write %(slug)s again.")
                    % {"slug": published.slug}
                }
            )

    @classmethod
    def suggested(cls):
        """The next place in the order, and a tint that no other theme has, while there is one."""
        last = cls.objects.aggregate(last=Max("sort_order"))["last"] or 0
        taken = set(cls.objects.values_list("tint", flat=True))
        tint = next((tint for tint in Tint if tint not in taken), Tint.GREY)
        return {"sort_order": last + STEP, "tint": tint}

    @property
    def public_page(self):
        """The page to link to; None when a visitor may not see it, or it was not fetched by `with_page`."""
        page = getattr(self, "page", None) if hasattr(self, "page_is_restricted") else None
        is_visible = page and is_published(page) and not page.alias_of_id and not self.page_is_restricted
        return page if is_visible else None

    @property
    def scope(self):
        """The key under which this theme's figures are known."""
        return f"thema:{self.slug}"
