"""What a cell says, apart from an amount: a state, a year, a day, a text, who takes part.

Each function takes a cell. It raises ValidationError with a sentence that says what is wrong and what to do, and Doubt
where a person has to confirm what is suggested.
"""

import re
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from dog_site.core.lists.cells import is_formula
from dog_site.core.lists.cleaning import clean_line, clean_text
from dog_site.core.lists.names import same_name
from dog_site.core.numbers.days import NO_DAY, DayField, dutch_day
from projects.models.periods import YEAR_LIMITS

from ..models import AmountState, FundingPartner, SizeScope, Stage
from ..models.entries import validate_funding_year
from .amounts import read_amount
from .cells import Cell
from .doubts import Doubt
from .words import meaning

__all__ = [
    "Doubt",
    "read_amount",
    "read_day",
    "read_moment",
    "read_partners",
    "read_scope",
    "read_stage",
    "read_state",
    "read_text",
    "read_year",
]

# Words in what is one name; with more it is a sentence.
WORDS_OF_A_NAME = 12
# "B.V." and "e.a." end with a full stop as well.
LONGEST_ABBREVIATION = 3

_YEAR = re.compile(r"[0-9]{4}")
_TWO_DIGITS = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}")
_WITH_ZERO_HOUR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]00:00(?::00(?:\.0+)?)?Z?")
_MONTH_AND_YEAR = re.compile(r"(?:[^\W\d_]+\.?|[0-9]{1,2}[-/])\s*([0-9]{4})|([0-9]{4})-[0-9]{1,2}")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9]),(?=[0-9])")
_LAST_AND = re.compile(r"\s+(?:en|and)\s+")
_SOME_OF_THEM = re.compile(r"\bwaaronder\b", re.IGNORECASE)
_DAY = DayField()


def read_state(cell: Cell) -> AmountState | None:
    """What the file says of an amount (R4), in Dutch, in English or as it is stored; None where it says nothing."""
    return _choice(AmountState, cell)


def read_stage(cell: Cell) -> Stage | None:
    """How far an entry is; None where the file does not say."""
    return _choice(Stage, cell)


def read_scope(cell: Cell) -> SizeScope | None:
    """Which period a project size covers; None where the file does not say."""
    return _choice(SizeScope, cell)


def read_year(cell: Cell) -> int | None:
    """The year of a contribution, which a day in it gives too; None for a blank cell."""
    try:
        year, _day = read_moment(cell)
    except Doubt as doubt:
        year, _day = doubt.suggestion
        validate_funding_year(year)
        raise Doubt(doubt.message, year) from None
    if year is not None:
        validate_funding_year(year)
    return year


def read_moment(cell: Cell) -> tuple[int | None, date | None]:
    """The year and, where the file has it, the day on which a period begins or ends; (None, None) for a blank cell.

    A number is a year: only what the file itself calls a day is one. A month, as in "mei 2017", is doubt about its
    year, since the site keeps no months; a year of two digits is doubt as well.
    """
    text = _believed(cell)
    year = _year_of(cell.value, text)
    if year is not None:
        return _within_limits(year), None
    try:
        day = read_day(cell)
    except Doubt as doubt:
        raise Doubt(doubt.message, (doubt.suggestion.year, doubt.suggestion)) from None
    except ValidationError as error:
        if error.code == "limits":
            raise
        if found := _MONTH_AND_YEAR.fullmatch(text):
            year = _within_limits(int(found[1] or found[2]))
            sentence = _("The site keeps a year or a day, no month. Do you mean %(year)s?") % {"year": year}
            raise Doubt(sentence, (year, None)) from None
        sentence = _("“%(text)s” is no year and no day. Write one like 2017 or 28-11-2017.") % {"text": _short(text)}
        raise ValidationError(sentence, code="invalid") from None
    return (day.year, day) if day else (None, None)


def read_day(cell: Cell) -> date | None:
    """A day as people here write it, as programs do (2017-11-28), or as the file holds it; None for a blank cell.

    A number is no day. A year of two digits is doubt.
    """
    text = _believed(cell)
    if isinstance(cell.value, date):
        day = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        _within_limits(day.year)
        return day
    if isinstance(cell.value, Decimal):
        raise ValidationError(_("This is a number, no day. Write a day like 28-11-2017."), code="invalid")
    if not text:
        return None
    day = _dutch_day(_WITH_ZERO_HOUR.sub(r"\1", text))
    _within_limits(day.year)
    if _TWO_DIGITS.fullmatch(text):
        sentence = _("A year has four digits. Do you mean %(day)s?") % {"day": dutch_day(day)}
        raise Doubt(sentence, day)
    return day


def read_text(cell: Cell, longest: int, *, keep_lines: bool = False) -> str:
    """The clean text of a cell, of at most `longest` characters; on one line, unless it may have several.

    Our own files put an apostrophe before what a spreadsheet would run; that is no part of the text.
    """
    return _not_longer(_believed(cell, clean_text if keep_lines else clean_line), longest)


def read_partners(cell: Cell, *, only_semicolons: bool = False) -> tuple[str, ...]:
    """Who takes part, each once and in order, in the words of the file.

    Names are apart by ";", as in our own files, which have nothing else (`only_semicolons`). In other files they are
    apart by lines, or by commas and the "en" before the last one; what stands in brackets stays together. A sentence is
    kept whole, since only a person can say who is meant in it.
    """
    text = _believed(cell)
    if ";" in text or only_semicolons:
        names = text.split(";")
    elif "," not in text and "\n" in cell.text.strip():
        names = cell.text.splitlines()
    else:
        names = _apart_by_commas(text)
    longest = FundingPartner._meta.get_field("text").max_length
    by_name = {}
    for name in map(clean_line, names):
        if name:
            by_name.setdefault(same_name(name), _not_longer(name, longest))
    return tuple(by_name.values())


def _believed(cell, clean=clean_line):
    if cell.problem:
        raise ValidationError(cell.problem, code="problem")
    text = clean(cell.text).strip()
    if not text and cell.value is not None:
        return str(cell.value)
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text


def _choice(choices: type[models.TextChoices], cell):
    text = _believed(cell)
    if not text:
        return None
    found = meaning(choices, text)
    if found is None:
        words = ", ".join(str(label) for label in choices.labels)
        sentence = _("“%(text)s” is none of the words that can stand here. Write one of these: %(words)s.")
        raise ValidationError(sentence % {"text": _short(text), "words": words}, code="invalid")
    return found


def _year_of(value, text):
    if isinstance(value, Decimal):
        if value.is_finite() and 0 <= value < 10_000 and value == value.to_integral_value():
            return int(value)
        raise ValidationError(_("This number is no year. Write a year like 2017."), code="invalid")
    return int(text) if value is None and _YEAR.fullmatch(text) else None


def _within_limits(year):
    for limit in YEAR_LIMITS:
        try:
            limit(year)
        except ValidationError as error:
            raise ValidationError(error.message, code="limits") from None
    return year


def _dutch_day(text):
    # Whoever reads the file in English did not write its days as Americans do.
    with override("nl"):
        try:
            return _DAY.to_python(text)
        except ValidationError:
            raise ValidationError(NO_DAY, code="invalid") from None


def _not_longer(text, longest):
    if len(text) > longest:
        sentence = _("This text has %(length)s characters. Shorten it to at most %(longest)s.")
        raise ValidationError(sentence % {"length": len(text), "longest": longest}, code="max_length")
    return text


def _short(text):
    return text if len(text) <= 60 else f"{text[:59]}…"


def _apart_by_commas(text):
    names = _outside_brackets(text)
    if _is_sentence(text, names):
        return [text]
    if len(names) > 1:
        *others, last = names
        names = [*others, *_LAST_AND.split(last.strip(), maxsplit=1)]
    return names


def _outside_brackets(text):
    """The parts of a text between the commas that are not in brackets, nor in a number."""
    names, depth = [""], 0
    for letter in _BETWEEN_DIGITS.sub("\0", text):
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        if letter == "," and not depth:
            names.append("")
        else:
            names[-1] += letter
    if depth:  # a bracket that is never closed holds nothing together
        return text.split(",")
    return [name.replace("\0", ",") for name in names]


def _is_sentence(text, names):
    if _SOME_OF_THEM.search(text) or any(len(name.split()) > WORDS_OF_A_NAME for name in names):
        return True
    last = text.split()[-1] if text else ""
    return last.endswith(".") and "." not in last[:-1] and len(last) - 1 > LONGEST_ABBREVIATION
