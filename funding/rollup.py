"""The only place where money is added up.

Lines in (ledger.py), frozen value object out. The rules R1 to R14 stand in docs/funding.md. Lines that are alike (same
theme, same state of the amounts ...) are added up once in whole cents, which is exact (R8), and every total is made of
such groups.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from django.db.models import QuerySet

from dog_site.core.figures import Figure, Metric, Scope, State
from projects.models import Theme

from .ledger import AMOUNTS, KIND, REPEATS, REPEATS_OF_YEAR, Ledger, read
from .totals import NOTHING, NOTHING_SETTLED, WHOLE_PERIOD, FundingTotals, SettledTotals

# The states an amount can be in; FundingEntry uses the same words.
KNOWN, UNKNOWN, NOT_STATED, NOT_APPLICABLE = (
    State.KNOWN.value,
    State.UNKNOWN.value,
    State.NOT_STATED.value,
    State.NOT_APPLICABLE.value,
)


@dataclass(frozen=True)
class Tally:
    """Lines added up in groups that are alike, each a dict with what they share and what they add up to."""

    groups: tuple[dict, ...]

    def totals(self, where: Callable[[dict], bool] = lambda group: True, across_years: bool = True) -> FundingTotals:
        """What the groups for which `where` holds add up to; a size that entries repeat counts once.

        With `across_years` that is once in all years, without it once in each.
        """
        return _totals([group for group in self.groups if where(group)], across_years)

    def settled(self) -> SettledTotals:
        """What the entries with a settled amount were granted and settled at, over the same entries (R11)."""
        paired = [group for group in self.groups if group["contribution_state"] == KNOWN]
        return SettledTotals(
            granted=_sum(paired, "sum_granted"),
            settled=_sum(paired, "sum_settled"),
            entries=_count(self.groups, "count_settled"),
            paired=_count(paired, "count_settled"),
            rows=_count(self.groups),
        )

    def totals_by(self, *keys: str, across_years: bool = True) -> dict:
        """The totals for each value of `keys`, a tuple of them when there are several."""
        value_of, groups = itemgetter(*keys), {}
        for group in self.groups:
            groups.setdefault(value_of(group), []).append(group)
        return {value: _totals(found, across_years) for value, found in groups.items()}


def add_up(ledger: Ledger, *keys: str) -> Tally:
    """Add the lines of `ledger` up, in groups with the same `keys`, which are columns of it."""
    # The kind stands first and last: of one column alone a line would give no tuple.
    keys = (*dict.fromkeys(keys), "kind")
    alike, amounts, project = ledger.values("kind", *keys), ledger.values(*AMOUNTS), ledger.values("project_id")
    groups = {}
    for line in ledger.lines:
        key = alike(line)
        sums = groups.get(key)
        if sums is None:
            sums = groups[key] = _Sums()
        sums.add(*amounts(line), project(line))
    return Tally(
        tuple(
            dict(zip(KIND, ledger.kinds[kind], strict=True)) | dict(zip(keys, values, strict=True)) | sums.told()
            for (kind, *values), sums in groups.items()
        )
    )


def totals_by(entries: QuerySet, *keys: str) -> dict:
    """What `entries` add up to for each value of `keys`, a tuple of them when there are several; one query."""
    return add_up(read(entries, *keys), *keys).totals_by(*keys)


class _Sums:
    """What lines that are alike add up to, in cents."""

    __slots__ = (
        "contribution",
        "entries",
        "granted",
        "project_size",
        "projects",
        "settled",
        "settled_entries",
        "without_project",
    )

    def __init__(self):
        self.entries = self.settled_entries = self.without_project = 0
        self.contribution = self.project_size = self.granted = self.settled = None
        self.projects = set()

    def add(self, contribution, project_size, settled, project):
        self.entries += 1
        if project is None:
            self.without_project += 1
        else:
            self.projects.add(project)
        if contribution is not None:
            self.contribution = (self.contribution or 0) + contribution
        if project_size is not None:
            self.project_size = (self.project_size or 0) + project_size
        if settled is not None:
            self.settled_entries += 1
            self.settled = (self.settled or 0) + settled
            if contribution is not None:
                self.granted = (self.granted or 0) + contribution

    def told(self):
        return {
            "sum_contribution": self.contribution,
            "sum_project_size": self.project_size,
            "sum_granted": self.granted,
            "sum_settled": self.settled,
            "count": self.entries,
            "count_settled": self.settled_entries,
            "count_without_project": self.without_project,
            "projects": self.projects,
        }


def rest_of(whole: FundingTotals, entries: Iterable) -> FundingTotals:
    """What `whole` adds up to without `entries`, each of which is counted in it once and in full.

    The number of projects stays that of the whole: which other entries share a project is not known here.
    """
    for entry in entries:
        whole = whole.minus(entry, projects=0)
    return whole


def _totals(groups: list[dict], across_years: bool) -> FundingTotals:
    size_is_repeated, pair_is_repeated = REPEATS if across_years else REPEATS_OF_YEAR
    sized = [group for group in groups if not group[size_is_repeated]]
    paired = [group for group in groups if group["is_paired"]]
    paired_once = [group for group in paired if not group[pair_is_repeated]]
    contributions, sizes = (_count_states(groups, name) for name in ("contribution_state", "project_size_state"))
    others = [group for group in groups if group["project_size_scope"] != WHOLE_PERIOD]
    projects = set().union(*(group["projects"] for group in groups))
    return FundingTotals(
        contribution=_sum(groups, "sum_contribution"),
        project_size=_sum(sized, "sum_project_size"),
        paired_contribution=_sum(paired, "sum_contribution"),
        paired_project_size=_sum(paired_once, "sum_project_size"),
        entries=_count(groups),
        with_both=_count(
            [each for each in groups if each["contribution_state"] == each["project_size_state"] == KNOWN]
        ),
        paired_entries=_count(paired),
        projects=len(projects) + _count(groups, "count_without_project"),
        without_contribution=contributions[UNKNOWN] + contributions[NOT_STATED],
        without_size=sizes[UNKNOWN] + sizes[NOT_STATED],
        contribution_not_stated=contributions[NOT_STATED],
        size_not_stated=sizes[NOT_STATED],
        contribution_not_applicable=contributions[NOT_APPLICABLE],
        size_not_applicable=sizes[NOT_APPLICABLE],
        counted_sizes=_count([group for group in sized if group["project_size_state"] == KNOWN]),
        counted_pairs=_count(paired_once),
        without_whole_period=_totals(others, across_years) if len(others) < len(groups) else None,
    )


def _sum(groups: Iterable[dict], name: str) -> Decimal | None:
    """The sum of the known amounts in euros; None, not zero, when none is known (R3)."""
    known = [group[name] for group in groups if group[name] is not None]
    return Decimal(sum(known)).scaleb(-2) if known else None


def _count(groups: Iterable[dict], name: str = "count") -> int:
    return sum([group[name] for group in groups])


def _count_states(groups, name):
    counts = Counter()
    for group in groups:
        counts[group[name]] += group["count"]
    return counts


@dataclass(frozen=True)
class ThemeTotals:
    """A theme, with the name of its live row, and what its entries add up to."""

    theme_id: int
    name: str
    slug: str
    tint: str
    counts_in_headline: bool
    totals: FundingTotals
    contribution_share: Decimal | None
    project_size_share: Decimal | None

    @property
    def scope(self) -> str:
        return f"thema:{self.slug}"


@dataclass(frozen=True)
class Rollup:
    """The entries of one year (None: of all years) added up per theme and as a whole (R5).

    `headline` counts the themes with `counts_in_headline`, `other` the rest, `everything` both. Two parts of
    the headline are beside it: `without_municipality` leaves out entries that the municipality itself applied
    for (R12), `whole_period` has the entries whose size covers several years.
    `settled` is what was settled, beside what was granted (R11). Shares are fractions of the headline, None for
    a theme outside it and where an amount is unknown.
    """

    year: int | None
    themes: tuple[ThemeTotals, ...]
    headline: FundingTotals
    other: FundingTotals
    everything: FundingTotals
    without_municipality: FundingTotals
    whole_period: FundingTotals
    # A rollup in the cache may be older than this field.
    settled: SettledTotals = NOTHING_SETTLED

    @property
    def headline_themes(self) -> tuple[ThemeTotals, ...]:
        return tuple(theme for theme in self.themes if theme.counts_in_headline)

    @property
    def other_themes(self) -> tuple[ThemeTotals, ...]:
        return tuple(theme for theme in self.themes if not theme.counts_in_headline)

    def totals(self, scope: str) -> FundingTotals | None:
        """The totals of a scope key; empty totals for a theme without entries, None for another scope."""
        match scope:
            case Scope.HEADLINE:
                return self.headline
            case Scope.OTHER:
                return self.other
            case Scope.ALL:
                return self.everything
        if not scope.startswith("thema:"):
            return None
        return next((theme.totals for theme in self.themes if theme.scope == scope), NOTHING)

    def figure(self, metric: str, scope: str, year: int | None = None) -> Figure | None:
        totals = self.totals(scope)
        return totals and totals.figure(metric, scope, self.year)


# What a ledger must have to be rolled up; the entries are marked with `marking_municipality`.
ROLLED_UP_BY = ("theme_id", "theme__counts_in_headline", "is_municipal")


def roll_up(entries: QuerySet, year: int | None = None) -> Rollup:
    """Add up `entries`: only those of `year`, or all of them; two queries whatever their number."""
    entries = entries if year is None else entries.in_year(year)
    return roll_up_lines(read(entries.marking_municipality(), *ROLLED_UP_BY), year)


def roll_up_lines(ledger: Ledger, year: int | None) -> Rollup:
    """The rollup of `ledger`, which has the lines of `year` (None: of all years); one query, for the themes."""
    found = add_up(ledger, *ROLLED_UP_BY)

    def part(in_headline=True, where=lambda group: True):
        return found.totals(lambda group: group["theme__counts_in_headline"] is in_headline and where(group))

    headline = part()
    totals = found.totals_by("theme_id")
    themes = Theme.objects.filter(pk__in=totals).order_by("sort_order", "sort_key")
    return Rollup(
        year=year,
        themes=tuple(_theme_totals(theme, totals[theme.pk], headline) for theme in themes),
        headline=headline,
        other=part(in_headline=False),
        everything=found.totals(),
        without_municipality=part(where=lambda group: not group["is_municipal"]),
        whole_period=part(where=lambda group: group["project_size_scope"] == WHOLE_PERIOD),
        settled=found.settled(),
    )


def _theme_totals(theme, theme_totals, headline):
    in_headline = theme.counts_in_headline
    return ThemeTotals(
        theme_id=theme.pk,
        name=theme.name,
        slug=theme.slug,
        tint=theme.tint,
        counts_in_headline=in_headline,
        totals=theme_totals,
        contribution_share=share_of(theme_totals, headline, Metric.CONTRIBUTION) if in_headline else None,
        project_size_share=share_of(theme_totals, headline, Metric.PROJECT_SIZE) if in_headline else None,
    )


def share_of(part: FundingTotals, whole: FundingTotals, metric: str = Metric.CONTRIBUTION) -> Decimal | None:
    """The share of `part` in `whole`; None when either is a lower bound, unknown or zero."""
    figures = [totals.figure(metric, "", None) for totals in (part, whole)]
    if any(figure.state != State.KNOWN for figure in figures) or not figures[1].value:
        return None
    return figures[0].value / figures[1].value
