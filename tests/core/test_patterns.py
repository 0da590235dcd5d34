import re

import pytest

from dog_site.core.images.patterns import MARKS, MOSAIC, SHAPES, Tint, pattern


@pytest.mark.parametrize("tint", Tint.values)
def test_every_tint_has_shapes_and_a_mark_of_its_own(tint):
    assert SHAPES[tint]
    assert list(MARKS.values()).count(MARKS[tint]) == 1


def test_the_same_slug_gives_the_same_pattern_and_another_slug_another():
    assert pattern("pygrunn", ["blauw"], 24, 4) == pattern("pygrunn", ["blauw"], 24, 4)
    assert pattern("pygrunn", ["blauw"], 24, 4) != pattern("web-11", ["blauw"], 24, 4)


@pytest.mark.parametrize("slug", ["pygrunn", "web-11", "a", "é", "x" * 255])
def test_exactly_one_tile_is_green(slug):
    [layer] = pattern(slug, ["petrol"], 40, 4).layers

    # Every shape of circles begins at the left of its tile, so one tile has one vertical middle.
    assert len({int(y) // 20 for y in re.findall(r"M[\d.]+ (\d+)", layer.green)}) == 1


@pytest.mark.parametrize("slug", ["home", "a", "x" * 255])
def test_a_pattern_of_several_tints_has_a_ground_under_every_tile_and_one_green_tile(slug):
    layers = pattern(slug, MOSAIC, 8, 7).layers

    grounds = [tile for layer in layers for tile in re.findall(r"M\d+ \d+", layer.ground)]
    assert len(grounds) == len(set(grounds)) == 8 * 7
    assert [layer.tint for layer in layers] == list(MOSAIC)
    assert sum(bool(layer.green) for layer in layers) == 1


def test_a_pattern_is_about_half_full_a_third_lighter_and_the_rest_empty():
    [drawn] = pattern("pygrunn", ["oranje"], 40, 40).layers

    full, lighter = drawn.full.count("M"), drawn.lighter.count("M")

    assert 0.45 < full / 1600 < 0.55
    assert 0.28 < lighter / 1600 < 0.38


@pytest.mark.parametrize("columns, rows", [(1, 1), (4, 4), (40, 4)])
@pytest.mark.parametrize("tint", Tint.values)
def test_every_tile_lies_within_the_drawing(tint, columns, rows):
    drawn = pattern("rand", [tint], columns, rows)

    [layer] = drawn.layers
    starts = re.findall(r"M(-?[\d.]+) (-?[\d.]+)", layer.ground + layer.full + layer.lighter + layer.green)

    assert all(0 <= float(x) <= drawn.width and 0 <= float(y) <= drawn.height for x, y in starts)
