"""The totals that a table prints itself, and the rows that each of them stands for.

A printed total is never a row. It may be of a theme, of all rows since the total before it, or of all rows; the file
seldom says which, so the rows are those that add up to it, and else those that it most naturally stands for. The sums
are kept while the rows go by: a table of 50,000 rows is not added up again for each total.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.core.exceptions import ValidationError

from dog_site.core.numbers.money import CENT, MoneyField

from .cells import EMPTY, Cell
from .columns import Column
from .headings import key, words

AMOUNTS = (Column.CONTRIBUTION, Column.PROJECT_SIZE)
TOTALS_WORD = re.compile(
    r"\b(?:(?:sub|tussen|deel|eind|generaal|generale |sub |grand )?(?:totaal|totalen|totals?)|som|sum)\b"
)
_OF_A_PART = re.compile(r"\b(?:sub|tussen|deel) ?(?:totaal|totalen|totals?)\b")
_OF_ALL = re.compile(
    r"\b(?:eind ?totaal|(?:grand|overall) total|generaal|generale|algemeen|alles|alle themas|overall)\b"
)
_FILLERS = re.compile(
    r"\b(?:sub|van|de|het|alle|thema|generaal|generale|algemeen|projecten|bijdragen?|gemeente|bedrag|bedragen|euro?s?|"
    r"subsidies?|verleend|of|the|all|theme|overall|projects|contributions?|amount|in|for|voor|per|(?:19|20)\d\d)\b"
)
_LARGEST = Decimal(10) ** 15
_FIELD = MoneyField()


@dataclass(frozen=True, slots=True)
class Sum:
    """What amounts add up to in euros, as far as they are known, and how many are not."""

    known: Decimal
    unknown: int

    def agrees_with(self, printed: Decimal | None) -> bool | None:
        """Whether a printed total is this sum; None where that cannot be told, since unknown amounts may fill it up."""
        if printed is None or printed == self.known:
            return None if printed is None else True
        return None if self.unknown and printed > self.known else False


@dataclass(frozen=True)
class PrintedTotal:
    """A total as the file prints it.

    `number` is that of its row, `label` what stands before it. `theme` is the theme that it is of, as the file writes
    it; empty for a total over themes. `sums` is what its rows add up to and `agrees` whether that is what is printed,
    both under Column.CONTRIBUTION and Column.PROJECT_SIZE.
    """

    number: int
    label: str
    contribution: Cell
    project_size: Cell
    theme: str
    sums: Mapping[Column, Sum]
    agrees: Mapping[Column, bool | None]
    _numbers: list[int] = field(repr=False)
    _count: int = field(repr=False)

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The numbers of the rows that it stands for."""
        return tuple(self._numbers[: self._count])


def amount_of(cell: Cell) -> Decimal | None:
    """The amount in a cell, to the cent, for sums; None for no amount and for what cannot be read."""
    amount = cell.value
    if not isinstance(amount, Decimal):
        if amount is not None or cell.problem or not any(map(str.isdigit, cell.text)):
            return None
        try:
            amount = _FIELD.to_python(cell.text)
        except ValidationError:
            return None
    return amount.quantize(CENT) if amount is not None and amount.is_finite() and abs(amount) < _LARGEST else None


def has_totals_word(text: str) -> bool:
    small = text.casefold()
    # Most texts have none of these, and are asked no further.
    return any(part in small for part in ("tot", "som", "sum")) and bool(TOTALS_WORD.search(words(text)))


def named_in(label: str) -> str:
    """What a label like "Totaal Infrastructuur" or "Totaal 2017" names besides the total, as it is compared."""
    return key(_FILLERS.sub(" ", TOTALS_WORD.sub(" ", words(label))))


class Group:
    """Rows that a total may stand for, with the sums of their amounts so far."""

    def __init__(self, theme=""):
        self.theme = theme
        self.numbers = []
        self.known = dict.fromkeys(AMOUNTS, Decimal(0))
        self.unknown = dict.fromkeys(AMOUNTS, 0)

    def add(self, number, amounts):
        self.numbers.append(number)
        for column, amount in amounts.items():
            if amount is None:
                self.unknown[column] += 1
            else:
                self.known[column] += amount

    def has_the_rows_of(self, other):
        """Both hold rows in order, and one of them all between its first and its last."""
        mine, others = self.numbers, other.numbers
        return len(mine) == len(others) and mine[:1] == others[:1] and mine[-1:] == others[-1:]

    def matches(self, amounts):
        """How many of the printed amounts this adds up to."""
        return sum(amount is not None and amount == self.known[column] for column, amount in amounts.items())


class RunningSums:
    """The sums of the rows so far, in the ways in which a table may add them up."""

    def __init__(self):
        self.themes: dict[str, Group] = {}
        self.all, self.since_whole, self.since_last = Group(), Group(), Group()
        self.theme = Group()
        self.above = None  # a total that stands above its rows, with the group of those
        self.printed: list[PrintedTotal] = []

    def add(self, number: int, theme: str, amounts: dict) -> None:
        """A row of an entry, in a theme as the file writes it."""
        self.theme = self.themes.setdefault(key(theme), Group(theme)) if key(theme) else Group()
        groups = [self.all, self.since_whole, self.since_last, *([self.theme] if self.theme.theme else [])]
        if self.above and key(self.above[-1].theme) == key(theme):
            groups.append(self.above[-1])
        elif self.above:
            self.finish()
        for group in groups:
            group.add(number, amounts)

    def knows(self, theme: str) -> bool:
        """Whether there are rows in a theme, by its key."""
        return theme in self.themes

    def add_up_to(self, amounts: dict) -> bool:
        """Whether two rows or more, which a total may stand for, add up to all of these amounts."""
        stated = sum(amount is not None for amount in amounts.values())
        return any(
            len(group.numbers) > 1 and stated and group.matches(amounts) == stated
            for group in (self.since_last, self.theme, self.since_whole, self.all)
        )

    def print_below(self, number: int, label: str, cells: Mapping) -> PrintedTotal:
        """A total below its rows."""
        amounts = {column: amount_of(cells.get(column, EMPTY)) for column in AMOUNTS}
        group = max(self._candidates(label), key=lambda group: group.matches(amounts))
        whole = group is self.all or group.has_the_rows_of(self.since_whole) and not group.theme
        total = _printed(number, label, cells, amounts, group)
        self.printed.append(total)
        self.since_last = Group()
        if whole:
            self.since_whole = Group()
        return total

    def print_above(self, number: int, theme: str, cells: Mapping) -> None:
        """A total beside the heading of a theme, above its rows."""
        self.finish()
        self.above = (number, cells, Group(theme))

    def finish(self) -> None:
        """The rows of a total that stands above them have ended."""
        if self.above:
            number, cells, group = self.above
            amounts = {column: amount_of(cells.get(column, EMPTY)) for column in AMOUNTS}
            self.printed.append(_printed(number, group.theme, cells, amounts, group))
            self.above = None

    def _candidates(self, label):
        """The groups that a total with this label may stand for, the most natural one first."""
        plain, named = words(label), self.themes.get(named_in(label))
        theme = named or self.theme
        parts = [theme, self.since_last] if theme.numbers else [self.since_last]
        if not named and _OF_ALL.search(plain):
            ordered = [self.all, self.since_whole, *parts]
        elif named or _OF_A_PART.search(plain) or (theme.numbers and theme.has_the_rows_of(self.since_last)):
            ordered = [*parts, self.since_whole, self.all]
        else:
            ordered = [self.since_whole, *parts, self.all]
            if not self.since_whole.numbers:
                ordered = [self.all, *parts]
        return [group for group in ordered if group.numbers] or [Group()]


def _printed(number, label, cells, amounts, group):
    sums = {column: Sum(group.known[column], group.unknown[column]) for column in AMOUNTS}
    return PrintedTotal(
        number=number,
        label=label,
        contribution=cells.get(Column.CONTRIBUTION, EMPTY),
        project_size=cells.get(Column.PROJECT_SIZE, EMPTY),
        theme=group.theme,
        sums=sums,
        agrees={column: sums[column].agrees_with(amounts[column]) if group.numbers else None for column in AMOUNTS},
        _numbers=group.numbers,
        _count=len(group.numbers),
    )
