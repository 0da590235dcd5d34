"""A kind of addresses in the sitemap (home/sitemap.py), in parts that a program fetches one by one."""

from django.contrib.sitemaps import Sitemap
from wagtail.models import Site

# The most addresses in a part; the protocol allows 50,000, and each of these is made while somebody waits.
PART = 1_000


class SitemapOfValues(Sitemap):
    """Addresses on the site, each with the moment of its last change, from `items` that are plain values."""

    limit = PART

    def address_and_moment(self, item) -> tuple:
        """Of one of the items, which may be that already."""
        return item

    def urls_of_part(self, number: int, site: Site) -> list[dict]:
        """What the part says; raises EmptyPage for one that is not there."""
        found = map(self.address_and_moment, self.paginator.page(number).object_list)
        return [{"location": f"{site.root_url}{address}", "lastmod": changed_at} for address, changed_at in found]
