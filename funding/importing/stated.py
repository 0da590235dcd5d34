"""The totals that a file prints, beside what its rows add up to; never counted, kept as stated figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dog_site.core.figures import Figure, Metric, Scope, State
from dog_site.core.numbers.notation import dutch_euros
from projects.models import Theme

from ..models import PublishedFigure
from .amounts import read_amount
from .before_after import total_of
from .plan import Outcome, Plan
from .table import PrintedTotal, Table

OF_ONE_THEME = "thema"


@dataclass(frozen=True)
class Stated:
    """An amount in a printed total, and what the rows it stands for add up to.

    `scope` and `theme` are what it is about, by the themes of those rows. `explained_by` are the numbers of the rows
    that each alone make up the difference, and `places` where those stand in the source.
    """

    number: int
    label: str
    words: str
    metric: str
    year: int
    scope: str
    theme: Theme | None
    value: Decimal
    computed: Figure
    explained_by: tuple[int, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal:
        """How much the file prints more than its rows add up to."""
        return self.value - (self.computed.value or 0)

    @property
    def sentence(self) -> str:
        """Whether the printed total holds, and where the difference may come from."""
        if not self.difference:
            is_least = self.computed.state != State.KNOWN
            return _("It is what the known amounts add up to.") if is_least else _("It is what the rows add up to.")
        more = _("The file prints %(amount)s more than its rows add up to")
        less = _("The file prints %(amount)s less than its rows add up to")
        sentence = (more if self.difference > 0 else less) % {"amount": dutch_euros(abs(self.difference))}
        if not self.explained_by:
            return f"{sentence}."
        return _("%(sentence)s: row %(rows)s.") % {
            "sentence": sentence,
            "rows": _(" or row ").join(map(str, self.explained_by)),
        }

    @property
    def explanation(self) -> str:
        """Where the difference presumably comes from, for visitors: they know the source and not our rows."""
        if not self.places:
            return ""
        less = _("The stated total is %(amount)s lower than the sum of the rows. That is exactly %(places)s.")
        more = _("The stated total is %(amount)s higher than the sum of the rows. That is exactly %(places)s.")
        difference = (less if self.difference < 0 else more) % {
            "amount": dutch_euros(abs(self.difference)),
            "places": _(" or ").join(self.places),
        }
        left_out = _("Presumably it was not counted.") if self.difference < 0 else _("Presumably it was counted twice.")
        return f"{difference} {left_out}"

    @property
    def title(self) -> str:
        """What it is the total of, for visitors: "bijdrage, Anders"."""
        metric = capfirst(Metric(self.metric).label)
        return f"{metric}, {self.theme.name if self.theme else Scope(self.scope).label}"

    @property
    def is_known(self) -> bool:
        """Whether the site has this statement already."""
        return self._same().exists()

    def _same(self):
        of = {"year": self.year, "metric": self.metric, "scope": self.scope, "theme": self.theme, "value": self.value}
        return PublishedFigure.objects.filter(**of)


def stated(table: Table, plan: Plan) -> list[Stated]:
    """Each amount in the printed totals of a table, beside what is planned for its rows."""
    themes = Theme.objects.in_bulk()
    taken = {row.number: row for row in plan.rows if row.entry and row.outcome != Outcome.LEFT_OUT}
    return [each for total in table.printed for each in _of_total(total, taken, themes)]


def _of_total(total: PrintedTotal, taken, themes) -> Iterator[Stated]:
    rows = [taken[number] for number in total.rows if number in taken]
    entries = [row.entry for row in rows if row.entry.year and row.entry.theme_id]
    if len({entry.year for entry in entries}) != 1:
        return
    scope, theme = _scope({entry.theme_id for entry in entries}, themes)
    totals = total_of(entries)
    differences = {}
    for metric, cell in ((Metric.CONTRIBUTION, total.contribution), (Metric.PROJECT_SIZE, total.project_size)):
        try:
            value, _state = read_amount(cell)
        except ValidationError:
            continue
        if value is not None:
            computed = totals.figure(metric, scope, entries[0].year)
            differences[metric] = (cell.text, value, computed)
    explained = _explained(rows, {metric: found[1] - (found[2].value or 0) for metric, found in differences.items()})
    for metric, (words, value, computed) in differences.items():
        off = value != (computed.value or 0)
        yield Stated(
            total.number, total.label, words, metric, entries[0].year, scope, theme, value, computed,
            tuple(row.number for row in explained) if off else (), tuple(map(_place, explained)) if off else (),
        )  # fmt: skip


def _explained(rows, differences):
    """The rows that, left out or counted twice, explain every printed amount at once: also one that is right."""
    names = {Metric.CONTRIBUTION: "contribution", Metric.PROJECT_SIZE: "project_size"}
    off = {names[metric]: abs(amount) for metric, amount in differences.items()}
    if not any(off.values()):
        return ()
    return tuple(row for row in rows if all((getattr(row.entry, name) or 0) == amount for name, amount in off.items()))


def _place(row):
    return f"{row.entry.source_locator}, {row.entry.title}"


def _scope(keys, themes):
    if len(keys) == 1:
        theme = themes[next(iter(keys))]
        return (OF_ONE_THEME, theme) if theme.counts_in_headline else (Scope.OTHER, None)
    in_headline = {themes[key].counts_in_headline for key in keys}
    return (Scope.ALL if len(in_headline) > 1 else Scope.HEADLINE if True in in_headline else Scope.OTHER), None
