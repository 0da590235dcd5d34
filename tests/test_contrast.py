"""Contrast of the pairs of colours that the site uses, computed from the brand by WCAG's formula."""

import re

import pytest

from tests.css import FRONTEND, rules

TEXT, LARGE_TEXT, SHAPE = 4.5, 3, 3
MORE = 7  # for running text, when a visitor asks for more contrast
TINTS = ("blauw", "paars", "oranje", "petrol", "grijs", "rood", "bruin")
MODES = {
    "light": set(),
    "dark": {"dark"},
    "more contrast": {"more"},
    "dark, more contrast": {"dark", "more"},
}
PAIRS = [
    ("--text", "--surface", TEXT),
    ("--text", "--surface-soft", TEXT),
    ("--text", "--accent-wash", TEXT),
    ("--text-soft", "--surface", TEXT),
    ("--text-soft", "--surface-soft", TEXT),
    ("--link", "--surface", TEXT),
    ("--link", "--surface-soft", TEXT),
    ("--link", "--accent-wash", TEXT),
    ("--invalid", "--surface", TEXT),
    ("--action-text", "--action", TEXT),
    ("--action-text", "--action-hover", TEXT),
    ("--band-text", "--band", TEXT),
    ("--new-text", "--new", TEXT),
    ("--accent-text", "--surface", LARGE_TEXT),
    ("--border", "--surface", SHAPE),
    ("--border", "--surface-soft", SHAPE),
    ("--action-border", "--surface", SHAPE),
    ("--accent", "--surface", SHAPE),
    ("--accent", "--accent-wash", SHAPE),
    ("--focus", "--surface", SHAPE),
    ("--focus", "--surface-soft", SHAPE),
    ("--rule-strong", "--surface", SHAPE),
]


def values(mode, tint=None):
    """The custom properties of brand and roles as they hold in a mode, and below a theme's class."""
    found = {}
    for path in sorted((FRONTEND / "css").glob("[12]*.css")):  # the brand, dark, more contrast, and the roles
        for media, selector, declared in rules(path.read_text()):
            asked = set(re.findall(r": (dark|more)\)", media))
            if selector in (":root", f".t-{tint}") and asked <= MODES[mode]:
                found.update(declared)
    return found


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(found, one, other):
    def colour(name):
        value = found[name]
        while value.startswith("var("):
            value = found[value[4:-1]]
        return value

    darker, lighter = sorted((luminance(colour(one)), luminance(colour(other))))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_is_that_of_wcag():
    assert contrast({"a": "#fff", "b": "#000000"}, "a", "b") == pytest.approx(21)
    assert contrast({"a": "#777777", "b": "#fff"}, "a", "b") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", MODES)
def test_every_pair_of_roles_can_be_read(mode):
    found = values(mode)

    measured = [(one, other, least, round(contrast(found, one, other), 2)) for one, other, least in PAIRS]

    assert [pair for pair in measured if pair[3] < pair[2]] == []


@pytest.mark.parametrize("mode", ["more contrast", "dark, more contrast"])
def test_who_asks_for_more_contrast_gets_it(mode):
    found = values(mode)

    names = ("--text", "--text-soft", "--link", "--accent-text", "--border")
    measured = {name: round(contrast(found, name, "--surface"), 2) for name in names}

    assert {name: value for name, value in measured.items() if value < MORE} == {}
    assert contrast(found, "--action-text", "--action") >= MORE
    assert contrast(found, "--rule", "--surface") >= SHAPE


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("tint", TINTS)
def test_a_themes_tint_can_be_read_and_its_pattern_seen(tint, mode):
    found = values(mode, tint)

    assert contrast(found, "--t", "--surface") >= TEXT
    assert contrast(found, "--t", "--tw") >= TEXT
    assert round(contrast(found, "--t", "--tm"), 1) >= 3.3
    assert contrast(found, "--text", "--tw") >= TEXT


def test_print_is_light_whatever_the_screen_is():
    dark = [media for media, *_rest in rules((FRONTEND / "css/11-brand-dark.css").read_text()) if "dark" in media]

    assert dark
    assert all("screen and" in media for media in dark)
