"""Links in a text: one that a visitor may not follow loses the link and keeps its words."""

from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from ..models import DogDocument, PageQuerySet


class PublicPageLinkHandler(PageLinkHandler):
    @classmethod
    def get_many(cls, attrs_list):
        keys = [attrs.get("id") for attrs in attrs_list]
        public = PageQuerySet(Page).filter(pk__in=keys).visible().defer_streamfields().specific()
        return _in_order(keys, public)


class PublicDocumentLinkHandler(DocumentLinkHandler):
    @classmethod
    def get_many(cls, attrs_list):
        keys = [attrs.get("id") for attrs in attrs_list]
        return _in_order(keys, DogDocument.objects.visible().filter(pk__in=keys))


def _in_order(keys, rows):
    """The row of each key, None where there is none."""
    found = {str(row.pk): row for row in rows}
    return [found.get(str(key)) for key in keys]
