"""A public address stays: who follows an old one is sent on to where its page is now, also behind a dot or below it.

The old address of a page is kept as a redirect of Wagtail. A calendar file or a feed is found by the redirect of the
page that it belongs to, so that no file needs one of its own (docs/decisions/0016-addresses-stay.md).
"""

from urllib.parse import urlsplit

from django.db import transaction
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from ..models import PageQuerySet, was_published

AT_ONCE = 500
LONGEST = Redirect._meta.get_field("old_path").max_length


class Moved(Http404):
    """What was asked for has another address now."""

    def __init__(self, address: str):
        super().__init__(address)
        self.address = address


class SendsOn(RedirectMiddleware):
    """Wagtail's redirects of pages, and by them those of whatever stands below or behind the address of a page."""

    def process_exception(self, request, exception):
        return HttpResponsePermanentRedirect(exception.address) if isinstance(exception, Moved) else None

    def process_response(self, request, response):
        response = super().process_response(request, response)
        address = _of_today(request) if response.status_code == 404 else None
        return HttpResponsePermanentRedirect(address) if address else response


def keep_addresses(page: Page, path_before: str, was_public: bool) -> None:
    """Let what stood at the URL path `path_before` of `page`, and below it, lead to where it is now.

    Only what was public once has an address that somebody may know; `was_public` says it of the page itself.
    """
    page = Page.objects.filter(pk=page.pk).first()
    if page is None or page.url_path == path_before:
        return
    moved = [(page.pk, path_before)] if was_public else []
    below = page.get_descendants().filter(was_published()).values_list("pk", "url_path")
    moved += [(pk, path_before + path.removeprefix(page.url_path)) for pk, path in below]
    for site, root in _sites_of(page.url_path, path_before):
        old_paths = [(pk, Redirect.normalise_path(path.removeprefix(root))) for pk, path in moved]
        for start in range(0, len(old_paths), AT_ONCE):
            _redirect(site, {path: pk for pk, path in old_paths[start : start + AT_ONCE] if len(path) <= LONGEST})


@transaction.atomic
def _redirect(site, pages):
    """Let each old path lead to its page: what an earlier page left there gives way, what somebody wrote stays."""
    Redirect.objects.filter(automatically_created=True, site=site, old_path__in=pages).delete()
    redirects = [
        Redirect(old_path=path, site_id=site, redirect_page_id=pk, automatically_created=True)
        for path, pk in pages.items()
    ]
    Redirect.objects.bulk_create(redirects, ignore_conflicts=True)


def _sites_of(*paths):
    """The sites that all these URL paths are in, each with the path of its root."""
    roots = {(root.site_id, root.root_path) for root in Site.get_site_root_paths()}
    return [(site, root) for site, root in roots if all(path.startswith(root) for path in paths)]


def _of_today(request):
    """Where the file at the address of `request` is now; None unless a public page that moved has it."""
    folder, _slash, name = request.path.rpartition("/")
    stem, dot, suffix = name.partition(".")
    site = Site.find_for_request(request)
    if not dot or site is None or "\0" in request.path:
        return None
    # A file stands below its page, as agenda.ics and the feeds do, or behind it, as that of an event.
    ends = {folder: f"/{name}", f"{folder}/{stem}": f".{suffix}"}
    redirects = Redirect.get_for_site(site).filter(old_path__in=ends).exclude(redirect_page=None).order_by("pk")
    pages = PageQuerySet(Page).visible().in_bulk([redirect.redirect_page_id for redirect in redirects])
    for redirect in redirects:
        page = pages.get(redirect.redirect_page_id)
        if page and not _has_a_page(site, redirect.old_path):
            address = f"{page.get_url(request).removesuffix('/')}{ends[redirect.old_path]}"
            if _is_an_address(address):
                query = request.META.get("QUERY_STRING", "")
                return f"{address}?{query}" if query else address
    return None


def _has_a_page(site, path):
    """Whether a page stands there now, which then has what is below and behind it; without this two could circle."""
    here = f"{site.root_page.url_path}{path.removeprefix('/')}/"
    return PageQuerySet(Page).visible().filter(url_path=here).exists()


def _is_an_address(address):
    try:
        resolve(urlsplit(address).path)
    except Resolver404:
        return False
    return True
