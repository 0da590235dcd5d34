"""The pages that the texts of a form lead to, asked together: Wagtail's editor asks each of them, and what is above it.

They are kept for one request. Whoever asks outside it, or for another page, is answered as by Wagtail.
"""

from collections.abc import Iterable
from contextvars import ContextVar

from django.core.signals import request_started
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler, PageLinkElementHandler
from wagtail.models import Page

_asked: ContextVar[dict[str, Page]] = ContextVar("asked_pages", default={})  # noqa: B039 - never changed


def remember(pages: Iterable[Page]) -> None:
    """Answer with these pages until the next request."""
    _asked.set({str(page.pk): page for page in pages})


def recall(key) -> Page | None:
    return _asked.get().get(str(key))


def _forget(**_of_the_signal) -> None:
    _asked.set({})


request_started.connect(_forget, dispatch_uid="forget_asked_pages")


class PageLink(PageLinkElementHandler):
    """A link to a page in a text, as the editor shows it."""

    def get_attribute_data(self, attrs):
        page = recall(attrs.get("id"))
        if not page:
            return super().get_attribute_data(attrs)
        above = page.get_parent()
        return {"id": page.pk, "url": page.url, "parentId": above and above.pk}


# Wagtail's rule for links, with ours for those to a page.
LINKS = {
    "from_database_format": {"a[href]": ExternalLinkElementHandler("LINK"), 'a[linktype="page"]': PageLink("LINK")},
    "to_database_format": {"entity_decorators": {"LINK": link_entity}},
}
