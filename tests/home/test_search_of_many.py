"""A search that finds all it may give knows the themes of each page, named by its key."""

from django.utils import timezone

from home.search.find import MOST, find
from tests.factories import EventPageFactory, NewsPageFactory, ProjectPageFactory, ThemeFactory, many_pages


def test_the_most_pages_that_a_search_gives_are_counted_in_each_of_their_themes():
    own, other, draft = ThemeFactory(), ThemeFactory(), ThemeFactory(live=False)
    latest = {"first_published_at": timezone.now(), "last_published_at": timezone.now()}
    many_pages(ProjectPageFactory, [{"theme": own, **latest}] * (MOST // 2))
    many_pages(EventPageFactory, [{"themes": [own, other], **latest}] * (MOST // 4))
    many_pages(NewsPageFactory, [{"themes": [other, draft], **latest}] * (MOST // 4))

    themes = find("").count_themes(None)

    assert themes == {own.slug: MOST * 3 // 4, other.slug: MOST // 2}
