"""The names of this site, of which there is an end: a host may come with any port, and a wildcard with any name."""

from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost

USUAL_PORTS = frozenset({"", "80", "443"})


def known_host(request) -> str | None:
    """The host that `request` asks, when the settings name it with a usual port; None for any other."""
    try:
        host = request.get_host().lower()
    except DisallowedHost:
        return None  # the site refuses it in its own words
    name, _colon, port = host.partition(":") if not host.startswith("[") else (host, "", "")
    names, ports = _of_settings(tuple(settings.ALLOWED_HOSTS), settings.WAGTAILADMIN_BASE_URL)
    return host if name in names and port in ports else None


@cache
def _of_settings(allowed, address):
    site = urlsplit(address)
    names = {host.lower() for host in (*allowed, site.hostname or "") if not host.startswith((".", "*"))}
    return names, USUAL_PORTS | {str(site.port or "")}
