"""The rows of a preview as the screen shows them: what was read, what happens, and what can be mended in place."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dog_site.core.figures import Metric
from funding.importing.columns import Column
from funding.importing.plan import Outcome, PlannedRow
from funding.importing.prepared import Prepared
from funding.importing.stated import Stated

MARKS = {
    Outcome.REFUSED: "no",
    Outcome.DOUBTFUL: "ask",
    Outcome.NEW: "new",
    Outcome.CHANGED: "chg",
    Outcome.UNCHANGED: "same",
    Outcome.LEFT_OUT: "out",
}


@dataclass(frozen=True)
class Field:
    """A cell that can be typed anew."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Why:
    """What is wrong or asked of a row, with what can be done about it there."""

    sentence: str
    mark: str
    question: object = None
    field: Field | None = None


@dataclass(frozen=True)
class Line:
    """A row of the file, or a total that the file prints."""

    number: int
    mark: str
    outcome: str
    title: str
    theme: str = ""
    applicant: str = ""
    contribution: str = ""
    project_size: str = ""
    about: str = ""
    changes: tuple = ()
    why: tuple[Why, ...] = ()
    is_printed: bool = False
    is_left_out: bool = False


def lines(prepared: Prepared, shown: str = "") -> list[Line]:
    """The rows of a preview in the order of the file; with `shown` those of one outcome only."""
    rows = [_line(prepared, row) for row in prepared.plan.rows if shown in ("", row.outcome)]
    printed = [] if shown else [*_printed(prepared.stated)]
    return sorted([*rows, *printed], key=lambda line: line.number)


def _line(prepared, row: PlannedRow):
    entry = row.entry
    return Line(
        number=row.number,
        mark=MARKS[row.outcome],
        outcome=capfirst(row.outcome.label),
        title=row.title,
        theme=prepared.plan.known.themes.name_of(entry.theme_id) if entry else "",
        applicant=entry.applicant_text if entry else "",
        contribution=entry.figure(Metric.CONTRIBUTION).text if entry else "",
        project_size=entry.figure(Metric.PROJECT_SIZE).text if entry else "",
        about=_about(row),
        changes=row.changes if row.outcome == Outcome.CHANGED else (),
        why=(*_wrong(row), *_asked(row)),
        is_left_out=row.outcome == Outcome.LEFT_OUT,
    )


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
        yield Why(question.text, "ask", question, _field(row, question.column, question.cell))


def _field(row, column, cell):
    if not column:
        return None
    return Field(f"cell-{row.number}:{Column(column).value}", capfirst(Column(column).label), cell)


def _printed(stated: list[Stated]) -> Iterator[Line]:
    """One line for each row with printed totals, with all that does not add up."""
    for number in dict.fromkeys(each.number for each in stated):
        amounts = {each.metric: each for each in stated if each.number == number}
        words = {metric: each.words for metric, each in amounts.items()}
        yield Line(
            number=number,
            mark="print",
            outcome=pgettext("row of an import", "Total"),
            title=next(iter(amounts.values())).label or _("Total, as the file prints it"),
            contribution=words.get(Metric.CONTRIBUTION, ""),
            project_size=words.get(Metric.PROJECT_SIZE, ""),
            about=" ".join(dict.fromkeys(each.sentence for each in amounts.values())),
            is_printed=True,
        )
