"""The outermost middleware: a whole answer to a visitor is made once per state of the site, and sent from memory.

The state is asked first, by one bare query; it is part of the ETag, so who has the answer of this state is told so
before anything is made (RFC 9110, 13.1.2). Each worker keeps answers in its own memory, beside a cache that all of
them share where there is one. What is kept there can be old, but never its key (docs/decisions/0025).
"""

import hashlib

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils.cache import cc_delim_re

from ..lists.asked import is_known, may_be_kept, query_of
from ..models import ContentVersion
from . import once
from .clock import state
from .encoding import IDENTITY, chosen, is_packed, packed
from .hosts import known_host
from .memory import Memory

MOST_MEMORY = 24 * 1024 * 1024  # bytes per worker
# A larger file is made each time that somebody without it asks.
LARGEST = 4 * 1024 * 1024  # bytes
METHODS = ("GET", "HEAD")
# An answer that says one of these is for one person, or for nobody else later.
NOT_SHARED = ("private", "no-store")
REVALIDATE = "public, no-cache"

_memory = Memory(MOST_MEMORY)
# Addresses whose answers are not kept, so that nobody waits for somebody else to make one.
_made_anew = Memory(2_000)


def forget() -> None:
    _memory.clear()
    _made_anew.clear()


class Kept:
    """A finished answer: its headers, and its body by the name of each encoding that was asked for so far."""

    def __init__(self, headers: dict[str, str], body: bytes):
        self.headers = headers
        self.bodies = {IDENTITY: body}
        self.is_packed = is_packed(body, headers.get("Content-Type", ""))

    @property
    def size(self) -> int:
        """What it takes of the memory, also when it has been packed."""
        return 2 * len(self.bodies[IDENTITY]) + sum(len(name) + len(value) for name, value in self.headers.items())

    def encoding(self, request) -> str:
        return chosen(request.META.get("HTTP_ACCEPT_ENCODING", "")) if self.is_packed else IDENTITY

    def body(self, encoding: str) -> bytes:
        if encoding not in self.bodies:
            self.bodies[encoding] = packed(self.bodies[IDENTITY], encoding)
        return self.bodies[encoding]

    def headers_in(self, digest: str, encoding: str) -> dict[str, str]:
        own = {"ETag": _tag(digest, encoding), "Content-Length": str(len(self.body(encoding)))}
        return {**self.headers, **own, **({"Content-Encoding": encoding} if encoding else {})}


class KeepsAnswers:
    """Middleware that answers visitors from what it kept; everybody else, and every other address, goes past it."""

    def __init__(self, get_response):
        self.get_response = get_response
        documents = reverse("wagtaildocs_serve", args=[0, "x"]).removesuffix("0/x")
        past = [settings.STATIC_URL, settings.MEDIA_URL, reverse("wagtailadmin_home"), documents]
        self.past = tuple(address for address in past if address.startswith("/"))

    def __call__(self, request):
        with ContentVersion.of_one_request():
            if not self._is_for_all(request):
                return self.get_response(request)
            host, query = known_host(request), query_of(request)
            if host is None or query is None:
                return self.get_response(request)
            try:
                now = state()
            except DatabaseError:
                return self.get_response(request)
            digest = _digest(f"{now} {request.scheme} {host} {request.path}?{query}")
            if _named(request, digest):
                return _not_modified(request, digest, _memory.get(now, digest))
            response = self._answer(request, now, digest)
            # Any will do: it had to be made to know whether there is one.
            if response.headers.get("ETag") and request.META.get("HTTP_IF_NONE_MATCH", "").strip() == "*":
                return _not_modified(request, digest, _memory.get(now, digest))
            return response

    def _is_for_all(self, request):
        return (
            settings.ANSWERS_ARE_KEPT
            and request.method in METHODS
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and not request.path.startswith(self.past)
            and not getattr(request, "is_dummy", False)
        )

    def _answer(self, request, now, digest):
        kept = _memory.get(now, digest)
        if kept is not None:
            return _restored(request, digest, kept)
        # Within a transaction half a change may be seen, and who asks for the head only makes nothing for others.
        if once.is_within_transaction() or request.method == "HEAD" or _made_anew.get(now, digest):
            return self._make(request, digest)[0]
        own = []

        def make():
            response, kept = self._make(request, digest)
            own.append(response)
            # What failed, or will soon be better, is tried again.
            if kept is None and response.status_code < 500 and not ContentVersion.is_raised():
                _made_anew.set(now, digest, True)
            return kept

        kept = once.found_or_made(_memory, Kept, now, digest, make, lambda kept: kept.size)
        return own[0] if own else _restored(request, digest, kept)

    def _make(self, request, digest):
        """The answer that the site makes, and how it is kept; None for one that is not."""
        response = self.get_response(request)
        if not _is_shared(response):
            return response, None
        response.headers.setdefault("Cache-Control", REVALIDATE)
        _for_all(response)
        # Whoever changed something while the page was made (a file that cannot be read) left the state behind.
        if not is_known(request) or ContentVersion.is_raised():
            return response, None
        kept = Kept(dict(response.items()), response.content)
        encoding = kept.encoding(request)
        for name, value in kept.headers_in(digest, encoding).items():
            response.headers[name] = value
        response.content = kept.body(encoding)
        return response, kept if may_be_kept(request) and kept.size <= LARGEST else None


def _digest(asked):
    """The name of the answer to what is asked in this state of the site: nobody can guess it."""
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _named(request, digest):
    """The tag in If-None-Match that names this answer, in any encoding; empty for none."""
    named = request.META.get("HTTP_IF_NONE_MATCH", "")
    if digest not in named:
        return ""
    tags = (tag.strip().removeprefix("W/") for tag in named.split(","))
    return next((tag for tag in tags if tag.strip('"').partition("-")[0] == digest), "")


def _is_shared(response):
    said = response.headers.get("Cache-Control", "").lower()
    is_plain = response.status_code == 200 and not response.streaming and not response.cookies
    return is_plain and not any(word in said for word in NOT_SHARED)


def _for_all(response):
    """No cookie makes another answer for a visitor; the encoding does, and a cookie that does goes past all this."""
    varies = [name for name in cc_delim_re.split(response.headers.get("Vary", "")) if name and name.lower() != "cookie"]
    response.headers["Vary"] = ", ".join([*varies, "Accept-Encoding"])


def _tag(digest, encoding):
    return f'"{digest}-{encoding}"' if encoding else f'"{digest}"'


def _restored(request, digest, kept):
    encoding = kept.encoding(request)
    body = b"" if request.method == "HEAD" else kept.body(encoding)
    return HttpResponse(body, headers=kept.headers_in(digest, encoding))


def _not_modified(request, digest, kept):
    """304 with the headers that the answer would have had, as far as a cache needs them and they are known."""
    response = HttpResponseNotModified()
    response.headers["ETag"] = _named(request, digest) or _tag(digest, kept.encoding(request) if kept else IDENTITY)
    response.headers["Cache-Control"] = kept.headers["Cache-Control"] if kept else REVALIDATE
    response.headers["Vary"] = kept.headers["Vary"] if kept else "Accept-Encoding"
    return response
