"""Amounts of money: one strict parser and one field, for every form and for every importer.

Dutch notation only. "12.000" is twelve thousand; what can be read in two ways is refused with a
sentence that says how to write it (funding.md, section 5).
"""

import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from .notation import DutchNumberField, dutch_number

MAX_DIGITS = 12
DECIMAL_PLACES = 2
CENT = Decimal("0.01")

_SPACES = " \u00a0\u2009\u202f"
_DUTCH = re.compile(
    rf"""
    (?: (?:€|eur|euro) [{_SPACES}]* )?          # the sign is optional, and so is the space after it
    (?P<euros> 0 | [1-9][0-9]{{0,2}}(?:\.[0-9]{{3}})+ | [1-9][0-9]* )
    (?: , (?: (?P<cents>[0-9]{{2}}) | -{{1,2}} | [–—] ) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
# How a stored amount looks in a revision or a fixture. Two decimals, so never a Dutch "12.000".
_STORED = re.compile(r"[0-9]+\.[0-9]{2}")

HOW_TO_WRITE = _("Write an amount in euros like 12.000 or 12.000,50, without other characters.")
NEGATIVE = _("An amount cannot be negative. Leave out the minus sign.")
DOT_DECIMALS = _(
    "This amount can be read in two ways. Write thousands with a point and cents with a comma: 12.000 or 12,50."
)
TWO_CENTS = _("Write cents with two digits after the comma: 12,50.")
TOO_LARGE = _("This amount is too large. The largest amount is 9.999.999.999,99.")


def parse_amount(text: str) -> Decimal | None:
    """The amount in euros that `text` states in Dutch notation; None for an empty text.

    Accepts "12.000", "12000", "€ 12.000,-" and "12,50". Raises ValidationError with a sentence that
    says what to write for anything else: letters, "1e5", a minus sign, "12.50", "12,5", too many digits.
    """
    text = text.strip().strip(_SPACES)
    if not text:
        return None
    match = _DUTCH.fullmatch(text)
    if match is None:
        raise ValidationError(_what_is_wrong(text), code="invalid")
    amount = Decimal(match["euros"].replace(".", "") + "." + (match["cents"] or "00"))
    if amount >= Decimal(10) ** (MAX_DIGITS - DECIMAL_PLACES):
        raise ValidationError(TOO_LARGE, code="max_digits")
    return amount


def _what_is_wrong(text):
    bare = text.lstrip("€" + _SPACES)
    if bare.startswith(("-", "−", "–")):
        return NEGATIVE
    if re.fullmatch(r"[0-9.]*,[0-9]", bare):
        return TWO_CENTS
    if re.fullmatch(r"[0-9][0-9.,]*", bare):
        return DOT_DECIMALS
    return HOW_TO_WRITE


class MoneyFormField(DutchNumberField):
    number_type = Decimal
    parse = staticmethod(parse_amount)
    inputmode = "decimal"

    def __init__(self, **kwargs):
        # What Django's DecimalField would have passed to a number input.
        kwargs.pop("max_digits", None)
        kwargs.pop("decimal_places", None)
        super().__init__(**kwargs)

    def prepare_value(self, value):
        if isinstance(value, Decimal):
            return dutch_number(value, 0 if value == value.to_integral_value() else 2)
        return value


class MoneyField(models.DecimalField):
    """Euros as Decimal with two places. Never a float, never a default of 0; None is "unknown" (rule R8)."""

    def __init__(self, *args, **kwargs):
        kwargs.update(max_digits=MAX_DIGITS, decimal_places=DECIMAL_PLACES)
        super().__init__(*args, **kwargs)

    @property
    def validators(self):
        return [*super().validators, MinValueValidator(0, message=NEGATIVE)]

    def to_python(self, value):
        """Text is read as a person writes it; code may pass int or Decimal, and a float is refused."""
        if value is None or value == "":
            return None
        if isinstance(value, float):
            raise ValidationError(_("An amount cannot be a float. Use Decimal or text."), code="float")
        if isinstance(value, str) and not _STORED.fullmatch(value):
            return parse_amount(value)
        try:
            amount = Decimal(value)
            if not amount.is_finite() or amount != amount.quantize(CENT):
                raise ValidationError(HOW_TO_WRITE, code="invalid")
        except (InvalidOperation, TypeError, ValueError) as error:
            raise ValidationError(HOW_TO_WRITE, code="invalid") from error
        return amount.quantize(CENT)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": MoneyFormField, **kwargs})
