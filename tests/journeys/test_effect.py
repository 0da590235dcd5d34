"""Somebody types an amount and sees the new total, before anything is saved."""

import pytest

from tests.desk.browser import edit_url, entry

pytestmark = [pytest.mark.browser, pytest.mark.site(room="funding")]


@pytest.fixture
def result(page, log_in):
    """The effect beside the amounts, in the form of an entry of 5.000 that is open in a browser."""
    log_in("cijfers")
    page.goto(edit_url(entry("DOG-2017-001")))
    return page.locator("[data-effect-result]")


def test_typing_an_amount_shows_the_total_it_would_make(page, result):
    page.fill("[name=project_size]", "10.000")
    page.fill("[name=contribution]", "10.000")

    result.get_by_text("479.427").first.wait_for()
    assert "474.427" in result.text_content()
    assert result.locator("header").count() == 0
    assert "479.427" in page.locator("[data-effect-said]").text_content()
    assert entry("DOG-2017-001").contribution == 5_000


def test_typing_what_is_no_amount_says_what_to_write_and_correcting_it_computes_again(page, result):
    page.fill("[name=contribution]", "12.50")
    result.get_by_text("12.000").first.wait_for()

    page.fill("[name=contribution]", "4.000")

    result.get_by_text("473.427").first.wait_for()


def test_the_button_computes_without_leaving_the_form(page, result):
    page.get_by_role("button", name=page.locator("[data-effect] button").inner_text()).click()

    page.locator("[data-effect-result][data-shown]").wait_for(state="attached")
    assert len(page.context.pages) == 1
