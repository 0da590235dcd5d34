"""Feeds of pages, as Atom 1.0 and JSON Feed 1.1, for people who follow the site without giving an address.

A feed belongs to a page and stands below it, as feed.atom and feed.json.
"""

import datetime
import json
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import F, QuerySet
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed, rfc3339_date
from django.utils.html import escape
from django.views.decorators.http import require_safe
from wagtail.models import Page

from .files import ask_exactly

ITEMS = 50
LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
# Text pasted from a slide or a PDF brings these along; XML 1.0 cannot hold them, escaped or not.
_NOT_FOR_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True)
class Entry:
    """A page as an entry of a feed: what the feed says of it, since when it is there, and its themes."""

    page: Page
    text: str
    moment: datetime.datetime | None
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """The page whose feed was asked for, the valid filters where a feed can be narrowed down, and what they leave."""

    page: Page
    filters: dict[str, str] = field(default_factory=dict)
    pages: QuerySet | None = None

    @property
    def query(self) -> str:
        return f"?{urlencode(self.filters)}" if self.filters else ""


def latest(pages):
    """The latest pages, as many as a feed holds."""
    return pages.order_by(F("first_published_at").desc(nulls_last=True), "-pk")[:ITEMS]


def page_entries(pages) -> list[Entry]:
    """The latest entries, for pages that say no more of themselves than what a search engine shows."""
    return [Entry(page, page.description, page.first_published_at) for page in latest(pages)]


def names(themes: Iterable) -> tuple[str, ...]:
    return tuple(theme.name for theme in themes if theme.is_visible)


class _Dated:
    """A feed whose bytes stay the same while its pages do; without entries it is as old as its page."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else self.feed["since"]


class AtomFeed(_Dated, Atom1Feed):
    def add_item(self, title, link, description, **kwargs):
        """Atom1Feed hands a description on as HTML; ours is a text."""
        super().add_item(title, link, escape(description), **kwargs)


class JSONFeed(_Dated, SyndicationFeed):
    """JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/"""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"]}],
            "items": [self._item(item) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False))

    @staticmethod
    def _item(item):
        found = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_text": item["description"],
            "summary": item["summary"],
            "date_published": item["pubdate"] and rfc3339_date(item["pubdate"]),
            "date_modified": item["updateddate"] and rfc3339_date(item["updateddate"]),
            "tags": item["categories"],
        }
        return {name: value for name, value in found.items() if value}


class PageFeed(Feed):
    """The feed of a page of `page_type`: the latest of its `entries`."""

    page_type = None
    language = settings.LANGUAGE_CODE
    author_name = settings.WAGTAIL_SITE_NAME

    def __init__(self, feed_type):
        self.feed_type = feed_type

    @method_decorator(require_safe)
    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        # Unpublishing the latest entry sets this day back; only the ETag notices that (kept/answers.py).
        del response["Last-Modified"]
        return response

    def entries(self, asked: Asked) -> list[Entry]:
        """What belongs in the feed, in any order; each kind of page gives its latest entries only."""
        raise NotImplementedError

    def asked(self, page, request) -> Asked:
        """A feed that can be narrowed down reads the query string here."""
        ask_exactly(request)
        return Asked(page)

    def get_object(self, request, **address):
        return self.asked(self._public.get(**address), request)

    def title(self, asked):
        return plain(f"{asked.page.title} | {settings.WAGTAIL_SITE_NAME}")

    def subtitle(self):
        return self.description

    def link(self, asked):
        return f"{asked.page.full_url}{asked.query}"

    def feed_url(self, asked):
        return f"{asked.page.full_url}{self.file_name}{asked.query}"

    def feed_guid(self, asked):
        """The same in both forms and wherever the page moves; different per filter, and never the id of the page."""
        return uuid.uuid5(asked.page.translation_key, f"feed{asked.query}").urn

    def feed_extra_kwargs(self, asked):
        return {"since": asked.page.last_published_at or LONG_AGO}

    def items(self, asked):
        """The entries of all kinds of page together, the latest first."""
        found = self.entries(asked)
        return sorted(found, key=lambda entry: (entry.moment or LONG_AGO, entry.page.pk), reverse=True)[:ITEMS]

    def item_title(self, entry):
        return plain(entry.page.title)

    def item_description(self, entry):
        return plain(entry.text)

    def item_extra_kwargs(self, entry):
        return {"summary": plain(entry.page.summary)}

    def item_link(self, entry):
        return entry.page.full_url

    def item_guid(self, entry):
        """An id that stays the same for as long as the page exists, wherever it moves."""
        return f"urn:uuid:{entry.page.translation_key}"

    def item_pubdate(self, entry):
        return entry.moment

    def item_updateddate(self, entry):
        return entry.page.last_published_at or entry.moment

    def item_categories(self, entry):
        return [plain(name) for name in entry.themes]

    @property
    def _public(self):
        return self.page_type.objects.visible()

    @property
    def file_name(self):
        return "feed.json" if self.feed_type is JSONFeed else "feed.atom"


def plain(text: str) -> str:
    """`text` as both forms can hold it; a line ends in one way."""
    return _NOT_FOR_XML.sub("", _LINE_END.sub("\n", text))


def feed_paths(feed, name, below=""):
    """The addresses of a feed in its two forms."""
    return [
        path(f"{below}feed.atom", feed(AtomFeed), name=name),
        path(f"{below}feed.json", feed(JSONFeed), name=f"{name}_json"),
    ]
