"""What a cell says of an amount of money, as people and programs write it."""

import re
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dog_site.core.lists.cleaning import clean_line
from dog_site.core.lists.names import same_name
from dog_site.core.numbers.money import (
    CENT,
    DECIMAL_PLACES,
    HOW_TO_WRITE,
    MAX_DIGITS,
    NEGATIVE,
    TOO_LARGE,
    parse_amount,
)
from dog_site.core.numbers.notation import dutch_euros

from ..models import AmountState
from .cells import Cell
from .doubts import Doubt
from .words import meaning

BEYOND = Decimal(10) ** (MAX_DIGITS - DECIMAL_PLACES)
LONGEST = 200
UNITS = {
    1_000: ("k", "duizend", "dzd", "thousand"),
    100_000: ("ton",),
    1_000_000: ("m", "mln", "mio", "miljoen", "million"),
    1_000_000_000: ("mld", "miljard", "billion"),
}

_SIGN = r"(?:€|eur|euros?)"
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+"
_FACTORS = {word: factor for factor, words in UNITS.items() for word in words}
_DASH = re.compile(rf"(?:{_SIGN}\s*)?[-–—]+(?:\s*,\s*[-–—]+)?", re.IGNORECASE)
_SIGN_BEHIND = re.compile(rf"([0-9][0-9.,]*(?:,[-–—]+)?)\s*{_SIGN}", re.IGNORECASE)
_DOT_DECIMALS = re.compile(rf"(?:{_SIGN}\s*)?(?P<amount>[0-9]+\.[0-9]{{2}})", re.IGNORECASE)
_ONE_DOT = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
# Thousands apart as in English or by blanks; a point and two digits are the cents there.
_FOREIGN = re.compile(
    rf"(?:{_SIGN}\s*)?(?P<euros>[1-9][0-9]{{0,2}}(?:(?:,[0-9]{{3}})+|(?: [0-9]{{3}})+))(?:[.](?P<cents>[0-9]{{2}}))?",
    re.IGNORECASE,
)
_IN_UNITS = re.compile(
    rf"(?:{_SIGN}\s*)?(?P<number>(?:{_NUMBER})(?:,[0-9]+)?|[0-9]+\.[0-9]{{1,2}})\s*"
    rf"(?P<unit>{'|'.join(sorted(_FACTORS, key=len, reverse=True))})\.?(?:\s*{_SIGN})?",
    re.IGNORECASE,
)
# What looks like money: with a sign, or with points between thousands.
_MONEY = rf"{_SIGN}\s*(?:{_NUMBER})(?:,(?:[0-9]{{2}}|[-–—]+))?|[0-9]{{1,3}}(?:\.[0-9]{{3}})+(?:,(?:[0-9]{{2}}|[-–—]+))?"
_NOTED = re.compile(
    rf"(?P<before>[^0-9€]*?)(?<![\w.,-])(?P<amount>{_MONEY})(?![\w.,])(?P<after>[^0-9€]*)", re.IGNORECASE
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OTHER_MONEY = re.compile(r"[$£¥]|\b(?:usd|gbp|chf|dollars?|pond)\b", re.IGNORECASE)
_BELOW_ZERO = re.compile(rf"\(\s*(?:{_MONEY}|{_NUMBER})\s*\)|[0-9][0-9.]*(?:,[0-9]+)?\s*[-−]", re.IGNORECASE)


def read_amount(cell: Cell, *, dot_decimals: bool = False) -> tuple[Decimal | None, AmountState]:
    """The amount of a cell in euros with two decimals, and its state; None where the state is not "known" (R4).

    "?" is unknown and a blank cell is not stated. A number that the file holds is exact. A text is Dutch, so "12.000"
    is twelve thousand; with `dot_decimals`, for files that programs write, "5000.00" is an amount too. Raises Doubt
    for "1,5 mln", "€ 10.000 (excl. btw)" or "-", which a person has to confirm, and ValidationError for what is no
    amount, is negative, has parts of a cent, or is larger than the site can keep.
    """
    if cell.problem:
        raise ValidationError(cell.problem, code="problem")
    if isinstance(cell.value, Decimal):
        return _exact(cell.value), AmountState.KNOWN
    if isinstance(cell.value, date):
        raise ValidationError(_("This is a day. Write an amount in euros like 12.000."), code="invalid")
    text = clean_line(cell.text)
    state = AmountState.NOT_STATED if not text else meaning(AmountState, text)
    if state and state != AmountState.KNOWN:
        return None, state
    return _in_words(text, dot_decimals), AmountState.KNOWN


def _exact(number):
    if not number.is_finite():
        raise ValidationError(HOW_TO_WRITE, code="invalid")
    if number < 0:
        raise ValidationError(NEGATIVE, code="negative")
    if number >= BEYOND:
        raise ValidationError(TOO_LARGE, code="max_digits")
    if number != number.quantize(CENT):
        sentence = _("The file has %(number)s here, with parts of a cent. Round it to two decimals in the file.")
        raise ValidationError(sentence % {"number": str(number).replace(".", ",")}, code="decimals")
    return abs(number.quantize(CENT))  # a zero may have a minus sign


def _in_words(text, dot_decimals):
    if _DASH.fullmatch(text):
        sentence = _("A dash may stand for nothing or for zero. Does the source state no amount here?")
        raise Doubt(sentence, (None, AmountState.NOT_STATED))
    if dot_decimals and (found := _DOT_DECIMALS.fullmatch(text)):
        return _exact(Decimal(found["amount"]))
    if dot_decimals and _ONE_DOT.fullmatch(text):
        raise _doubt(parse_amount(text))
    signed_behind = _SIGN_BEHIND.fullmatch(text)
    try:
        return parse_amount(signed_behind[1] if signed_behind else text)
    except ValidationError:
        if len(text) <= LONGEST and (amount := _probably(text)) is not None:
            raise _doubt(amount) from None
        if _BELOW_ZERO.fullmatch(text):
            raise ValidationError(NEGATIVE, code="negative") from None
        raise


def _probably(text):
    """The amount that somebody may have meant; None where that is a guess."""
    if found := _DOT_DECIMALS.fullmatch(text):
        return _exact(Decimal(found["amount"]))
    if found := _FOREIGN.fullmatch(text):
        return _exact(Decimal(f"{re.sub('[ ,]', '', found['euros'])}.{found['cents'] or '00'}"))
    if _OTHER_MONEY.search(text):
        return None
    without_note = " ".join(_BRACKETS.sub(" ", text).split())
    if found := _IN_UNITS.fullmatch(without_note):
        return _exact(_plain(found["number"]) * _FACTORS[found["unit"].lower()])
    if without_note != text and _is_money(without_note):
        return parse_amount(without_note)
    found = _NOTED.fullmatch(without_note)
    if found and _is_words(found["before"]) and _is_words(found["after"]):
        return parse_amount(found["amount"])
    return None


def _plain(number):
    """A number as Decimal: a point before one or two digits is one before decimals, which thousands never have."""
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", number):
        return Decimal(number)
    return Decimal(number.replace(".", "").replace(",", "."))


def _is_money(text):
    try:
        return parse_amount(text) is not None
    except ValidationError:
        return False


def _is_words(note):
    """Whether a note beside an amount is in words, and does not turn it around as a minus sign does."""
    return not note.strip() or (bool(same_name(note)) and note.strip()[0] not in "-−–—+/=")


def _doubt(amount):
    sentence = _("This can be read in more ways than one. Do you mean %(amount)s?") % {"amount": dutch_euros(amount)}
    return Doubt(sentence, (amount, AmountState.KNOWN))
