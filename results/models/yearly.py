from collections import Counter
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.search import index

from dog_site.core.blocks import BodyBlock
from dog_site.core.kept import keeping
from dog_site.core.lists.listing import Listing
from dog_site.core.models import BasePage
from dog_site.core.models.page_panels import BODY
from events.attendance import AttendanceRow, add_up_visitors
from events.models import EventPage
from funding.models import FundingEntry, PublishedFigure
from funding.models.entries import validate_funding_year
from funding.open_data import is_one_file
from funding.provider import current_rollup
from funding.reconciliation import (
    add_up_years,
    compute_of,
    compute_of_any_year,
    count_verdicts,
    count_verdicts_by_source,
    reconcile,
)
from funding.totals import NOTHING

from ..charts import largest, line, share_bars, theme_bars
from ..conclusions import conclude
from ..settled import ROWS, settled
from ..years import expectations, year_on_year
from .form import YearlyResultsForm

# With this many rows the table of a year stays within the page budget (docs/performance.md).
ENTRIES_PER_PAGE = 50
# The most events with a number of visitors that a year shows; the agenda lists all.
EVENTS = 25
LARGEST = 8


class ResultsIndexPage(BasePage):
    """The years side by side."""

    max_count = 1
    fixed_slug = "resultaten"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["results.YearlyResultsPage"]

    class Meta:
        verbose_name = _("overview of results")

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **keeping(self, request)("shown", self._shown)}

    def _shown(self):
        found = add_up_years()
        totals = found.totals_by("year", "theme__counts_in_headline", across_years=False)
        pages = YearlyResultsPage.objects.child_of(self).visible().defer_streamfields()
        pages = {page.year: page for page in pages}
        years = sorted({year for year, _in_headline in totals} | set(pages), reverse=True)
        headlines = {year: totals.get((year, True), NOTHING) for year in years}
        changes = year_on_year(headlines)
        forecasts = expectations(PublishedFigure.objects.public().forecasts(), compute_of_any_year(found))
        top = max((headline.project_size or 0 for headline in headlines.values()), default=0)
        return {
            "rows": [
                (
                    year,
                    headline,
                    totals.get((year, False), NOTHING),
                    pages.get(year),
                    changes.get(year),
                    line(headline.contribution, headline.project_size, top),
                )
                for year, headline in headlines.items()
            ],
            "has_several_years": len({year for year, _in_headline in totals}) > 1,
            "headline_of_all_years": found.totals(lambda row: row["theme__counts_in_headline"]),
            "other_of_all_years": found.totals(lambda row: not row["theme__counts_in_headline"]),
            "expectations": [(forecast, pages.get(forecast.stated.year)) for forecast in forecasts],
            "years_with_files": [
                (year, is_one_file(sum(totals.get((year, each), NOTHING).entries for each in (True, False))))
                for year in sorted(pages, reverse=True)
            ],
        }


class YearlyResultsPage(BasePage):
    """One year: headline figures, themes, every entry, and what was stated beside what we compute."""

    parent_page_types = ["results.ResultsIndexPage"]
    subpage_types = []
    page_description = _("The figures of one year, computed from the entries; here you write the text around them.")

    year = models.PositiveSmallIntegerField(
        unique=True,
        validators=[validate_funding_year],
        verbose_name=_("year"),
        help_text=_("The address follows it: /resultaten/2017/."),
        error_messages={"unique": _("There is already a results page of this year. Edit that one.")},
    )
    conclusion = models.TextField(
        blank=True,
        max_length=500,
        verbose_name=_("what came out"),
        help_text=_(
            "In your own words, at the top of the page. Below them the site says by itself what was contributed and "
            "which stated figures differ; those sentences change with the figures, yours do not."
        ),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    content_panels = [
        HelpPanel(
            _(
                "Every figure, table and comparison on this page is computed from the published entries and stated "
                "figures under “Financiering”. Here you write the text around them."
            )
        ),
        *BasePage.content_panels,
        "year",
        FieldPanel("conclusion"),
        BODY,
    ]
    base_form_class = YearlyResultsForm
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("conclusion"),
        index.SearchField("body"),
        index.FilterField("year"),
    ]

    class Meta:
        verbose_name = _("results of a year")
        verbose_name_plural = _("results per year")

    @property
    def fixed_slug(self):
        return str(self.year) if self.year else None

    def get_context(self, request, *args, **kwargs):
        keep, listing = keeping(self, request), Listing(request, page_size=ENTRIES_PER_PAGE)
        rollup = current_rollup(self.year)
        rows = keep.rows("entries", lambda: self.entries.across_years().for_table())
        entries = listing.paginate(rows, count=rollup.everything.entries)
        return {
            **super().get_context(request, *args, **kwargs),
            **keep("shown", lambda: self._shown(rollup)),
            "listing": listing,
            "rollup": rollup,
            "is_one_file": is_one_file(rollup.everything.entries),
            "entries": entries,
            "entry_groups": _by_theme(entries, rollup),
        }

    def _shown(self, rollup):
        stated = list(PublishedFigure.objects.public().in_year(self.year).for_reconciliation())
        events = list(EventPage.objects.visible().took_place().in_year(self.year).defer_streamfields())
        findings = reconcile(stated, compute_of(rollup, stated))
        with_number = [event for event in events if event.attendance is not None]
        return {
            "findings": findings,
            "conclusion": conclude(findings),
            "tally": count_verdicts(findings),
            "tally_by_source": count_verdicts_by_source(findings),
            "bars": theme_bars(rollup.headline_themes),
            "shares": share_bars(rollup.headline_themes),
            "largest": largest(self.entries.largest_first()[:LARGEST], rollup.headline),
            "settled": settled(self.entries.settled()[:ROWS], rollup.settled),
            "visitors": add_up_visitors(AttendanceRow(event.path, event.stated_attendance) for event in events),
            "events": with_number[:EVENTS],
            "more_events": len(with_number[EVENTS:]),
            "remarks": [figure for figure in stated if figure.kind == PublishedFigure.Kind.REMARK],
        }

    @property
    def entries(self):
        """The public entries of this year: exactly those behind its figures and files."""
        return FundingEntry.objects.public().in_year(self.year)


def row_addresses(pages: Iterable[YearlyResultsPage]) -> dict[str, str]:
    """Where each entry of the years of `pages` stands in the table there, by its reference; one query."""
    address_of = {page.year: page.url for page in pages}
    entries = FundingEntry.objects.public().filter(year__in=address_of).for_table()
    places, found = Counter(), {}
    for year, reference in entries.values_list("year", "reference"):
        number = places[year] // ENTRIES_PER_PAGE + 1
        places[year] += 1
        found[reference] = f"{address_of[year]}{f'?pagina={number}' if number > 1 else ''}#{reference}"
    return found


def _by_theme(entries, rollup):
    """The entries of one page of the table under their themes, each with the theme's totals of the whole year."""
    groups = {}
    for entry in entries:
        groups.setdefault(entry.theme_id, []).append(entry)
    themes = {theme.theme_id: theme for theme in rollup.themes}
    return [(themes[theme_id], rows) for theme_id, rows in groups.items()]
