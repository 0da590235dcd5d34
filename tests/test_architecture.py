"""Imports, foreign keys and templates point downhill: no circle, no dodge inside a function."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[1]
# Each room with the rooms it may know; what is not named here it may not import.
MAY_KNOW = {
    "dog_site.core": set(),
    "dog_site.operations": {"dog_site.core"},
    "projects": {"dog_site.core"},
    "funding": {"dog_site.core", "projects"},
    "events": {"dog_site.core", "projects"},
    "news": {"dog_site.core", "projects", "events"},
    "results": {"dog_site.core", "projects", "funding", "events", "news"},
    "home": {"dog_site.core", "projects", "funding", "events", "news", "results"},
}
FILES = [
    (room, path)
    for room in MAY_KNOW
    for path in (ROOT / room.replace(".", "/")).rglob("*.py")
    if "migrations" not in path.parts
]


def room_of(module):
    return next((room for room in MAY_KNOW if f"{module}.".startswith(f"{room}.")), None)


def imported_rooms(nodes):
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (room_of(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield room_of(node.module)


@pytest.mark.parametrize("room, path", FILES, ids=lambda value: str(value).removeprefix(f"{ROOT}/"))
def test_a_file_imports_only_from_rooms_below_its_own(room, path):
    known = set(imported_rooms(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))) - {None, room}

    assert known <= MAY_KNOW[room]


@pytest.mark.parametrize("room, path", FILES, ids=lambda value: str(value).removeprefix(f"{ROOT}/"))
def test_an_import_stands_at_the_top_of_its_file(room, path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name != "ready"]

    inside = [node for function in functions for node in ast.walk(function) if isinstance(node, ast.ImportFrom)]

    assert inside == []


def test_a_foreign_key_points_to_its_own_room_or_to_one_below():
    upward = []
    for model in apps.get_models():
        room = room_of(model.__module__)
        targets = {room_of(field.related_model.__module__) for field in model._meta.fields if field.related_model}
        if room and not targets - {None, room} <= MAY_KNOW[room]:
            upward.append(model)

    assert upward == []


@pytest.mark.parametrize("folder", ["projects", "funding", "events", "news", "results", "home"])
def test_a_template_includes_only_components_and_its_own_room(folder):
    allowed = {"components", "blocks", folder, "base.html", "wagtailcore", "wagtailadmin", "wagtailsnippets"}
    named = [
        name.split("/")[0]
        for path in (ROOT / "templates" / folder).rglob("*.html")
        for name in re.findall(r'{% (?:include|extends) "([^"]+)"', path.read_text(encoding="utf-8"))
    ]

    assert set(named) <= allowed


def test_nobody_asks_for_a_model_by_name_to_look_uphill():
    dodges = [path for _room, path in FILES if "get_model(" in path.read_text(encoding="utf-8")]

    assert dodges == []
