"""States of the news and of a news item."""

from news.models import NewsEvent, NewsIndexPage, NewsPage, NewsProject
from projects.models import ProjectPage
from tests.factories import NewsPageFactory

from .making import LONG, MANY, coming, hide, image, state, theme, with_body


@state(NewsIndexPage)
def news_list():
    return "/nieuws/"


@state(NewsIndexPage)
def news_list_empty():
    hide(NewsPage)
    return "/nieuws/"


@state(NewsIndexPage)
def news_list_of_many():
    for number in range(MANY):
        title = LONG if number % 20 == 3 else f"Bericht {number}"
        NewsPageFactory(title=title, is_pinned=number % 9 == 0, themes=[theme()], summary="Een bericht.")
    return "/nieuws/"


@state(NewsIndexPage)
def news_list_without_matches():
    NewsPageFactory()
    return "/nieuws/?jaar=2019&thema=onderwijs&pagina=9"


@state(NewsPage)
def news_with_everything():
    page = NewsPageFactory(title=LONG, summary=LONG, author_line=LONG[:120], image=image(900, 300), themes=[theme()])
    NewsProject.objects.create(news_page=page, project=ProjectPage.objects.get(slug="pygrunn"))
    NewsEvent.objects.create(news_page=page, event=coming())
    return with_body(page).url


@state(NewsPage)
def news_without_anything():
    return NewsPageFactory().url
