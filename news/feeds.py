import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy

from dog_site.core.around.feeds import ITEMS, Entry, PageFeed, names

from .models import NewsIndexPage, NewsPage


def news_entries(news) -> list[Entry]:
    """The newest items, each under its own date, which may be long before it came onto this site."""
    return [
        Entry(item, item.description, _beginning_of(item.date), names(item.themes.all()))
        for item in news.newest_first().for_list()[:ITEMS]
    ]


class NewsFeed(PageFeed):
    page_type = NewsIndexPage
    description = gettext_lazy("Every news item.")

    def entries(self, asked):
        return news_entries(NewsPage.objects.child_of(asked.page).visible())


def _beginning_of(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
