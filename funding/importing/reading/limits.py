"""How much of a file is read, and the rows that stay below that."""

from django.utils.translation import gettext as _

from ..cells import EMPTY, Cell, Row, Unreadable

MB = 1024 * 1024
FILE = 10 * MB
UNZIPPED = 100 * MB
# A sheet of people shrinks to a tenth or, with the same few words in each row, to a fortieth; a bomb to a thousandth.
RATIO = 150
RATIO_FROM = 5 * MB
MEMBERS = 1_000
SHEETS = 50
ROWS = 60_000
COLUMNS = 200
# Those up to the last one of a row that holds something; each takes some 150 bytes.
CELLS = 1_000_000
# Those that only have a look take time and no memory.
CELLS_SEEN = 2_000_000
CELL = 10_000


class Tally:
    """What all sheets of a file hold together; refuses more than is read."""

    def __init__(self):
        self.rows = self.cells = 0

    def count(self, rows: int, cells: int) -> None:
        self.rows += rows
        self.cells += cells
        if self.rows > ROWS:
            raise Unreadable(
                _("The file has more than %(limit)s rows. Divide it over several files and upload them one by one.")
                % {"limit": ROWS}
            )
        if self.cells > CELLS:
            raise too_many_cells()


class Rows:
    """The rows of one sheet as they come in; the empty ones are left out."""

    def __init__(self, tally: Tally, sheet: str = ""):
        self.tally = tally
        self.sheet = sheet
        self.found: list[Row] = []

    def add(self, number: int, cells: list[Cell], *, is_hidden: bool = False, times: int = 1) -> None:
        """Adds a row under `number`, and the same one under the `times` - 1 numbers behind it.

        Raises Unreadable where the row, or the file with it, is larger than what is read.
        """
        while cells and cells[-1].is_empty and not cells[-1].note:
            cells.pop()
        if not cells:
            return
        if len(cells) > COLUMNS:
            raise too_wide(self.sheet, number)
        self.tally.count(times, times * len(cells))
        cells = tuple(cells)
        self.found.extend(Row(each, cells, is_hidden) for each in range(number, number + times))

    def all(self) -> tuple[Row, ...]:
        return tuple(self.found)


def too_many_cells() -> Unreadable:
    return Unreadable(
        _("The file has more than %(limit)s cells. Remove the columns that are not about contributions.")
        % {"limit": CELLS}
    )


def too_many_sheets() -> Unreadable:
    return Unreadable(
        _("The file has more than %(limit)s sheets. Keep only those with contributions and upload it again.")
        % {"limit": SHEETS}
    )


def checked_size(size: int) -> None:
    """Raises Unreadable for a file of `size` bytes that is empty or too large."""
    if not size:
        raise Unreadable(_("The file is empty. Choose the file with the table."))
    if size > FILE:
        raise Unreadable(
            _("The file is larger than %(limit)s MB. Remove images and other sheets from it, or divide it.")
            % {"limit": FILE // MB}
        )


def pad(cells: list[Cell], width: int) -> None:
    """Empty cells behind `cells` until there are `width`."""
    if len(cells) < width:
        cells.extend([EMPTY] * (width - len(cells)))


def letters(column: int) -> str:
    """The name of a column, the first of which is 0: "A"."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def place(sheet: str, number: int, column: int) -> str:
    """What people call a cell: "C5", or "Blad1!C5" in a file of sheets."""
    name = f"{letters(column)}{number}"
    return f"{sheet}!{name}" if sheet else name


def too_wide(sheet: str, number: int) -> Unreadable:
    return Unreadable(
        _("Row %(row)s has more than %(limit)s columns (%(place)s). Remove what stands to the right of the table.")
        % {"row": number, "limit": COLUMNS, "place": place(sheet, number, COLUMNS)}
    )


def too_long(sheet: str, number: int, column: int) -> Unreadable:
    return Unreadable(
        _("The text in cell %(place)s is longer than %(limit)s characters. Shorten it in the file.")
        % {"place": place(sheet, number, column), "limit": CELL}
    )


def too_large() -> Unreadable:
    return Unreadable(
        _("The file holds more than its size says. Copy the table to a new, empty spreadsheet and upload that.")
    )


def damaged() -> Unreadable:
    return Unreadable(
        _("The file is damaged or not complete. Open it in a spreadsheet program, save it again and upload it anew.")
    )
