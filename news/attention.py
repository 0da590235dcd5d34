"""What needs attention in the news, and of projects that news is about (core/editing/attention.py)."""

import datetime

from django.db.models import Exists, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dog_site.core.editing.attention import Kind, RuleOfPages
from dog_site.core.editing.page_rules import WithoutSummary, WithSilentPicture
from events.models import EventPage
from projects.models import ProjectPage

from .models import NewsPage

A_YEAR = datetime.timedelta(days=365)


class SilentProjects(RuleOfPages):
    """Projects of which visitors read nothing new for a year: no news, and no event with a report."""

    name = "project_without_news"
    model = ProjectPage
    kind = Kind.TEXTS
    sentence = _("no news or report for a year")
    of_many = _("%(count)s projects without news or a report for a year")
    action = _("Write what became of it")

    since = Coalesce(
        Subquery(
            NewsPage.objects.filter(project_links__project=OuterRef("pk"))
            .visible()
            .order_by()
            .values("project_links__project")
            .values(latest=Max("first_published_at"))
        ),
        "first_published_at",
    )

    def pages(self):
        year_ago = timezone.now() - A_YEAR
        of_project = {"project_links__project": OuterRef("pk")}
        news = NewsPage.objects.visible().filter(**of_project, date__gte=timezone.localdate(year_ago))
        events = EventPage.objects.visible().filter(**of_project, end__gte=year_ago).exclude(report=[])
        known = ProjectPage.objects.visible().filter(first_published_at__lt=year_ago)
        return known.exclude(Exists(news)).exclude(Exists(events))


RULES = (
    WithoutSummary(NewsPage, _("%(count)s news items without a summary of their own")),
    SilentProjects(),
    WithSilentPicture(NewsPage, _("%(count)s news items with an image that has no description")),
)
