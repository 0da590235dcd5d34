"""What a file says in a cell, to a Cell: text without markup, exact numbers, days."""

import html
import re
from datetime import date, datetime
from decimal import Context, Decimal, InvalidOperation

from django.utils.translation import gettext as _

from dog_site.core.lists.cells import is_formula
from dog_site.core.lists.cleaning import clean_line

from ..cells import EMPTY, Cell
from . import limits

# Text of these alone is as clean_line has it, apart from its blanks: nearly every cell.
PLAIN = re.compile("[ -%'-;=?-~¡-¬®-ɏ–—‘’“”„•…€]*")
# Elements of HTML, so that "<5 jaar", "a<b of b>c" and "<naam@voorbeeld.nl>" stay. Those inside a line leave no blank.
INLINE = "a|abbr|b|big|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|o:p|q|s|samp|small|span|strike|strong|sub|sup|u"
BLOCK = (
    "address|article|aside|blockquote|body|br|button|caption|center|col|colgroup|dd|div|dl|dt|footer|form|h[1-6]|head|"
    "header|hr|html|iframe|img|input|label|li|link|main|meta|nav|ol|option|p|pre|script|section|select|style|svg|table|"
    "tbody|td|textarea|tfoot|th|thead|title|tr|ul|video|wbr"
)
TAG = re.compile(rf"</?(?:({INLINE})|{BLOCK})(?:[\s/]*|\s[^<>=]*=[^<>]*)>", re.IGNORECASE)
# What people never read.
UNSEEN = re.compile(r"<(script|style)\b[^<>]*>[^<]*</\1\s*>|<!--[^<>]*-->", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
NOT_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")
# To put hundreds of accents on one letter in order takes the square of their number; no language has over 30.
MARKS = re.compile(r"[^\w\s\x00-\x7f]{31,}")
ERROR = re.compile(r"#[A-Z][A-Z/0-9_]*[!?]?|Err:\d+")
# Digits that Excel keeps and shows; the rest of what it writes is the error of its binary fraction.
DIGITS = Context(prec=15)
LARGEST_EXPONENT = 308
KEPT = 50_000
SHORT = 64


def clean(raw: str) -> str:
    """`raw` on one line, without markup, entities, marks that nobody sees and our own apostrophe before a formula.

    The apostrophe also goes where a program took our CSV into a workbook, which keeps it as part of the text.
    """
    if raw.startswith("'") and is_formula(raw[1:]):
        raw = raw[1:]
    if PLAIN.fullmatch(raw):
        return " ".join(raw.split())
    if "<" in raw:
        raw = TAG.sub(lambda found: "" if found[1] else " ", UNSEEN.sub(" ", raw))
    if "&" in raw:
        raw = ENTITY.sub(lambda found: html.unescape(found[0]), raw)
    return clean_line(MARKS.sub(lambda found: found[0][:30], NOT_TEXT.sub("", raw)))


class Texts:
    """Cells of text; the same text is the same cell, since tables repeat their words."""

    def __init__(self, sheet: str = ""):
        self.sheet = sheet
        self.kept: dict[str, Cell] = {"": EMPTY}

    def cell(self, raw: str, number: int, column: int) -> Cell:
        """The cell for `raw` in row `number` and `column` (from 0); raises Unreadable where it is too long."""
        found = self.kept.get(raw)
        if found is None:
            if len(raw) > limits.CELL:
                raise limits.too_long(self.sheet, number, column)
            text = clean(raw)
            found = Cell(text) if text else EMPTY
            if len(raw) <= SHORT and len(self.kept) < KEPT:
                self.kept[raw] = found
        return found


def number_cell(raw: str) -> Cell:
    """A number as a file writes it ("31403.1"), exact up to 15 digits; read as a Dutch person writes it, "31403,1"."""
    try:
        value = DIGITS.create_decimal(raw.strip())
    except InvalidOperation:
        return not_a_number(raw)
    if not value.is_finite() or abs(value.adjusted()) > LARGEST_EXPONENT:
        return not_a_number(raw)
    if not value:
        return Cell("0", Decimal(0))
    plain = f"{value:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return Cell(plain.replace(".", ","), Decimal(plain))


def day_cell(moment: date) -> Cell:
    """A day as 14-03-2017; with the time behind it where the file tells one."""
    day = f"{moment.day:02}-{moment.month:02}-{moment.year:04}"
    if not isinstance(moment, datetime):
        return Cell(day, moment)
    time = f" {moment:%H:%M}" if moment.hour or moment.minute else ""
    return Cell(day + time, moment.date())


def iso_day_cell(raw: str) -> Cell:
    """A day, or a moment, as ISO 8601 writes it."""
    try:
        found = datetime.fromisoformat(raw.strip())
    except ValueError:
        return not_a_day(raw)
    return day_cell(found if "T" in raw else found.date())


def truth_cell(raw: str) -> Cell:
    return Cell("ja" if raw.strip().lower() in ("1", "true") else "nee")


def time_cell(minutes: int) -> Cell:
    """A time of the day, or how long something took: 10:30."""
    return Cell(f"{minutes // 60:02}:{minutes % 60:02}")


def not_a_number(raw: str) -> Cell:
    text = clean(raw[:SHORT])
    return Cell(
        text, problem=_("“%(text)s” is not a number that can be read. Correct it in the file.") % {"text": text}
    )


def not_a_day(raw: str) -> Cell:
    text = clean(raw[:SHORT])
    return Cell(text, problem=_("“%(text)s” is not a day in the calendar. Correct it in the file.") % {"text": text})


def error_cell(raw: str) -> Cell:
    text = clean(raw[:SHORT])
    return Cell(
        text,
        problem=_("This cell holds the error %(error)s. Correct its formula in the spreadsheet.") % {"error": text},
    )


def formula_without_outcome() -> Cell:
    return Cell(
        problem=_(
            "The outcome of the formula in this cell is not in the file. Open the file in a spreadsheet program, save "
            "it and upload it again."
        )
    )
