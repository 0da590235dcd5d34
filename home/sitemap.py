"""The pages in the sitemap."""

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from dog_site.core.models import PageQuerySet


class PageSitemap(Sitemap):
    """Every page that a visitor may see; Wagtail's own names what is kept like another page or past its moment too."""

    def items(self):
        root = self.get_wagtail_site().root_page
        pages = PageQuerySet(Page).descendant_of(root, inclusive=True).visible()
        return pages.order_by("path").defer_streamfields().specific()
