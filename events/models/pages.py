from django.utils.translation import gettext_lazy as _

from dog_site.core.kept import keeping
from dog_site.core.lists.listing import Listing
from dog_site.core.models import BasePage

from ..filters import Period
from .agenda import Agenda
from .grouping import by_month
from .month import month_of
from .series import EventSeriesPage

# Below the list; the filter of the agenda knows all of them.
MOST_SERIES = 50


class EventIndexPage(BasePage):
    """The agenda: what is coming, what is past, and the filters with which visitors narrow it down."""

    max_count = 1
    fixed_slug = "agenda"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventSeriesPage", "events.EventPage"]

    class Meta:
        verbose_name = _("agenda")

    def get_context(self, request, *args, **kwargs):
        agenda = Agenda(request.GET)
        listing = Listing(request, form=agenda.form)
        month = month_of(agenda, listing.notices) if agenda.is_month else None
        shown = {"month": month} if month else self._list(agenda, listing)
        agenda.count_options(month and month.first_day, Period.PAST if shown.get("nothing_coming") else None)
        return {
            **super().get_context(request, *args, **kwargs),
            **shown,
            "listing": listing,
            "agenda": agenda,
            "series": keeping(self, request)("series", self._series),
        }

    def _series(self):
        series = EventSeriesPage.objects.child_of(self).visible().order_by("sort_key", "pk")
        return tuple(series.defer_streamfields()[:MOST_SERIES])

    @staticmethod
    def _list(agenda, listing):
        keep, name = agenda.keep, "list"
        page = listing.paginate(keep.rows(name, lambda: agenda.events().for_list().defer_streamfields()))
        # Without coming editions the page shows the latest ones instead of staying empty.
        nothing_coming = not agenda.period and not page.paginator.count
        if nothing_coming:
            name = "past"
            page = listing.paginate(keep.rows(name, lambda: agenda.narrowed().past().for_list().defer_streamfields()))
        months = keep(f"{name}:months:{page.number}", lambda: by_month(page))
        return {"events": page, "months": months, "nothing_coming": nothing_coming}
