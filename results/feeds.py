"""The feeds of a theme and of a project, which bring together what several rooms know of them."""

from django.utils.translation import gettext_lazy

from dog_site.core.around.feeds import PageFeed, page_entries
from events.feeds import event_entries
from events.models import EventPage
from funding.models import FundingEntry
from news.feeds import news_entries
from news.models import NewsPage
from projects.models import ProjectPage

from .models import ThemePage, YearlyResultsPage


class ThemeFeed(PageFeed):
    page_type = ThemePage
    description = gettext_lazy("News and events of this theme, and the results of every year with a contribution.")

    def entries(self, asked):
        theme = asked.page.theme_id
        years = FundingEntry.objects.public().filter(theme=theme).values("year")
        return [
            *event_entries(EventPage.objects.visible().filter(themes=theme)),
            *news_entries(NewsPage.objects.visible().filter(themes=theme)),
            *page_entries(YearlyResultsPage.objects.visible().filter(year__in=years)),
        ]


class ProjectFeed(PageFeed):
    page_type = ProjectPage
    description = gettext_lazy("News and events of this project.")

    def entries(self, asked):
        return [*event_entries(asked.page.event_links.events()), *news_entries(asked.page.news_links.news())]
