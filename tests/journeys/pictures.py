"""The pictures in the handbook of editors, each with what draws it: a test knows when one has to be taken anew."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "img" / "desk"
BUREAU = ["templates/desk/bureau.html", "templates/desk/bureau"]
FRAME = ["static/css/admin.css", "static/css/desk.css", "templates/wagtailadmin"]
# By the name of the view (tests/journeys/states/): files and folders of the code.
PICTURES = {
    "bureau_of_a_writer": [*FRAME, *BUREAU],
    "first_page_with_needs": [*FRAME, *BUREAU, "templates/funding/admin/state.html"],
    "all_that_needs_attention": [*FRAME, "templates/desk/attention.html", "templates/desk/bureau/lines.html"],
    "the_list": [*FRAME, "templates/funding/admin/entry_list.html", "templates/funding/admin/entry_list_totals.html"],
}


def drawing(name: str) -> str:
    """A short name for everything that draws a picture, as it is now."""
    found = hashlib.sha256()
    for source in PICTURES[name]:
        path = ROOT / source
        for file in sorted(path.rglob("*.html")) if path.is_dir() else [path]:
            found.update(file.read_bytes())
    return found.hexdigest()[:16]


def drawing_then(name: str) -> str:
    """The same of when the picture was taken; empty where nobody took it yet."""
    path = FOLDER / f"{name}.txt"
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


def remember_drawing(name: str) -> None:
    (FOLDER / f"{name}.txt").write_text(f"{drawing(name)}\n", encoding="utf-8")
