"""Imports, foreign keys and templates point downhill: no circle, no dodge inside a function."""

import ast
import re
import sys
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import ManyToManyRel, ManyToOneRel

from tests.rooms import MAY_KNOW

ROOT = Path(__file__).resolve().parents[1]
# Of a template: so long that it can still be read when two versions stand side by side.
LONGEST_LINE = 300
# The rooms inside core, lowest first: each may know those before it.
INSIDE_CORE = [
    "numbers",
    "lists",
    "constraints",
    "figures",
    "models",
    "kept",
    "search",
    "images",
    "editing",
    "around",
    "blocks",
    "templatetags",
    "signals",
    "wagtail_hooks",
    "apps",
]
# What selects rows by the keywords it is called with.
SELECTING = {"filter", "exclude", "get", "Q"}
# Relations through which a room asks for rows of higher rooms that hang on its own: imports that nobody sees.
HANGS_ON = {
    "projects": {"funding_entries", "event_links", "news_links", "page"},
    "events": {"news_links"},
}
# What selects live rows beside the definition (core/models/visibility.py), and why: visitors are shown what is visible.
ASKS_FOR_LIVE = {
    "funding/models/querysets.py": "the definition for entries, and drafts for the desk",
    "funding/models/published.py": "the definition for stated figures",
    "dog_site/core/models/visibility.py": "the definition of what was public once: its address stays",
    "dog_site/core/models/publications.py": "a version is kept of what a publication replaces, whoever may see it",
    "dog_site/core/models/leaning.py": "what leans on a row holds whatever its last moment is",
    "funding/leaning.py": "what leans on a row holds whatever its last moment is",
    "funding/claims.py": "claims behind a password are checked too",
    "dog_site/desk/rules.py": "drafts, for who writes them",
    "dog_site/desk/bureau/mine.py": "drafts, for who writes them",
    "dog_site/desk/bureau/week.py": "what leaves the site, for who may change it",
    "events/models/form.py": "calendars of visitors have the event, whoever may see it now",
}
# A flat file of core is one that Django, Wagtail or a migration looks for.
FLAT_IN_CORE = {"__init__.py", "apps.py", "constraints.py", "signals.py", "wagtail_hooks.py"}


def files_of(room):
    return [path for path in (ROOT / room.replace(".", "/")).rglob("*.py") if "migrations" not in path.parts]


FILES = [(room, path) for room in MAY_KNOW for path in files_of(room)]


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def short(path):
    return str(path.relative_to(ROOT))


def room_of(module):
    return next((room for room in MAY_KNOW if f"{module}.".startswith(f"{room}.")), None)


def package_of(path, level):
    """The dotted name of the package that a relative import of `level` dots in `path` starts from."""
    return ".".join(path.relative_to(ROOT).parent.parts[: None if level == 1 else 1 - level])


def imported_modules(path):
    """The full names of what a file imports; a name imported from a package may be a module of it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package_of(path, node.level) if node.level else ""
            module = ".".join(filter(None, [above, node.module]))
            yield from (f"{module}.{alias.name}" for alias in node.names)


def test_a_file_imports_only_from_rooms_below_its_own():
    upward = {
        short(path): found
        for room, path in FILES
        if (found := {room_of(module) for module in imported_modules(path)} - {None, room} - MAY_KNOW[room])
    }

    assert upward == {}


def test_core_is_built_from_numbers_upward_without_a_circle():
    upward = []
    for path in files_of("dog_site.core"):
        own = path.relative_to(ROOT / "dog_site/core").parts[0].removesuffix(".py")
        for module in imported_modules(path):
            name = module.removeprefix("dog_site.core.").split(".")[0]
            if module.startswith("dog_site.core.") and own != "__init__":
                known = INSIDE_CORE[: INSIDE_CORE.index(own) + 1]
                upward += [f"{short(path)}: {module}"] if name not in known else []

    assert upward == []


def test_a_file_of_core_stands_in_one_of_its_rooms():
    flat = {path.name for path in (ROOT / "dog_site/core").glob("*.py")}

    assert flat == FLAT_IN_CORE


def test_an_import_stands_at_the_top_of_its_file():
    inside = [
        f"{short(path)}: {function.name}"
        for _room, path in FILES
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef) and function.name != "ready"
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    ]

    assert inside == []


def test_a_foreign_key_points_to_its_own_room_or_to_one_below():
    upward = []
    for model in apps.get_models():
        room = room_of(model.__module__)
        targets = {room_of(field.related_model.__module__) for field in model._meta.fields if field.related_model}
        if room and not targets - {None, room} <= MAY_KNOW[room]:
            upward.append(model)

    assert upward == []


def relations_from_above(room):
    """The names of the relations to models of `room` that come from rooms it does not know."""
    own = [model for model in apps.get_models() if room_of(model.__module__) == room]
    relations = [field for model in own for field in model._meta.get_fields(include_hidden=True)]
    return {
        relation.get_accessor_name()
        for relation in relations
        if isinstance(relation, ManyToOneRel | ManyToManyRel)
        and room_of(relation.related_model.__module__) not in {None, room, *MAY_KNOW[room]}
        and relation.get_accessor_name()
    }


def asked_in(path):
    """The names that a file asks of objects: attributes that it does not call, and the first word of a look-up."""
    nodes = list(ast.walk(tree_of(path)))
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        if isinstance(node, ast.Attribute) and id(node) not in called:
            yield node.attr
        elif isinstance(node, ast.keyword) and "__" in (node.arg or ""):
            yield node.arg.split("__")[0]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "__" in node.value:
            yield node.value.split("__")[0]


def test_a_room_asks_only_what_is_named_here_of_the_rows_that_hang_on_its_own():
    asked = {}
    for room in MAY_KNOW:
        names = relations_from_above(room)
        used = {name for path in files_of(room) for name in asked_in(path) if name in names}
        if used:
            asked[room] = used

    assert asked == HANGS_ON


def rooms_shown_in(template):
    """A room shows its own templates, core also in those of Wagtail; the style guide shows the parts of all."""
    room, *below = template.relative_to(ROOT / "templates").parts
    if room.startswith("wagtail"):
        return {room, "core"}
    return {room, *MAY_KNOW} if "style_guide" in below else {room}


def asks_for_live(path):
    """Whether a file selects live rows: `.live()`, `filter(live=True)`, `Q(theme__live=True)`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "live":
            return True
        selects = isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in SELECTING
        if selects and any(f"__{keyword.arg}".endswith("__live") for keyword in node.keywords):
            return True
    return False


def test_whatever_is_shown_asks_for_what_a_visitor_may_see():
    """Live is not yet public: past its last moment, below something restricted or kept like another page."""
    public = [path for _room, path in FILES if not {"admin", "management"} & {*path.parts}]

    assert {short(path) for path in public if asks_for_live(path)} == ASKS_FOR_LIVE.keys()
    # A template asks it of its own page only, which a preview shows before it is there.
    templates = [path for path in (ROOT / "templates").rglob("*.html") if "admin" not in path.parts]
    assert [
        short(path) for path in templates if re.search(r"(?<!page)\.live\b", path.read_text(encoding="utf-8"))
    ] == []


def test_a_template_includes_only_components_and_its_own_room():
    always = {"components", "blocks", "base.html", "error.html", "wagtailcore", "wagtailadmin", "wagtailsnippets"}
    upward = [
        f"{short(path)}: {name}"
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'{% (?:include|extends) "([^"]+)"', path.read_text(encoding="utf-8"))
        if name.split("/")[0] not in always | rooms_shown_in(path)
    ]

    assert upward == []


def test_a_page_and_its_parts_are_told_apart():
    """The folder of a room holds what Wagtail or a view looks for; its parts are in folders below."""
    rooms = ("projects", "events", "news", "results", "home")
    pages = {f"{room}/{path.name}" for room in rooms for path in (ROOT / "templates" / room).glob("*.html")}
    types = {
        f"{model._meta.app_label}/{re.sub(r'(?<!^)(?=[A-Z])', '_', model.__name__).lower()}.html"
        for model in apps.get_models()
        if model.__name__.endswith("Page")
    }

    assert pages - types == {"results/figure.html", "results/organisation.html", "results/organisations.html"}


def test_nobody_asks_for_a_model_by_name_to_look_uphill():
    dodges = [short(path) for _room, path in FILES if "get_model(" in path.read_text(encoding="utf-8")]

    assert dodges == []


def test_a_line_of_a_template_can_be_reviewed():
    long = [
        f"{short(path)}:{number}"
        for path in (ROOT / "templates").rglob("*.html")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]

    assert long == []


def test_no_script_takes_the_name_of_a_module_of_python():
    """A script stands first on the path of what it starts: bench/encodings.py kept Python itself from starting."""
    scripts = [*(ROOT / "bench").glob("*.py"), *(ROOT / "tools").glob("*.py"), *ROOT.glob("*.py")]
    assert len(scripts) > 10
    assert {path.stem for path in scripts} & sys.stdlib_module_names == set()
