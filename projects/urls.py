from dog_site.core.around.feeds import feed_paths

from .feeds import ProjectsFeed

urlpatterns = feed_paths(ProjectsFeed, "projects_feed")
