"""A sheet to rows of an entry, each whole: with the theme that stands above it and the text that goes on below it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.utils.translation import gettext as _

from .cells import EMPTY, Cell, Row, Sheet, Unreadable
from .columns import Column, Header
from .headings import key, recognise
from .printed import AMOUNTS, PrintedTotal, RunningSums, amount_of, has_totals_word, named_in

# What a row continues where a long text was broken over rows.
CONTINUED = {Column.DESCRIPTION, Column.PARTNERS}
# A row with none of these is not of an entry: a number that was filled in ahead, a remark.
OF_AN_ENTRY = {*CONTINUED, *AMOUNTS, Column.TITLE, Column.APPLICANT, Column.SETTLED_AMOUNT}
# What may stand in the row of a total besides its label.
_IN_A_TOTAL = {*AMOUNTS, Column.THEME, Column.TITLE, Column.SETTLED_AMOUNT, Column.YEAR}
# "The same as above", as people write it.
_DITTO = re.compile(r"[\"'“”„″〃]+|idem|ditto|id\.|zie boven", re.IGNORECASE)
_LONGEST_THEME, _LONGEST_LABEL = 100, 80


class Problem(NamedTuple):
    """What is wrong with a row, and the cell in which it is mended."""

    column: Column
    sentence: str


@dataclass(frozen=True)
class TableRow:
    """A row of an entry, by its number in the sheet.

    `cells` holds a cell for each column that is read, and the theme. `theme_row` is the row that the theme was taken
    from; None where it stands in this one. `problems` are to be seen to, `remarks` say what was done with the row.
    """

    number: int
    cells: Mapping[Column, Cell]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    is_hidden: bool = False
    theme_row: int | None = None

    def cell(self, column: Column) -> Cell:
        """The cell of a column; an empty one where the file has no such column."""
        return self.cells.get(column, EMPTY)


@dataclass(frozen=True)
class LeftOut:
    """A row that became no entry: its number, what it says, and in a sentence why."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True)
class Table:
    """The rows of entries in a sheet, the totals that it prints, and the rows that are neither; each in order."""

    rows: tuple[TableRow, ...]
    printed: tuple[PrintedTotal, ...]
    left_out: tuple[LeftOut, ...]


def read_table(sheet: Sheet, header: Header) -> Table:
    """The table below a header.

    Empty rows are passed over; a hidden row is kept and says so. Raises Unreadable with sentences where the columns do
    not make a table (`header.conflicts`), where it holds no row of an entry, and where a second table begins.
    """
    if header.conflicts:
        raise Unreadable(list(header.conflicts))
    reader = _Reader(header)
    for row in sheet.rows:
        if row.number > header.row and not row.is_empty:
            reader.take(row)
    return reader.table()


class _Reader:
    """Takes the rows from above, and keeps what holds for those below."""

    def __init__(self, header):
        self.lines = [tuple(_trimmed(line)) for line in header.lines]
        self.places = [(column, place) for place, column in enumerate(header.columns) if column]
        self.columns = {column for column, _place in self.places}
        self.title = header.place(Column.TITLE)
        self.contribution = header.place(Column.CONTRIBUTION)
        self.sums = RunningSums()
        self.rows, self.left_out = [], []
        self.theme, self.theme_row = EMPTY, None
        self.subtotal = None  # the row of the total of the present theme
        self.heading = None  # a row that may be the heading of a theme, until the rows below it tell
        self.continuations = []
        self.is_continuable = False

    def take(self, row: Row):
        cells = {column: row.cell(place) for column, place in self.places}
        filled = {column for column, cell in cells.items() if not cell.is_empty}
        if filled and filled <= CONTINUED and self.is_continuable:
            self.continuations.append((row.number, {column: cells[column] for column in filled}))
            return
        self._join()
        self.is_continuable = False
        amounts = {column: amount_of(cells.get(column, EMPTY)) for column in AMOUNTS}
        if self._repeats_header(row):
            self._leave_out(row, _("The headings are repeated here."))
        elif self._is_total(row, cells, filled, amounts):
            self._take_total(row, cells, amounts)
        elif (heading := self._heading(row, cells, filled)) is not None:
            self._drop_heading()
            self.heading = (row, heading)
        elif not filled & OF_AN_ENTRY:
            self._leave_out(row, _("Nothing in this row says which project it is of. Add the project if it is a row."))
        elif filled <= CONTINUED:
            self._leave_out(
                row, _("This text has no row above it that it belongs to. Put it in the row of its project.")
            )
        else:
            self._take_entry(row, cells, filled, amounts)

    def table(self):
        self._join()
        self._drop_heading()
        self.sums.finish()
        if not self.rows:
            raise Unreadable(_("There is no row with a project below the headings. Hand in a file with at least one."))
        printed = sorted(self.sums.printed, key=lambda total: total.number)
        return Table(tuple(self.rows), tuple(printed), tuple(sorted(self.left_out, key=lambda left: left.number)))

    def _take_entry(self, row, cells, filled, amounts):
        problems = []
        own = cells.get(Column.THEME, EMPTY)
        if own.is_empty or _DITTO.fullmatch(own.text):
            self._carry_theme(problems)
        else:
            self._begin_theme(own, row.number)
        if Column.TITLE not in filled:
            sentence = _("This row has no project. Write what the contribution was for, or leave it out.")
            problems.append(Problem(Column.TITLE, sentence))
        elif len(filled) == 1 and len(self.columns) > 2:
            sentence = _("Only the project is filled in. If it goes on from the row above, write the name in one cell.")
            problems.append(Problem(Column.TITLE, sentence))
        carried = self.theme_row if self.theme_row != row.number else None
        if carried is not None:
            # What was noted there is not about this row.
            cells[Column.THEME] = replace(self.theme, note=own.note)
        self.rows.append(TableRow(row.number, cells, tuple(problems), (), row.is_hidden, carried))
        self.is_continuable = True
        self.sums.add(row.number, self.theme.text, amounts)

    def _carry_theme(self, problems):
        if self.heading:
            row, theme = self.heading
            self.heading = None
            self._begin_theme(theme, row.number)
        elif self.subtotal is not None:
            sentence = _(
                "The total of the theme “%(theme)s” stands above this row, in row %(row)s. "
                "Write the theme of this row in it."
            )
            sentence %= {"theme": self.theme.text, "row": self.subtotal}
            problems.append(Problem(Column.THEME, sentence))

    def _begin_theme(self, theme, number):
        self._drop_heading(but=theme)
        if key(theme.text) != key(self.theme.text):
            self.subtotal = None
        self.theme, self.theme_row = theme, number

    def _heading(self, row, cells, filled):
        """The theme that a row is the heading of; None for a row that is no heading."""
        alone = [cell for cell in row.cells if not cell.is_empty]
        if Column.THEME in self.columns:
            is_heading = filled == {Column.THEME} or (len(alone) == 1 and not filled and not row.cell(0).is_empty)
        else:
            # With two columns, a lone project is one of which the amount is not stated.
            is_title = filled == {Column.TITLE} and len(self.columns) > 2
            is_heading = len(alone) == 1 and (is_title or not filled)
        if not is_heading:
            return None
        theme = cells[Column.THEME] if filled == {Column.THEME} else alone[0]
        return theme if len(theme.text) <= _LONGEST_THEME and not has_totals_word(theme.text) else None

    def _is_total(self, row, cells, filled, amounts):
        """Whether a row is a total that the file prints."""
        if all(amount is None for amount in amounts.values()):
            return False
        labels = [cell.text for cell in row.cells if has_totals_word(cell.text)]
        if Column.TITLE not in filled:
            if any(len(label) <= _LONGEST_LABEL for label in labels):
                return True
            return filled <= _IN_A_TOTAL and (not self._says_more(row) or self.sums.add_up_to(amounts))
        return bool(labels) and (self._is_label(cells, filled) or self.sums.add_up_to(amounts))

    def _says_more(self, row):
        """Whether a column that is not read has words: a part of a project, say, of which the name stands above."""
        read = {place for _column, place in self.places}
        return any(any(map(str.isalpha, cell.text)) for place, cell in enumerate(row.cells) if place not in read)

    def _is_label(self, cells, filled):
        """Whether the title and the theme of a row only say what it is the total of."""
        if not filled <= _IN_A_TOTAL:
            return False
        label = cells[Column.TITLE].text
        named = named_in(label)
        return has_totals_word(label) and (not named or self.sums.knows(named))

    def _take_total(self, row, cells, amounts):
        theme = cells.get(Column.THEME, EMPTY).text
        label = self._label(row)
        is_heading = theme and not has_totals_word(label) and not self.sums.knows(key(theme))
        if is_heading and not self.sums.since_last.matches(amounts):
            self._drop_heading()
            self.heading = (row, cells[Column.THEME])
            self.sums.print_above(row.number, theme, cells)
            return
        total = self.sums.print_below(row.number, label, cells)
        if total.theme and key(total.theme) == key(self.theme.text):
            self.subtotal = row.number

    def _label(self, row):
        texts = [cell.text for place, cell in enumerate(row.cells) if cell.text and not self._is_amount(place)]
        return " ".join(next((text for text in texts if has_totals_word(text)), texts[0] if texts else "").split())

    def _is_amount(self, place):
        return any(place == amount for column, amount in self.places if column in AMOUNTS)

    def _repeats_header(self, row):
        """Whether a row repeats the headings; raises Unreadable where it holds those of another table."""
        title, contribution = row.cell(self.title).text, row.cell(self.contribution).text
        if any(letter.isdigit() for letter in contribution) and not recognise(contribution):
            return False
        if not recognise(contribution) and not any(
            line[self.title] == key(title) for line in self.lines if len(line) > self.title
        ):
            return False
        if tuple(_trimmed(key(cell.text) for cell in row.cells)) in self.lines:
            return True
        known = {found.column for found in (recognise(cell.text) for cell in row.cells) if found}
        if known >= {Column.TITLE, Column.CONTRIBUTION}:
            raise Unreadable(
                _(
                    "The headings of another table stand in row %(row)s. "
                    "Put each table on a sheet or in a file of its own, and hand them in one by one."
                )
                % {"row": row.number}
            )
        return False

    def _join(self):
        """Add the text of the rows that continue the last one to it."""
        if not self.continuations:
            return
        last = self.rows[-1]
        cells = dict(last.cells)
        for column in CONTINUED & set(cells):
            parts = [last.cells[column], *(more[column] for _number, more in self.continuations if column in more)]
            cells[column] = replace(
                parts[0],
                text=" ".join(part.text for part in parts if part.text),
                note="\n".join(part.note for part in parts if part.note),
                problem=next((part.problem for part in parts if part.problem), ""),
            )
        numbers = [number for number, _cells in self.continuations]
        remark = _("The text goes on in row %(first)s to %(last)s and was joined.") % {
            "first": numbers[0],
            "last": numbers[-1],
        }
        self.rows[-1] = replace(last, cells=cells, remarks=(*last.remarks, remark))
        self.continuations = []

    def _drop_heading(self, but=None):
        """A row that no row below it took its theme from was no heading."""
        if self.heading and (but is None or key(self.heading[1].text) != key(but.text)):
            row = self.heading[0]
            if not self.sums.above or self.sums.above[0] != row.number:
                self._leave_out(row, _("No row below this text takes its theme from it, so it was left out."))
        self.heading = None

    def _leave_out(self, row, reason):
        text = " ".join(" ".join(cell.text.split()) for cell in row.cells if cell.text)
        self.left_out.append(LeftOut(row.number, text, reason))


def _trimmed(line):
    """A row of headings without the empty ones at its end."""
    line = list(line)
    while line and not line[-1]:
        line.pop()
    return line
