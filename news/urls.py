from dog_site.core.feeds import feed_paths

from .feeds import NewsFeed

urlpatterns = feed_paths(NewsFeed, "news_feed")
