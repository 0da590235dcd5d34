"""What would happen to each row of a table, before anything is saved."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dog_site.core.lists.names import same_name
from dog_site.core.models.approval import Change

from ..models import FundingEntry, ImportRun
from .choices import YES, Choices, Question, Wrong
from .columns import Column, Header
from .existing import Existing
from .known import Known
from .planned import Planner
from .table import Table


class Outcome(models.TextChoices):
    """What happens to a row, in the order in which people want to see them."""

    REFUSED = "geweigerd", pgettext_lazy("row of an import", "refused")
    DOUBTFUL = "twijfel", gettext_lazy("doubtful")
    NEW = "nieuw", pgettext_lazy("row of an import", "new")
    CHANGED = "gewijzigd", gettext_lazy("changed")
    UNCHANGED = "ongewijzigd", gettext_lazy("unchanged")
    LEFT_OUT = "overgeslagen", gettext_lazy("left out")


@dataclass(frozen=True)
class PlannedRow:
    """A row with what happens to it.

    `entry` is the entry as it would be saved, without its key when it is new; None while that is not known. `partners`
    are the names of those who take part beside the applicant, and None where they stay as they are. `errors` and
    `questions` say why a row is refused or doubtful.
    """

    number: int
    title: str
    outcome: Outcome
    entry: FundingEntry | None = None
    partners: tuple[str, ...] | None = None
    makes_project: bool = False
    makes_applicant: bool = False
    changes: tuple[Change, ...] = ()
    errors: tuple[Wrong, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The rows of a table in their order, and every question that is open, each once.

    `known` are the items of the site by which names were looked up. `last_run` is the key of the latest import when
    the plan was made: after another one it has to be made again.
    """

    rows: tuple[PlannedRow, ...]
    questions: tuple[Question, ...]
    known: Known
    last_run: int = 0

    @property
    def counts(self) -> dict[Outcome, int]:
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in Outcome}

    @property
    def is_ready(self) -> bool:
        """Whether it can be handed in: no row is refused or doubtful, and at least one changes something."""
        counts = self.counts
        return not counts[Outcome.REFUSED] + counts[Outcome.DOUBTFUL] and bool(self.to_save)

    @property
    def to_save(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome in (Outcome.NEW, Outcome.CHANGED)]


def plan(table: Table, header: Header, choices: Choices) -> Plan:
    """What happens to each row of `table`; in a number of queries that does not grow with its rows."""
    last_run = latest_run()
    known = Known.read()
    planner = Planner(choices, known, header)
    read = [planner.read(row) for row in table.rows]
    existing = Existing.of(read)
    rows = [planner.finish(row, existing) for row in read]
    rows = _asked_of_alike(_without_doubles([_outcome(row) for row in rows]), choices)
    return Plan(tuple(rows), tuple(_once(question for row in rows for question in row.questions)), known, last_run)


def latest_run() -> int:
    return ImportRun.objects.aggregate(latest=models.Max("pk"))["latest"] or 0


def _outcome(row) -> PlannedRow:
    """A planned row of what the planner found."""
    if row.is_left_out:
        outcome = Outcome.LEFT_OUT
    elif row.errors:
        outcome = Outcome.REFUSED
    elif row.questions:
        outcome = Outcome.DOUBTFUL
    elif row.stored is None:
        outcome = Outcome.NEW
    else:
        outcome = Outcome.CHANGED if row.changes else Outcome.UNCHANGED
    is_open = outcome != Outcome.LEFT_OUT
    return PlannedRow(
        number=row.number,
        title=row.title,
        outcome=outcome,
        entry=row.entry,
        partners=row.partners,
        makes_project=row.makes_project,
        makes_applicant=row.makes_applicant,
        changes=tuple(row.changes),
        errors=tuple(row.errors) if is_open else (),
        questions=tuple(row.questions) if is_open else (),
    )


def _without_doubles(rows) -> list[PlannedRow]:
    """The same entry twice in one file is refused, both times: nobody knows which of the two is meant."""
    numbers = defaultdict(list)
    for row in rows:
        if row.outcome != Outcome.LEFT_OUT and row.entry.reference:
            numbers[row.entry.reference].append(row.number)
    return [row if row.outcome == Outcome.LEFT_OUT else _alone(row, numbers[row.entry.reference]) for row in rows]


def _alone(row, numbers) -> PlannedRow:
    """A row that is refused where several have its reference."""
    if len(numbers) < 2:
        return row
    sentence = _("%(reference)s stands in rows %(rows)s. Leave out all but one of them.") % {
        "reference": row.entry.reference,
        "rows": ", ".join(map(str, numbers)),
    }
    wrong = Wrong(sentence, Column.REFERENCE.value, row.entry.reference)
    return replace(row, outcome=Outcome.REFUSED, errors=(*row.errors, wrong))


def _asked_of_alike(rows, choices) -> list[PlannedRow]:
    """Of two new rows with the same project, year and amounts a person says whether they are two contributions."""
    first, asked = {}, []
    for row in rows:
        entry = row.entry
        if row.outcome not in (Outcome.NEW, Outcome.DOUBTFUL) or entry.pk or entry.reference:
            asked.append(row)
            continue
        project = entry.project_id or same_name(row.title)
        alike = first.setdefault((project, entry.year, entry.contribution, entry.project_size), row.number)
        question = Question(
            f"dubbel:{row.number}",
            _("Row %(number)s says the same as row %(first)s. Is it another contribution? If not, leave it out.")
            % {"number": row.number, "first": alike},
            ((YES, _("Yes, take both")),),
            (row.number,),
        )
        is_settled = alike == row.number or choices.answer(question) is not None
        asked.append(
            row if is_settled else replace(row, outcome=Outcome.DOUBTFUL, questions=(*row.questions, question))
        )
    return asked


def _once(questions: Iterable[Question]) -> list[Question]:
    """Each question once, with the rows of all."""
    found = {}
    for question in questions:
        known = found.get(question.key)
        found[question.key] = replace(question, rows=known.rows + question.rows) if known else question
    return list(found.values())
