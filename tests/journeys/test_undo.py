"""Undo, as people do it: a page that was deleted, a wrong publication, an earlier version; 4 clicks at most."""

import pytest
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from home.models import StandardPage
from news.models import NewsPage
from tests.desk.browser import page_edit_url, post_page, public
from tests.factories import EventPageFactory, NewsPageFactory

from .hand import next_step
from .states.desk import as_somebody_else

pytestmark = [pytest.mark.browser, pytest.mark.site(room="home")]

MOST_CLICKS = 4


def published_wrongly():
    """A page of which a wrong version went public just now."""
    page = StandardPage.objects.get(slug="over")
    for title in ("Zoals het was", "Fout"):
        post_page(as_somebody_else("coordinatie"), page_edit_url(page), "publish", title=title)
    return StandardPage.objects.get(pk=page.pk)


def seen(page):
    return public(StandardPage.objects.get(pk=page.pk).url).content.decode()


def test_who_deleted_a_page_puts_it_back_from_the_message(page, log_in, hand):
    event = EventPageFactory(title="Per ongeluk weg")
    log_in("beheer")
    page.goto(f"/beheer/pages/{event.pk}/delete/")
    page.locator("form button[type=submit], form input[type=submit]").last.click()

    hand.click(page.locator(".messages").get_by_role("link", name=_("Put back")))
    hand.click(page.get_by_role("button", name=_("Put back")))
    page.locator(".messages .success").wait_for()

    hand.is_done("een pagina terugzetten, uit de melding", MOST_CLICKS)
    assert event.get_parent().get_children().filter(title="Per ongeluk weg", live=False).exists()


def test_who_thinks_of_it_later_finds_it_in_the_list(page, log_in, hand):
    NewsPageFactory(title="Per ongeluk weg").delete()
    NewsPageFactory(title="Ook weg").delete()
    log_in("communicatie")
    page.goto("/beheer/")

    hand.click(page.get_by_role("button", name="Rapporten"))
    hand.click(page.get_by_role("link", name=_("Deleted pages")))
    hand.click(page.locator("tr", has_text="Per ongeluk weg").get_by_role("button", name=_("Put back")))
    page.locator(".messages .success").wait_for()

    hand.is_done("een pagina terugzetten, vanaf het Bureau", MOST_CLICKS)
    assert NewsPage.objects.get(title="Per ongeluk weg").live is False
    assert not NewsPage.objects.filter(title="Ook weg").exists()


def test_who_just_published_takes_it_back(page, log_in, hand):
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

    hand.is_done("een publicatie terugnemen, uit de melding", MOST_CLICKS)
    assert "Fout" in told
    assert "Nog een keer fout" not in seen(about)
    assert page.locator("[name=title]").input_value() == "Nog een keer fout"


def test_who_finds_it_later_takes_it_back_from_the_form(page, log_in, hand):
    about = published_wrongly()
    log_in("coordinatie")
    page.goto(page_edit_url(about))

    hand.click(page.locator("header [aria-label=Acties], header [aria-label=Actions]").first)
    hand.click(page.get_by_role("link", name=_("Take this publication back")))
    hand.click(page.get_by_role("button", name=_("Take this publication back")))
    page.locator(".messages .success").wait_for()

    hand.is_done("een publicatie terugnemen, vanaf het formulier", MOST_CLICKS)
    assert "Zoals het was" in seen(about)


def test_the_history_has_the_way_back_in_sight(page, log_in, hand):
    about = published_wrongly()
    log_in("coordinatie")
    page.goto(page_edit_url(about))

    hand.click(page.get_by_role("link", name="Geschiedenis").first)
    hand.click(page.get_by_role("link", name=_("Take this publication back")))
    hand.click(page.get_by_role("button", name=_("Take this publication back")))
    page.locator(".messages .success").wait_for()

    hand.is_done("een publicatie terugnemen, vanuit de geschiedenis", MOST_CLICKS)
    assert "Zoals het was" in seen(about)


@pytest.mark.parametrize("username", ["communicatie", "coordinatie"])
def test_an_earlier_version_comes_back_from_the_history(page, log_in, hand, username):
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

    hand.is_done("een eerdere versie klaarzetten", MOST_CLICKS)
    assert StandardPage.objects.get(pk=about.pk).get_latest_revision_as_object().title != "Fout"
    assert "Fout" in seen(about)


def test_an_earlier_version_is_public_again(page, log_in, hand):
    about = published_wrongly()
    log_in("coordinatie")
    page.goto(page_edit_url(about))

    hand.click(page.get_by_role("link", name="Geschiedenis").first)
    row = page.locator("table.listing tbody tr", has=page.get_by_role("button")).last
    hand.click(row.locator(".w-dropdown__toggle"))
    hand.click(page.get_by_role("link", name="Beoordeel deze versie"))
    expect(page.locator("[name=title]")).not_to_have_value("Fout")
    next_step(page, hand, "Publiceer deze versie")
    page.locator(".messages .success").first.wait_for()

    hand.is_done("een eerdere versie publiceren", MOST_CLICKS)
    assert "Fout" not in seen(about)
