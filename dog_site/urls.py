"""Addresses. Rooms are named by string only; addresses with a dot come before Wagtail's pages."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("beheer/workflows/", include("dog_site.core.editing.upkeep")),
    path("beheer/pages/", include("dog_site.core.editing.page_edit")),
    path("beheer/", include("dog_site.core.editing.plain_forms")),
    path("beheer/", include("dog_site.core.editing.damaged")),
    path("beheer/", include("dog_site.desk.urls")),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("agenda/", include("events.urls")),
    path("nieuws/", include("news.urls")),
    path("projecten/", include("projects.urls")),
    path("resultaten/", include("results.urls")),
    path("organisaties/", include("results.organisation_urls")),
    path("", include("results.feed_urls")),
    path("", include("home.urls")),
    path("", include("dog_site.operations.urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include(wagtail_urls)),
]

handler400 = "home.views.bad_request"
handler403 = "home.views.forbidden"
handler404 = "home.views.page_not_found"
handler500 = "home.views.server_error"
