"""Undo, as people do it: a page that was deleted, a wrong publication, an earlier version; 4 clicks at most."""

import pytest
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from home.models import StandardPage
from news.models import NewsPage
from tests.desk.browser import page_edit_url, post_page, public
from tests.factories import EventPageFactory, NewsPageFactory

from .states.desk import as_somebody_else
from .test_figures_desk import Hand

pytestmark = [pytest.mark.browser, pytest.mark.site(room="home")]

MOST_CLICKS = 4


@pytest.fixture
def hand(page):
    return Hand(page)


@pytest.fixture
def clicks(record_property):
    """Write down how many clicks it took, which docs/editors.md tells."""

    def note(hand, name):
        record_property(f"clicks: {name}", hand.clicks)
        assert hand.clicks <= MOST_CLICKS

    return note


def published_wrongly():
    """A page of which a wrong version went public just now."""
    page = StandardPage.objects.get(slug="over")
    for title in ("Zoals het was", "Fout"):
        post_page(as_somebody_else("coordinatie"), page_edit_url(page), "publish", title=title)
    return StandardPage.objects.get(pk=page.pk)


def seen(page):
    return public(StandardPage.objects.get(pk=page.pk).url).content.decode()


def test_who_deleted_a_page_puts_it_back_from_the_message(page, log_in, hand, clicks):
    event = EventPageFactory(title="Per ongeluk weg")
    log_in("beheer")
    page.goto(f"/beheer/pages/{event.pk}/delete/")
    page.locator("form button[type=submit], form input[type=submit]").last.click()

    hand.click(page.locator(".messages").get_by_role("link", name=_("Put back")))
    hand.click(page.get_by_role("button", name=_("Put back")))
    page.locator(".messages .success").wait_for()

    clicks(hand, "a deleted page, from the message")
    assert event.get_parent().get_children().filter(title="Per ongeluk weg", live=False).exists()


def test_who_thinks_of_it_later_finds_it_in_the_list(page, log_in, hand, clicks):
    NewsPageFactory(title="Per ongeluk weg").delete()
    NewsPageFactory(title="Ook weg").delete()
    log_in("communicatie")
    page.goto("/beheer/")

    hand.click(page.get_by_role("button", name="Rapporten"))
    hand.click(page.get_by_role("link", name=_("Deleted pages")))
    hand.click(page.locator("tr", has_text="Per ongeluk weg").get_by_role("button", name=_("Put back")))
    page.locator(".messages .success").wait_for()

    clicks(hand, "a deleted page, from the first page")
    assert NewsPage.objects.get(title="Per ongeluk weg").live is False
    assert not NewsPage.objects.filter(title="Ook weg").exists()


def test_who_just_published_takes_it_back(page, log_in, hand, clicks):
    about = published_wrongly()
    log_in("coordinatie")
    page.goto(page_edit_url(about))
    page.locator("[name=title]").fill("Nog een keer fout")
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("footer").get_by_role("button", name="Publiceren").click()
    page.locator(".messages .success").wait_for()

    hand.click(page.locator(".messages").get_by_role("link", name=_("Take this publication back")))
    told = page.locator("main").inner_text()
    hand.click(page.get_by_role("button", name=_("Take this publication back")))
    page.locator(".messages .success").wait_for()

    clicks(hand, "a wrong publication, from the message")
    assert "Fout" in told
    assert "Nog een keer fout" not in seen(about)
    assert page.locator("[name=title]").input_value() == "Nog een keer fout"


def test_who_finds_it_later_takes_it_back_from_the_form(page, log_in, hand, clicks):
    about = published_wrongly()
    log_in("coordinatie")
    page.goto(page_edit_url(about))

    hand.click(page.locator("header [aria-label=Acties], header [aria-label=Actions]").first)
    hand.click(page.get_by_role("link", name=_("Take this publication back")))
    hand.click(page.get_by_role("button", name=_("Take this publication back")))
    page.locator(".messages .success").wait_for()

    clicks(hand, "a wrong publication, from the form")
    assert "Zoals het was" in seen(about)


def test_the_history_has_the_way_back_in_sight(page, log_in, hand, clicks):
    about = published_wrongly()
    log_in("coordinatie")
    page.goto(page_edit_url(about))

    hand.click(page.get_by_role("link", name="Geschiedenis").first)
    hand.click(page.get_by_role("link", name=_("Take this publication back")))
    hand.click(page.get_by_role("button", name=_("Take this publication back")))
    page.locator(".messages .success").wait_for()

    clicks(hand, "a wrong publication, from the history")
    assert "Zoals het was" in seen(about)


@pytest.mark.parametrize("username", ["communicatie", "coordinatie"])
def test_an_earlier_version_comes_back_from_the_history(page, log_in, hand, clicks, username):
    about = published_wrongly()
    log_in(username)
    page.goto(page_edit_url(about))

    hand.click(page.get_by_role("link", name="Geschiedenis").first)
    row = page.locator("table.listing tbody tr", has=page.get_by_role("button")).last
    hand.click(row.locator(".w-dropdown__toggle"))
    hand.click(page.get_by_role("link", name="Beoordeel deze versie"))
    expect(page.locator("[name=title]")).not_to_have_value("Fout")
    hand.click(page.locator("footer button[type=submit]").first)
    page.locator(".messages .success").wait_for()

    clicks(hand, f"an earlier version as a draft, as {username}")
    assert StandardPage.objects.get(pk=about.pk).get_latest_revision_as_object().title != "Fout"
    assert "Fout" in seen(about)
