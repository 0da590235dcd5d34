from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from .version import VersionedContent


@register_setting(icon="home")
class SiteSettings(VersionedContent, ClusterableModel, BaseSiteSetting):
    """What stands around every page."""

    slogan = models.CharField(max_length=120, blank=True, verbose_name=_("slogan"))
    slogan_language = models.CharField(
        max_length=10,
        default="en",
        verbose_name=_("language of the slogan"),
        help_text=_("So that a screen reader pronounces it well: en or nl."),
    )

    panels = [
        FieldPanel("slogan"),
        FieldPanel("slogan_language"),
        InlinePanel("footer_links", heading=_("Links in the footer"), label=_("link")),
    ]

    class Meta:
        verbose_name = _("site settings")


class FooterLink(Orderable):
    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="footer_links")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("link in the footer")
