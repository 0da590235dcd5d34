"""What search engines, browsers and other programs look for at the root of a site."""

from django.urls import path
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.views import sitemap

from results.sitemap import FigureSitemap, OrganisationSitemap

from . import views
from .sitemap import PageSitemap
from .style_guide import style_guide

SITEMAPS = {"pages": PageSitemap, "figures": FigureSitemap, "organisations": OrganisationSitemap}

urlpatterns = [
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("stijl/", style_guide),
    path("favicon.ico", views.favicon),
    path("site.webmanifest", views.web_manifest, name="web_manifest"),
    path("deelbeeld/<int:page_id>-<slug:key>.png", views.share_card, name="share_image"),
]
