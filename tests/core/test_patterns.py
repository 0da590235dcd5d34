import re

import pytest

from dog_site.core.patterns import MARKS, SHAPES, Tint, pattern


@pytest.mark.parametrize("tint", Tint.values)
def test_every_tint_has_shapes_and_a_mark_of_its_own(tint):
    assert SHAPES[tint]
    assert list(MARKS.values()).count(MARKS[tint]) == 1


def test_the_same_slug_gives_the_same_pattern_and_another_slug_another():
    assert pattern("pygrunn", "blauw", 24, 4) == pattern("pygrunn", "blauw", 24, 4)
    assert pattern("pygrunn", "blauw", 24, 4) != pattern("web-11", "blauw", 24, 4)


@pytest.mark.parametrize("slug", ["pygrunn", "web-11", "a", "é", "x" * 255])
def test_exactly_one_tile_is_green(slug):
    green = pattern(slug, "petrol", 40, 4).green

    # Every shape of circles begins at the left of its tile, so one tile has one vertical middle.
    assert len({int(y) // 20 for y in re.findall(r"M[\d.]+ (\d+)", green)}) == 1


def test_a_pattern_is_about_half_full_a_third_lighter_and_the_rest_empty():
    drawn = pattern("pygrunn", "oranje", 40, 40)

    full, lighter = drawn.full.count("M"), drawn.lighter.count("M")

    assert 0.45 < full / 1600 < 0.55
    assert 0.28 < lighter / 1600 < 0.38


@pytest.mark.parametrize("columns, rows", [(1, 1), (4, 4), (40, 4)])
@pytest.mark.parametrize("tint", Tint.values)
def test_every_tile_lies_within_the_drawing(tint, columns, rows):
    drawn = pattern("rand", tint, columns, rows)

    starts = re.findall(r"M(-?[\d.]+) (-?[\d.]+)", drawn.full + drawn.lighter + drawn.green)

    assert all(0 <= float(x) <= drawn.width and 0 <= float(y) <= drawn.height for x, y in starts)
