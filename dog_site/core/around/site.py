"""The site that a request is for, asked once per state of the site; Wagtail asks the database each time."""

from copy import copy

from django.core.exceptions import DisallowedHost
from wagtail.models import Site

from ..kept import kept


def knows_its_site(get_response):
    """Middleware: what `Site.find_for_request` answers is known before anybody asks."""

    def middleware(request):
        try:
            host = request.get_host()
        except DisallowedHost:
            return get_response(request)  # which refuses it in its own words
        site = kept(f"site:{host} {request.get_port()}", lambda: Site.find_for_request(request))
        request._wagtail_site = _own(site)
        return get_response(request)

    return middleware


def _own(site):
    """A copy for one request, which remembers what it asked of its site and its root page."""
    if site is None:
        return None
    own = copy(site)
    own.root_page = copy(site.root_page)
    return own
