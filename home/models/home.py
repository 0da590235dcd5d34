from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from dog_site.core import figures
from dog_site.core.around.structured_data import publisher
from dog_site.core.blocks import BodyBlock
from dog_site.core.figures import Metric, Scope
from dog_site.core.kept import keeping
from dog_site.core.models import BasePage
from dog_site.core.models.page_panels import BODY
from events.models import EventPage
from events.models.grouping import as_rows
from funding.provider import current_rollup
from news.models import NewsPage
from projects.models import ProjectPage
from results.models import ThemePage, YearlyResultsPage

from ..now import now

# What a home page can show without becoming a list.
FEATURED, EVENTS, NEWS = 6, 4, 3
KEY_FIGURES = (Metric.CONTRIBUTION, Metric.PROJECT_SIZE, Metric.MULTIPLIER, Metric.PROJECTS)


class HomePage(BasePage):
    """The front page: what the office is, key figures, what is coming, news, themes and featured projects."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "projects.ProjectIndexPage",
        "results.ThemeOverviewPage",
        "results.ResultsIndexPage",
        "events.EventIndexPage",
        "news.NewsIndexPage",
        "home.SearchPage",
        "home.StandardPage",
    ]

    headline = models.CharField(
        max_length=120, blank=True, verbose_name=_("slogan"), help_text=_("The large line at the top.")
    )
    headline_language = models.CharField(
        max_length=10, default="en", verbose_name=_("language of the slogan"), help_text=_("en or nl")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    content_panels = [
        HelpPanel(_("Key figures, events, news and themes appear by themselves. You choose the featured projects.")),
        *BasePage.content_panels,
        "headline",
        "headline_language",
        BODY,
        InlinePanel("featured_projects", max_num=FEATURED, heading=_("Featured projects"), label=_("project")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        shown = keeping(self, request)("shown", self._shown)
        return {**super().get_context(request, *args, **kwargs), **shown}

    def structured_data(self, request):
        return [publisher(self, request)]

    def _shown(self):
        year = next(iter(figures.years()), None)
        rollup = current_rollup(year) if year else None
        pages = {
            page.theme_id: page for page in ThemePage.objects.visible().select_related("theme").defer_streamfields()
        }
        featured = [item.project_id for item in self.featured_projects.all()]
        projects = ProjectPage.objects.filter(pk__in=featured).visible().select_related("theme").defer_streamfields()
        amounts = figures.for_projects([Metric.CONTRIBUTION], featured)
        # Side events are shown within their festival, so more events are fetched than there are rows.
        coming = list(EventPage.objects.visible().upcoming().for_list().defer_streamfields()[: 4 * EVENTS])
        news = list(NewsPage.objects.visible().pinned_first().defer_streamfields()[:NEWS])
        return {
            "year": year,
            "key_figures": [rollup.figure(metric, Scope.HEADLINE) for metric in KEY_FIGURES] if rollup else [],
            "headline": rollup and rollup.headline,
            "results_page": YearlyResultsPage.objects.visible().filter(year=year).defer_streamfields().first(),
            "theme_rows": [(theme, pages.get(theme.theme_id)) for theme in rollup.headline_themes] if rollup else [],
            "featured": [
                (project, amounts.get(project.pk, {}).get(Metric.CONTRIBUTION))
                for project in sorted(projects, key=lambda project: featured.index(project.pk))
            ],
            "now": now(coming, news, year),
            "upcoming_events": as_rows(coming)[:EVENTS],
            "news": news,
        }


class FeaturedProject(Orderable):
    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured_projects")
    project = models.ForeignKey(ProjectPage, on_delete=models.CASCADE, related_name="+", verbose_name=_("project"))

    panels = [FieldPanel("project", help_text=_("Visitors see its title, theme and contribution here."))]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("featured project")
