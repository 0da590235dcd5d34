"""Numbers of people and of places: whole, not negative, and typed as Dutch readers write them.

Django's own integer field reads "1.500" as 1, and a number input refuses or changes it.
"""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .notation import DutchNumberField, dutch_number

LARGEST = 99_999_999
_DUTCH = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+")

HOW_TO_WRITE = _("Write a whole number like 1500 or 1.500, without other characters.")
TOO_LARGE = _("This number is too large. The largest number is 99.999.999.")


def parse_count(text: str) -> int | None:
    """The whole number that `text` states in Dutch notation; None for an empty text.

    Accepts "1500" and "1.500". Raises ValidationError with a sentence that says what to write for
    anything else: "1,5", "1.50", "-3", "ruim 1.600".
    """
    text = text.strip().strip("\u00a0")
    if not text:
        return None
    if not (text.isascii() and _DUTCH.fullmatch(text)):
        raise ValidationError(HOW_TO_WRITE, code="invalid")
    digits = text.replace(".", "").lstrip("0") or "0"
    if len(digits) > len(str(LARGEST)):
        raise ValidationError(TOO_LARGE, code="max_value")
    return int(digits)


class CountFormField(DutchNumberField):
    number_type = int
    parse = staticmethod(parse_count)

    def __init__(self, *, min_value=None, max_value=None, **kwargs):
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return dutch_number(value) if isinstance(value, int) else value


class CountField(models.PositiveIntegerField):
    """A whole number from 0. None is "not known"; it never becomes 0."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": CountFormField, **kwargs})
