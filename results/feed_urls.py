"""The feeds below the pages of a theme and a project; this room makes them, because it knows the other rooms."""

from dog_site.core.around.feeds import feed_paths

from .feeds import ProjectFeed, ThemeFeed

urlpatterns = [
    *feed_paths(ProjectFeed, "project_feed", below="projecten/<slug:slug>/"),
    *feed_paths(ThemeFeed, "theme_feed", below="themas/<slug:slug>/"),
]
