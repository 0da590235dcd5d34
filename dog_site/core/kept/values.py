"""Values that follow from the content, computed once per state of the site."""

from collections.abc import Callable
from typing import TypeVar

from . import once
from .clock import state
from .memory import Memory

T = TypeVar("T")
MOST_VALUES = 500
_memory = Memory(MOST_VALUES)
forget = _memory.clear


def kept(name: str, make: Callable[[], T], is_for_all: bool = True) -> T:
    """What `make` gives, kept under `name` and the state of the site (clock.py). It is shared: nobody may change it.

    Not `is_for_all` is what each worker makes for itself, since it is as large as what it is made of.

    The version is read before the content and raised in the transaction that changes it, so what is kept is never
    older than its key. Nothing is kept from within a transaction: it may see half a change.
    """
    if once.is_within_transaction():
        return make()
    now = state()
    # In a tuple, since nothing may be a value too.
    return once.found_or_made(_memory, tuple, now, name, lambda: (make(),), is_for_all=is_for_all)[0]
