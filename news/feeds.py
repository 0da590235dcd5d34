from django.utils.translation import gettext_lazy

from dog_site.core.feeds import PageFeed

from .models import NewsPage


class NewsFeed(PageFeed):
    title = gettext_lazy("News of the Digital Office Groningen")
    subtitle = gettext_lazy("Every news item.")
    link = "/nieuws/"
    feed_url = "/nieuws/feed.atom"

    def pages(self):
        return NewsPage.objects.live().public()
