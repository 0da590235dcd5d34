"""The public page of one headline figure: what it means, the entries it is made of, and how to cite it."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from dog_site.core import figures
from dog_site.core.around.files import ask_exactly
from dog_site.core.around.navigation import surroundings
from dog_site.core.figures import ALL_YEARS, ORGANISATION, THEME, Figure, Metric, Scope, page_of
from dog_site.core.kept import Keeping, kept
from dog_site.core.lists.listing import Listing
from dog_site.core.models import SiteSettings
from dog_site.core.models.statement import today_in_groningen
from funding.models import FundingEntry, PublishedFigure
from funding.models.choices import METRICS
from funding.open_data import FigureDataset, csv_file, is_one_file
from funding.people_csv import people_csv_file
from funding.provider import current_rollup, totals_of_organisation
from funding.reconciliation import reconcile
from funding.rollup import Rollup
from funding.tracing import counted_amounts, distinct_projects, trace, why_left_out, with_entries
from projects.models import Organisation, ProjectPage, Theme

from .figure_words import meanings, terms, title
from .files_in_parts import parts_of_all_years, parts_of_year, refused
from .models import ResultsIndexPage, YearlyResultsPage
from .organisations import merged_into

ROWS = 50
# The number of entries named among those that do not count; the page says how many more there are.
LEFT_OUT = 50


@dataclass(frozen=True)
class HeadlineFigure:
    """A figure with a page: its metric, the key of its scope, its year (None: all years), and what it is of, if any."""

    metric: str
    scope: str
    year: int | None
    theme: Theme | None
    rollup: Rollup
    organisation: Organisation | None = None

    @cached_property
    def totals(self):
        if self.organisation:
            return totals_of_organisation(self.scope, self.year)
        return self.rollup.totals(self.scope)

    @cached_property
    def figure(self) -> Figure:
        return self.totals.figure(self.metric, self.scope, self.year)

    @property
    def name(self):
        """What the figure is of; empty for the headline total and everything, whose scope says it."""
        about = self.theme or self.organisation
        return about.name if about else ""

    @property
    def others(self):
        """What belongs to it, each with its title: the other figures of its entries, and what its total leaves out."""
        same = [(metric, self.scope) for metric in METRICS if metric != self.metric]
        about = self.theme or self.organisation
        beside = [] if about else [(self.metric, scope) for scope in Scope if scope != self.scope]
        for metric, scope in [*same, *beside]:
            totals = self.totals if scope == self.scope else self.rollup.totals(scope)
            yield title(metric, scope, self.year, about), totals.figure(metric, scope, self.year)

    @cached_property
    def trace(self):
        return trace(self.metric, self.scope, self.year)

    @property
    def title(self):
        return title(self.metric, self.scope, self.year, self.theme or self.organisation)

    @property
    def address(self):
        return page_of(self.metric, self.scope, self.year)

    @property
    def file_name(self):
        """What the file of its entries is called, without its suffix."""
        scope = self.scope.replace(":", "-", 1)
        return f"{self.metric}-{scope}-{self.year or ALL_YEARS}"

    @property
    def sums(self):
        """The two sums that a multiplier divides; their scope says that they are of the paired entries only."""
        scope = f"{self.scope}-gepaard"
        amounts = {
            Metric.CONTRIBUTION: self.totals.paired_contribution,
            Metric.PROJECT_SIZE: self.totals.paired_project_size,
        }
        rows = self.totals.paired_entries
        return [Figure(metric, scope, self.year, value, rows=rows) for metric, value in amounts.items()]


def headline_figure_or_404(metric: str, scope: str, year: int | None) -> HeadlineFigure:
    """The figure of an address, with "thema-<slug>" for one theme and "organisatie-<slug>" for one applicant.

    A year is there once it has anything public, an organisation once it applied for anything public.
    """
    if metric not in METRICS or (year is not None and not _has_results(year)):
        raise Http404
    rollup, theme = current_rollup(year), None
    if scope not in Scope.values:
        kind, _dash, slug = scope.partition("-")
        if f"{kind}:" == ORGANISATION:
            found = get_object_or_404(Organisation.objects.with_page(), slug=slug)
            headline = HeadlineFigure(metric, found.scope, year, None, rollup, found)
            if not headline.totals.entries:
                raise Http404
            return headline
        theme = kept("themes:all", _themes).get(slug) if f"{kind}:" == THEME else None
        # A theme that is withdrawn keeps its name for the entries that are still public.
        if theme is None or not (theme.is_visible or rollup.totals(theme.scope).entries):
            raise Http404
        scope = theme.scope
    return HeadlineFigure(metric, scope, year, theme, rollup)


def _themes():
    return {theme.slug: theme for theme in Theme.objects.all()}


def _has_results(year):
    return year in figures.years() or YearlyResultsPage.objects.visible().filter(year=year).exists()


@require_safe
def figure_page(request, metric, scope, year=None):
    """One headline figure with everything needed to check it."""
    if address := _moved_to("figure_page", metric, scope, year):
        return HttpResponsePermanentRedirect(address)
    headline = headline_figure_or_404(metric, scope, year)
    listing = Listing(request, page_size=ROWS)
    site = Site.find_for_request(request)
    keep = Keeping(f"figure:{headline.metric}:{headline.scope}:{year}")
    index, results = kept(f"results:pages:{year}", lambda: _results_pages(year))
    around = surroundings(request, results or index)
    counted = _counted(headline)
    return render(
        request,
        "results/figure.html",
        {
            "headline": headline,
            "figure": headline.figure,
            "meanings": meanings(headline),
            "terms": terms(headline),
            "counted": counted,
            "listing": listing,
            "shows_contribution": metric in (Metric.CONTRIBUTION, Metric.MULTIPLIER),
            "shows_size": metric in (Metric.PROJECT_SIZE, Metric.MULTIPLIER),
            **_rows(headline, listing, keep, counted),
            **keep("shown", lambda: _shown(headline, counted)),
            "results_page": results,
            "ancestors": [*around.ancestors, *filter(None, [results or index])],
            "trail": {"title": headline.title},
            "day": today_in_groningen(),
            "file": reverse("figure_file", args=_arguments(headline)),
            "file_for_people": reverse("figure_file_excel", args=_arguments(headline)),
            **_contact(headline, site, around),
        },
    )


@require_safe
def figure_file(request, metric, scope, year=None, is_for_people=False):
    """Exactly the entries that count in a figure, as CSV for programs or for people."""
    if address := _moved_to("figure_file_excel" if is_for_people else "figure_file", metric, scope, year):
        return HttpResponsePermanentRedirect(address)
    headline = headline_figure_or_404(metric, scope, year)
    ask_exactly(request)
    site = Site.find_for_request(request)
    site_url = site.root_url if site else ""
    write, suffix = (people_csv_file, "excel.csv") if is_for_people else (csv_file, "csv")
    if not is_one_file(counted := _counted(headline)):
        return refused(counted, _parts(headline), site_url, suffix)
    dataset = FigureDataset(year=year, entries=headline.trace.behind.for_file(), site_url=site_url, metric=metric)
    response = HttpResponse(write(dataset), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{headline.file_name}.{suffix}"'
    return response


def _moved_to(route, metric, scope, year):
    """The address of the same figure of the organisation that the one of `scope` was merged into; None for others."""
    kind, _dash, slug = scope.partition("-")
    stays = merged_into(slug) if f"{kind}:" == ORGANISATION else None
    what = [metric, stays.scope.replace(":", "-", 1)] if stays else []
    return reverse(route, args=what if year is None else [year, *what]) if stays else None


def _arguments(headline):
    what = [headline.metric, headline.scope.replace(":", "-", 1)]
    return what if headline.year is None else [headline.year, *what]


def _counted(headline):
    """How many entries count, taken from the totals without a query."""
    totals = headline.totals
    counted = {
        Metric.CONTRIBUTION: totals.entries - totals.without_contribution - totals.contribution_not_applicable,
        Metric.PROJECT_SIZE: totals.counted_sizes,
        Metric.MULTIPLIER: totals.paired_entries,
    }
    return counted.get(headline.metric, totals.entries)


def _parts(headline):
    """The figures among which the entries of this one are divided, each with a file of its own."""
    if headline.year is None:
        years = headline.trace.behind.order_by("-year").values_list("year", flat=True).distinct()
        return parts_of_all_years(headline.metric, headline.scope, years)
    return parts_of_year(headline.metric, headline.scope, headline.rollup)


def _shown(headline, counted):
    left_out = headline.figure.rows - counted
    return {
        "left_out": [(e, why_left_out(e, headline.metric)) for e in _left_out(headline)] if left_out else [],
        "more_left_out": max(0, left_out - LEFT_OUT),
        "findings": _findings(headline),
        "parts": None if is_one_file(counted) else _parts(headline),
    }


def _rows(headline, listing, keep, counted):
    """The page of entries that the address asks for, each with the amounts that count; or the projects."""

    def entries():
        return headline.trace.behind.in_order()

    if headline.metric == Metric.PROJECTS:
        counted_once = keep.rows(
            "projects", lambda: distinct_projects(entries()), lambda found: _with_pages(found, entries())
        )
        page = listing.paginate(counted_once, count=headline.totals.projects)
        return {"page_of_rows": page, "projects": page.object_list}
    keys = keep.rows(
        "entries", lambda: entries().values_list("pk", flat=True), lambda found: _counting(headline, found)
    )
    page = listing.paginate(keys, count=counted)
    return {"page_of_rows": page, "rows": page.object_list}


def _with_pages(projects, entries):
    projects = with_entries(list(projects), entries)
    pages = ProjectPage.objects.visible().only("title", "url_path")
    pages = pages.in_bulk([project.project_id for project in projects])
    return [(each, pages.get(each.project_id)) for each in projects]


def _counting(headline, keys):
    """The entries with these keys, each with the amounts that count."""
    rows = FundingEntry.objects.rows_at(keys)
    if headline.metric == Metric.MULTIPLIER:
        public = FundingEntry.objects.public()
        public = public if headline.year is None else public.in_year(headline.year)
        repeated = public.repeated(rows, mark="pair_superseded")
        for entry in rows:
            entry.pair_superseded = entry.pk in repeated
    return [(entry, *counted_amounts(entry, headline.metric)) for entry in rows]


def _left_out(headline):
    left_out = headline.trace.left_out.in_order()
    return FundingEntry.objects.rows_at(left_out.values_list("pk", flat=True)[:LEFT_OUT])


def _findings(headline):
    """What sources state of this figure, each with the results page that shows it, if that is public."""
    if headline.year is None:
        return []
    stated = PublishedFigure.objects.public().about(headline.metric, headline.scope, headline.year)
    findings = reconcile(stated.for_reconciliation(), headline.rollup.figure)
    years = {finding.stated.year for finding in findings}
    pages = YearlyResultsPage.objects.visible().filter(year__in=years) if years else []
    of_year = {page.year: page for page in pages}
    return [(finding, of_year.get(finding.stated.year)) for finding in findings]


def _results_pages(year):
    """The overview of results and the page of `year`, None for one that is not public."""
    results = YearlyResultsPage.objects.visible().filter(year=year).first() if year else None
    return (None if results else ResultsIndexPage.objects.visible().first()), results


def _contact(headline, site, around):
    """How to cite the figure, and where to write when it is wrong: an address, else the contact page."""
    link = f"{site.root_url if site else ''}{headline.address}"
    figure = headline.figure
    value = figure.cited
    address = kept(f"contact_email:{site.pk}", lambda: _contact_email(site)) if site else ""
    mail = ""
    if address:
        year = headline.year or ALL_YEARS
        subject = _("Question about a figure: %(metric)s, %(scope)s, %(year)s: %(value)s") % {
            "metric": headline.metric,
            "scope": headline.scope,
            "year": year,
            "value": value,
        }
        mail = f"mailto:{quote(address, safe='@')}?subject={quote(subject)}&body={quote(link)}"
    return {"value": value, "link": link, "mail": mail, "contact": around.contact}


def _contact_email(site):
    return SiteSettings.objects.filter(site=site).values_list("contact_email", flat=True).first() or ""
