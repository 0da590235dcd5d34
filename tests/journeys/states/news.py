"""States of the news and of a news item."""

import datetime

from django.urls import reverse

from dog_site.core.models import SiteSettings
from news.models import NewsEvent, NewsIndexPage, NewsPage, NewsProject
from projects.models import ProjectPage
from tests.factories import NewsPageFactory, many_pages

from .desk import view
from .making import LONG, MANY, coming, hide, image, photo, state, theme, with_body


@state(NewsIndexPage)
def news_list():
    return "/nieuws/"


@state(NewsIndexPage)
def news_list_empty():
    hide(NewsPage)
    return "/nieuws/"


@state(NewsIndexPage)
def news_list_of_many():
    many_pages(
        NewsPageFactory,
        [
            {
                "title": LONG if number % 20 == 3 else f"Bericht {number}",
                "is_pinned": number % 9 == 0,
                "themes": [theme()],
                "summary": "Een bericht.",
            }
            for number in range(MANY)
        ],
    )
    return "/nieuws/"


@state(NewsIndexPage)
def news_list_without_matches():
    NewsPageFactory()
    return "/nieuws/?jaar=2019&thema=onderwijs&pagina=9"


@state(NewsIndexPage)
def news_list_with_an_archive_of_many_months():
    months = [datetime.date(2014 + number // 12, number % 12 + 1, 14) for number in range(MANY)]
    many_pages(NewsPageFactory, [{"date": month} for month in months])
    return "/nieuws/?jaar=2016&maand=12"


@state(NewsIndexPage)
def news_list_with_a_press_contact():
    reach_the_press_desk(
        press_name=LONG[:120], press_email=f"{'w' * 60}@example.org", press_phone="+31 (0)50 123 45 67"
    )
    return "/nieuws/?maand=3"


@state(NewsPage)
def news_with_everything():
    page = NewsPageFactory(title=LONG, summary=LONG, author_line=LONG[:120], image=image(900, 300), themes=[theme()])
    NewsProject.objects.create(news_page=page, project=ProjectPage.objects.get(slug="pygrunn"))
    NewsEvent.objects.create(news_page=page, event=coming())
    return with_body(page).url


@state(NewsPage)
def news_of_some_minutes_with_a_press_contact():
    reach_the_press_desk(press_name="Persdienst", press_email="pers@example.org", press_phone="050 123 45 67")
    return with_body(
        NewsPageFactory(summary="Een bericht.", author_line="Digital Office"), text="Er is veel gebeurd. " * 60
    ).url


@state(NewsPage)
def news_with_a_photograph():
    return NewsPageFactory(summary="Een bericht.", image=photo()).url


@state(NewsPage)
def news_without_anything():
    return NewsPageFactory().url


def reach_the_press_desk(**values):
    SiteSettings.objects.update(**values)


@view("communicatie")
def list_of_news(page):
    page.goto(reverse("nieuws:index"))
    page.locator("table.d-dense").wait_for()
