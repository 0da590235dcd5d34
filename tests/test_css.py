"""The style sheet is what `make css` makes of its sources, stays small, and asks nobody for anything."""

import gzip
import hashlib
import re

import pytest

from projects.filters import ProjectFilterForm
from tests.css import FRONTEND, MANIFEST, OUTPUT, ROOT, rules, variables

BUDGET = 22_000
RULES = list(rules(OUTPUT.read_text()))


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def own_sources():
    return sorted(path.relative_to(FRONTEND).as_posix() for path in (FRONTEND / "css").glob("*.css"))


def test_the_style_sheet_is_the_one_of_the_manifest():
    assert sha256(OUTPUT) == MANIFEST["output"]["sha256"], "dog.css was edited by hand: run `make css`."


def test_nobody_changed_a_source_without_building():
    found = {name: sha256(FRONTEND / name) for name in ["build.mjs", *own_sources()]}

    assert found == MANIFEST["sources"], "Sources and style sheet differ: run `make css`."


def test_the_style_sheet_fits_its_budget():
    assert len(gzip.compress(OUTPUT.read_bytes(), mtime=0)) <= BUDGET


@pytest.mark.parametrize("pattern", [r"url\(\s*[\"']?(https?:)?//", r"@import", r"data:", r"expression\("])
def test_the_style_sheet_asks_nobody_for_anything(pattern):
    assert re.findall(pattern, OUTPUT.read_text(), re.IGNORECASE) == []


def test_what_came_from_others_is_named_with_its_version_and_licence():
    notices = (ROOT / "THIRD_PARTY_NOTICES.md").read_text()
    named = re.findall(r"^\| (@\S+) \| (\S+) \| (\S+) \|$", notices, re.MULTILINE)

    assert named == [(package["name"], package["version"], package["license"]) for package in MANIFEST["packages"]]
    assert {licence for _name, _version, licence in named} == {"EUPL-1.2"}
    assert "[LICENSE](LICENSE)" in notices
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text()


def test_the_manifest_has_the_versions_that_are_installed_and_the_lock_names_no_address():
    lock = (FRONTEND / "package-lock.json").read_text()
    wanted = re.findall(r'"(@[\w-]+/[\w-]+)": "(\d[\d.]*)"', (FRONTEND / "package.json").read_text())

    assert sorted(wanted) == sorted((package["name"], package["version"]) for package in MANIFEST["packages"])
    assert '"resolved"' not in lock
    assert lock.count('"integrity"') >= len(wanted)


def test_only_the_brand_names_colours_and_only_roles_read_the_brand():
    wrong = {
        "css/20-roles.css": re.compile(r"#[0-9a-f]{3}|\b(rgb|hsl|oklch)a?\(", re.IGNORECASE),
        "other": re.compile(r"#[0-9a-f]{3}|\b(rgb|hsl|oklch)a?\(|var\(--brand-", re.IGNORECASE),
    }

    found = [
        f"{name}: {selector} {{ {prop}: {value} }}"
        for name in own_sources()
        if "-brand" not in name
        for _media, selector, declared in rules((FRONTEND / name).read_text())
        for prop, value in declared.items()
        if wrong.get(name, wrong["other"]).search(value)
    ]

    assert found == []


def test_colours_are_the_same_in_every_width():
    """The visits of tests/journeys look at contrast at 360 pixels, and at 1280 only where something else is seen."""
    colours = re.compile(r"(background|.*color|fill|stroke|opacity|filter|mix-blend-mode|text-shadow|--)")

    found = [
        f"{media} {selector} {{ {prop}: {value} }}"
        for media, selector, declared in RULES
        if "width" in media
        for prop, value in declared.items()
        if colours.match(prop)
    ]

    assert found == []


def test_no_rule_reads_a_property_that_nobody_sets():
    """NL Design System's example theme leaves a quarter of them open; each would show as a missing colour or space."""
    everywhere, on_root = {}, {}
    for media, selector, found in RULES:
        for prop, value in found.items():
            if prop.startswith("--"):
                everywhere.setdefault(prop, value)
                if selector == ":root" and not media:
                    on_root.setdefault(prop, value)

    def complete(value):
        """Whether every var() in the value ends in one that is set, or in a fallback."""
        for name, fallback in variables(value):
            always = name in on_root and complete(on_root[name])
            here = name in everywhere and complete(everywhere[name])
            if not (always or (fallback is None and here) or (fallback is not None and complete(fallback))):
                return False
        return True

    incomplete = {
        f"{selector} {{ {prop}: {value} }}"
        for _media, selector, found in RULES
        for prop, value in found.items()
        if not prop.startswith("--") and not complete(value)
    }

    assert incomplete == set()


def test_every_class_of_nl_design_system_in_a_template_has_its_rules():
    name = r"(?<![\w-])(?:utrecht|nl)-[\w-]+"
    templates = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    form = str(ProjectFilterForm({}, themes=(), years=(), statuses=(), organisations=()))

    attributes = re.findall(r'class="([^"]*)"', "\n".join([*templates, form]))
    used = {found for value in attributes for found in re.findall(name, value)}
    styled = {found for _media, selector, _declared in RULES for found in re.findall(name, selector)}

    assert {"nl-button", "utrecht-form-label", "utrecht-select", "utrecht-textbox"} <= used
    assert used - styled == set()
