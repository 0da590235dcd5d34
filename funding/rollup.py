"""The only place where money is added up.

Query set in, frozen value object out; a fixed number of queries whatever the number of rows. The rules
R1 to R14 stand in docs/funding.md. Every sum is quantised to the cent: SQLite adds decimals as floats
and drifts (R8).
"""

from dataclasses import dataclass, fields
from decimal import Decimal

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast, Concat

from dog_site.core.figures import Figure, Metric, Scope, State
from dog_site.core.money import CENT

# The states an amount can be in; FundingEntry uses the same words.
KNOWN, UNKNOWN, NOT_STATED, NOT_APPLICABLE = (
    State.KNOWN.value,
    State.UNKNOWN.value,
    State.NOT_STATED.value,
    State.NOT_APPLICABLE.value,
)
# The scope of a project size that covers several years.
WHOLE_PERIOD = "looptijd"

EVERY = Q(pk__isnull=False)
HAS_PAIR = Q(contribution__gt=0, project_size__isnull=False)


@dataclass(frozen=True)
class FundingTotals:
    """What a set of entries adds up to, in euros, and how many of them lack a figure.

    `contribution` and `project_size` are sums of the known amounts, None where no amount is known (R3).
    The paired sums run over the entries that have both figures and a contribution above zero (R6).
    `projects` counts distinct projects, entries without a project by their reference (R13).
    """

    contribution: Decimal | None
    project_size: Decimal | None
    paired_contribution: Decimal | None
    paired_project_size: Decimal | None
    entries: int
    with_both: int
    paired_entries: int
    projects: int
    without_contribution: int
    without_size: int
    contribution_not_stated: int
    size_not_stated: int
    contribution_not_applicable: int
    size_not_applicable: int

    @property
    def multiplier(self) -> Decimal | None:
        """Project euros per municipal euro, over entries that have both figures; never a mean of ratios."""
        if not self.paired_contribution or self.paired_project_size is None:
            return None
        return self.paired_project_size / self.paired_contribution

    @property
    def other_funds(self) -> Decimal | None:
        """What others put beside the municipal euros of the paired entries (R7)."""
        if self.multiplier is None:
            return None
        return self.paired_project_size - self.paired_contribution

    def figure(self, metric: str, scope: str, year: int | None) -> Figure:
        """One of these totals as a figure of `scope` in `year` (None: all years). Raises KeyError."""
        value, state, missing = {
            Metric.CONTRIBUTION: lambda: self._amount(
                self.contribution,
                self.without_contribution,
                self.contribution_not_stated,
                self.contribution_not_applicable,
            ),
            Metric.PROJECT_SIZE: lambda: self._amount(
                self.project_size, self.without_size, self.size_not_stated, self.size_not_applicable
            ),
            Metric.MULTIPLIER: lambda: (
                self.multiplier,
                State.UNKNOWN if self.multiplier is None else State.KNOWN,
                self.entries - self.paired_entries,
            ),
            Metric.PROJECTS: lambda: (self.projects, State.KNOWN, 0),
            Metric.ENTRIES: lambda: (self.entries, State.KNOWN, 0),
        }[metric]()
        return Figure(
            metric=metric,
            scope=scope,
            year=year,
            value=value,
            state=state,
            rows=self.entries,
            missing=missing,
        )

    def _amount(self, amount, missing, not_stated, not_applicable):
        """Amount, what is known of it, and how many entries lack it; "not applicable" lacks nothing."""
        if amount is not None:
            return amount, State.LOWER_BOUND if missing else State.KNOWN, missing
        if self.entries and not_applicable == self.entries:
            return None, State.NOT_APPLICABLE, 0
        if self.entries and not_stated + not_applicable == self.entries:
            return None, State.NOT_STATED, missing
        return None, State.UNKNOWN, missing


NOTHING = FundingTotals(None, None, None, None, *[0] * 10)


def _expressions(entries: QuerySet, prefix: str = "sum", where: Q = EVERY) -> dict:
    """The aggregates behind FundingTotals of the entries for which `where` holds, named "<prefix>_<field>"."""
    size_counts = pair_counts = where
    if "size_superseded" in entries.query.annotations:  # set by FundingQuerySet.across_years (R10)
        size_counts, pair_counts = where & Q(size_superseded=False), where & Q(pair_superseded=False)
    project_key = Case(
        When(project__isnull=True, then=Concat(Value("r:"), F("reference"))),
        default=Concat(Value("p:"), Cast("project_id", CharField())),
        output_field=CharField(),
    )
    both = Q(contribution__isnull=False, project_size__isnull=False)
    expressions = {
        "contribution": Sum("contribution", filter=where),
        "project_size": Sum("project_size", filter=size_counts),
        "paired_contribution": Sum("contribution", filter=where & HAS_PAIR),
        "paired_project_size": Sum("project_size", filter=pair_counts & HAS_PAIR),
        "entries": Count("pk", filter=where),
        "with_both": Count("pk", filter=where & both),
        "paired_entries": Count("pk", filter=where & HAS_PAIR),
        "projects": Count(project_key, distinct=True, filter=where),
        "without_contribution": Count("pk", filter=where & Q(contribution_state__in=[UNKNOWN, NOT_STATED])),
        "without_size": Count("pk", filter=where & Q(project_size_state__in=[UNKNOWN, NOT_STATED])),
        "contribution_not_stated": Count("pk", filter=where & Q(contribution_state=NOT_STATED)),
        "size_not_stated": Count("pk", filter=where & Q(project_size_state=NOT_STATED)),
        "contribution_not_applicable": Count("pk", filter=where & Q(contribution_state=NOT_APPLICABLE)),
        "size_not_applicable": Count("pk", filter=where & Q(project_size_state=NOT_APPLICABLE)),
    }
    return {f"{prefix}_{name}": expression for name, expression in expressions.items()}


def _totals(row: dict, prefix: str = "sum") -> FundingTotals:
    values = {field.name: row[f"{prefix}_{field.name}"] for field in fields(FundingTotals)}
    return FundingTotals(
        **{name: Decimal(v).quantize(CENT) if isinstance(v, Decimal | float) else v for name, v in values.items()}
    )


def totals(entries: QuerySet) -> FundingTotals:
    """What `entries` add up to, in one query."""
    return _totals(entries.order_by().aggregate(**_expressions(entries)))


def totals_where(entries: QuerySet, **parts: Q) -> dict[str, FundingTotals]:
    """The totals of several parts of `entries`, each named with its condition, in one query."""
    expressions = {}
    for name, where in parts.items():
        expressions |= _expressions(entries, name, where)
    row = entries.order_by().aggregate(**expressions)
    return {name: _totals(row, name) for name in parts}


def totals_by(entries: QuerySet, *keys: str) -> dict:
    """The totals of `entries` for each value of `keys` (a tuple of them when there are several), in one query."""
    rows = entries.order_by().values(*keys).annotate(**_expressions(entries))
    return {row[keys[0]] if len(keys) == 1 else tuple(row[key] for key in keys): _totals(row) for row in rows}


@dataclass(frozen=True)
class ThemeTotals:
    """A theme, named as its live row says, with what its entries add up to."""

    theme_id: int
    name: str
    slug: str
    colour: str
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

    `headline` counts the themes with `counts_in_headline`, `other` the rest, `everything` both. Three parts of
    the headline stand beside it: without entries the municipality itself applied for (R12), of entries whose
    size is that of several years, and without those. Shares are fractions of the headline, None for a theme
    outside it and where an amount is unknown.
    """

    year: int | None
    themes: tuple[ThemeTotals, ...]
    headline: FundingTotals
    other: FundingTotals
    everything: FundingTotals
    without_municipality: FundingTotals
    whole_period: FundingTotals
    without_whole_period: FundingTotals

    @property
    def headline_themes(self) -> tuple[ThemeTotals, ...]:
        return tuple(theme for theme in self.themes if theme.counts_in_headline)

    @property
    def other_themes(self) -> tuple[ThemeTotals, ...]:
        return tuple(theme for theme in self.themes if not theme.counts_in_headline)

    def totals(self, scope: str) -> FundingTotals | None:
        """The totals of a scope key; those of no rows for a theme without entries, None for another scope."""
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


_THEME_KEYS = (
    "theme__sort_order",
    "theme__name",
    "theme_id",
    "theme__slug",
    "theme__colour",
    "theme__counts_in_headline",
)


def roll_up(entries: QuerySet, year: int | None = None) -> Rollup:
    """Add up `entries` in two queries. With a `year` only those of that year, else across years (R10)."""
    entries = entries.across_years() if year is None else entries.in_year(year)
    in_headline = Q(theme__counts_in_headline=True)
    whole = totals_where(
        entries.marking_municipality(),
        headline=in_headline,
        other=~in_headline,
        everything=EVERY,
        without_municipality=in_headline & Q(is_municipal=False),
        whole_period=in_headline & Q(project_size_scope=WHOLE_PERIOD),
        without_whole_period=in_headline & ~Q(project_size_scope=WHOLE_PERIOD),
    )
    themes = tuple(
        _theme_totals(key, theme_totals, whole["headline"])
        for key, theme_totals in sorted(totals_by(entries, *_THEME_KEYS).items())
    )
    return Rollup(year=year, themes=themes, **whole)


def _theme_totals(key, theme_totals, headline):
    _order, name, theme_id, slug, colour, in_headline = key
    return ThemeTotals(
        theme_id=theme_id,
        name=name,
        slug=slug,
        colour=colour,
        counts_in_headline=in_headline,
        totals=theme_totals,
        contribution_share=_share(theme_totals, headline, Metric.CONTRIBUTION) if in_headline else None,
        project_size_share=_share(theme_totals, headline, Metric.PROJECT_SIZE) if in_headline else None,
    )


def _share(part: FundingTotals, whole: FundingTotals, metric) -> Decimal | None:
    """Which fraction `part` is of `whole`; None when either is a lower bound, unknown or zero."""
    figures = [totals.figure(metric, "", None) for totals in (part, whole)]
    if any(figure.state != State.KNOWN for figure in figures) or not figures[1].value:
        return None
    return figures[0].value / figures[1].value
