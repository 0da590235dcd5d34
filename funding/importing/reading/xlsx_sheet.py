"""One sheet of an XLSX file."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from ..cells import EMPTY, Cell
from . import content
from .limits import CELLS_SEEN, COLUMNS, Rows, Tally, damaged, letters, pad, too_long, too_many_cells, too_wide
from .markup import Walk

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
YES = ("1", "true")
# The formats that have a number instead of a code: ECMA-376, 18.8.30.
DAYS = {"14", "15", "16", "17", "22", *map(str, range(27, 32)), "36", *map(str, range(50, 59))}
TIMES = {"18", "19", "20", "21", "32", "33", "34", "35", "45", "46", "47"}
# In a code of a format: text, colours and currencies.
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
FIRST_DAY, FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
LAST_SERIAL = 2_958_465  # 31 December 9999
LEAP_DAY = 60
MINUTES = 24 * 60
HIDDEN_SHOWN = 10
# Areas may not overlap, so that there are few in a row.
MERGED_ROWS = 500_000


def in_main(**handlers) -> dict:
    """`handlers` under the names of their elements in both namespaces of spreadsheets."""
    return {f"{namespace} {name}": handler for namespace in MAIN for name, handler in handlers.items()}


@dataclass
class Book:
    """What the sheets of a workbook share: the format of each style, the texts, and where days count from."""

    tally: Tally
    from_1904: bool = False
    formats: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    kinds: dict[str | None, str] = field(default_factory=dict)
    text_cells: dict[int, Cell] = field(default_factory=dict)

    def kind_of(self, style: str | None) -> str:
        """What a number in a cell of `style` is: "day", "time" or "" for a number."""
        found = self.kinds.get(style)
        if found is None:
            index = int(style or 0)
            code = self.formats[index] if 0 <= index < len(self.formats) else "0"
            found = self.kinds[style] = kind_of_format(code)
        return found


def kind_of_format(code: str) -> str:
    """What a number under a format, or under the number of one, is: "day", "time" or ""."""
    if code.isdecimal():
        return "day" if code in DAYS else "time" if code in TIMES else ""
    shown = QUOTED.sub("", code).partition(";")[0].lower()
    if "general" in shown:
        return ""
    if "d" in shown or "y" in shown:
        return "day"
    if "h" in shown or "s" in shown or "[h" in code.lower():
        return "time"
    return "day" if "m" in shown else ""


class SheetWalk(Walk):
    """The rows of a sheet. The size that a sheet says it has is not read."""

    def __init__(self, book: Book, name: str, notes: dict[str, str]):
        super().__init__()
        self.book, self.name, self.notes = book, name, notes
        self.texts = content.Texts(name)
        self.kept: dict[tuple[str, str | None], Cell] = {}
        self.columns: dict[str, int] = {}
        self.found = Rows(book.tally, name)
        self.hidden_columns: list[int] = []
        self.merged: list[str] = []
        self.number = self.seen = 0
        self.cells: list[Cell] = []
        self.is_hidden = False
        self._cell({})

    def handlers(self):
        starts = in_main(row=self._row, c=self._cell, v=self._value, f=self._formula, t=self._inline, rPh=self.ignore)
        starts |= in_main(col=self._column, mergeCell=self._merge, extLst=self.ignore)
        return starts, in_main(row=self._row_ends, c=self._cell_ends, v=self._value_ends, t=self._inline_ends)

    def rows(self):
        """The rows, with nothing in a merged area but in its first cell."""
        if not self.merged:
            return self.found.all()
        covered = self._covered()
        rows = Rows(Tally(), self.name)
        for row in self.found.all():
            cells = list(row.cells)
            for first, last in covered.get(row.number, ()):
                cells[first : last + 1] = [EMPTY] * len(cells[first : last + 1])
            rows.add(row.number, cells, is_hidden=row.is_hidden)
        return rows.all()

    def _covered(self):
        """By row, the first and the last column of what is covered by a cell beside or above it."""
        numbers = {row.number for row in self.found.found}
        covered, work = {}, 0
        for area in self.merged:
            corners = REFERENCE.findall(area)
            if len(corners) != 2:
                continue
            (first, top), (last, bottom) = ((self._index(name), int(number)) for name, number in corners)
            for number in range(top, min(bottom, self.number) + 1):
                work += 1
                if work > MERGED_ROWS:
                    raise damaged()
                if number in numbers:
                    covered.setdefault(number, []).append((first + (number == top), last))
        return covered

    def _index(self, name):
        found = self.columns.get(name)
        if found is None:
            if not name.isascii() or not name.isupper() or len(name) > 3:
                raise damaged()
            found = 0
            for letter in name:
                found = found * 26 + ord(letter) - 64
            found = self.columns[name] = found - 1
        return found

    def _column(self, attributes):
        if attributes.get("hidden") in YES:
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self.hidden_columns.extend(range(first - 1, min(last, first + HIDDEN_SHOWN, COLUMNS)))

    def _merge(self, attributes):
        self.merged.append(attributes.get("ref", ""))

    def _row(self, attributes):
        number = int(attributes.get("r") or self.number + 1)
        if number <= self.number:
            raise damaged()
        self.number = number
        self.is_hidden = attributes.get("hidden") in YES
        self.cells = []

    def _row_ends(self):
        if self.cells:
            self.found.add(self.number, self.cells, is_hidden=self.is_hidden)

    def _cell(self, attributes):
        self.reference = attributes.get("r")
        self.type = attributes.get("t", "n")
        self.style = attributes.get("s")
        self.value = None
        self.is_formula = False
        self.seen += 1
        if self.seen > CELLS_SEEN:
            raise too_many_cells()

    def _formula(self, attributes):
        self.is_formula = True

    def _value(self, attributes):
        self.listen()

    def _value_ends(self):
        self.value = self.heard()

    def _inline(self, attributes):
        self.listen()

    def _inline_ends(self):
        self.value = (self.value or "") + self.heard()

    def _cell_ends(self):
        if self.value is None and not self.is_formula and not self.notes:
            return
        if self.reference:
            column = self._index(self.reference.rstrip("0123456789"))
            if column < len(self.cells):
                raise damaged()
        else:
            column = len(self.cells)
        cell = self._made(column)
        if self.notes and (note := self.notes.get(f"{letters(column)}{self.number}")):
            cell = replace(cell, note=note)
        if cell is EMPTY:
            return
        if column >= COLUMNS:
            raise too_wide(self.name, self.number)
        pad(self.cells, column)
        self.cells.append(cell)

    def _made(self, column):
        value = self.value
        if self.is_formula and not value and self.type != "str":
            return content.formula_without_outcome()
        if value is None:
            return EMPTY
        if self.type == "s":
            return self._shared(int(value), column)
        if self.type in ("str", "inlineStr"):
            return self._text(value, column)
        if len(value) > 1_000:
            raise too_long(self.name, self.number, column)
        return self._kept(value)

    def _shared(self, index, column):
        found = self.book.text_cells.get(index)
        if found is None:
            if index < 0:
                raise damaged()
            found = self.book.text_cells[index] = self._text(self.book.texts[index], column)
        return found

    def _text(self, raw, column):
        if "_x" in raw:
            raw = ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw)
        return self.texts.cell(raw, self.number, column)

    def _kept(self, raw):
        key = (raw, self.type if self.type != "n" else self.style)
        found = self.kept.get(key)
        if found is None:
            found = self._figure(raw)
            if len(self.kept) < content.KEPT:
                self.kept[key] = found
        return found

    def _figure(self, raw):
        if self.type == "b":
            return content.truth_cell(raw)
        if self.type == "e":
            return content.error_cell(raw)
        if self.type == "d":
            return content.iso_day_cell(raw)
        if not raw.strip():
            return EMPTY
        kind = self.book.kind_of(self.style)
        return moment(raw, kind, from_1904=self.book.from_1904) if kind else content.number_cell(raw)


def moment(raw: str, kind: str, *, from_1904: bool) -> Cell:
    """What Excel shows for a number of days since its first day, under a format of days or of times."""
    try:
        days = Decimal(raw.strip())
    except InvalidOperation:
        return content.not_a_number(raw)
    if not days.is_finite() or not 0 <= days <= LAST_SERIAL:
        return content.not_a_day(raw)
    minutes = round(days * MINUTES)
    if kind == "time" or minutes < MINUTES and not from_1904:
        return content.time_cell(minutes)
    whole, minutes = divmod(minutes, MINUTES)
    if not from_1904 and whole == LEAP_DAY:
        return content.not_a_day(raw)  # 29 February 1900, which only Excel knows
    first = FIRST_DAY_1904 if from_1904 else FIRST_DAY + timedelta(days=whole < LEAP_DAY)
    if whole > LAST_SERIAL - (FIRST_DAY_1904 - FIRST_DAY).days * from_1904:
        return content.not_a_day(raw)
    day = first + timedelta(days=whole)
    return content.day_cell(datetime.combine(day, time(*divmod(minutes, 60))) if minutes else day)
