from dog_site.core.feeds import feed_paths

from .feeds import ProjectsFeed

urlpatterns = feed_paths(ProjectsFeed, "projects_feed")
