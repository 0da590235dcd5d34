"""Views of the first page of the admin, of all that needs attention, and of what is put off."""

import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone

from dog_site.desk.models import PutOff
from tests.factories import EventPageFactory, NewsPageFactory

from .desk import view


def _user(name):
    return get_user_model().objects.get(username=name)


def _draft(**values):
    page = NewsPageFactory(live=False, first_published_at=None, **values)
    page.save_revision(user=_user("communicatie"))
    return page


@view("communicatie", with_frame=True)
def bureau_of_a_writer(page):
    _draft(title="Een concept", summary="")
    handed_in = _draft(title="Ingestuurd", summary="Kort.")
    handed_in.get_workflow().start(handed_in, _user("communicatie"))
    EventPageFactory(title="Open dag", start_date=timezone.localdate() + datetime.timedelta(days=1))
    page.goto("/beheer/")
    page.locator("#verder li").first.wait_for()


@view("beheer")
def bureau_of_an_approver(page):
    handed_in = _draft(title="Ingestuurd", summary="Kort.")
    handed_in.get_workflow().start(handed_in, _user("communicatie"))
    page.goto("/beheer/")
    page.locator("#wacht li").first.wait_for()


@view("coordinatie")
def all_that_needs_attention(page):
    NewsPageFactory(title="Zonder woorden", summary="")
    PutOff.objects.create(
        rule="event_without_report",
        title="Evenementen voorbij, zonder verslag",
        until=timezone.localdate() + datetime.timedelta(days=9),
        reason="De schrijver is met verlof.",
        by=_user("communicatie"),
    )
    page.goto("/beheer/aandacht/?van=onbekend")
    page.locator(".d-rows li").first.wait_for()


@view("communicatie")
def putting_off(page):
    page.goto("/beheer/aandacht/event_without_report/later/")
    page.locator("[name=reason]").wait_for()


@view("communicatie")
def putting_off_with_errors(page):
    putting_off(page)
    page.locator("main form button").last.click()
    page.locator(".error-message").first.wait_for()


@view("communicatie")
def handbook(page):
    page.goto("/beheer/handboek/")
    page.locator(".d-read h2").first.wait_for()
