"""The pages of organisations and their feeds; this room makes them, because it knows the other rooms."""

from django.urls import path

from dog_site.core.around.feeds import feed_paths

from .feeds import OrganisationFeed
from .organisation_pages import organisation, organisations

urlpatterns = [
    path("", organisations, name="organisations"),
    path("<slug:slug>/", organisation, name="organisation"),
    *feed_paths(OrganisationFeed, "organisation_feed", below="<slug:slug>/"),
]
