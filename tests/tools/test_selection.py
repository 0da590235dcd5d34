"""What a run of a room is about, and how two runs share the visits."""

from types import SimpleNamespace

import pytest

from tests.rooms import FOLDERS, MAY_KNOW, with_rooms_above
from tests.selection import JOURNEYS, TESTS, TOOLS, is_left_out, taking_turns


def item(*fixtures, room=None, marked=False, slow=False, about=(), path=TESTS / "events" / "test_agenda.py"):
    marker = SimpleNamespace(kwargs={"room": room} if room else {}) if marked or room else None
    return SimpleNamespace(
        fixturenames=fixtures,
        get_closest_marker=lambda name: {"site": marker, "slow": slow or None}[name],
        iter_markers=lambda name: [SimpleNamespace(args=(name,)) for name in about],
        path=path,
    )


def test_a_run_of_a_room_is_about_the_rooms_above_it_too():
    assert with_rooms_above("events") == {"events", "news", "results", "home", "content_2017"}
    assert with_rooms_above("content_2017") == {"content_2017"}
    assert with_rooms_above("core") == set(FOLDERS)


def test_every_room_has_its_tests_in_a_folder_of_its_name():
    assert [folder for folder in FOLDERS if not (TESTS / folder).is_dir()] == []
    assert len(FOLDERS) == len(MAY_KNOW)


@pytest.mark.parametrize(
    "found, room, left_out",
    [
        (item(), None, False),
        (item(), "events", False),
        (item("site_as_made"), None, True),
        (item("site_as_made"), "events", True),
        (item(marked=True), "events", True),
        (item(slow=True), "events", True),
        (item(slow=True), None, True),
        (item(room="events"), "events", False),
        (item(room="news"), "events", True),
        (item(room="events"), None, True),
        (item(path=TESTS / "desk" / "test_permissions.py", about=["news"]), "events", False),
        (item(path=TESTS / "desk" / "test_permissions.py", about=["funding"]), "events", True),
        (item(path=TESTS / "desk" / "test_permissions.py", about=["funding", "news"]), "events", False),
        (item(path=TESTS / "desk" / "test_permissions.py", about=["funding"]), None, False),
        (item(path=TOOLS / "test_selection.py"), "events", True),
        (item(path=TOOLS / "test_selection.py"), None, True),
        (item(path=JOURNEYS / "test_visitors.py"), None, True),
        (item(path=JOURNEYS / "test_agenda.py", room="events"), "events", False),
    ],
)
def test_what_looks_at_the_whole_site_or_is_about_other_rooms_is_left_out(found, room, left_out):
    assert is_left_out(found, room) is left_out


def test_two_runs_begin_with_different_visits_and_run_every_test():
    visits, rest = [item("visitor") for _number in range(5)], [item("client") for _number in range(3)]
    items = [*rest[:2], *visits, rest[2]]

    one, other = taking_turns(items, begins=True), taking_turns(items, begins=False)

    assert one == [*visits, *rest]
    assert other == [*rest, *visits]
