"""What a form asks of the database: at most 40 questions, and no more for many rows than for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import EventParticipant, EventProject
from funding.models import FundingPartner
from news.models import NewsEvent, NewsProject
from tests.desk.browser import MODELS, edit_url, entry, page_edit_url
from tests.factories import (
    EventPageFactory,
    NewsPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
)

MOST = 40


def questions(client, url):
    """How many a form asks when it was opened before."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
        return len(captured)


def event(rows):
    page = EventPageFactory()
    for _number in range(rows):
        EventParticipant.objects.create(event=page, organisation=OrganisationFactory())
        EventProject.objects.create(event=page, project=ProjectPageFactory())
    page.save_revision().publish()
    return page


def news_item(rows):
    page = NewsPageFactory()
    for _number in range(rows):
        NewsEvent.objects.create(news_page=page, event=EventPageFactory())
        NewsProject.objects.create(news_page=page, project=ProjectPageFactory())
    page.save_revision().publish()
    return page


def project(rows):
    page = ProjectPageFactory()
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("make", [event, news_item, project])
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
