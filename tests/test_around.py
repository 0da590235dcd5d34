"""How many events and news items a page about something else shows, and which."""

import datetime

import pytest
from bs4 import BeautifulSoup

from events.models import EventProject
from news.models import NewsEvent, NewsProject
from projects.models import Theme
from tests.factories import EventPageFactory, NewsPageFactory, ProjectPageFactory

DAY = datetime.date(2019, 5, 1)


def a_theme(events, news):
    theme = Theme.objects.get(slug="infrastructuur")
    for page in (*events, *news):
        page.themes.set([theme])
        page.save()
    return "/themas/infrastructuur/"


def an_event(events, news):
    event = EventPageFactory(title="Het evenement")
    NewsEvent.objects.bulk_create(NewsEvent(news_page=page, event=event) for page in news)
    return event.url


def a_project(events, news):
    project = ProjectPageFactory(theme=Theme.objects.first())
    EventProject.objects.bulk_create(EventProject(event=page, project=project) for page in events)
    NewsProject.objects.bulk_create(NewsProject(news_page=page, project=project) for page in news)
    return project.url


def numbers(html, section):
    """The numbers in the titles of the rows below the heading with this id."""
    heading = BeautifulSoup(html, "html.parser").find(id=section)
    rows = heading.find_parent("section").select(".dog-events h3, .dog-list h3") if heading else []
    return [int(row.get_text().split()[-1]) for row in rows]


@pytest.mark.parametrize("make, events, news", [(a_theme, 6, 6), (an_event, 0, 6), (a_project, 25, 25)])
def test_a_page_about_something_else_shows_the_latest_of_its_events_and_news(client, make, events, news):
    days = [(number, DAY + number * datetime.timedelta(days=1)) for number in range(28)]
    of_news = [NewsPageFactory(title=f"Bericht {number}", date=day) for number, day in days]
    address = make([EventPageFactory(title=f"Dag {number}", start_date=day) for number, day in days], of_news)

    html = client.get(address).content

    latest = list(reversed(range(28)))
    assert (numbers(html, "evenementen"), numbers(html, "nieuws")) == (latest[:events], latest[:news])
