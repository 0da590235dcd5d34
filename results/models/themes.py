from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.search import index

from dog_site.core import figures
from dog_site.core.blocks import BodyBlock
from dog_site.core.kept import keeping
from dog_site.core.lists.listing import Listing
from dog_site.core.models import BasePage
from dog_site.core.models.page_panels import BODY
from events.attendance import add_up_visitors
from events.models import EventPage
from funding.provider import current_rollup, public_ledger
from funding.rollup import add_up
from news.models import NewsPage
from projects.filters import Sorting
from projects.models import ProjectPage, Theme, with_contributions

from ..filters import YearForm
from ..years import year_on_year


class ThemeOverviewPage(BasePage):
    """All themes side by side: what the city paid and what it set in motion, in one year or in all."""

    max_count = 1
    fixed_slug = "themas"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["results.ThemePage"]

    class Meta:
        verbose_name = _("overview of themes")

    def get_context(self, request, *args, **kwargs):
        years = figures.years()
        form = YearForm(request.GET, years=years)
        year = form.chosen_year(default=next(iter(years), None))
        rollup = current_rollup(year)
        pages = keeping(self, request)("pages", _theme_pages)
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": Listing(request, form=form),
            "years": years,
            "year": year,
            "rollup": rollup,
            "headline_rows": [(row, pages.get(row.theme_id)) for row in rollup.headline_themes],
            "other_rows": [(row, pages.get(row.theme_id)) for row in rollup.other_themes],
        }


class ThemePage(BasePage):
    """One theme: what it is about, what went into it each year, and its projects."""

    has_feed = True
    parent_page_types = ["results.ThemeOverviewPage"]
    subpage_types = []
    page_description = _("The public page of a theme; its figures, projects and events appear by themselves.")

    theme = models.OneToOneField(Theme, on_delete=models.PROTECT, related_name="page", verbose_name=_("theme"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    content_panels = [
        HelpPanel(_("The figures and the projects of the theme appear by themselves, from the entries and the pages.")),
        *BasePage.content_panels,
        FieldPanel("theme", help_text=_("The address of the page follows it. Example: /themas/infrastructuur/.")),
        BODY,
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("theme page")
        verbose_name_plural = _("theme pages")

    @property
    def fixed_slug(self):
        return self.theme.slug if self.theme_id else None

    @property
    def default_description(self):
        words = _("%(theme)s: what the municipality contributed each year, with the projects and events.")
        return self.introduction or words % {"theme": self.name}

    @property
    def name(self):
        """The name of the theme; the title of the page while a visitor may not see the theme itself."""
        return self.theme.name if self.theme.is_visible else self.title

    @property
    def introduction(self):
        return self.theme.introduction if self.theme.is_visible else ""

    def get_context(self, request, *args, **kwargs):
        request.shown_item = self.theme
        keep, listing = keeping(self, request), Listing(request)
        projects = listing.paginate(keep.rows("projects", self._projects, with_contributions))
        return {
            **super().get_context(request, *args, **kwargs),
            **keep("shown", self._shown),
            "listing": listing,
            "projects": projects,
            "rows": projects.object_list,
        }

    def _projects(self):
        of_theme = ProjectPage.objects.filter(theme=self.theme_id).visible().with_applicants().defer_streamfields()
        return of_theme.sorted_by(Sorting.CONTRIBUTION)

    def _shown(self):
        # Sizes are marked over all entries and only then narrowed to the theme, as in the overview: themes add up.
        years = add_up(public_ledger(None).where("theme_id", {self.theme_id}), "year")
        totals = years.totals_by("year", across_years=False)
        changes = year_on_year(totals)
        events = EventPage.objects.visible().filter(themes=self.theme_id)
        news = NewsPage.objects.visible().filter(themes=self.theme_id)
        return {
            "years": [(year, totals[year], changes.get(year)) for year in sorted(totals, reverse=True)],
            # Of a single year the totals of that year: a size that counts in a later one of another theme counts here.
            "totals": next(iter(totals.values())) if len(totals) == 1 else years.totals(),
            "only_year": next(iter(totals)) if len(totals) == 1 else None,
            "visitors": add_up_visitors(events.took_place().attendance_rows()),
            "events": list(events.nearest_first().for_list(themes=False).defer_streamfields().few()),
            "news": list(news.newest_first().defer_streamfields().few()),
        }


def _theme_pages():
    pages = ThemePage.objects.visible().select_related("theme").defer_streamfields()
    return {page.theme_id: page for page in pages}
