"""The rooms of the house (docs/architecture.md), for the tests that guard them and for `make test ROOM=`."""

# Each room with the rooms it may know; what is not named here it may not import.
MAY_KNOW = {
    "dog_site.core": set(),
    "dog_site.operations": {"dog_site.core"},
    "dog_site.desk": {"dog_site.core"},
    "projects": {"dog_site.core"},
    "funding": {"dog_site.core", "projects"},
    "events": {"dog_site.core", "projects"},
    "news": {"dog_site.core", "projects", "events"},
    "results": {"dog_site.core", "projects", "funding", "events", "news"},
    "home": {"dog_site.core", "projects", "funding", "events", "news", "results"},
    "content_2017": {"dog_site.core", "projects", "funding", "events", "news", "results", "home"},
}


def folder_of(room: str) -> str:
    """The name of a room's folder, which is also that of its tests: dog_site.core has them in tests/core."""
    return room.removeprefix("dog_site.")


FOLDERS = [folder_of(room) for room in MAY_KNOW]


def with_rooms_above(folder: str) -> set[str]:
    """The folders of a room and of every room that may know it, so that may break when it changes."""
    room = next(room for room in MAY_KNOW if folder_of(room) == folder)
    return {folder, *(folder_of(other) for other, known in MAY_KNOW.items() if room in known)}
