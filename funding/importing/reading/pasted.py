"""A table pasted from a document or a page: HTML, or text with tabs between its cells."""

import re

from django.utils.translation import gettext as _

from ..cells import EMPTY, Reading, Sheet, Unreadable
from .content import Texts
from .delimited import guessed_delimiter, records, rows_of
from .limits import CELL, COLUMNS, ROWS, SHEETS, Rows, Tally, pad, too_large, too_long, too_wide

TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
NAME = re.compile(r"(/?)([a-zA-Z][a-zA-Z0-9:]*)(?=[\s/>]|$)")
SPAN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?\s*(\d{1,7})", re.IGNORECASE)
CELLS = ("td", "th")
ROW_GROUPS = ("thead", "tbody", "tfoot")
UNSEEN = ("script", "style")


def has_table(text: str) -> bool:
    return TABLE.search(text) is not None


def read_text(text: str) -> Reading:
    """The table in text with tabs, else with another mark, between cells; raises Unreadable where there is none."""
    delimiter = "\t" if "\t" in text else guessed_delimiter(text)
    if delimiter not in text:
        raise no_table()
    # Excel puts quotation marks around a cell of several lines; a text may also begin with one of its own.
    try:
        found = list(records(text, delimiter, is_strict=True))
    except Unreadable:
        found = records(text, delimiter, quoted=False)
    return Reading("pasted", (Sheet("", rows_of(found)),))


def read_html(text: str) -> Reading:
    """The tables in HTML, each a sheet; a merged cell has its text in its first place only.

    A table inside a cell is text of that cell. Raises Unreadable where they hold more than is read.
    """
    return Reading("pasted", tuple(Tables(text).read()))


def no_table() -> Unreadable:
    return Unreadable(
        _(
            "No table has been found in the text. Select the whole table with its headings in the document, copy it "
            "and paste it again."
        )
    )


def pieces(text: str):
    """Each tag as (closes, name, the rest of the tag, text behind it); comments, scripts and styles are left out.

    Goes from each "<" to the next, so that no text takes longer than its length.
    """
    place = text.find("<")
    yield "", "", "", text if place < 0 else text[:place]
    unseen = ""
    while place >= 0:
        begin, place = place + 1, text.find("<", place + 1)
        piece = text[begin:] if place < 0 else text[begin:place]
        tag, end, after = piece.partition(">")
        found = NAME.match(tag)
        if unseen:
            if unseen == "--" and "-->" in piece:
                unseen = ""
                yield "", "", "", piece.partition("-->")[2]
            elif found and found[1] and found[2].lower() == unseen:
                unseen = ""
                yield "", "", "", after
        elif tag.startswith("!--"):
            unseen = "" if "-->" in piece else "--"
            yield "", "", "", piece.partition("-->")[2]
        elif not end or not found:
            # "<!DOCTYPE", "<![endif]" and "<?xml" are marks of a document, "< 5 jaar" is text.
            yield "", "", "", after if end and tag[:1] in ("!", "?") else f"<{piece}"
        elif not found[1] and found[2].lower() in UNSEEN:
            unseen = found[2].lower()
        else:
            yield found[1], found[2].lower(), tag[found.end() :], after


class Tables:
    """Goes through HTML once, and lays the cells of each table on a grid."""

    def __init__(self, text: str):
        self.text = text
        self.tally = Tally()
        self.depth = self.tables = 0

    def read(self):
        """The sheets, in order."""
        for closes, name, rest, after in pieces(self.text):
            if name == "table":
                yield from self._table(closes)
            elif self.depth == 1:
                self._tag(closes, name, rest)
            elif self.depth and name:
                self._write(" ")
            self._write(after)
        if self.depth:
            yield self._finished()

    def _table(self, closes):
        if closes and self.depth == 1:
            yield self._finished()
        elif not closes and not self.depth:
            self._begin()
        else:
            self._write(" ")
        self.depth = max(0, self.depth - 1) if closes else self.depth + 1

    def _begin(self):
        self.tables += 1
        if self.tables > SHEETS:
            raise too_large()
        self.name = _("Table %(number)s") % {"number": self.tables}
        self.rows, self.texts = Rows(self.tally, self.name), Texts(self.name)
        self.number = 0
        self.row = self.parts = None
        # For each column how many rows below this one a cell above it covers.
        self.covered = {}

    def _tag(self, closes, name, rest):
        if name in CELLS:
            self._end_cell()
            if not closes:
                self._begin_cell(rest)
        elif name == "tr":
            self._end_row()
            if not closes:
                self._begin_row()
        elif name in ROW_GROUPS:
            self._end_row()
            self.covered = {}
        elif name and self.parts is not None:
            self._write(f"<{name}>")  # `content.clean` knows which of them part words

    def _write(self, text):
        if not self.depth or self.parts is None or not text:
            return
        self.size += len(text)
        if self.size > CELL:
            raise too_long(self.name, self.number, len(self.row))
        self.parts.append(text)

    def _begin_row(self):
        self.number += 1
        if self.number > ROWS * 2:
            raise too_large()
        self.row = []

    def _begin_cell(self, rest):
        if self.row is None:
            self._begin_row()
        spans = {key.lower(): int(value) for key, value in SPAN.findall(rest)}
        self.spans = max(1, spans.get("colspan", 1)), spans.get("rowspan", 1) or ROWS
        self.parts, self.size = [], 0

    def _end_cell(self):
        if self.parts is None:
            return
        raw, self.parts = "".join(self.parts), None
        self._skip_covered()
        column = len(self.row)
        wide, high = self.spans
        cell = self.texts.cell(raw, self.number, column)
        if column + wide > COLUMNS:
            if not cell.is_empty and column >= COLUMNS:
                raise too_wide(self.name, self.number)
            wide = max(1, COLUMNS - column)
        self.row.append(cell)
        pad(self.row, column + wide)
        if high > 1:
            self.covered.update(dict.fromkeys(range(column, column + wide), high))

    def _skip_covered(self):
        while self.covered.get(len(self.row), 0):
            self.row.append(EMPTY)

    def _end_row(self):
        self._end_cell()
        if self.row is None:
            return
        self.rows.add(self.number, self.row)
        self.row = None
        self.covered = {column: left - 1 for column, left in self.covered.items() if left > 1}

    def _finished(self):
        self._end_row()
        return Sheet(self.name, self.rows.all())
