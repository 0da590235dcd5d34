"""Bodies in the encodings that clients take (RFC 9110, 12.5.3)."""

import gzip
from collections.abc import Callable

import brotli

IDENTITY = ""
# Measured on the pages of 2017 (docs/performance.md): above these a page takes much longer and hardly gets smaller.
GZIP_LEVEL, BROTLI_QUALITY = 6, 6
# Less than this gains nothing.
LEAST = 400  # bytes
WORDS = ("text/", "application/json", "application/xml", "application/atom+xml", "application/feed+json")
WORDS += ("application/csvm+json", "application/manifest+json", "image/svg+xml")
# In the order in which we would rather send them.
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=BROTLI_QUALITY),
    # Without the moment of packing, so that the same body gives the same bytes.
    "gzip": lambda body: gzip.compress(body, GZIP_LEVEL, mtime=0),
}


def is_packed(body: bytes, content_type: str) -> bool:
    """Whether such a body gets smaller: words do, and pictures and workbooks are packed already."""
    return len(body) >= LEAST and content_type.startswith(WORDS)


def packed(body: bytes, encoding: str) -> bytes:
    return PACKERS[encoding](body)


def chosen(accepted: str) -> str:
    """The encoding to send to who says `accepted` in Accept-Encoding; empty for the body as it is."""
    accepted = accepted.lower()
    if "br" not in accepted and "gzip" not in accepted:
        return IDENTITY
    names = set()
    for part in accepted.split(","):
        name, _semicolon, weight = part.partition(";")
        # "q=0", "q=0.0" and the like are a refusal.
        if weight.replace(" ", "").strip("q=0.") or "=0" not in weight:
            names.add(name.strip())
    return next((name for name in PACKERS if name in names), IDENTITY)
