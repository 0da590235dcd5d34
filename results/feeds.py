"""The feeds of a theme, a project and an organisation, which bring together what several rooms know of them."""

import datetime
import uuid
from dataclasses import dataclass

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from dog_site.core.around.feeds import Asked, PageFeed, page_entries
from dog_site.core.around.files import ask_exactly
from events.feeds import event_entries
from events.models import EventPage
from funding.models import FundingEntry
from news.feeds import news_entries
from news.models import NewsPage
from projects.models import Organisation, ProjectPage

from .models import ThemePage, YearlyResultsPage
from .organisations import merged_into


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


@dataclass(frozen=True)
class _OrganisationAsPage:
    """What a feed asks of the page that it belongs to, for an organisation."""

    organisation: Organisation
    title: str
    full_url: str
    translation_key: uuid.UUID
    last_published_at: datetime.datetime | None


class OrganisationFeed(PageFeed):
    description = gettext_lazy("The projects and events of this organisation.")

    def __call__(self, request, slug):
        if stays := merged_into(slug):
            return HttpResponsePermanentRedirect(f"{stays.address}{self.file_name}")
        return super().__call__(request, slug=slug)

    def get_object(self, request, slug):
        ask_exactly(request)
        found = get_object_or_404(Organisation.objects.with_page(), slug=slug)
        site = Site.find_for_request(request)
        address = f"{site.root_url if site else ''}{found.address}"
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"organisation:{found.pk}")
        return Asked(_OrganisationAsPage(found, found.name, address, key, found.last_published_at))

    def entries(self, asked):
        names = Organisation.objects.at(asked.page.organisation.slug)
        return [
            *event_entries(EventPage.objects.visible().of_organisations(names)),
            *page_entries(ProjectPage.objects.visible().filter(partners__organisation__in=names).distinct()),
        ]
