"""The list of news in the admin."""

from django.utils.translation import gettext_lazy as _

from dog_site.core.editing.listings.columns import BULK, READY, STATE, TITLE, DayColumn, NamesColumn, ThumbnailColumn
from dog_site.core.editing.listings.filters import Choice, PageFilterSet
from dog_site.core.editing.listings.pages import PageListing, PageListView
from dog_site.core.editing.menu import NEWS
from projects.admin import FurtherThemeBulkAction, theme_filter

from .models import NewsIndexPage, NewsPage


def years():
    return [(day.year, str(day.year)) for day in NewsPage.objects.dates("date", "year", order="DESC")]


class NewsFilterSet(PageFilterSet):
    year = Choice(lambda news, year: news.in_year(int(year)), label=_("Year"), choices=years)
    themes = theme_filter()

    class Meta:
        model = NewsPage
        fields = ["year", "themes", "state"]


class NewsListView(PageListView):
    shown_with = ["themes"]
    told_by_drafts = ["date", "themes", "image"]

    def sorted_by(self, pages, name, sign):
        return pages.order_by(f"{sign}{name}", "-date", "-pk") if name else pages.newest_first()


class NewsListing(PageListing):
    name = "nieuws"
    model = NewsPage
    parent_model = NewsIndexPage
    icon = "pilcrow"
    menu_label = _("News")
    menu_order = NEWS
    add_to_admin_menu = True
    index_view_class = NewsListView
    filterset_class = NewsFilterSet
    list_display = [
        BULK,
        ThumbnailColumn("image"),
        TITLE,
        DayColumn("date", label=_("Date"), sort_key="date"),
        NamesColumn("themes", label=_("Themes"), classname="d-short"),
        STATE,
        READY,
    ]


class NewsThemeBulkAction(FurtherThemeBulkAction):
    models = [NewsPage]
