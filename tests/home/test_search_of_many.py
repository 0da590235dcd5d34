"""A search that finds all it may give knows the themes of each page, named by its key."""

from django.utils import timezone

from events.models import EventIndexPage, EventPage
from home.search.find import MOST, find
from news.models import NewsIndexPage, NewsPage
from projects.models import ProjectIndexPage, ProjectPage
from tests.factories import ThemeFactory
from tests.test_query_counts import many_pages


def link(page_type, theme):
    links = page_type.themes.through
    pages = page_type.objects.filter(title__startswith="Rij").values_list("pk", flat=True)
    key = links._meta.get_field(page_type._meta.model_name).attname
    links.objects.bulk_create(links(**{key: pk}, theme=theme) for pk in list(pages))


def test_the_most_pages_that_a_search_gives_are_counted_in_each_of_their_themes():
    own, other, draft = ThemeFactory(), ThemeFactory(), ThemeFactory(live=False)
    many_pages(ProjectPage, ProjectIndexPage.objects.get(), MOST // 2, theme=own)
    many_pages(EventPage, EventIndexPage.objects.get(), MOST // 4)
    many_pages(NewsPage, NewsIndexPage.objects.get(), MOST // 4, date=timezone.localdate())
    for page_type, themes in ((EventPage, [own, other]), (NewsPage, [other, draft])):
        for theme in themes:
            link(page_type, theme)

    themes = find("").count_themes(None)

    assert themes == {own.slug: MOST * 3 // 4, other.slug: MOST // 2}
