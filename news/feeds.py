import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy

from dog_site.core.feeds import ITEMS, PageFeed

from .models import NewsPage


class NewsFeed(PageFeed):
    title = gettext_lazy("News of the Digital Office Groningen")
    subtitle = gettext_lazy("Every news item.")
    link = "/nieuws/"
    feed_url = "/nieuws/feed.atom"

    def pages(self):
        return NewsPage.objects.live().public()

    def items(self):
        return self.pages().newest_first()[:ITEMS]

    def item_pubdate(self, item):
        """The day that stands on the item, which may be long before it came onto this site."""
        return timezone.make_aware(datetime.datetime.combine(item.date, datetime.time()))
