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


def _expressions(entries: QuerySet) -> dict:
    """The aggregates behind FundingTotals. Aliased "sum_...": an aggregate may not bear its field's name."""
    size_counts = pair_counts = Q()
    if "size_superseded" in entries.query.annotations:  # set by FundingQuerySet.across_years (R10)
        size_counts, pair_counts = Q(size_superseded=False), Q(pair_superseded=False)
    project_key = Case(
        When(project__isnull=True, then=Concat(Value("r:"), F("reference"))),
        default=Concat(Value("p:"), Cast("project_id", CharField())),
        output_field=CharField(),
    )
    return {
        "sum_contribution": Sum("contribution"),
        "sum_project_size": Sum("project_size", filter=size_counts & Q(project_size__isnull=False)),
        "sum_paired_contribution": Sum("contribution", filter=HAS_PAIR),
        "sum_paired_project_size": Sum("project_size", filter=HAS_PAIR & pair_counts),
        "sum_entries": Count("pk"),
        "sum_with_both": Count("pk", filter=Q(contribution__isnull=False, project_size__isnull=False)),
        "sum_paired_entries": Count("pk", filter=HAS_PAIR),
        "sum_projects": Count(project_key, distinct=True),
        "sum_without_contribution": Count("pk", filter=Q(contribution_state__in=[UNKNOWN, NOT_STATED])),
        "sum_without_size": Count("pk", filter=Q(project_size_state__in=[UNKNOWN, NOT_STATED])),
        "sum_contribution_not_stated": Count("pk", filter=Q(contribution_state=NOT_STATED)),
        "sum_size_not_stated": Count("pk", filter=Q(project_size_state=NOT_STATED)),
        "sum_contribution_not_applicable": Count("pk", filter=Q(contribution_state=NOT_APPLICABLE)),
        "sum_size_not_applicable": Count("pk", filter=Q(project_size_state=NOT_APPLICABLE)),
    }


def _totals(row: dict) -> FundingTotals:
    values = {field.name: row[f"sum_{field.name}"] for field in fields(FundingTotals)}
    return FundingTotals(
        **{name: Decimal(v).quantize(CENT) if isinstance(v, Decimal | float) else v for name, v in values.items()}
    )


def totals(entries: QuerySet) -> FundingTotals:
    """What `entries` add up to, in one query."""
    return _totals(entries.order_by().aggregate(**_expressions(entries)))


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

    `headline` counts the themes with `counts_in_headline`, `other` the rest, `everything` both. Shares are
    fractions of the headline, None for a theme outside it and where an amount is unknown.
    """

    year: int | None
    themes: tuple[ThemeTotals, ...]
    headline: FundingTotals
    other: FundingTotals
    everything: FundingTotals

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
    """Add up `entries` in three queries. With a `year` only those of that year, else across years (R10)."""
    entries = entries.across_years() if year is None else entries.in_year(year)
    whole = totals_by(entries, "theme__counts_in_headline")
    headline, other = whole.get(True, NOTHING), whole.get(False, NOTHING)
    themes = []
    for key, theme_totals in sorted(totals_by(entries, *_THEME_KEYS).items()):
        _order, name, theme_id, slug, colour, in_headline = key
        themes.append(
            ThemeTotals(
                theme_id=theme_id,
                name=name,
                slug=slug,
                colour=colour,
                counts_in_headline=in_headline,
                totals=theme_totals,
                contribution_share=in_headline and _share(theme_totals, headline, Metric.CONTRIBUTION) or None,
                project_size_share=in_headline and _share(theme_totals, headline, Metric.PROJECT_SIZE) or None,
            )
        )
    return Rollup(year=year, themes=tuple(themes), headline=headline, other=other, everything=totals(entries))


def _share(part: FundingTotals, whole: FundingTotals, metric) -> Decimal | None:
    """Which fraction `part` is of `whole`; None when either is a lower bound, unknown or zero."""
    figures = [totals.figure(metric, "", None) for totals in (part, whole)]
    if any(figure.state != State.KNOWN for figure in figures) or not figures[1].value:
        return None
    return figures[0].value / figures[1].value
