"""What search engines, browsers and other programs look for at the root of a site."""

from django.urls import path, re_path

from . import sitemap, views
from .style_guide import style_guide

urlpatterns = [
    path("sitemap.xml", sitemap.index, name="sitemap"),
    # One address for each part: no zeros in front.
    re_path(r"^sitemap-(?P<kind>[a-z]+)-(?P<number>[1-9][0-9]{0,5})\.xml$", sitemap.part, name="sitemap_part"),
    path("robots.txt", views.robots, name="robots"),
    path("stijl/", style_guide),
    path("favicon.ico", views.favicon),
    path("site.webmanifest", views.web_manifest, name="web_manifest"),
    path("deelbeeld/<int:page_id>-<slug:key>.png", views.share_card, name="share_image"),
]
