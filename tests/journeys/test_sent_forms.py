"""The forms of the admin tests are read as a browser sends them."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from events.models import EventSession
from projects.models import Theme
from tests.desk.browser import edit_url, entry, page_edit_url, shown
from tests.factories import EventPageFactory
from tests.tools.test_browser import FORMS, page_with

pytestmark = pytest.mark.browser


@pytest.fixture
def sending(chromium):
    """What Django receives when this browser sends the form with id "this"."""
    page = chromium.new_context().new_page()

    def sent(markup):
        page.route("**/*", lambda route: route.fulfill(body=markup, content_type="text/html"))
        page.goto("http://testserver/")
        with page.expect_request_finished(lambda request: request.method == "POST") as asked, page.expect_navigation():
            page.evaluate("document.getElementById('this').submit()")
        request = asked.value
        return RequestFactory().generic("POST", "/", request.post_data_buffer, request.headers["content-type"]).POST

    yield sent
    page.context.close()


def test_a_form_is_sent_as_a_browser_sends_it(sending):
    found = {name: dict(sending(page_with(inside)).lists()) for name, (inside, _sent) in FORMS.items()}

    assert found == {name: sent for name, (_inside, sent) in FORMS.items()}


def an_event():
    """One with two themes, a schedule, a session and a text of several lines."""
    themes = Theme.objects.filter(slug__in=["infrastructuur", "kennis-innovatie"])
    event = EventPageFactory(
        themes=themes,
        attendance=84,
        attendance_source="rij 1\nrij 2",
        go_live_at=datetime(2031, 5, 1, 9, tzinfo=UTC),
        is_free=True,
    )
    event.sessions = [EventSession(title="Opening", start=datetime(2019, 5, 14, 9, tzinfo=UTC))]
    event.save_revision()
    return event


@pytest.mark.parametrize(
    "url",
    [
        lambda: edit_url(entry()),
        lambda: edit_url(Theme.objects.filter(counts_in_headline=True).first()),
        lambda: page_edit_url(an_event()),
    ],
    ids=["entry", "theme", "event"],
)
def test_what_is_read_of_an_admin_page_is_what_a_browser_sends_of_it(page, log_in, url):
    client, url = log_in("beheer"), url()

    page.goto(url)
    page.wait_for_load_state("networkidle")
    pairs = page.evaluate("[...new FormData(document.querySelector('[data-edit-form]'))]")

    sent = MultiValueDict()
    for name, value in pairs:
        # Scripts make the blocks of a text and the comments; post_page does the first in the tests.
        if not name.startswith(("body-", "report-", "comment", "csrf")):
            sent.appendlist(name, value.replace("\n", "\r\n"))
    assert shown(client.get(url)) == {name: values if len(values) > 1 else values[0] for name, values in sent.lists()}
