"""The rows of a preview as the screen shows them: what was read, what happens, and what can be mended in place."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dog_site.core.figures import Metric, State
from dog_site.core.numbers.notation import dutch_euros
from funding.importing.amounts import read_amount
from funding.importing.cells import Cell
from funding.importing.choices import Question
from funding.importing.columns import Column
from funding.importing.doubts import Doubt
from funding.importing.plan import Outcome, PlannedRow
from funding.importing.prepared import Prepared
from funding.importing.stated import Stated
from funding.importing.table import TableRow
from projects.models import Theme

MARKS = {
    Outcome.REFUSED: "no",
    Outcome.DOUBTFUL: "ask",
    Outcome.NEW: "new",
    Outcome.CHANGED: "chg",
    Outcome.UNCHANGED: "same",
    Outcome.LEFT_OUT: "out",
}
# The columns of the screen, with the field of an entry that each shows.
SHOWN = {
    Column.TITLE: "title",
    Column.THEME: "theme",
    Column.APPLICANT: "applicant",
    Column.CONTRIBUTION: "contribution",
    Column.PROJECT_SIZE: "project_size",
}
# Of which column a question about a name is.
ASKS_OF = {"thema": Column.THEME, "organisatie": Column.APPLICANT, "project": Column.TITLE}
MONEY = (Column.CONTRIBUTION, Column.PROJECT_SIZE, Column.SETTLED_AMOUNT)
# So many answers are buttons; more are a list to choose from.
AS_BUTTONS = 3


@dataclass(frozen=True)
class Field:
    """A cell that can be typed anew; `value` is what it holds, and nothing where that is in doubt."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Why:
    """What is wrong or asked of a row, with what can be done about it there."""

    sentence: str
    mark: str
    key: str = ""
    buttons: tuple = ()
    options: tuple = ()
    field: Field | None = None


@dataclass(frozen=True)
class Shown:
    """A cell on the screen, marked where it is refused ("no") or doubtful ("ask"); `old` where it changes."""

    text: str = ""
    mark: str = ""
    old: str = ""
    theme: Theme | None = None


@dataclass(frozen=True)
class Line:
    """A row of the file, or a total that the file prints (`verdicts`: whether it holds, each with its mark).

    `notes` are what somebody wrote beside its cells, and what was done with the row when it was read.
    """

    number: int
    mark: str
    outcome: str
    cells: dict
    about: str = ""
    changes: tuple = ()
    why: tuple[Why, ...] = ()
    notes: tuple[str, ...] = ()
    verdicts: tuple = ()
    is_printed: bool = False
    is_left_out: bool = False
    is_mended: bool = False


def lines(prepared: Prepared, shown: str = "") -> list[Line]:
    """The rows of a preview in the order of the file; with `shown` those of one outcome only."""
    themes = Theme.objects.in_bulk()
    mended = {key.partition(":")[0] for key in prepared.choices.typed}
    notes = {row.number: (*row.remarks, *_notes(row)) for row in prepared.table.rows}
    rows = [_line(row, themes, mended, notes) for row in prepared.plan.rows if shown in ("", row.outcome)]
    printed = [] if shown else [*_printed(prepared)]
    return sorted([*rows, *printed], key=lambda line: line.number)


def _notes(row: TableRow) -> Iterator[str]:
    for column, cell in row.cells.items():
        if cell.note:
            yield f"{capfirst(column.label)}: {' '.join(cell.note.split())}"


def _line(row: PlannedRow, themes, mended, notes):
    return Line(
        number=row.number,
        mark=MARKS[row.outcome],
        outcome=capfirst(row.outcome.label),
        cells=_cells(row, themes),
        about=_about(row),
        changes=tuple(each for each in row.changes if each.field not in SHOWN.values()) if _is_changed(row) else (),
        why=(*_wrong(row), *_asked(row)),
        notes=notes.get(row.number, ()),
        is_left_out=row.outcome == Outcome.LEFT_OUT,
        is_mended=str(row.number) in mended,
    )


def _is_changed(row):
    return row.outcome == Outcome.CHANGED


def _cells(row, themes):
    """Each column as it is shown, by the name of its field."""
    entry = row.entry
    theme = themes.get(entry.theme_id) if entry else None
    texts = {
        Column.TITLE: row.title,
        Column.THEME: theme.name if theme else "",
        Column.APPLICANT: entry.applicant_text if entry else "",
        Column.CONTRIBUTION: entry.figure(Metric.CONTRIBUTION).text if entry else "",
        Column.PROJECT_SIZE: entry.figure(Metric.PROJECT_SIZE).text if entry else "",
    }
    marked = {_asks_of(each): (each.cell or _name_in(each), "ask") for each in row.questions}
    marked |= {each.column: (each.cell, "no") for each in row.errors}
    old = {each.field: each.old for each in row.changes} if _is_changed(row) else {}
    shown = {}
    for column, name in SHOWN.items():
        cell, mark = marked.get(column, ("", ""))
        is_theme = column == Column.THEME and not mark
        shown[name] = Shown(cell or texts[column], mark, old.get(name, ""), theme if is_theme else None)
    return shown


def _asks_of(question: Question):
    return question.column or ASKS_OF.get(question.key.partition(":")[0], "")


def _name_in(question):
    """The name that a question about a name is kept under, as the file writes it."""
    kind, _colon, name = question.key.partition(":")
    return name if kind in ASKS_OF else ""


def _about(row):
    if row.entry and row.entry.pk:
        return row.entry.reference
    if row.makes_project:
        return _("new page, as a draft")
    return _("project that is here") if row.entry and row.entry.project_id else _("without a project page")


def _wrong(row) -> Iterator[Why]:
    for wrong in row.errors:
        yield Why(wrong.sentence, "no", field=_field(row, wrong.column, wrong.cell))


def _asked(row) -> Iterator[Why]:
    for question in row.questions:
        options = question.options
        is_short = len(options) <= AS_BUTTONS
        yield Why(
            question.text,
            "ask",
            question.key,
            buttons=_buttons(question) if is_short else (),
            options=() if is_short else options,
            field=_field(row, question.column, "", is_asked=True),
        )


def _buttons(question):
    """The answers; a yes to an amount says which."""
    if question.column not in MONEY or len(question.options) > 1:
        return question.options
    try:
        read_amount(Cell(question.cell))
    except Doubt as doubt:
        amount, _state = doubt.suggestion
        if amount is not None:
            return ((question.options[0][0], _("Yes, %(amount)s") % {"amount": dutch_euros(amount)}),)
    except ValidationError:
        pass
    return question.options


def _field(row, column, cell, is_asked=False):
    if not column:
        return None
    label = pgettext("another answer", "Otherwise") if is_asked else capfirst(Column(column).label)
    return Field(f"cell-{row.number}:{Column(column).value}", label, cell)


def _printed(prepared: Prepared) -> Iterator[Line]:
    """One line for each row with printed totals, with all that does not add up."""
    still_open = {row.number for row in prepared.plan.rows if row.outcome in (Outcome.REFUSED, Outcome.DOUBTFUL)}
    rows_of = {total.number: total.rows for total in prepared.table.printed}
    stated = prepared.stated
    for number in dict.fromkeys(each.number for each in stated):
        amounts = {each.metric: each for each in stated if each.number == number}
        title = next(iter(amounts.values())).label or _("Total, as the file prints it")
        waits_for = sorted(still_open.intersection(rows_of.get(number, ())))
        yield Line(
            number=number,
            mark="print",
            outcome=pgettext("row of an import", "Total"),
            cells={
                "title": Shown(title),
                **{name: Shown(each.words) for name, each in _named(amounts).items()},
            },
            verdicts=_verdicts(amounts.values(), waits_for),
            is_printed=True,
        )


def _verdicts(amounts, waits_for):
    """One where it is the same for both amounts; else each with the column that it is about."""
    found = {each.metric: verdict(each, waits_for) for each in amounts}
    if len(set(found.values())) == 1:
        return tuple(set(found.values()))
    labels = {Metric.CONTRIBUTION: Column.CONTRIBUTION.label, Metric.PROJECT_SIZE: Column.PROJECT_SIZE.label}
    return tuple((mark, f"{capfirst(labels[metric])}: {words}") for metric, (mark, words) in found.items())


def _named(amounts):
    names = {Metric.CONTRIBUTION: "contribution", Metric.PROJECT_SIZE: "project_size"}
    return {names[metric]: each for metric, each in amounts.items()}


def verdict(stated: Stated, waits_for: list[int]) -> tuple[str, str]:
    """Whether a printed total holds, as a mark and in words; that cannot be told while rows under it are open."""
    if waits_for:
        rows = ", ".join(map(str, waits_for[:AS_BUTTONS])) + (" …" if len(waits_for) > AS_BUTTONS else "")
        return "ask", _("waits for row %(rows)s") % {"rows": rows}
    if stated.difference:
        return "chg", stated.sentence
    return "ok", _("adds up") if stated.computed.state == State.KNOWN else _("adds up, as far as known")
