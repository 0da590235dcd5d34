from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel
from wagtail.fields import StreamField
from wagtail.search import index

from dog_site.core.blocks import BodyBlock
from dog_site.core.kept import keeping
from dog_site.core.lists.listing import Listing
from dog_site.core.models import BasePage, SortKeyField
from dog_site.core.models.page_panels import BODY

from .events import EventPage


class EventSeriesPage(BasePage):
    """An event that comes back, with its editions: Let's Gro, PyGrunn, the Dutch Blockchain Hackathon."""

    is_series = True
    has_feed = True
    page_description = _("For an event that comes back: each edition is an event below it.")
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = ["events.EventPage"]

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    sort_key = SortKeyField("title")

    content_panels = [
        HelpPanel(_("Each edition is an event of its own: add it below this page. The list appears by itself.")),
        *BasePage.content_panels,
        BODY,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("event series")
        verbose_name_plural = _("series of events")

    def get_context(self, request, *args, **kwargs):
        keep, listing = keeping(self, request), Listing(request)
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": listing,
            "upcoming": keep("upcoming", lambda: tuple(self._editions().upcoming())),
            "past": listing.paginate(keep.rows("past", lambda: self._editions().past())),
        }

    def _editions(self):
        return EventPage.objects.child_of(self).visible().for_list().defer_streamfields()
