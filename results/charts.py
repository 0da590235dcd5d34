"""Drawings of a year: places and lengths as text for SVG attributes, made from a rollup and nothing else.

Beside each chart is a table with the same numbers. Lengths are percentages of the drawing, heights are
rem, so that bars shrink on a phone and words do not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from dog_site.core.images.patterns import MARKS
from dog_site.core.numbers.notation import dutch_number
from funding.rollup import FundingTotals, ThemeTotals, rest_of

BAR, ROW = Decimal("1.35"), Decimal("5.25")
# Steps that a reader can count in: 1, 2 or 5 with zeros.
ROUND_STEPS = (1, 2, 5, 10)
MAX_MARKS = 4
# Below this part of the whole the printed percentage is wider than its piece of the bar on a telephone.
FITS = Decimal("0.1")


@dataclass(frozen=True)
class Mark:
    """A line of the scale with its number."""

    x: str
    text: str
    anchor: str


@dataclass(frozen=True)
class Bar:
    """A theme's project size with the municipal contribution at its start; places in rem, lengths in percent."""

    theme: ThemeTotals
    name_y: str
    y: str
    end_y: str
    amounts_y: str
    size: str
    contribution: str


@dataclass(frozen=True)
class Bars:
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    height: str
    lines_height: str
    marks_y: str


@dataclass(frozen=True)
class Share:
    """A theme's part of a whole of 100 percent, from `x` on."""

    theme: ThemeTotals
    fraction: Decimal
    x: str
    middle: str
    end: str
    width: str

    @property
    def is_wide(self) -> bool:
        """Whether its percentage fits above it on a telephone; the table has all of them."""
        return self.fraction >= FITS

    @property
    def mark(self) -> str:
        """The shape of the theme's tint, as a path of 14 by 14."""
        return MARKS[self.theme.tint]


@dataclass(frozen=True)
class Shares:
    """The same themes as parts of two wholes: of the contribution and of the project size."""

    contribution: tuple[Share, ...]
    project_size: tuple[Share, ...]

    @property
    def largest_contribution(self) -> Share | None:
        """The theme with most of the contribution; None when two have as much."""
        return _single_largest(self.contribution)

    @property
    def largest_project_size(self) -> Share | None:
        """The theme with most of the project size; None when two have as much."""
        return _single_largest(self.project_size)

    @property
    def seams(self) -> list[tuple[str, str]]:
        """The places where each theme ends in both bars, without the last theme."""
        return [(above.end, below.end) for above, below in zip(self.contribution, self.project_size, strict=True)][:-1]


def theme_bars(themes: Iterable[ThemeTotals]) -> Bars | None:
    """Nested bars of the themes with a known size, on one linear scale from zero; None without any."""
    known = [theme for theme in themes if theme.totals.project_size]
    if not known:
        return None
    step, top = _scale(max(theme.totals.project_size for theme in known))
    bars = []
    for number, theme in enumerate(known):
        y = number * ROW
        bars.append(
            Bar(
                theme=theme,
                name_y=_rem(y + Decimal("1.1")),
                y=_rem(y + Decimal("1.55")),
                end_y=_rem(y + Decimal("1.55") + BAR),
                amounts_y=_rem(y + Decimal("4")),
                size=_percent(theme.totals.project_size, top),
                contribution=_percent(theme.totals.contribution or Decimal(0), top),
            )
        )
    lines = len(known) * ROW
    count = int(top / step)
    marks = [
        Mark(
            x=_percent(number * step, top),
            text=_short_euros(number * step, whole=number == count),
            anchor="start" if number == 0 else "end" if number == count else "middle",
        )
        for number in range(count + 1)
    ]
    return Bars(tuple(bars), tuple(marks), _rem(lines + Decimal("1.5")), _rem(lines), _rem(lines + Decimal("1.2")))


def share_bars(themes: Iterable[ThemeTotals]) -> Shares | None:
    """Two bars of 100 percent; None when a share is not known, since an unknown whole has no parts (R3)."""
    themes = list(themes)
    if not themes or any(theme.contribution_share is None or theme.project_size_share is None for theme in themes):
        return None
    return Shares(
        contribution=tuple(_parts(themes, lambda theme: theme.contribution_share)),
        project_size=tuple(_parts(themes, lambda theme: theme.project_size_share)),
    )


@dataclass(frozen=True)
class Line:
    """A bar inside a row of a table: the size and, at its start, the contribution, in percent."""

    size: str
    contribution: str


def line(contribution: Decimal | None, size: Decimal | None, top: Decimal) -> Line | None:
    """The bar of one row on a scale up to `top`; None when the size is not known."""
    if size is None or not top:
        return None
    return Line(_percent(size, top), _percent(contribution or Decimal(0), top))


@dataclass(frozen=True)
class Largest:
    """The largest entries of a year by project size, each with its bar, and the others together."""

    rows: tuple[tuple[object, Line], ...]
    others: FundingTotals
    others_line: Line | None
    two_share: Decimal | None  # of the two largest together; None when the whole is not known or has no others

    @property
    def two(self) -> list:
        """The two largest entries."""
        return [entry for entry, _line in self.rows[:2]]


def largest(entries: Iterable, whole: FundingTotals) -> Largest | None:
    """The bars of `entries`, the largest ones of `whole`, largest first; None when there are none."""
    entries = list(entries)
    if not entries:
        return None
    others = rest_of(whole, entries)
    top = max(entries[0].project_size, others.project_size or 0)
    is_told = len(entries) > 2 and not whole.without_size
    return Largest(
        rows=tuple((entry, line(entry.contribution, entry.project_size, top)) for entry in entries),
        others=others,
        others_line=line(others.contribution, others.project_size, top),
        two_share=sum(entry.project_size for entry in entries[:2]) / whole.project_size if is_told else None,
    )


def _parts(themes, share):
    x = Decimal(0)
    for theme in themes:
        width = share(theme) * 100
        start, middle, end = (f"{x + part:.2f}%" for part in (0, width / 2, width))
        yield Share(theme, share(theme), start, middle, end, f"{width:.2f}%")
        x += width


def _single_largest(shares):
    top = max(share.fraction for share in shares)
    found = [share for share in shares if share.fraction == top]
    return found[0] if len(found) == 1 else None


def _scale(largest: Decimal) -> tuple[Decimal, Decimal]:
    """A round step and the first multiple of it that holds `largest`, in at most four steps."""
    power = Decimal(1).scaleb(largest.adjusted() - 1)
    for step in (Decimal(round_step) * power * times for times in (1, 10) for round_step in ROUND_STEPS):
        count = (largest / step).to_integral_value(rounding=ROUND_CEILING)
        if count <= MAX_MARKS:
            return step, step * count
    raise AssertionError("a step of a hundred times the power holds every number of its size")


def _short_euros(amount, whole):
    """ "1 mln" on the scale, and "€ 3 mln" at its end; exact amounts stand under the bars."""
    if not amount:
        return "0"
    for size, word in ((Decimal(1_000_000), "mln"), (Decimal(1_000), "dzd")):
        if amount >= size:
            number = dutch_number(amount / size, 0 if amount % size == 0 else 1)
            return f"€ {number} {word}" if whole else f"{number} {word}"
    return f"€ {dutch_number(amount)}"


def _percent(part, whole):
    return f"{part / whole * 100:.2f}%"


def _rem(value):
    return f"{value:.2f}rem"
