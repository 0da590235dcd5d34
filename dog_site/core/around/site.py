"""The site that a request is for, asked once per state of the site; Wagtail asks the database each time."""

from copy import copy

from wagtail.models import Site

from ..kept import kept
from ..kept.hosts import known_host
from ..models import ContentVersion

_roots_in_cache = Site.get_site_root_paths


def knows_its_site(get_response):
    """Middleware: what `Site.find_for_request` answers is known before anybody asks."""

    def middleware(request):
        host = known_host(request)
        if host is not None:
            name = f"site:{host}:{request.get_port()}"
            request._wagtail_site = _own(kept(name, lambda: Site.find_for_request(request)))
        return get_response(request)

    return middleware


def _own(site):
    """A copy for one request, which remembers what it asked of its site and its root page."""
    if site is None:
        return None
    own = copy(site)
    own.root_page = copy(site.root_page)
    return own


def roots_of_today():
    """Where the sites begin; Wagtail's own memory of it holds for an hour, in each worker by itself."""
    return kept("roots", _ask_roots) if ContentVersion.is_in_request() else _roots_in_cache()


def _ask_roots():
    Site.clear_site_root_paths_cache()
    return _roots_in_cache()
