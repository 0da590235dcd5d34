"""Memory for the calls of a request, in one piece.

Python takes the memory of calls from the system 16 kB at a time, and gives a piece back as soon as no call stands in
it. Where the calls of a request go up and down over the end of a piece, that happens at each of them, thousands of
times in a page of the admin: a third of its time (docs/performance.md). A call that asks for much gets a larger piece,
in which all calls under it find room. Source: `push_chunk` and `_PyThreadState_PopFrame` in CPython's pystate.c.
"""

from collections.abc import Callable
from functools import wraps

# Just over a megabyte, so that the piece is one of two: the other half is what the calls under it use.
WORDS = 140_000


def with_room(call: Callable) -> Callable:
    """`call`, with room for the calls that it makes."""

    @wraps(call)
    def under(*args, **kwargs):
        return call(*args, **kwargs)

    under.__code__ = under.__code__.replace(co_stacksize=WORDS)
    return under
