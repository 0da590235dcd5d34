"""The list of events in the admin."""

import django_filters
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from dog_site.core.editing.listings.columns import BULK, READY, STATE, TITLE, NamesColumn, ThumbnailColumn
from dog_site.core.editing.listings.filters import Choice, PageFilterSet
from dog_site.core.editing.listings.pages import PageListing, PageListView
from projects.admin import theme_filter

from ..models import AttendanceMode, EventIndexPage, EventPage, EventSeriesPage, Kind

COMING, PAST, WITHOUT_DATE = "coming", "past", "without-date"
PERIODS = [(COMING, _("coming")), (PAST, _("past")), (WITHOUT_DATE, _("without a date"))]


def in_period(events, period):
    """Every event is in one of the three."""
    if period == WITHOUT_DATE:
        return events.filter(end__isnull=True)
    # Narrowed down only: the order is that of the list.
    own = events.model.objects.all()
    narrowed = own.past() if period == PAST else own.upcoming().filter(end__isnull=False)
    return events.filter(pk__in=narrowed.order_by().values("pk"))


class WhenColumn(Column):
    """The date as far as it is known, in the words of the public pages."""

    def get_value(self, instance):
        return " ".join(part for part in (instance.when.words, instance.when.times) if part)


class PlaceColumn(Column):
    """Where it is, whether or not visitors see the venue yet."""

    def get_value(self, instance):
        if instance.attendance_mode == AttendanceMode.ONLINE:
            return instance.get_attendance_mode_display()
        return instance.venue.place if instance.venue else _("not known")


class EventFilterSet(PageFilterSet):
    period = Choice(in_period, label=_("When"), choices=PERIODS)
    kind = Choice(label=_("Kind of event"), choices=Kind)
    themes = theme_filter()
    series = django_filters.ModelChoiceFilter(
        label=_("Series"),
        queryset=EventSeriesPage.objects.order_by("sort_key", "pk"),
        # Not the primary key: that is a relation here, of which Django does not look whether it fits in the database.
        to_field_name="id",
        empty_label=_("All"),
        method="in_series",
    )

    class Meta:
        model = EventPage
        fields = ["period", "kind", "themes", "series", "state"]

    def in_series(self, events, _name, series):
        return events.child_of(series)


class EventListView(PageListView):
    joined = ["venue"]
    shown_with = ["themes"]
    told_by_drafts = [
        *("date_precision", "start_date", "start_time", "end_date", "end_time"),
        *("attendance_mode", "venue", "status", "kind", "themes", "image"),
    ]

    def sorted_by(self, pages, name, sign):
        match name:
            case "start":
                return pages.newest_first() if sign else pages.earliest_first()
            case "place":
                place = Lower("venue__name")
                return pages.order_by(place.desc(nulls_last=True) if sign else place.asc(nulls_last=True), F("pk"))
            case "":
                return pages.nearest_first()
        return pages.order_by(f"{sign}{name}", "pk")


class EventListing(PageListing):
    name = "agenda"
    model = EventPage
    parent_model = EventIndexPage
    icon = "date"
    menu_label = _("Events")
    index_view_class = EventListView
    filterset_class = EventFilterSet
    list_display = [
        BULK,
        ThumbnailColumn("image"),
        TITLE,
        WhenColumn("start", label=_("Date"), sort_key="start", classname="d-when"),
        PlaceColumn("place", label=_("Place"), sort_key="place", classname="d-short"),
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        NamesColumn("themes", label=_("Themes"), classname="d-short d-shorter"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        STATE,
        READY,
    ]
