"""What a form asks of the database: at most 40 questions, and no more for many rows than for one."""

import json
import re
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file
from wagtail.rich_text import RichText

from dog_site.core.editing import asked_pages
from dog_site.core.models import DogImage
from events.models import EventParticipant, EventProject
from funding.models import FundingPartner
from news.models import NewsEvent, NewsProject
from projects.models import Theme
from tests.desk.browser import MODELS, edit_url, entry, page_edit_url
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    NewsPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
    VenueFactory,
)
from tests.pages import parsed

MOST = 40


def questions(client, url):
    """How many a form asks when it was opened before."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
        return len(captured)


def image_of_a_form():
    return DogImage.objects.create(title="Podium", file=get_test_image_file(), description="Een podium.")


def event(rows):
    page = EventPageFactory(parent=EventSeriesPageFactory(), venue=VenueFactory(), image=image_of_a_form())
    page.themes.set(Theme.objects.all())
    for _number in range(rows):
        EventParticipant.objects.create(event=page, organisation=OrganisationFactory())
        EventProject.objects.create(event=page, project=ProjectPageFactory())
    page.save_revision().publish()
    return page


def news_item(rows):
    page = NewsPageFactory(image=image_of_a_form())
    page.themes.set(Theme.objects.all())
    for _number in range(rows):
        NewsEvent.objects.create(news_page=page, event=EventPageFactory())
        NewsProject.objects.create(news_page=page, project=ProjectPageFactory())
    page.save_revision().publish()
    return page


def leading(rows):
    """A page whose text, and the links below it, lead to other pages."""
    to = [NewsPageFactory().pk for _number in range(rows)]
    text = "".join(f'<p><a linktype="page" id="{key}">Lees verder</a></p>' for key in to)
    links = [{"type": "item", "id": f"item-{key}", "value": {"page": key, "description": ""}} for key in to]
    body = [{"type": "text", "value": text}, {"type": "links", "value": {"heading": "Lees ook", "links": links}}]
    page = NewsPageFactory(body=json.dumps(body))
    page.save_revision().publish()
    return page


def project(rows):
    page = ProjectPageFactory(image=image_of_a_form())
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("make", [event, news_item, project, leading])
@pytest.mark.parametrize("role", ["communicatie", "coordinatie", "beheer"])
def test_a_form_of_a_page_asks_little(log_in, make, role):
    client = log_in(role)

    few, many = (questions(client, page_edit_url(make(rows))) for rows in (1, 9))

    assert many <= MOST
    assert many == few


@pytest.mark.parametrize("kind", MODELS)
def test_a_form_of_an_item_asks_little(log_in, kind):
    assert questions(log_in("beheer"), edit_url(MODELS[kind].objects.first())) <= MOST


@pytest.mark.parametrize("role", ["cijfers", "coordinatie"])
def test_partners_of_an_entry_are_asked_together(log_in, role):
    client, found = log_in(role), []

    for more in (1, 8):
        for _number in range(more):
            FundingPartner.objects.create(entry=entry(), organisation=OrganisationFactory())
        entry().save_revision().publish()
        found.append(questions(client, edit_url(entry())))

    assert found[1] <= MOST
    assert found[1] == found[0]


def test_what_is_asked_together_is_shown_as_wagtail_shows_it(log_in):
    """Also a link to a page that is gone, and to the first of all pages, which has none above it."""
    client, page = log_in("coordinatie"), leading(2)
    more = "".join(f'<p><a linktype="page" id="{key}">X</a></p>' for key in (1, 10**9, page.pk))
    page.body.append(("text", RichText(more)))
    page.save_revision().publish()

    together = of_texts(client, page)
    with patch.object(asked_pages, "remember"):
        one_by_one = of_texts(client, page)

    assert together == one_by_one
    assert together.count("parentId") == 7, "2 of a text, 2 below it and 3 more"


def of_texts(client, page):
    """What the texts of a form are made of; the editor draws a key for each paragraph."""
    made_of = parsed(client.get(page_edit_url(page)).content).find(id="body")["data-w-block-arguments-value"]
    return re.sub(r'key\\": \\"[a-z0-9]{5}', "", made_of)
