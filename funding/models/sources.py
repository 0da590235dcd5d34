from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.documents import get_document_model_string
from wagtail.models import DraftStateMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from dog_site.core.models import ApprovedByAnother, LeanedOn, Previewed, ReadableVersions, VersionedContent, VisibleItem


class SourceDocument(
    VersionedContent,
    ReadableVersions,
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
    """A letter, annex, decision or account in which figures are stated."""

    # The words of a source line, and where somebody reads it for themselves.
    guarded_fields = ("title", "kind", "reference", "date", "url", "document", "page")

    class Kind(models.TextChoices):
        COUNCIL_LETTER = "raadsbrief", _("council letter")
        ANNEX = "bijlage", _("annex")
        DECISION = "beschikking", _("decision")
        ANNUAL_ACCOUNT = "jaarrekening", _("annual account")
        OTHER = "overig", _("other")

    title = models.CharField(
        max_length=255,
        verbose_name=_("title"),
        help_text=_("Example: Raadsbrief Groningen Digital City, bijlage 1."),
    )
    kind = models.CharField(max_length=20, choices=Kind, verbose_name=_("kind"))
    reference = models.CharField(
        max_length=100,
        blank=True,
        verbose_name=_("reference"),
        help_text=_("The number on the document, like 6806242."),
    )
    date = models.DateField(null=True, blank=True, verbose_name=_("date"), help_text=_("The date on the document."))
    url = models.URLField(blank=True, verbose_name=_("web address"), help_text=_("Where anybody can read it."))
    document = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page on this site"),
        help_text=_("Where the text can be read on this site. Figures link to it before any other address."),
    )

    panels = [
        MultiFieldPanel(
            [
                "title",
                FieldPanel("kind", help_text=_("What it is. Example: a letter to the council.")),
                "reference",
                "date",
            ],
            heading=_("The document"),
        ),
        MultiFieldPanel(
            [
                "page",
                "url",
                FieldPanel("document", help_text=_("The file itself, when it is here. Example: the letter as a PDF.")),
            ],
            heading=_("Where it can be read"),
        ),
        FieldPanel("change_reason"),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("reference"),
        index.AutocompleteField("reference"),
    ]

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-date", "title"]

    def __str__(self):
        return self.title

    @property
    def address(self) -> str:
        """Where it can be read: on this site before anywhere else; empty when nowhere."""
        if self.page and (address := self.page.url):
            return address
        return self.url or (self.public_document.url if self.public_document else "")

    @property
    def public_document(self):
        """The file to link to; None when it is in a private collection."""
        return self.document if self.document and self.document.is_visible else None
