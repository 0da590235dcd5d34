"""Which tests a run is about: `make test` runs all, `make test ROOM=events` a room and the rooms above it, `make quick`
all but what looks at whole pages, at the whole site and at the tests themselves, and what is slow.

A plugin of pytest (pyproject.toml). A change lands after everything has run: `.ci/run`, on both databases.
"""

import os
from pathlib import Path

from tests.rooms import FOLDERS, with_rooms_above

TESTS = Path(__file__).parent
# Nobody needs a mark there: a browser looks at whole pages.
JOURNEYS = TESTS / "journeys"
# They are about the tests themselves, so about no room.
TOOLS = TESTS / "tools"
# The fixtures of tests that visit a page and keep a verdict of it.
VISITING = {"visitor", "judge"}


def pytest_addoption(parser):
    group = parser.getgroup("rooms")
    group.addoption("--room", choices=FOLDERS, help="only this room and the rooms that may know it")
    group.addoption("--quick", action="store_true", help="without the visits of pages and the crawls of the site")


def pytest_ignore_collect(collection_path, config):
    room = config.getoption("room")
    if room and collection_path.parent == TESTS and collection_path.name in FOLDERS:
        return collection_path.name not in with_rooms_above(room) or None
    return None


def pytest_collection_modifyitems(config, items):
    room = config.getoption("room")
    if room or config.getoption("quick"):
        left_out = [item for item in items if is_left_out(item, room)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    if os.environ.get("VERDICTS"):
        items[:] = taking_turns(items, begins="TEST_DATABASE_URL" not in os.environ)


def taking_turns(items, *, begins: bool) -> list:
    """The order in which two runs that share their verdicts look at no page twice: the one begins with the visits, the
    other comes to them at its end. The run on SQLite begins, since its other tests take less."""
    visits = [item for item in items if VISITING & set(item.fixturenames)]
    rest = [item for item in items if not VISITING & set(item.fixturenames)]
    return [*visits, *rest] if begins else [*rest, *visits]


def is_left_out(item, room) -> bool:
    """Whether `item` looks at the whole site or at the tests, is slow, or (in a run of `room`) is about other rooms.

    A visit of a page stays in where the page is one of `room`.
    """
    marker = item.get_closest_marker("site")
    if marker is not None:
        return room is None or marker.kwargs.get("room") != room
    if item.get_closest_marker("slow") or "site_as_made" in item.fixturenames:
        return True
    if any(item.path.is_relative_to(folder) for folder in (JOURNEYS, TOOLS)):
        return True
    return room is not None and is_about_others(item, room)


def is_about_others(item, room) -> bool:
    about = {name for marker in item.iter_markers("about") for name in marker.args}
    return bool(about) and not about & with_rooms_above(room)
