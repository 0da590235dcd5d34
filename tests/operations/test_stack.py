"""The calls of a test stand in one piece of memory, whatever they call."""

import resource
from concurrent.futures import ThreadPoolExecutor

from dog_site import wsgi
from dog_site.operations.stack import WORDS, with_room

# Of one call under another, some stand at the end of a piece of 16 kB.
DEPTHS = range(0, 400, 20)


def deep(depth):
    return depth and deep(depth - 1)


def faults():
    """How many pages of memory the system gave for a thousand calls of each depth."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for depth in DEPTHS:
        for _time in range(1_000):
            deep(depth)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_it_is_the_same_call():
    assert with_room(sorted)([2, 1], reverse=True) == [2, 1]
    assert with_room(deep).__name__ == "deep"


def test_calls_find_room():
    """Without it Python 3.11 takes tens of thousands of pages here. A thread begins with a piece of its own."""
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(with_room(faults)).result() < 1_000


def test_every_request_has_it():
    assert wsgi.application.__code__.co_stacksize == WORDS


def test_every_test_has_it():
    assert faults() < 1_000
