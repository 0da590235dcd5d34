"""The five people for whom the site is made, each with what they come for: clicks and scrolling, counted and printed.

pytest -s tests/journeys/test_five_visitors.py prints a line for each.
"""

import csv
import io
import sys
from decimal import Decimal

import pytest

from dog_site.core.models import SiteSettings

pytestmark = pytest.mark.browser
TELEPHONE, DESK = (360, 740), (1280, 800)


class Walk:
    """A visitor under way: every click and every pixel that has to be scrolled before it counts."""

    def __init__(self, page, size):
        self.page, self.clicks, self.scrolled = page, 0, 0
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto("/")

    def click(self, selector):
        self.see(selector).click()
        self.page.wait_for_load_state()
        self.clicks += 1

    def see(self, selector):
        """Scroll, as little as possible, to the first of what is shown that `selector` names."""
        found = self.page.locator(f"{selector} >> visible=true").first
        before = self.page.evaluate("scrollY")
        found.scroll_into_view_if_needed()
        self.scrolled += abs(self.page.evaluate("scrollY") - before)
        return found

    def told(self, who):
        sys.stdout.write(f"\n{who}: {self.clicks} clicks, {self.scrolled:.0f} px scrolled\n")
        return self.clicks


@pytest.fixture
def walk(page):
    return lambda size: Walk(page, size)


def test_a_council_member_sees_what_is_missing_and_finds_the_row_in_the_letter(walk, page):
    visitor = walk(DESK)

    visitor.click("nav a:has-text('Resultaten')")
    visitor.click("table a:has-text('2017')")
    on_first_screen = page.locator("text=€ 5.000 minder").first.bounding_box()
    scrolled_so_far = visitor.scrolled
    visitor.click(".dog-conclusions a:has-text('in de bron')")

    assert on_first_screen["y"] + on_first_screen["height"] < DESK[1]
    assert scrolled_so_far == 0
    assert page.url.endswith("/raadsbrief-14-maart-2018/#rij-totaalregel")
    row = page.locator("#rij-totaalregel")
    assert 0 <= row.bounding_box()["y"] < DESK[1]
    assert "€\u00a05.000 minder" in row.inner_text()
    assert visitor.told("council member") == 3


def test_a_journalist_adds_up_the_file_and_cites_the_figure_with_its_caveat(walk, page, client):
    visitor = walk(DESK)

    visitor.click("main a:has-text('Alle cijfers van 2017')")
    file = visitor.see("a:has-text('CSV voor programma')").get_attribute("href")
    page.evaluate("scrollTo(0, 0)")
    visitor.click("dt a:has-text('multiplier')")
    citation = visitor.see(".dog-cite").inner_text()

    rows = csv.DictReader(io.StringIO(client.get(file).getvalue().decode()))
    counted = sum(Decimal(row["contribution_counted_eur"] or 0) for row in rows)
    assert counted == Decimal("474427")
    assert "13,9" in citation
    assert "met 2 regels over de hele looptijd, zonder die regels 11,8" in citation
    assert visitor.told("journalist") == 2


def test_a_teacher_has_the_series_in_the_calendar_in_two_clicks(walk, page):
    visitor = walk(TELEPHONE)

    visitor.click("main a:has-text('Let’s Gro')")
    link = visitor.see(".dog-calendar a[href^='webcal:']")
    visitor.clicks += 1  # the second click hands the address to the telephone, which no browser can follow here

    assert link.get_attribute("href").endswith("/agenda/lets-gro/agenda.ics")
    assert visitor.told("teacher, on a telephone") == 2


def test_an_entrepreneur_sees_who_does_a_project_and_whom_to_ask(walk, page):
    SiteSettings.objects.update(office_email="dog@groningen.example")
    visitor = walk(DESK)

    visitor.click("nav a:has-text('Projecten')")
    visitor.click("main li:has-text('Ontwikkelen bedrijfsstage') a:has-text('Coders Academy')")
    organisation = page.inner_text("main")
    visitor.click("footer a:has-text('Contact')")

    assert "€\u00a012.070" in organisation
    assert "dog@groningen.example" in page.inner_text("main")
    assert visitor.told("entrepreneur") == 3


def test_somebody_with_a_keyboard_passes_what_is_before_the_first_figure_quickly(walk, page):
    walk(DESK)
    page.goto("/resultaten/2017/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    stops = 0
    while "cijfer" not in (page.evaluate("document.activeElement.getAttribute('href')") or ""):
        page.keyboard.press("Tab")
        stops += 1
    page.keyboard.press("Enter")
    page.wait_for_load_state()

    sys.stdout.write(f"\nkeyboard: {stops} stops to the first figure\n")
    assert stops < 12
    assert page.inner_text("h1").startswith("Bijdrage van de gemeente")
