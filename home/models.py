from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from dog_site.core import figures
from dog_site.core.blocks import BodyBlock
from dog_site.core.figures import Metric, Scope
from dog_site.core.models import BasePage
from funding.provider import current_rollup
from projects.models import ProjectPage
from results.models import YearlyResultsPage

# What a home page can show without becoming a list.
FEATURED = 6


class HomePage(BasePage):
    """The front page: what the office is, the key figures of the latest year and featured projects."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "projects.ProjectIndexPage",
        "results.ThemeOverviewPage",
        "results.ResultsIndexPage",
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
        HelpPanel(_("The key figures come from the entries of the latest year and need no editing.")),
        *BasePage.content_panels,
        "headline",
        "headline_language",
        FieldPanel("body"),
        InlinePanel("featured_projects", max_num=FEATURED, heading=_("Featured projects"), label=_("project")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        year = next(iter(figures.years()), None)
        featured = [item.project_id for item in self.featured_projects.all()]
        projects = ProjectPage.objects.filter(pk__in=featured).live().public().select_related("theme")
        return {
            **super().get_context(request, *args, **kwargs),
            "year": year,
            "key_figures": _key_figures(year) if year else [],
            "results_page": YearlyResultsPage.objects.live().public().filter(year=year).first(),
            "featured": sorted(projects, key=lambda project: featured.index(project.pk)),
        }


def _key_figures(year):
    rollup = current_rollup(year)
    metrics = (Metric.CONTRIBUTION, Metric.PROJECT_SIZE, Metric.MULTIPLIER, Metric.PROJECTS)
    return [rollup.figure(metric, Scope.HEADLINE) for metric in metrics]


class FeaturedProject(Orderable):
    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured_projects")
    project = models.ForeignKey(ProjectPage, on_delete=models.CASCADE, related_name="+", verbose_name=_("project"))

    panels = ["project"]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("featured project")


class StandardPage(BasePage):
    """A page of plain text: about, contact, privacy, accessibility."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    content_panels = [
        HelpPanel(_("For a text that stands by itself. Other pages link here, so change the address with care.")),
        *BasePage.content_panels,
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
