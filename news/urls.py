from dog_site.core.around.feeds import feed_paths

from .feeds import NewsFeed

urlpatterns = feed_paths(NewsFeed, "news_feed")
