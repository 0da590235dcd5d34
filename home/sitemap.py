"""The sitemap: an index of parts, so that none grows with the site. Each kind of address has parts of its own."""

from django.contrib.sitemaps.views import SitemapIndexItem, x_robots_tag
from django.core.paginator import EmptyPage
from django.db.models.functions import Coalesce
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from dog_site.core.around.files import ask_exactly
from dog_site.core.around.page_addresses import address_at
from dog_site.core.around.sitemaps import SitemapOfValues
from dog_site.core.models import PageQuerySet
from results.sitemap import FigureSitemap, OrganisationSitemap

from .models import SearchPage

XML = "application/xml"


class PageSitemap(SitemapOfValues):
    """Every page that a visitor may see, but the search: lists of results are not pages to find."""

    def __init__(self, site):
        self.site = site
        self.address_at = address_at(site)

    def items(self):
        pages = PageQuerySet(Page).descendant_of(self.site.root_page, inclusive=True).visible()
        pages = pages.exclude(pk__in=SearchPage.objects.values("pk")).order_by("path")
        # Of a page from before there were dates of publication.
        return pages.values_list("url_path", Coalesce("last_published_at", "latest_revision_created_at"))

    def address_and_moment(self, item):
        url_path, changed_at = item
        return self.address_at(url_path), changed_at


def kinds_of(site: Site) -> dict[str, SitemapOfValues]:
    return {"pages": PageSitemap(site), "figures": FigureSitemap(), "organisations": OrganisationSitemap()}


@require_safe
@x_robots_tag
def index(request):
    """Where the parts are."""
    ask_exactly(request)
    site = _site(request)
    parts = [
        f"{site.root_url}{reverse('sitemap_part', args=[kind, number])}"
        for kind, sitemap in kinds_of(site).items()
        for number in sitemap.paginator.page_range
    ]
    items = [SitemapIndexItem(part) for part in parts]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": items}, content_type=XML)


@require_safe
@x_robots_tag
def part(request, kind, number):
    """The addresses in one of the parts."""
    ask_exactly(request)
    site = _site(request)
    try:
        urls = kinds_of(site)[kind].urls_of_part(int(number), site)
    except (KeyError, EmptyPage) as error:
        raise Http404("There is no such part of the sitemap.") from error
    return TemplateResponse(request, "sitemap.xml", {"urlset": urls}, content_type=XML)


def _site(request):
    return Site.find_for_request(request) or Site.objects.select_related("root_page").get(is_default_site=True)
