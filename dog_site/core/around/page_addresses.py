"""The addresses of many pages from plain values: what `Page.url` says, without an object for each page."""

from collections.abc import Callable

from django.urls import reverse
from wagtail.models import Site


def address_at(site: Site | None = None) -> Callable[[str], str | None]:
    """A function from the URL path of a page in the tree to its address; None for a page that is in no site.

    With several sites an address begins with that of its site, as `Page.url` does, but for the pages of `site`.
    """
    roots = Site.get_site_root_paths()
    is_only_one = len({root.site_id for root in roots}) == 1

    def address(url_path):
        root = next((root for root in roots if url_path.startswith(root.root_path)), None)
        if root is None:
            return None
        path = reverse("wagtail_serve", args=[url_path.removeprefix(root.root_path)])
        return path if is_only_one or (site and root.site_id == site.pk) else f"{root.root_url}{path}"

    return address
