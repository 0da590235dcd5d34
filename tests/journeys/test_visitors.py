"""What visitors come for: to find a project and follow its money, with the keyboard too."""

import pytest

from .states import standard_page_with_every_block

pytestmark = pytest.mark.browser


def test_the_skip_link_is_the_first_stop_of_the_keyboard(page):
    page.goto("/resultaten/2017/")

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhoud"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0


def test_an_accordion_opens_with_the_keyboard(page):
    page.goto(standard_page_with_every_block())

    page.focus("summary")
    page.keyboard.press("Enter")

    assert page.is_visible("details .dog-text")


def test_a_visitor_finds_pygrunn_and_follows_its_money_in_four_clicks(page):
    page.goto("/")
    page.fill("input[type=search]", "pygrunn")

    page.click("button:has-text('Zoeken')")
    page.click("main a:has-text('PyGrunn 2017')")
    event = page.inner_text("main")
    page.click("section:has(#financiering) a:has-text('PyGrunn')")
    project = page.inner_text("main")
    page.click("main dl a:has-text('Kennis & Innovatie')")

    assert "mei 2017" in event
    assert "€\u00a01.500 van €\u00a017.500" in event
    assert "€\u00a01.500" in project
    assert "€\u00a017.500" in project
    assert page.url.endswith("/themas/kennis-innovatie/")
    assert "€\u00a0154.857" in page.inner_text("main")


def test_a_visitor_goes_from_home_to_a_row_and_its_project(page):
    page.goto("/")

    page.click("text=Alle cijfers van 2017")
    page.click("a:has-text('PyGrunn')")

    assert page.url.endswith("/projecten/pygrunn/")
    assert "€\u00a01.500" in page.inner_text("main")
