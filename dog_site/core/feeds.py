"""Feeds of pages (Atom 1.0), for everybody who follows without giving an address."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed

ITEMS = 50


class PageFeed(Feed):
    """The latest pages of `pages()`; a subclass says which, and gives title, link and description."""

    feed_type = Atom1Feed
    language = settings.LANGUAGE_CODE

    def pages(self):
        raise NotImplementedError

    def items(self):
        return self.pages().order_by("-first_published_at", "-pk")[:ITEMS]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.description

    def item_link(self, item):
        return item.full_url

    def item_guid(self, item):
        """The same for as long as the page exists, wherever it moves."""
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item):
        return item.first_published_at

    def item_updateddate(self, item):
        return item.last_published_at
