"""What stands above the text of a page, and an image within it: a picture that may be shown, or else a pattern."""

import datetime
import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template import Template
from django.template.context import Context
from django.utils import timezone

from projects.models import ProjectPage, Theme
from results.models import ThemePage
from tests.factories import EventPageFactory, NewsPageFactory, ProjectPageFactory
from tests.journeys.states.making import image

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
YESTERDAY = datetime.timedelta(days=-1)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def shown_above(page, tint):
    html = Template("{% head_picture page tint %}").render(Context({"page": page, "tint": tint}))
    found = BeautifulSoup(html, "html.parser").select("figure.dog-picture picture, svg.dog-pattern--band")
    return [element.name for element in found]


@pytest.mark.parametrize(
    "rights, tint, shown",
    [
        (None, "blauw", ["picture"]),
        (0, "blauw", ["picture"]),
        (-1, "blauw", ["svg"]),
        (-1, None, []),
        ("no image", "blauw", ["svg"]),
        ("no image", None, []),
    ],
)
def test_a_pattern_stands_where_there_is_no_image_that_may_be_shown(rights, tint, shown):
    until = timezone.localdate() + datetime.timedelta(days=rights) if isinstance(rights, int) else None
    page = ProjectPage(slug="pygrunn", image=None if rights == "no image" else image(rights_until=until))

    assert shown_above(page, tint) == shown


def test_a_page_of_a_type_without_images_has_a_pattern():
    page = ThemePage.objects.first()

    assert shown_above(page, page.theme.tint) == ["svg"]


def heads(client, page):
    response = client.get(page.url)
    return [
        element.name
        for element in BeautifulSoup(response.content, "html.parser").select(".dog-head svg, .dog-head img")
    ]


def test_projects_events_and_themes_have_a_pattern_and_news_has_none(client):
    pages = [
        ProjectPageFactory(theme=Theme.objects.first()),
        EventPageFactory(),
        ThemePage.objects.live().first(),
        NewsPageFactory(),
    ]

    # The label of a theme has its shape, which is no pattern.
    assert [heads(client, page)[:1] for page in pages] == [["svg"], ["svg"], ["svg"], []]


def test_the_image_of_a_page_stands_above_its_text(client):
    pages = [ProjectPageFactory(image=image()), EventPageFactory(image=image()), NewsPageFactory(image=image())]

    assert [heads(client, page)[:1] for page in pages] == [["img"]] * 3


def test_an_image_in_a_text_leaves_no_pattern_behind_when_its_rights_end(client):
    ended = image(rights_until=timezone.localdate() + YESTERDAY)
    value = {"image": {"image": ended.pk, "alt_text": "Een zaal", "decorative": False}, "caption": "Bijschrift"}
    event = EventPageFactory(image=image())
    event.body = json.dumps([{"type": "picture", "value": value}])
    event.save()

    main = BeautifulSoup(client.get(event.url).content, "html.parser").main

    assert len(main.find_all("img")) == 1
    assert main.select(".dog-pattern") == []
    assert "Bijschrift" not in main.get_text()


def test_whether_an_image_may_be_shown_is_asked_in_one_template():
    asking = [path.name for path in TEMPLATES.rglob("*.html") if "may_be_shown" in path.read_text(encoding="utf-8")]

    assert asking == ["picture.html"]
