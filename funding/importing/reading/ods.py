"""ODS: a spreadsheet of LibreOffice. Read by ourselves: odfpy keeps the whole document in memory."""

import re
from dataclasses import dataclass, replace

from ..cells import EMPTY, Cell, Reading, Sheet
from . import content
from .limits import (
    CELLS_SEEN,
    COLUMNS,
    ROWS,
    SHEETS,
    Rows,
    Tally,
    damaged,
    pad,
    too_long,
    too_many_cells,
    too_many_sheets,
    too_wide,
)
from .markup import Walk
from .packed import Package, encrypted
from .xlsx import links, macros, remark_on_columns

MANIFEST = "META-INF/manifest.xml"
NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0 "
OFFICE, TABLE, TEXT, STYLE, DRAW = map(NAMESPACE.format, ("office", "table", "text", "style", "drawing"))
EXTENDED_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
NUMBERS = {"float", "currency", "percentage"}
HIDDEN = {"collapse", "filter"}
DURATION = re.compile(r"PT(\d{1,6})H(\d{1,2})M[\d.,]*S?")
BLANKS = 1_000


@dataclass
class Found:
    """A cell while it is read."""

    attributes: dict
    paragraphs: list[str]
    note: str = ""


class Content(Walk):
    """The sheets of content.xml. What is repeated a million times and empty takes no time."""

    def __init__(self):
        super().__init__()
        self.tally = Tally()
        self.sheets: list[Sheet] = []
        self.remarks: list[str] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.table_depth = 0
        self.cell: Found | None = None
        self.cells: list[Cell] | None = None
        self.note: list[str] | None = None
        self.seen = self.next_column = 0
        self.has_links = False

    def handlers(self):
        starts = {
            f"{STYLE}style": self._style,
            f"{STYLE}table-properties": self._table_properties,
            f"{TABLE}table": self._table,
            f"{TABLE}table-column": self._column,
            f"{TABLE}table-row": self._row,
            f"{TABLE}table-cell": self._cell,
            f"{TABLE}covered-table-cell": self._cell,
            f"{OFFICE}annotation": self._annotation,
            f"{TEXT}p": self._paragraph,
            f"{TEXT}s": self._blanks,
            f"{TEXT}tab": self._blank,
            f"{TEXT}line-break": self._blank,
            # What lies on top of a sheet or a cell, and cells that are gone but can be brought back.
            f"{TABLE}shapes": self.ignore,
            f"{DRAW}frame": self.ignore,
            f"{DRAW}custom-shape": self.ignore,
            f"{TABLE}tracked-changes": self.ignore,
        }
        ends = {
            f"{TABLE}table": self._table_ends,
            f"{TABLE}table-row": self._row_ends,
            f"{TABLE}table-cell": self._cell_ends,
            f"{TABLE}covered-table-cell": self._covered_ends,
            f"{OFFICE}annotation": self._annotation_ends,
            f"{TEXT}p": self._paragraph_ends,
        }
        return starts, ends

    def _style(self, attributes):
        self.style = attributes.get(f"{STYLE}name", "")

    def _table_properties(self, attributes):
        if attributes.get(f"{TABLE}display") == "false":
            self.hidden_styles.add(self.style)

    def _table(self, attributes):
        self.table_depth += 1
        if self.table_depth > 1:
            raise damaged()
        if len(self.sheets) == SHEETS:
            raise too_many_sheets()
        self.name = content.clean(attributes.get(f"{TABLE}name", "")[:100])
        self.is_hidden = attributes.get(f"{TABLE}style-name") in self.hidden_styles
        self.rows, self.texts = Rows(self.tally, self.name), content.Texts(self.name)
        self.kept = {}
        self.next_number = 1
        self.next_column = 0
        self.hidden_columns = []

    def _table_ends(self):
        self.table_depth -= 1
        self.sheets.append(Sheet(self.name, self.rows.all(), self.is_hidden))
        self.remarks.extend(remark_on_columns(self.name, self.hidden_columns))

    def _column(self, attributes):
        last = self.next_column + repeated(attributes, "columns")
        # Behind a table LibreOffice hides all columns to the last one.
        if attributes.get(f"{TABLE}visibility") in HIDDEN and last <= COLUMNS:
            self.hidden_columns.extend(range(self.next_column, last))
        self.next_column = last

    def _row(self, attributes):
        if not self.table_depth:
            return
        self.number = self.next_number
        self.times = repeated(attributes, "rows")
        self.next_number += self.times
        self.is_row_hidden = attributes.get(f"{TABLE}visibility") in HIDDEN
        self.cells = []
        self.width = 0

    def _row_ends(self):
        if self.cells:
            if self.times > ROWS:
                self.tally.count(self.times, 0)
            self.rows.add(self.number, self.cells, is_hidden=self.is_row_hidden, times=self.times)
        self.cells = None

    def _cell(self, attributes):
        self.cell = Found(attributes, [])
        self.seen += 1
        if self.seen > CELLS_SEEN:
            raise too_many_cells()

    def _covered_ends(self):
        if self.cell and self.cells is not None:
            self.width += repeated(self.cell.attributes, "columns")
        self.cell = None

    def _cell_ends(self):
        found, self.cell = self.cell, None
        if not found or self.cells is None:
            return
        times = repeated(found.attributes, "columns")
        cell = self._made(found)
        if cell is not EMPTY:
            if self.width + times > COLUMNS:
                raise too_wide(self.name, self.number)
            pad(self.cells, self.width)
            self.cells.extend([cell] * times)
        self.width += times

    def _made(self, found):
        attributes = found.attributes
        cell = EMPTY
        if attributes or found.paragraphs:
            cell = self._value(attributes, found.paragraphs)
        return replace(cell, note=found.note) if found.note else cell

    def _value(self, attributes, paragraphs):
        kind = attributes.get(f"{OFFICE}value-type")
        formula = attributes.get(f"{TABLE}formula")
        if formula and "'file:" in formula:
            self.has_links = True
        text = " ".join(paragraphs)
        if attributes.get(EXTENDED_TYPE) == "error" or formula and content.ERROR.fullmatch(text):
            return content.error_cell(text or "?")
        if kind in NUMBERS:
            return self._figure(attributes.get(f"{OFFICE}value", ""), content.number_cell)
        if kind == "date":
            return self._figure(attributes.get(f"{OFFICE}date-value", ""), content.iso_day_cell)
        if kind == "boolean":
            return content.truth_cell(attributes.get(f"{OFFICE}boolean-value", ""))
        if kind == "time" and (duration := DURATION.fullmatch(attributes.get(f"{OFFICE}time-value", ""))):
            return content.time_cell(int(duration[1]) * 60 + int(duration[2]))
        if formula and kind is None and not text:
            return content.formula_without_outcome()
        if not text and kind == "string":
            text = attributes.get(f"{OFFICE}string-value", "")
        return self.texts.cell(text, self.number, self.width)

    def _figure(self, raw, made):
        if len(raw) > BLANKS:
            raise too_long(self.name, self.number, self.width)
        key = raw, made
        if key not in self.kept:
            if len(self.kept) > content.KEPT:
                self.kept.clear()
            self.kept[key] = made(raw)
        return self.kept[key]

    def _annotation(self, attributes):
        self.note = []

    def _annotation_ends(self):
        if self.cell and self.note:
            self.cell.note = content.clean(" ".join(self.note))
        self.note = None

    def _paragraph(self, attributes):
        if self.cell:
            self.listen()

    def _paragraph_ends(self):
        if self.cell:
            paragraphs = self.cell.paragraphs if self.note is None else self.note
            if len(paragraphs) < BLANKS:
                paragraphs.append(self.heard())

    def _blanks(self, attributes):
        self.say(" " * min(int(attributes.get(f"{TEXT}c", 1)), BLANKS))

    def _blank(self, attributes):
        self.say(" ")


def repeated(attributes: dict, what: str) -> int:
    times = attributes.get(f"{TABLE}number-{what}-repeated")
    if times is None:
        return 1
    if not 1 <= int(times) < 2**31:
        raise damaged()
    return int(times)


def read_ods(package: Package) -> Reading:
    """The sheets of a spreadsheet; raises Unreadable where it has a password, is damaged or larger than is read."""
    if b"encryption-data" in package.small(MANIFEST):
        raise encrypted()
    found = Content()
    with package.open("content.xml") as part:
        found.walk(part)
    if not found.sheets:
        raise damaged()
    remarks = found.remarks
    if package.has("Basic/", "Scripts/"):
        remarks.append(macros())
    if found.has_links:
        remarks.append(links())
    return Reading("ods", tuple(found.sheets), remarks=tuple(remarks))
