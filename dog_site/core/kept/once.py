"""Each value is made once: who asks for what somebody else is making waits a moment for it."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

from django.db import connection

from . import shared
from .memory import Memory

# Who waited this long makes it as well: one who makes it may have died, or take long.
WAIT, STEP = 1.0, 0.02  # seconds
# A maker that died holds nobody up for longer than this.
MAKING = 10  # seconds
_makers = WeakValueDictionary()
_makers_lock = Lock()


class NotShared:
    """In the place of the shared cache, for what each process makes for itself."""

    get = staticmethod(lambda key: None)
    put = staticmethod(lambda key, value: None)
    take = staticmethod(lambda key, seconds: True)
    give_back = staticmethod(lambda key: None)


def is_within_transaction() -> bool:
    """Whether what is read now may be half a change, or one that is taken back: nothing of it is kept."""
    return connection.in_atomic_block


class _Maker:
    """A lock that can be referred to weakly."""

    def __init__(self):
        self.lock = Lock()


def found_or_made(
    memory: Memory,
    kind: type,
    version: str,
    key: str,
    make: Callable[[], Any],
    size=lambda value: 1,
    is_for_all: bool = True,
) -> Any:
    """What is kept under `key` of `version`, else what `make` gives, which is kept unless it is None.

    What is kept is of the type `kind` and takes `size` of the memory. Not `is_for_all` passes the shared cache by.
    """
    cache = shared if is_for_all else NotShared
    found = _find(memory, cache, kind, version, key, size)
    if found is not None:
        return found
    with _makers_lock:
        maker = _makers.setdefault(key, _Maker())
    is_alone = maker.lock.acquire(timeout=WAIT)
    try:
        return _made_alone(memory, cache, kind, version, key, make, size)
    finally:
        if is_alone:
            maker.lock.release()


def _made_alone(memory, cache, kind, version, key, make, size):
    """In this process nobody else makes it; perhaps another process does."""
    until = time.monotonic() + WAIT
    while True:
        found = _find(memory, cache, kind, version, key, size)
        if found is not None:
            return found
        is_mine = cache.take(f"{version}:{key}:maker", MAKING)
        if is_mine or time.monotonic() > until:
            break
        time.sleep(STEP)
    try:
        made = make()
        if made is not None:
            memory.set(version, key, made, size(made))
            cache.put(f"{version}:{key}", made)
        return made
    finally:
        if is_mine:
            cache.give_back(f"{version}:{key}:maker")


def _find(memory, cache, kind, version, key, size):
    found = memory.get(version, key)
    if found is not None:
        return found
    found = cache.get(f"{version}:{key}")
    if not isinstance(found, kind):
        return None
    memory.set(version, key, found, size(found))
    return found
