"""What publishing an entry would change, before anything is saved (docs/funding.md, section 9).

The totals before come from the rollup that visitors see. The totals after are the same ones, `minus` the entries of the
projects that the change touches as they are public now, `plus` those entries with the one that is typed: since a size
that several entries state counts in one of them, a change of one entry can make another count (R10).
"""

from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import dataclass, field

from dog_site.core.figures import Figure, Metric, Scope

from ..claims import public_claims
from ..models import FundingEntry, PublishedFigure
from ..models.choices import COUNTED, METRICS, AmountState, SizeScope, Stage
from ..provider import current_rollup
from ..reconciliation import Verdict, finding
from ..rollup import Rollup
from ..totals import FundingTotals
from .told import DECISIVE, Effect, Line, Statement, Words

_CONTRIBUTION, _SIZE = {"contribution", "contribution_state"}, {"project_size", "project_size_state"}
# The fields that a metric needs, beside year and stage, which every metric needs.
_NEEDS = {
    Metric.CONTRIBUTION: _CONTRIBUTION,
    Metric.PROJECT_SIZE: _SIZE,
    Metric.MULTIPLIER: _CONTRIBUTION | _SIZE,
    Metric.PROJECTS: {"project"},
    Metric.ENTRIES: set(),
}
_OF_SIZES = (Metric.PROJECT_SIZE, Metric.MULTIPLIER)


def effect_of(after: FundingEntry, wrong: Collection[str] = ()) -> Effect:
    """The effect of publishing `after` in place of its public version.

    `wrong` names fields whose value must not be used, such as an amount that cannot be read.
    """
    return effect(_public(after), after, wrong)


def project_after(after: FundingEntry) -> FundingTotals | None:
    """The totals of the project of `after` in its year once `after` is published; None without a project."""
    if not after.project_id:
        return None
    change = _Change(_public(after), after, ())
    return None if change.is_unknown else change.totals_before_and_after(f"project:{after.project.slug}", after.year)[1]


def effect(before: FundingEntry | None, after: FundingEntry, wrong: Collection[str] = ()) -> Effect:
    """The effect of publishing `after` when `before` is public now (None: nothing is). Saves nothing.

    A planned or withdrawn entry counts for nothing, before and after (R1). Takes at most 30 queries, whatever
    the number of entries: 3 per rollup (of two years and of all), 2 per project and year, 2 for stated figures, and
    one per page type for the figures in texts.
    """
    change = _Change(before, after, wrong)
    if change.is_unknown:
        return Effect(missing=change.missing)
    return Effect(
        lines=tuple(change.lines()),
        statements=tuple(sorted(change.statements(), key=lambda statement: not statement.stops)),
        words=tuple(change.words()),
        missing=change.missing,
        repeated=tuple(change.repeated()),
        counts=change.after is not None,
    )


def _public(entry):
    """The row of `entry` that visitors see now, if there is one."""
    public = FundingEntry.objects.public().select_related("theme", "project")
    return public.filter(pk=entry.pk).first() if entry.pk else None


def _missing(entry, wrong):
    """The decisive fields of `entry` that cannot be used, in the order of the form."""
    lacking = {
        "year": not entry.year,
        "theme": not entry.theme_id,
        "stage": entry.stage not in Stage.values,
        "contribution": entry.contribution is None and entry.contribution_state == AmountState.KNOWN,
        "project_size": entry.project_size is None and entry.project_size_state == AmountState.KNOWN,
    }
    return tuple(name for name in DECISIVE if name in wrong or lacking.get(name))


def _is_in(entry, scope, year):
    """Whether `entry` is one of those that a scope adds up, in `year` or in any."""
    if year is not None and entry.year != year:
        return False
    match scope:
        case Scope.HEADLINE:
            return entry.theme.counts_in_headline
        case Scope.OTHER:
            return not entry.theme.counts_in_headline
        case Scope.ALL:
            return True
    kind, _colon, key = scope.partition(":")
    if kind == "project":
        return entry.project is not None and entry.project.slug == key
    return key == {"thema": entry.theme.slug, "regel": entry.reference}.get(kind)


def marked(entries: Iterable[FundingEntry], year: int | None) -> list[FundingEntry]:
    """Copies of the entries of `year` (None: of all), with the marks that the query set of entries gives them (R10).

    The order of `entries` with a key is that of their keys; the one without a key is made last.
    """
    found = [copy(entry) for entry in entries if year in (None, entry.year)]
    found.sort(key=lambda entry: (entry.year, entry.pk or float("inf")))
    for mark, counts in (("size_superseded", _has_size), ("pair_superseded", _has_pair)):
        latest = {_period(entry): entry for entry in found if counts(entry)}
        for entry in found:
            setattr(entry, mark, counts(entry) and latest[_period(entry)] is not entry)
    return found


def _has_size(entry):
    return entry.project_id is not None and entry.project_size is not None


def _has_pair(entry):
    return _has_size(entry) and bool(entry.contribution) and entry.contribution > 0


def _period(entry):
    """What an entry shares with others that repeat its size: the project, and the year of a size of one year."""
    return entry.project_id, entry.year if entry.project_size_scope == SizeScope.YEAR else None


@dataclass
class _Change:
    """One entry in the place of another; totals are asked for once and remembered."""

    before: FundingEntry | None
    after: FundingEntry | None
    wrong: Collection[str]
    _rollups: dict[int | None, Rollup] = field(default_factory=dict)
    _found: dict[tuple, tuple] = field(default_factory=dict)

    def __post_init__(self):
        typed = self.after
        self.missing = _missing(typed, self.wrong)
        if self.before and not self.before.counts:
            self.before = None
        if typed.to_unpublish or ("stage" not in self.missing and typed.stage not in COUNTED):
            # An entry that does not count lacks nothing.
            self.after, self.missing = None, ()
        self.is_unknown = bool({"year", "stage"} & set(self.missing))
        self.entries = [entry for entry in (self.before, self.after) if entry]
        projects = {entry.project_id for entry in self.entries} - {None}
        others = FundingEntry.objects.public().exclude(pk=typed.pk).filter(project__in=projects)
        self.others = list(others.select_related("theme", "project")) if projects and not self.is_unknown else []

    def lines(self):
        for year in self._years:
            for scope, name in self._scopes(year).items():
                for metric in METRICS:
                    before, after = self.figures(metric, scope, year)
                    if before != after and _said(before) != _said(after):
                        yield Line(name, year, before, after)

    def statements(self):
        stated = PublishedFigure.objects.public().about_years(self._years).for_reconciliation() if self._years else ()
        for each in stated:
            figures = self.figures(each.metric, each.scope_key, each.stated_year)
            if each.kind != PublishedFigure.Kind.RESULT or figures[0] == figures[1]:
                continue
            before, after = (finding(each, lambda *key, found=found: found) for found in figures)
            if before.verdict == after.verdict == Verdict.CANNOT_BE_TESTED:
                continue
            if before.verdict != after.verdict or _said(figures[0]) != _said(figures[1]):
                yield Statement(before, after)

    def words(self):
        for claim in public_claims() if self._years else ():
            before, after = self.figures(claim.metric, claim.scope, claim.year)
            if before == after:
                continue
            held, holds = claim.holds(before), claim.holds(after)
            words = claim.words(before), claim.words(after)
            if words[0] != words[1] or held != holds:
                yield Words(claim, *words, stops=held and not holds, starts=holds and not held)

    def repeated(self):
        """The other public entries of the project that state a size for the same period (R10)."""
        if self.after and _has_size(self.after) and not self.is_scope_unknown:
            yield from (each for each in self.others if _has_size(each) and _period(each) == _period(self.after))

    def figures(self, metric: str, scope: str, year: int | None) -> tuple[Figure | None, Figure | None]:
        """The figure before and after; equal, or both None, when nothing changes or can be computed."""
        if metric not in METRICS or not self._is_computable(metric, scope) or not self._touches(scope, year):
            return None, None
        if metric in _OF_SIZES and self.is_scope_unknown:
            return None, None
        totals = self.totals_before_and_after(scope, year)
        return tuple(each and each.figure(metric, scope, year) for each in totals)

    @property
    def _years(self):
        return sorted({entry.year for entry in self.entries})

    def _scopes(self, year):
        """The keys of the scopes that an entry in `year` is in, before or after, with their names."""
        entries = [entry for entry in self.entries if entry.year == year]
        projects = {f"project:{entry.project.slug}": entry.project.title for entry in entries if entry.project}
        themes = {entry.theme.scope: entry.theme.name for entry in entries if entry.theme_id}
        return projects | themes | {scope.value: scope.label for scope in Scope}

    def _is_computable(self, metric, scope):
        needed = set(_NEEDS[metric])
        if scope.startswith("project:"):
            needed.add("project")
        elif scope != Scope.ALL:
            needed.add("theme")
        return not needed & set(self.missing)

    def _touches(self, scope, year):
        return any(_is_in(entry, scope, year) for entry in self.entries)

    @property
    def is_scope_unknown(self):
        """Whether it cannot be told which sizes the entry repeats (R10)."""
        return bool({"project", "project_size_scope"} & set(self.missing))

    def totals_before_and_after(self, scope, year) -> tuple[FundingTotals | None, FundingTotals | None]:
        key = scope, year
        if key not in self._found:
            before = after = self._public_totals(scope, year)
            if before is not None:
                for entry, projects in self._counted(self.before, scope, year):
                    after = after.minus(entry, projects=projects)
                for entry, projects in self._counted(self.after, scope, year):
                    after = after.plus(entry, projects=projects)
            self._found[key] = before, after
        return self._found[key]

    def _public_totals(self, scope, year):
        if scope.startswith(("project:", "regel:")):
            entries = FundingEntry.objects.public().in_scope(scope)
            return (entries if year is None else entries.in_year(year)).totals()
        if year not in self._rollups:
            self._rollups[year] = current_rollup(year)
        return self._rollups[year].totals(scope)

    def _counted(self, entry, scope, year):
        """The entries of the projects that are touched, `entry` (if any) among them, that count in a scope.

        Each with the number of projects that it adds: 0 when an earlier one is of the same project, else 1 (R13).
        """
        own = [entry] if entry else []
        # An entry by itself repeats nothing.
        entries = own if scope.startswith("regel:") else marked([*self.others, *own], year)
        projects = set()
        for each in entries:
            if _is_in(each, scope, year):
                is_new = each.project_id is None or each.project_id not in projects
                projects.add(each.project_id)
                yield each, int(is_new)


def _said(figure):
    """What a reader sees of a figure: its value, what is known of it, and how many entries lack it."""
    return figure and (figure.value, figure.state, figure.missing)
