"""What a file holds, whatever its kind: sheets of rows of cells."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError


class Unreadable(ValidationError):
    """A file, or a part of it, that cannot be read; its sentence says why, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    `text` is what people read there, without markup and without white space around it. `value` is the number or the day
    that the file holds, exact; None where it holds text. `note` is what somebody wrote beside the cell. `problem` is a
    sentence where the content cannot be believed: "#REF!", a formula of which the outcome is not in the file.
    """

    text: str = ""
    value: Decimal | date | None = None
    note: str = ""
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.text and self.value is None and not self.problem


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """A row with the number that people see beside it: the first one is 1."""

    number: int
    cells: tuple[Cell, ...]
    is_hidden: bool = False

    def cell(self, column: int) -> Cell:
        """The cell in a column, the first of which is 0; an empty one where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else EMPTY

    @property
    def is_empty(self) -> bool:
        return all(cell.is_empty for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its rows in order; empty rows may be left out, since each row knows its number."""

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False


@dataclass(frozen=True)
class Reading:
    """A file as it was read.

    `kind` is "csv", "xlsx", "ods" or "pasted". `encoding` and `delimiter` are those of a CSV, as they were guessed or
    given; empty for others. `remarks` are sentences about the whole file, such as macros that were not run.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    remarks: tuple[str, ...] = field(default=())
