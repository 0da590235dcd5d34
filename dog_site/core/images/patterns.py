"""Generated patterns: what a page shows where it has no photograph.

A pattern is a field of tiles in the shapes of a tint, or of several, drawn from the slug of the page: the same
slug gives the same pattern on every server, and no two pages look alike. About half of the tiles have the full
tint, a third the lighter one, the rest is empty, and exactly one is green: one municipal euro among the others.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

TILE = 20
# The shape of each tint on a field of 14 by 14, for the label of a theme.
MARKS = {
    "blauw": "M0 0h14v14H0zM3.5 3.5v7h7v-7z",
    "paars": "M0 14V0a14 14 0 0 1 14 14z",
    "oranje": "M0 14 14 0v14z",
    "petrol": "M7 0a7 7 0 1 1 0 14A7 7 0 0 1 7 0z",
    "grijs": "M0 0h14v3H0zM0 5.5h14v3H0zM0 11h14v3H0z",
    "rood": "M7 0l7 7-7 7-7-7z",
    "bruin": "M0 3.5h14a7 7 0 0 1-14 0z",
}
FULL, LIGHTER = 128, 213  # out of 256: half of the tiles, and a third


class Tint(models.TextChoices):
    """A colour with a shape of its own, so that colour never carries a meaning alone. Values are CSS classes."""

    BLUE = "blauw", _("blue, squares")
    PURPLE = "paars", _("purple, quarter circles")
    ORANGE = "oranje", _("orange, triangles")
    TEAL = "petrol", _("teal, circles")
    GREY = "grijs", _("grey, stripes")
    RED = "rood", _("red, diamonds")
    BROWN = "bruin", _("brown, half circles")


# A drawing about all themes uses the tints that the themes of a new site have.
MOSAIC = (Tint.BLUE, Tint.PURPLE, Tint.ORANGE, Tint.TEAL)


@dataclass(frozen=True)
class Layer:
    """The paths of one tint in a pattern: ground, tiles in full tint, tiles in the lighter one, the green tile."""

    tint: str
    ground: str
    full: str
    lighter: str
    green: str


@dataclass(frozen=True)
class Pattern:
    """A drawing of `width` by `height` units in layers, one per tint."""

    width: int
    height: int
    layers: tuple[Layer, ...]


def pattern(seed: str, tints: Sequence[str], columns: int, rows: int) -> Pattern:
    """The pattern of `seed` in the shapes of `tints`, `columns` by `rows` tiles of 20 units.

    With several tints each tile gets one of them by chance. Raises KeyError for a tint that does not exist.
    """
    dice = _dice(f"{seed}:{':'.join(tints)}:{columns}:{rows}")
    layers = {tint: {"ground": [], "full": [], "lighter": [], "green": []} for tint in tints}
    green = (next(dice) * 256 + next(dice)) % (columns * rows)
    for number in range(columns * rows):
        tint = tints[next(dice) % len(tints)] if len(tints) > 1 else tints[0]
        kind, variant = next(dice), next(dice)
        shape = SHAPES[tint][variant % len(SHAPES[tint])]
        x, y = number % columns * TILE, number // columns * TILE
        layers[tint]["ground"].append(f"M{x} {y}h{TILE}v{TILE}h-{TILE}z")
        if number == green:
            layers[tint]["green"].append(shape(x, y))
        elif kind < LIGHTER:
            layers[tint]["full" if kind < FULL else "lighter"].append(shape(x, y))
    width, height = columns * TILE, rows * TILE
    if len(tints) == 1:
        layers[tints[0]]["ground"] = [f"M0 0h{width}v{height}h-{width}z"]
    return Pattern(width, height, tuple(_layer(tint, paths) for tint, paths in layers.items()))


def _layer(tint, paths):
    return Layer(tint, **{name: "".join(found) for name, found in paths.items()})


def _dice(seed: str) -> Iterator[int]:
    """Endless bytes that depend on `seed` only; the generators of `random` may change between versions."""
    number = 0
    while True:
        yield from hashlib.sha256(f"{seed}:{number}".encode()).digest()
        number += 1


def _square(inset, hole=0):
    """A square; with `hole`, one with a square hole of that size."""
    side = TILE - 2 * inset

    def path(x, y):
        outer = f"M{x + inset} {y + inset}h{side}v{side}h-{side}z"
        gap = (TILE - hole) // 2
        return outer + (f"M{x + gap} {y + gap}v{hole}h{hole}v-{hole}z" if hole else "")

    return path


def _two_squares(x, y):
    return f"M{x + 2} {y + 2}h7v7h-7zM{x + 11} {y + 11}h7v7h-7z"


def _quarter(corner):
    """A quarter circle around one corner of the tile."""
    dx, dy = corner

    def path(x, y):
        cx, cy = x + dx * TILE, y + dy * TILE
        sx, sy = (1 - 2 * dx) * TILE, (1 - 2 * dy) * TILE
        sweep = int(dx == dy)
        return f"M{cx} {cy}h{sx}a20 20 0 0 {sweep} {-sx} {sy}z"

    return path


def _triangle(points):
    def path(x, y):
        (a, b), (c, d), (e, f) = points
        return f"M{x + a} {y + b}L{x + c} {y + d}L{x + e} {y + f}z"

    return path


def _circle(radius, hole=0):
    def ring(x, y, r):
        return f"M{x + 10 - r} {y + 10}a{r} {r} 0 1 1 {2 * r} 0a{r} {r} 0 1 1 -{2 * r} 0z"

    return lambda x, y: ring(x, y, radius) + (ring(x, y, hole) if hole else "")


def _stripes(width, upright):
    def path(x, y):
        steps = range(0, TILE, 2 * width)
        if upright:
            return "".join(f"M{x + step} {y}h{width}v{TILE}h-{width}z" for step in steps)
        return "".join(f"M{x} {y + step}h{TILE}v{width}h-{TILE}z" for step in steps)

    return path


def _diamond(inset):
    half = TILE // 2 - inset
    return lambda x, y: f"M{x + 10} {y + inset}l{half} {half}l-{half} {half}l-{half} -{half}z"


def _half(upright, second):
    """Half a circle on one side of the tile, or on the side opposite."""

    def path(x, y):
        if upright:
            return f"M{x + second * TILE} {y}a10 10 0 0 {1 - second} 0 20z"
        return f"M{x} {y + second * TILE}a10 10 0 0 {second} 20 0z"

    return path


SHAPES = {
    Tint.BLUE: (_square(2), _square(2, hole=8), _two_squares, _square(7)),
    Tint.PURPLE: tuple(_quarter(corner) for corner in ((0, 0), (1, 0), (1, 1), (0, 1))),
    Tint.ORANGE: tuple(
        _triangle(points)
        for points in (
            ((0, 20), (20, 20), (20, 0)),
            ((0, 0), (20, 20), (0, 20)),
            ((0, 0), (20, 0), (0, 20)),
            ((0, 20), (10, 0), (20, 20)),
        )
    ),
    Tint.TEAL: (_circle(8), _circle(8, hole=4), _circle(3)),
    Tint.GREY: (_stripes(2, True), _stripes(2, False), _stripes(5, True), _stripes(5, False)),
    Tint.RED: (_diamond(0), _diamond(4), _diamond(7)),
    Tint.BROWN: tuple(_half(upright, second) for upright in (True, False) for second in (0, 1)),
}
