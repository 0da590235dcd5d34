"""What a public figure is: what is measured, over which scope and year, its value, and what is known of it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..numbers.notation import dutch_euros, dutch_number
from .metrics import ORGANISATION, THEME, Metric, Scope, State

ALL_YEARS = "alle"


@lru_cache(maxsize=4096)  # a page asks for a hundred of these, and each look-up of an address takes 35 microseconds
def page_of(metric: str, scope: str, year: int | None) -> str:
    """The address of the page that tells what a figure is made of (results/urls.py); empty for one without.

    The address has the scope of a theme as "thema-<slug>", that of an organisation as "organisatie-<slug>". Projects
    and entries have pages or anchors of their own, and visitors are not added up from entries.
    """
    if metric == Metric.VISITORS or not (scope in Scope.values or scope.startswith((THEME, ORGANISATION))):
        return ""
    what = [metric, scope.replace(":", "-", 1)]
    return reverse("figure_page", args=what if year is None else [year, *what])


@dataclass(frozen=True)
class WholePeriod:
    """Entries of a figure whose size covers a whole period of several years (R10).

    `rows` of them count in the figure; `value` is the figure without them, None when nothing is left of it.
    """

    rows: int
    value: Decimal | None


@dataclass(frozen=True)
class Figure:
    """One number with everything a reader needs to trace it (funding.md, section 7).

    `value` is exact, in euros or as a count, and None where nothing is known. `missing` of the `rows`
    entries (events, for visitors) lack what the figure adds up. `year` None means all years. `source` is
    "regels" or "evenementen" for what we compute from those, "vermeld:<number>" for a stated figure of the
    reconciliation and "vermeld" for any other number that a source states. `whole_period` is None where no size of
    a whole period counts.
    """

    metric: str
    scope: str
    year: int | None
    value: Decimal | int | None
    state: str = State.KNOWN
    rows: int = 0
    missing: int = 0
    source: str = "regels"
    whole_period: WholePeriod | None = None

    @property
    def label(self) -> str:
        return str(Metric(self.metric).label)

    @property
    def address(self) -> str:
        """The address of the page that tells what it is made of; empty without such a page, as for a stated figure."""
        return page_of(self.metric, self.scope, self.year) if self.source == "regels" else ""

    @property
    def text(self) -> str:
        """The figure as printed, rounded once. Without a value the state is printed."""
        if self.value is None:
            if self.rows:
                return str(State(self.state).label)
            return gettext("no events") if self.metric == Metric.VISITORS else gettext("no entries")
        if self.metric in (Metric.CONTRIBUTION, Metric.PROJECT_SIZE):
            return dutch_euros(self.value)
        return dutch_number(self.value, 1 if self.metric == Metric.MULTIPLIER else 0)

    @property
    def qualifier(self) -> str:
        return str(State.LOWER_BOUND.label) if self.state == State.LOWER_BOUND and self.value is not None else ""

    @property
    def caveat(self) -> str:
        """What a reader must know of the sizes in the figure, in words (R10); empty when there is nothing to know."""
        if self.whole_period is None or self.value is None:
            return ""
        if self.whole_period.value is None:
            return gettext("over the whole period")
        without = replace(self, value=self.whole_period.value, whole_period=None).text
        return ngettext(
            "with %(rows)s entry over the whole period, without it %(value)s",
            "with %(rows)s entries over the whole period, without those %(value)s",
            self.whole_period.rows,
        ) % {"rows": self.whole_period.rows, "value": without}

    @property
    def cited(self) -> str:
        """The figure with all that has to travel along, for running text: "13,9 (over 18 van 20 regels; ...)"."""
        notes = "; ".join(filter(None, [self.note, self.caveat]))
        return " ".join(filter(None, [self.qualifier, self.text, notes and f"({notes})"]))

    @property
    def note(self) -> str:
        """How many entries the figure leaves out, in words; empty when it leaves out none (R3, R6)."""
        if not self.missing or self.rows < 2:
            return ""
        counts = {"missing": self.missing, "rows": self.rows, "counted": self.rows - self.missing}
        if self.metric == Metric.VISITORS:
            return "" if self.value is None else _("for %(counted)s of %(rows)s events") % counts
        if self.metric == Metric.MULTIPLIER:
            return "" if self.value is None else _("over %(counted)s of %(rows)s entries") % counts
        return (
            ngettext(
                "%(missing)s of %(rows)s entries without an amount",
                "%(missing)s of %(rows)s entries without an amount",
                self.rows,
            )
            % counts
        )

    @property
    def exact(self) -> str:
        """The value for the `value` attribute of <data>; empty when there is none."""
        if self.value is None:
            return ""
        if self.metric in (Metric.CONTRIBUTION, Metric.PROJECT_SIZE):
            return f"{self.value:.2f}"
        if self.metric == Metric.MULTIPLIER:
            return f"{self.value:.10f}".rstrip("0").rstrip(".")
        return f"{self.value:.0f}"
