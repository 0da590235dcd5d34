"""What an address asks for: only an address as this site writes it has an answer that is kept.

A list knows some parameters. It says so with `knows`; any other query string (unknown, repeated, in another order) is
answered too, with a notice above the list, and each time anew: whoever invents addresses fills no store.
"""

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest

# Mail programs and campaigns add these to links; they mean nothing here and deserve no notice.
IGNORED_PREFIXES = ("utm_", "mtm_", "pk_", "fbclid", "gclid")
LONGEST = 500


def knows(request: HttpRequest, query: str, names: Iterable[str] = (), is_counted: bool = True) -> None:
    """The page at this address knows the query string `query`, which starts with "?" or is empty, and these `names`.

    Not `is_counted` is what people type: there is no end to that, so the answer has a validator and is not kept.
    """
    request.known_query = query.removeprefix("?")
    request.known_names = frozenset(names)
    request.is_counted = is_counted


def is_known(request: HttpRequest) -> bool:
    """Whether the page knows all that is asked; what is empty or in another order is as good."""
    query, known = query_of(request), getattr(request, "known_query", "")
    if query is None or query == known:
        return query is not None
    names = {name for name, _value in parse_qsl(query, keep_blank_values=True)}
    return names <= getattr(request, "known_names", set()) and sorted(parse_qsl(query)) == sorted(parse_qsl(known))


def may_be_kept(request: HttpRequest) -> bool:
    """Whether this is one of the addresses that this site writes, of which there is an end."""
    return query_of(request) == getattr(request, "known_query", "") and getattr(request, "is_counted", True)


def query_of(request: HttpRequest) -> str | None:
    """The query string without what is ignored; None for one that is longer than any of this site."""
    query = request.META.get("QUERY_STRING", "")
    if not query or len(query) > LONGEST:
        return None if query else ""
    if not any(prefix in query for prefix in IGNORED_PREFIXES):
        return query
    kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if not pair[0].startswith(IGNORED_PREFIXES)]
    return urlencode(kept)
