"""The only place where money is added up.

Query set in, frozen value object out; two queries whatever the number of rows. The rules R1 to R14 stand in
docs/funding.md. The database adds up small groups of entries that are alike (same theme, same state of the
amounts ...), each sum is quantised to the cent, since SQLite adds decimals as floats and drifts (R8), and the
groups are added here, exactly. Distinct projects do not add up, so they are listed per group instead.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Q, QuerySet, When
from django.db.models.fields import BooleanField

from dog_site.core.figures import Figure, Metric, Scope, State
from dog_site.core.numbers.money import CENT

from .groups import in_groups
from .totals import NOTHING, NOTHING_SETTLED, WHOLE_PERIOD, FundingTotals, SettledTotals

# The states an amount can be in; FundingEntry uses the same words.
KNOWN, UNKNOWN, NOT_STATED, NOT_APPLICABLE = (
    State.KNOWN.value,
    State.UNKNOWN.value,
    State.NOT_STATED.value,
    State.NOT_APPLICABLE.value,
)
HAS_PAIR = Q(contribution__gt=0, project_size__isnull=False)
IS_SETTLED = Q(settled_amount__isnull=False)
AMOUNTS = ("contribution", "project_size", "granted", "settled_amount")
MONEY = {
    "sum_contribution": "SUM({contribution})",
    "sum_project_size": "SUM({project_size})",
    "sum_granted": "SUM({granted})",
    "sum_settled": "SUM({settled_amount})",
}
SUMS = {
    **MONEY,
    "count": "COUNT(*)",
    "count_settled": "COUNT({settled_amount})",
    "count_without_project": "SUM(CASE WHEN {project_id} IS NULL THEN 1 ELSE 0 END)",
}
# Marks of a size that another entry repeats: over all years of a set, and within each (R10).
REPEATS = ("size_superseded", "pair_superseded")
REPEATS_OF_YEAR = ("size_superseded_in_year", "pair_superseded_in_year")


@dataclass(frozen=True)
class Tally:
    """Entries added up in groups that are alike: `groups` with their sums, `projects` with their primary keys.

    Both are rows with the same keys, so that one condition picks the groups and the projects of a part.
    """

    groups: tuple[dict, ...]
    projects: tuple[dict, ...]

    def totals(self, where: Callable[[dict], bool] = lambda row: True, across_years: bool = True) -> FundingTotals:
        """What the groups for which `where` holds add up to; a size that entries repeat counts once.

        With `across_years` that is once in all years, without it once in each.
        """
        groups = [group for group in self.groups if where(group)]
        return _totals(groups, [row for row in self.projects if where(row)], across_years)

    def settled(self) -> SettledTotals:
        """What the entries with a settled amount were granted and settled at, over the same entries (R11)."""
        paired = [group for group in self.groups if group["contribution_state"] == KNOWN]
        return SettledTotals(
            granted=_sum(group["sum_granted"] for group in paired),
            settled=_sum(group["sum_settled"] for group in paired),
            entries=sum(group["count_settled"] for group in self.groups),
            paired=sum(group["count_settled"] for group in paired),
            rows=_count(self.groups),
        )

    def totals_by(self, *keys: str, across_years: bool = True) -> dict:
        """The totals for each value of `keys`, a tuple of them when there are several."""
        groups, projects = {}, {}
        for group in self.groups:
            groups.setdefault(_value(group, keys), []).append(group)
        for row in self.projects:
            projects.setdefault(_value(row, keys), []).append(row)
        return {value: _totals(found, projects.get(value, []), across_years) for value, found in groups.items()}


def add_up(entries: QuerySet, *keys: str, about: tuple[str, ...] = ()) -> Tally:
    """Add `entries` up in the database, in groups with the same `keys`: two queries, or one with the project as a key.

    `about` names further columns that follow from the keys, such as the name of a theme. Sizes that entries repeat are
    marked here, unless they were marked over more entries than these. The scope of the sizes is always a key.
    """
    keys = tuple(dict.fromkeys((*keys, "project_size_scope")))
    entries = entries.order_by()
    marked = entries.query.annotations
    if REPEATS[0] not in marked:
        entries = entries.across_years()
    if "year" in keys and REPEATS_OF_YEAR[0] not in marked:
        entries = entries.per_year()
    repeats = [name for name in (*REPEATS, *REPEATS_OF_YEAR) if name in entries.query.annotations]
    is_paired = Case(When(HAS_PAIR, then=True), default=False, output_field=BooleanField())
    marked = entries.annotate(is_paired=is_paired, granted=Case(When(IS_SETTLED, then="contribution")))
    of_group = (*keys, *about, "contribution_state", "project_size_state", "is_paired", *repeats)
    groups = tuple(map(_exact, in_groups(marked, of_group, ("project_id", *AMOUNTS), SUMS)))
    if "project_id" in keys:
        projects = [group for group in groups if group["project_id"] is not None]
    else:
        projects = entries.exclude(project=None).values(*keys, "project_id").distinct()
    return Tally(groups=groups, projects=tuple(projects))


def totals_by(entries: QuerySet, *keys: str) -> dict:
    """What `entries` add up to for each value of `keys`, a tuple of them when there are several."""
    return add_up(entries, *keys).totals_by(*keys)


def rest_of(whole: FundingTotals, entries: Iterable) -> FundingTotals:
    """What `whole` adds up to without `entries`, each of which is counted in it once and in full.

    The number of projects stays that of the whole: which other entries share a project is not known here.
    """
    for entry in entries:
        whole = whole.minus(entry, projects=0)
    return whole


def _exact(group):
    """Sums to the cent: exact again after SQLite's floats."""
    sums = {name: group[name] for name in MONEY}
    return group | {name: None if value is None else Decimal(value).quantize(CENT) for name, value in sums.items()}


def _value(row, keys):
    return row[keys[0]] if len(keys) == 1 else tuple(row[key] for key in keys)


def _totals(groups: list[dict], projects: list[dict], across_years: bool) -> FundingTotals:
    """In one pass: an overview adds up each of thousands of groups in several parts."""
    size_is_repeated, pair_is_repeated = REPEATS if across_years else REPEATS_OF_YEAR
    sums = dict.fromkeys(("contribution", "project_size", "paired_contribution", "paired_project_size"))
    counts, others = Counter(), []
    for group in groups:
        rows, contribution, size = group["count"], group["contribution_state"], group["project_size_state"]
        counts["entries"] += rows
        counts["contribution", contribution] += rows
        counts["size", size] += rows
        counts["without_project"] += group["count_without_project"]
        _add(sums, "contribution", group["sum_contribution"])
        if contribution == size == KNOWN:
            counts["both"] += rows
        if not group[size_is_repeated]:
            _add(sums, "project_size", group["sum_project_size"])
            if size == KNOWN:
                counts["counted_sizes"] += rows
        if group["is_paired"]:
            counts["paired"] += rows
            _add(sums, "paired_contribution", group["sum_contribution"])
            if not group[pair_is_repeated]:
                counts["counted_pairs"] += rows
                _add(sums, "paired_project_size", group["sum_project_size"])
        if group["project_size_scope"] != WHOLE_PERIOD:
            others.append(group)
    rest = None
    if len(others) < len(groups):
        of_others = [row for row in projects if row["project_size_scope"] != WHOLE_PERIOD]
        rest = _totals(others, of_others, across_years)
    return FundingTotals(
        **sums,
        entries=counts["entries"],
        with_both=counts["both"],
        paired_entries=counts["paired"],
        projects=len({row["project_id"] for row in projects}) + counts["without_project"],
        without_contribution=counts["contribution", UNKNOWN] + counts["contribution", NOT_STATED],
        without_size=counts["size", UNKNOWN] + counts["size", NOT_STATED],
        contribution_not_stated=counts["contribution", NOT_STATED],
        size_not_stated=counts["size", NOT_STATED],
        contribution_not_applicable=counts["contribution", NOT_APPLICABLE],
        size_not_applicable=counts["size", NOT_APPLICABLE],
        counted_sizes=counts["counted_sizes"],
        counted_pairs=counts["counted_pairs"],
        without_whole_period=rest,
    )


def _add(sums, name, amount):
    """A known amount; what is not known stays None, not zero, until any is (R3)."""
    if amount is not None:
        sums[name] = amount if sums[name] is None else sums[name] + amount


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the known amounts; None, not zero, when none is known (R3)."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _count(groups):
    return sum(group["count"] for group in groups)


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


_KEYS = ("theme_id", "theme__counts_in_headline", "is_municipal", "project_size_scope")
_ABOUT_THEMES = ("theme__sort_order", "theme__sort_key", "theme__name", "theme__slug", "theme__tint")


def roll_up(entries: QuerySet, year: int | None = None) -> Rollup:
    """Add up `entries`: only those of `year`, or all of them."""
    entries = entries if year is None else entries.in_year(year)
    found = add_up(entries.marking_municipality(), *_KEYS, about=_ABOUT_THEMES)

    def part(in_headline=True, where=lambda row: True):
        return found.totals(lambda row: row["theme__counts_in_headline"] is in_headline and where(row))

    headline = part()
    totals = found.totals_by("theme_id")
    themes = {group["theme_id"]: group for group in found.groups}
    in_order = sorted(themes.values(), key=lambda theme: (theme["theme__sort_order"], theme["theme__sort_key"]))
    return Rollup(
        year=year,
        themes=tuple(_theme_totals(theme, totals[theme["theme_id"]], headline) for theme in in_order),
        headline=headline,
        other=part(in_headline=False),
        everything=found.totals(),
        without_municipality=part(where=lambda row: not row["is_municipal"]),
        whole_period=part(where=lambda row: row["project_size_scope"] == WHOLE_PERIOD),
        settled=found.settled(),
    )


def _theme_totals(theme, theme_totals, headline):
    in_headline = theme["theme__counts_in_headline"]
    return ThemeTotals(
        theme_id=theme["theme_id"],
        name=theme["theme__name"],
        slug=theme["theme__slug"],
        tint=theme["theme__tint"],
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
