"""Numbers as Dutch readers write them. Rounding is half up and happens once, here, at display (rule R8)."""

from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"


def round_half_up(value: Decimal | int, places: int = 0) -> Decimal:
    """`value` rounded once to `places` decimals: 14.248 to one place is 14.2, 0.5 to none is 1."""
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def dutch_number(value: Decimal | int, places: int = 0) -> str:
    """`value` with a point between thousands and a comma before the decimals: 1234.5 is "1.234,5"."""
    english = f"{round_half_up(value, places):,f}"
    return english.translate(str.maketrans(",.", ".,"))


def signed(value: Decimal | int, words: str) -> str:
    """A difference with its sign in front: `words` say its size, "+ € 5.000" or "\u2212 € 5.000"."""
    return f"{'+' if value > 0 else MINUS}{NO_BREAK_SPACE}{words}"


def dutch_euros(value: Decimal | int) -> str:
    """An amount in euros: "€ 474.427", and "€ 12,50" only where the cents are not zero."""
    cents = round_half_up(value, 2)
    places = 0 if cents == cents.to_integral_value() else 2
    return f"€{NO_BREAK_SPACE}{dutch_number(cents, places)}"
