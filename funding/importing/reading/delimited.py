"""CSV: text with a row on each line and a mark between its cells."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.translation import gettext as _

from ..cells import Reading, Row, Sheet, Unreadable
from .content import Texts
from .limits import COLUMNS, Rows, Tally, too_wide

DELIMITERS = (";", "\t", ",", "|")
DEFAULT = ";"
BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# By the names that Python gives them; others that it knows, such as "unicode_escape", are no text of people.
ENCODINGS = {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-1", "iso8859-15", "cp850", "mac-roman"}
SAME = {"utf-8-sig": "utf-8"}
DIALECT_LINE = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
LOOKED_AT = 4_000
ROWS_LOOKED_AT = 60
LETTERS_LOOKED_AT = 100_000
# UTF-8 that was read as cp1252, once or by whoever made the file: "patiÃ«nten", "â‚¬ 5.000".
MISREAD = re.compile("Ã[\u0080-¿ƒ„…‰‹Œ‘’“”•–—™š›œžŸ]|â‚¬|Â[\u00a0£©«»]")
# Behind the last line, to find a quotation mark that is never closed; no text holds it after `decoded`.
END = "\x1e"


def decoded(data: bytes, encoding: str = "") -> tuple[str, str]:
    """The text of `data` and its encoding: the one asked for, else that of the mark in front, UTF-8 or cp1252.

    Raises Unreadable where the encoding is not known or the data are not written in it.
    """
    name = known_encoding(encoding) if encoding else guessed_encoding(data)
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        if encoding:
            raise Unreadable(
                _("The file is not written in the encoding %(encoding)s. Choose another one, or leave it empty.")
                % {"encoding": encoding}
            ) from None
        # Five bytes mean nothing in cp1252; they are left out as marks that nobody sees.
        name, text = "cp1252", data.decode("cp1252", errors="ignore")
    return text.removeprefix("\ufeff").replace(END, " "), name


def known_encoding(name: str) -> str:
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        found = ""
    found = SAME.get(found, found)
    if found not in ENCODINGS:
        raise Unreadable(
            _("The encoding “%(encoding)s” is not known. Choose UTF-8, cp1252 or UTF-16, or leave it empty.")
            % {"encoding": name[:40]}
        )
    return found


def guessed_encoding(data: bytes) -> str:
    for mark, name in BOMS.items():
        if data.startswith(mark):
            return name
    start = data[:LOOKED_AT]
    # Latin letters in UTF-16 have a zero as every second byte.
    if len(data) % 2 == 0 and start.count(0) > len(start) / 4:
        return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    return "utf-8"


def read_delimited(text: str, *, encoding: str, delimiter: str = "", kind: str = "csv") -> Reading:
    """The table in `text`; the delimiter is the one asked for, that of a first line "sep=;", or guessed.

    Row numbers are those that a spreadsheet shows: a cell of several lines is one row, a line "sep=;" is none. Raises
    Unreadable for another delimiter, a quotation mark that is never closed, and a table that is too large.
    """
    if delimiter and delimiter not in DELIMITERS:
        raise Unreadable(_("Columns are separated by a semicolon, a comma, a tab or a |. Choose one of these."))
    if stated := DIALECT_LINE.match(text):
        text = text[stated.end() :]
    if not delimiter:
        delimiter = stated[1] if stated and stated[1] in DELIMITERS else guessed_delimiter(text)
    remarks = ()
    if MISREAD.search(text[:LETTERS_LOOKED_AT]):
        remarks = (_("Some letters look wrong, such as “Ã«” for “ë”. Check the names, or choose another encoding."),)
    sheet = Sheet("", rows_of(records(text, delimiter)))
    return Reading(kind, (sheet,), encoding, delimiter, remarks)


def records(text: str, delimiter: str, *, quoted: bool = True, is_strict: bool = False) -> Iterator[list[str]]:
    """The rows of `text` as lists of text, without the quotation marks around cells.

    Raises Unreadable for a mark that is never closed: all rows behind it would be one cell.
    """
    quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    lines = io.StringIO(f"{text}\n{END}", newline="")
    number = 1
    try:
        for number, record in enumerate(csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=is_strict), 1):
            if record == [END]:
                return
            if record and record[-1].endswith(END):
                raise unclosed(number)
            yield record
    except csv.Error:  # a cell of more than 131,072 characters
        raise unclosed(number + 1) from None


def unclosed(number):
    return Unreadable(
        _('A quotation mark (") in row %(row)s is never closed. Close or remove it in the file.') % {"row": number}
    )


def rows_of(found: Iterable[list[str]]) -> tuple[Row, ...]:
    """Rows of cells for lists of text; raises Unreadable where they hold more than is read."""
    rows, texts = Rows(Tally()), Texts()
    cell = texts.cell
    for number, record in enumerate(found, 1):
        if len(record) > COLUMNS and any(record[COLUMNS:]):
            raise too_wide("", number)
        rows.add(number, [cell(raw, number, column) for column, raw in enumerate(record[:COLUMNS])])
    return rows.all()


def guessed_delimiter(text: str) -> str:
    """The mark that divides the most rows into the same number of cells; a semicolon where there is none."""
    start = text[:LETTERS_LOOKED_AT]
    best, delimiter = (0, 0), DEFAULT
    for candidate in DELIMITERS:
        if candidate not in start:
            continue
        widths = Counter(_widths(start, candidate))
        width, rows = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0))
        if width > 1 and (rows, width) > best:
            best, delimiter = (rows, width), candidate
    return delimiter


def _widths(start, delimiter):
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
    try:
        for record in islice(reader, ROWS_LOOKED_AT):
            if any(record):
                yield len(record)
    except csv.Error:
        return
