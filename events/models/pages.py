from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.search import index

from dog_site.core.blocks import BodyBlock
from dog_site.core.listing import Listing
from dog_site.core.models import BasePage
from projects.models import Theme

from ..filters import PAST, EventFilterForm
from .choices import Kind
from .events import EventPage
from .grouping import by_month


class EventIndexPage(BasePage):
    """The agenda: what is coming, what is past, and the filters by which visitors narrow it down."""

    max_count = 1
    fixed_slug = "agenda"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventSeriesPage", "events.EventPage"]

    class Meta:
        verbose_name = _("agenda")

    def get_context(self, request, *args, **kwargs):
        listing = Listing(request, form=self.filter_form(request))
        period = listing.values.get("periode")
        events = self.narrow(EventPage.objects.descendant_of(self).live().public(), listing.values)
        page = listing.paginate(self.in_period(events, period).for_list())
        # Nothing coming is no reason for an empty page: then the latest editions stand below.
        nothing_coming = not period and not page.paginator.count
        if nothing_coming:
            page = listing.paginate(events.past().for_list())
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": listing,
            "events": page,
            "months": by_month(page),
            "period": period,
            "nothing_coming": nothing_coming,
            "series": EventSeriesPage.objects.child_of(self).live().public().order_by("title", "pk"),
        }

    def filter_form(self, request):
        return EventFilterForm(
            request.GET,
            kinds=Kind.choices,
            themes=Theme.objects.filter(live=True).values_list("slug", "name"),
            series=EventSeriesPage.objects.live().public().order_by("title").values_list("slug", "title"),
            years=EventPage.objects.live().public().years(),
        )

    @staticmethod
    def in_period(events, period):
        """What is coming, what is past, or both of one year, in the order in which the list shows them."""
        if not period:
            return events.upcoming()
        return events.past() if period == PAST else events.in_year(int(period)).newest_first()

    @staticmethod
    def narrow(events, values):
        """`events` with the valid filters of an EventFilterForm applied."""
        if kind := values.get("soort"):
            events = events.of_kind(kind)
        if theme := values.get("thema"):
            events = events.in_theme(theme)
        if series := values.get("reeks"):
            events = events.descendant_of(EventSeriesPage.objects.live().get(slug=series))
        if words := values.get("q"):
            events = events.matching(words)
        return events


class EventSeriesPage(BasePage):
    """An event that comes back, with its editions: Let's Gro, PyGrunn, the Dutch Blockchain Hackathon."""

    is_series = True
    page_description = _("For an event that comes back: each edition is an event below it.")
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = ["events.EventPage"]

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    content_panels = [
        HelpPanel(_("Each edition is an event of its own: add it below this page. The list appears by itself.")),
        *BasePage.content_panels,
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("event series")
        verbose_name_plural = _("series of events")

    def get_context(self, request, *args, **kwargs):
        editions = EventPage.objects.child_of(self).live().public()
        listing = Listing(request)
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": listing,
            "upcoming": editions.upcoming().for_list(),
            "past": listing.paginate(editions.past().for_list()),
        }
