"""The cache that all workers share, where there is one; it may forget, refuse, hang or hold garbage unnoticed."""

import hashlib
import logging
import time
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache

logger = logging.getLogger(__name__)

# Long enough to serve what is asked for, short enough to forget a version that nobody asks for any more.
SECONDS = 600
# A failure that took longer than a moment is no accident: the cache is left alone, so that few wait for it.
MOMENT, PAUSE = 0.1, 10  # seconds


class _State:
    closed_until = told_at = float("-inf")


def is_there() -> bool:
    """Whether it is worth asking: the memory of this process is no shared cache."""
    return time.monotonic() >= _State.closed_until and not isinstance(caches["default"], LocMemCache | DummyCache)


def get(key: str) -> Any:
    """What was kept under `key`, or None."""
    found = _try("get", key)
    # Only what was written under this very name counts: others write into the cache too.
    return found[1] if isinstance(found, tuple) and len(found) == 2 and found[0] == key else None


def put(key: str, value: Any) -> None:
    _try("set", key, (key, value), SECONDS)


def take(key: str, seconds: int) -> bool:
    """Whether this process is the first to take `key`; without a shared cache everybody is."""
    return _try("add", key, True, seconds) is not False


def give_back(key: str) -> None:
    _try("delete", key)


def _try(action, key, *arguments):
    """What the cache answers; None where there is none, or where it fails."""
    if not is_there():
        return None
    # Names may be long and hold what the key of a cache may not.
    key = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    start = time.monotonic()
    try:
        return getattr(caches["default"], action)(key, *arguments)
    except Exception as error:  # each kind of cache, and what reads its bytes, has errors of its own
        now = time.monotonic()
        if now - start > MOMENT:
            _State.closed_until = now + PAUSE
        if now - _State.told_at > PAUSE:
            _State.told_at = now
            logger.warning("The shared cache failed: %r", error)
        return None


def open_again() -> None:
    """Forget that the cache failed."""
    _State.closed_until = _State.told_at = float("-inf")
