"""What each column of a table holds, guessed from its heading."""

from collections import defaultdict
from dataclasses import dataclass, replace
from hashlib import sha256

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..open_data import COUNTED
from ..rows import COLUMNS
from .cells import Reading, Sheet, Unreadable
from .headings import ALIKE, MONEY, OWN, is_in_thousands, is_part, key, recognise, years

# Headings are looked for in so many rows of a sheet.
FIRST_ROWS = 100
NO_HEADER = _(
    "No row with headings was found. The table needs a row that names at least a project and a contribution, "
    "such as “Project” and “Bijdrage gemeente”."
)


class Column(models.TextChoices):
    """What a column may hold; the values are the names of the columns of our own files (funding/rows.py)."""

    REFERENCE = "identifier", _("reference")
    TITLE = "title", _("project")
    DESCRIPTION = "description", _("description")
    YEAR = "funding_year", _("year")
    THEME = "theme", _("theme")
    APPLICANT = "applicant", _("applicant")
    CONTRIBUTION = "contribution_eur", _("municipal contribution")
    CONTRIBUTION_STATE = "contribution_status", _("contribution is")
    SETTLED_AMOUNT = "settled_amount_eur", _("settled amount")
    PROJECT_SIZE = "project_size_eur", _("total project size")
    PROJECT_SIZE_STATE = "project_size_status", _("project size is")
    PROJECT_SIZE_SCOPE = "project_size_scope", _("project size covers")
    STAGE = "stage", _("stage")
    START = "start", _("begin")
    END = "end", _("end")
    AWARD_DATE = "award_date", _("award date")
    PARTNERS = "partners", _("partners")
    SOURCE_LOCATOR = "source_reference", _("place in the source")


NEEDED = (Column.TITLE, Column.CONTRIBUTION)


@dataclass(frozen=True)
class Header:
    """The headings of a table and what each column holds.

    `row` is the number of the row below which the table begins. `columns` and `headings` go by place; None for a column
    that is not read. `year` is the one that the headings, the title above them or the name of the sheet tell; None for
    no year or for more than one. `problems` are sentences to see to before the table is read. `lines` holds each row of
    headings in the form in which it is compared, since a table may repeat it on each page.
    """

    row: int
    columns: tuple[Column | None, ...]
    headings: tuple[str, ...] = ()
    year: int | None = None
    problems: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()

    def place(self, column: Column) -> int | None:
        """Where a column is, the first place being 0; None where it is not read."""
        return self.columns.index(column) if column in self.columns else None

    @property
    def is_ours(self) -> bool:
        """Whether the table is one of our own files: for people or for programs."""
        found = [recognise(heading) for heading in self.headings if heading]
        return Column.REFERENCE in self.columns and all(known and known.rank == OWN for known in found)

    @property
    def is_for_programs(self) -> bool:
        """Whether its columns are those of our own files for programs, which write a point before the cents."""
        return bool(self.headings) and {*filter(None, self.headings)} <= {*COLUMNS, *COUNTED}

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Why the table cannot be read with these columns; empty where it can be."""
        return (*_missing(self.columns), *_chosen_twice(self), *_thousands(self))

    def with_columns(self, chosen: dict[int, Column | None]) -> "Header":
        """This header with columns as somebody chose them, by place; what was doubtful is then decided."""
        width = max((len(self.columns), *(place + 1 for place in chosen)))
        columns = list(self.columns) + [None] * (width - len(self.columns))
        for place, column in chosen.items():
            columns[place] = column
        header = replace(self, columns=tuple(columns), problems=())
        return replace(header, problems=header.conflicts)


def guess_sheet(reading: Reading) -> Sheet:
    """The visible sheet that looks most like a table of contributions.

    Raises Unreadable where the file has no visible sheet.
    """
    visible = [sheet for sheet in reading.sheets if not sheet.is_hidden]
    if not visible:
        raise Unreadable(gettext("The file has no visible sheet. Make the sheet with the table visible, and save it."))
    return max(visible, key=_likeness)


def guess_header(sheet: Sheet) -> Header | None:
    """The header of the table on a sheet; None where no row names a project and a contribution (see NO_HEADER)."""
    rows = [row for row in sheet.rows[:FIRST_ROWS] if not row.is_empty]
    best, most = None, (0, 0)
    for place in range(len(rows)):
        for lines in _headings_from(rows, place):
            guess = _Guess(_joined(lines))
            likeness = (guess.recognised, -len(lines))
            if guess.is_header and likeness > most:
                best, most = (place, lines, guess), likeness
    return _header(sheet, rows, *best) if best else None


def header_at(sheet: Sheet, number: int) -> Header | None:
    """The header in the row that a person named, whatever its headings say; None where there is no such row."""
    rows = [row for row in sheet.rows if not row.is_empty]
    for place, row in enumerate(rows):
        if row.number == number:
            return _header(sheet, rows, place, (_texts(row),), _Guess(_texts(row)))
    return None


def shape_of(header: Header) -> str:
    """A key for files with these headings in this order, whatever the year, to remember choices by."""
    found = [years(heading) for heading in header.headings]
    latest = max((year for some in found for year in some), default=0)
    # Of two years beside each other it matters which is the later one.
    parts = [
        f"{key(heading)}{sorted(year - latest for year in some)}"
        for heading, some in zip(header.headings, found, strict=True)
    ]
    while parts and parts[-1] == "[]":
        parts.pop()
    return sha256("\n".join(parts).encode()).hexdigest()


def letters(place: int) -> str:
    """The name of a column in a spreadsheet: 0 is A, 26 is AA."""
    name, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


class _Guess:
    """What a row of headings would mean."""

    def __init__(self, headings):
        self.headings = headings
        self.known = [recognise(heading) for heading in headings]
        self.claims = defaultdict(list)
        for place, known in enumerate(self.known):
            if known and known.column:
                self.claims[Column(known.column)].append(place)

    @property
    def recognised(self):
        return len(self.claims) + sum(1 for known in self.known if known and not known.column)

    @property
    def is_header(self):
        sure = any(known and known.rank != ALIKE for known in self.known)
        return sure and all(column in self.claims for column in NEEDED)

    def assigned(self):
        """The column of each place, and a sentence for each that somebody must decide."""
        columns, doubts = [None] * len(self.headings), []
        for column, places in self.claims.items():
            surest = min(self.known[place].rank for place in places)
            best = [place for place in places if self.known[place].rank == surest]
            if len(best) > 1:
                doubts.append(_several(column, best, self.headings))
            elif surest == ALIKE and column in MONEY:
                doubts.append(_misspelled(column, best[0], self.headings))
            elif not is_in_thousands(self.headings[best[0]]):
                columns[best[0]] = column
            else:
                doubts.append(_in_thousands(best[0], self.headings))
        return tuple(columns), doubts

    def year(self, titles):
        """The year of the contribution, else of the other headings, else of the titles above; None for several."""
        contribution = [self.headings[place] for place in self.claims[Column.CONTRIBUTION]]
        for texts in (contribution, self.headings, *titles):
            if found := set().union(*map(years, texts)):
                return found.pop() if len(found) == 1 else None
        return None


def _header(sheet, rows, place, lines, guess):
    columns, doubts = guess.assigned()
    titles = ([cell.text for row in rows[:place] for cell in row.cells], [sheet.name])
    header = Header(
        row=rows[place + len(lines) - 1].number,
        columns=columns,
        headings=tuple(guess.headings),
        year=guess.year(titles),
        lines=tuple(tuple(map(key, line)) for line in lines),
    )
    # A column that is in doubt is not missing.
    missing = _missing(columns, guess.claims)
    return replace(header, problems=(*missing, *doubts))


def _headings_from(rows, place):
    """The rows of headings that may begin here: this one alone, or with the next one below it."""
    line = _texts(rows[place])
    below = _texts(rows[place + 1]) if place + 1 < len(rows) else []
    if _are_parts(line, below):
        return [(line, below)]
    alone = [(line,)]
    if any(known and known.column == Column.TITLE for known in map(recognise, below)):
        return [*alone, (line, below)]
    return alone


def _are_parts(line, below):
    """Whether `below` only says which part of a group in `line` each column holds: "gemeente", "totaal"."""
    for place, text in enumerate(below):
        over = recognise(line[place]) if text and place < len(line) else None
        if text and (not is_part(text) or (over and over.column not in MONEY)):
            return False
    return any(below)


def _joined(lines):
    """The heading of each column; a group in the upper row stands over the empty cells to its right."""
    if len(lines) == 1:
        return list(lines[0])
    upper, lower = lines
    headings, group = [], ""
    for place in range(max(len(upper), len(lower))):
        over = upper[place] if place < len(upper) else ""
        own = lower[place] if place < len(lower) else ""
        group = over or (group if own else "")
        headings.append(own if recognise(own) else f"{group} {own}".strip())
    return headings


def _texts(row):
    return [cell.text for cell in row.cells]


def _likeness(sheet):
    header = guess_header(sheet)
    recognised = sum(column is not None for column in header.columns) if header else -1
    return recognised, sum(not row.is_empty for row in sheet.rows)


def _missing(columns, claims=()):
    for column in NEEDED:
        if column not in columns and column not in claims:
            yield gettext("No column holds the %(column)s. Choose the column that does.") % {"column": column.label}


def _chosen_twice(header):
    for column in Column:
        places = [place for place, chosen in enumerate(header.columns) if chosen == column]
        if len(places) > 1:
            yield _several(column, places, header.headings)


def _thousands(header):
    for place, column in enumerate(header.columns[: len(header.headings)]):
        if column in MONEY and is_in_thousands(header.headings[place]):
            yield _in_thousands(place, header.headings)


def _several(column, places, headings):
    named = ", ".join(_named(place, headings) for place in places)
    return gettext("More than one column may hold the %(column)s: %(named)s. Choose one of them.") % {
        "column": column.label,
        "named": named,
    }


def _misspelled(column, place, headings):
    return gettext(
        "Column %(named)s may hold the %(column)s, but its heading is spelled otherwise. Choose what it holds."
    ) % {"named": _named(place, headings), "column": column.label}


def _in_thousands(place, headings):
    return gettext(
        "Column %(named)s does not hold euros but thousands or millions of them. "
        "Write whole euros in the file, and a heading that says so."
    ) % {"named": _named(place, headings)}


def _named(place, headings):
    heading = " ".join(headings[place].split()) if place < len(headings) else ""
    return f"{letters(place)} “{heading}”" if heading else letters(place)
