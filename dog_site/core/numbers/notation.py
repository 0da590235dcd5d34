"""Numbers as Dutch readers write them, printed and typed.

Rounding is half up and happens once, here, at display (rule R8).
"""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from django import forms
from django.core.exceptions import ValidationError

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
    """A difference as its sign and its size in `words`: "+ € 5.000" or "\u2212 € 5.000"."""
    return f"{'+' if value > 0 else MINUS}{NO_BREAK_SPACE}{words}"


def dutch_euros(value: Decimal | int) -> str:
    """An amount in euros: "€ 474.427", and "€ 12,50" only where the cents are not zero."""
    cents = round_half_up(value, 2)
    places = 0 if cents == cents.to_integral_value() else 2
    return f"€{NO_BREAK_SPACE}{dutch_number(cents, places)}"


class DutchNumberField(forms.CharField):
    """A text input for a number in Dutch notation; a number input turns "12,50" into 1250 in Chromium.

    `parse` reads a text: a `number_type`, None where the text is empty, ValidationError where it is no such number.
    """

    number_type: type
    parse: Callable
    inputmode = "numeric"

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": self.inputmode, "autocomplete": "off"}

    def to_python(self, value):
        return value if isinstance(value, self.number_type) else self.parse(super().to_python(value) or "")

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True

    def validate(self, value):
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """The length of the text was checked already; a number has none."""
