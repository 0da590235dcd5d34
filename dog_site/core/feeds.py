"""Feeds of pages (Atom 1.0), for everybody who follows without giving an address."""

import re

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

ITEMS = 50
# Comes along with what is pasted from a slide or a PDF; XML 1.0 cannot hold it, escaped or not.
_NOT_FOR_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class PageFeed(Feed):
    """The latest pages of `pages()`; a subclass says which, and gives title, link and description."""

    feed_type = Atom1Feed
    language = settings.LANGUAGE_CODE

    @method_decorator(require_safe)
    def __call__(self, request, *args, **kwargs):
        return super().__call__(request, *args, **kwargs)

    def feed_guid(self):
        """The address of the feed on this site, whatever name it was asked under."""
        return f"{settings.WAGTAILADMIN_BASE_URL}{self.feed_url}"

    def pages(self):
        raise NotImplementedError

    def describe(self, page):
        return page.description

    def items(self):
        return self.pages().order_by("-first_published_at", "-pk")[:ITEMS]

    def item_title(self, item):
        return _NOT_FOR_XML.sub("", item.title)

    def item_description(self, item):
        """Atom1Feed hands it on as HTML; ours is a text."""
        return escape(_NOT_FOR_XML.sub("", self.describe(item)))

    def item_link(self, item):
        return item.full_url

    def item_guid(self, item):
        """The same for as long as the page exists, wherever it moves."""
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item):
        return item.first_published_at

    def item_updateddate(self, item):
        return item.last_published_at
