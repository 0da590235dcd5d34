"""What would happen to each row of a table, before anything is saved."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dog_site.core.models.approval import Change

from ..models import FundingEntry
from .choices import Choices, Question, Wrong
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

    `known` are the items of the site by which names were looked up.
    """

    rows: tuple[PlannedRow, ...]
    questions: tuple[Question, ...]
    known: Known

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
    known = Known.read()
    planner = Planner(choices, known, header)
    read = [planner.read(row) for row in table.rows]
    existing = Existing.of(read)
    rows = [planner.finish(row, existing) for row in read]
    rows = list(_without_doubles([_outcome(row, choices) for row in rows]))
    return Plan(tuple(rows), tuple(_once(question for row in rows for question in row.questions)), known)


def _outcome(row, choices) -> PlannedRow:
    """A planned row of what the planner found."""
    if row.number in choices.left_out:
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


def _without_doubles(rows):
    """The same entry twice in one file is refused, both times: nobody knows which of the two is meant."""
    numbers = defaultdict(list)
    for row in rows:
        if row.outcome != Outcome.LEFT_OUT and row.entry and row.entry.reference:
            numbers[row.entry.reference].append(row.number)
    for row in rows:
        same = numbers[row.entry.reference] if row.entry and row.entry.reference else []
        if len(same) < 2 or row.outcome == Outcome.LEFT_OUT:
            yield row
            continue
        sentence = _("%(reference)s stands in rows %(rows)s. Leave out all but one of them.") % {
            "reference": row.entry.reference,
            "rows": ", ".join(map(str, same)),
        }
        wrong = Wrong(sentence, Column.REFERENCE, row.entry.reference)
        yield replace(row, outcome=Outcome.REFUSED, errors=(*row.errors, wrong))


def _once(questions: Iterable[Question]) -> list[Question]:
    """Each question once, with the rows of all."""
    found = {}
    for question in questions:
        known = found.get(question.key)
        found[question.key] = replace(question, rows=known.rows + question.rows) if known else question
    return list(found.values())
