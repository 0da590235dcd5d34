from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel
from wagtail.fields import StreamField
from wagtail.search import index

from dog_site.core.blocks import BodyBlock
from dog_site.core.blocks.places import anchors_in
from dog_site.core.kept import keeping
from dog_site.core.models import BasePage
from dog_site.core.models.page_panels import BODY
from results.models import ResultsIndexPage
from results.source_notes import notes_on


class StandardPage(BasePage):
    """A page of plain text: about, contact, privacy, accessibility."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("A text that stands by itself, like about or contact.")

    class Language(models.TextChoices):
        DUTCH = "nl", _("Dutch")
        ENGLISH = "en", _("English")

    language = models.CharField(
        max_length=2,
        choices=Language,
        default=Language.DUTCH,
        verbose_name=_("language"),
        help_text=_("In which you write this page. Screen readers read it aloud in that language."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    content_panels = [
        HelpPanel(_("For a text that stands by itself. Other pages link here, so change the address with care.")),
        *BasePage.content_panels,
        "language",
        BODY,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request, *args, **kwargs):
        notes = keeping(self, request)("notes", lambda: notes_on(self, anchors_in(self.body)))
        return {
            **super().get_context(request, *args, **kwargs),
            "notes_of_places": notes,
            # What figures lean on is of the results, wherever it stands.
            "belongs_to": None if notes is None else ResultsIndexPage.fixed_slug,
        }
