"""The euro row: one municipal euro and what goes with it, as a row of squares.

The first square is the municipal euro, the squares after it are the rest of the project money that goes with
it, and the last one is cut where the money ends. So € 15.000 and € 242.070 compare, and the decimal is honest.
The row includes the municipal euro: 13,9 squares, never "13,9 from others" (R7).
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from ..numbers.notation import dutch_euros, dutch_number, round_half_up

SIDE, STEP = 9, 10
PER_LINE = 20
# Nobody counts more squares than these; a larger multiplier is shown as a figure only.
MOST = 100


@dataclass(frozen=True)
class EuroRow:
    """The paths of an SVG of `width` by `height` units; numbers are text, so that no locale touches them."""

    width: str
    height: str
    city: str
    others: str
    label: str


def euro_row(multiplier: Decimal | None, whole_line: bool = False) -> EuroRow | None:
    """The row for project euros per municipal euro; None where there is no multiplier or too many squares.

    Twenty squares stand on a line. With `whole_line` the drawing is as wide as twenty squares however few
    there are, so that rows below each other have one scale.
    """
    if multiplier is None or not 1 <= multiplier <= MOST:
        return None
    squares = [_square(number, 1) for number in range(int(multiplier))]
    rest = round_half_up(multiplier - int(multiplier), 2)
    if rest:
        squares.append(_square(len(squares), rest))
    lines = (len(squares) - 1) // PER_LINE + 1
    widest = PER_LINE if whole_line or lines > 1 else len(squares)
    return EuroRow(
        width=str(widest * STEP - 1),
        height=str(lines * STEP - 1),
        city=squares[0],
        others="".join(squares[1:]),
        label=gettext("Multiplier %(multiplier)s: of each %(amount)s of project size, one euro is the municipality’s")
        % {"multiplier": dutch_number(multiplier, 1), "amount": dutch_euros(multiplier)},
    )


def _square(number, part):
    """A square at its place in the row, cut at `part` of its width."""
    x, y = number % PER_LINE * STEP, number // PER_LINE * STEP
    width = f"{part * SIDE:.2f}".rstrip("0").rstrip(".")
    return f"M{x} {y}h{width}v{SIDE}h-{width}z"
