"""What search engines and other programs look for at the root of a site."""

from django.urls import path
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.views import sitemap

from . import views

urlpatterns = [
    path("sitemap.xml", require_safe(sitemap), name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
