"""The lists of the desk with their scripts on: what is in sight; choose rows, give them a theme and propose them."""

import pytest
from django.urls import reverse

from dog_site.core.models import SavedFilters
from funding.models import FundingEntry
from projects.models import Theme
from tests.desk.browser import ENTRIES

pytestmark = [pytest.mark.browser, pytest.mark.site(room="funding")]

LAPTOP = {"width": 1280, "height": 900}
# The rows that nothing covers, and whether the totals are wholly in the window.
IN_SIGHT = """() => {
    const box = (element) => element.getBoundingClientRect();
    const totals = document.querySelector(".d-totals"), head = document.querySelector(".d-dense thead");
    const from = box(head).bottom, to = totals ? box(totals).top : innerHeight;
    const rows = [...document.querySelectorAll(".d-dense tbody tr")].map(box);
    const seen = rows.filter((row) => row.top >= from - 1 && row.bottom <= to + 1);
    return [seen.length, !totals || box(totals).bottom <= innerHeight, document.documentElement.scrollWidth];
}"""


@pytest.mark.parametrize("address", [f"{ENTRIES}?year=2017", "/beheer/projecten/?year=2017"])
def test_a_laptop_shows_eighteen_rows_of_a_filtered_list_with_its_totals(log_in, page, address):
    log_in("coordinatie")
    page.set_viewport_size(LAPTOP)

    page.goto(address)
    page.locator(".w-active-filters").wait_for()
    rows, has_totals, width = page.evaluate(IN_SIGHT)

    assert rows >= 18
    assert has_totals
    assert width <= LAPTOP["width"]


def test_the_totals_stay_in_sight_while_the_rows_pass(log_in, page):
    log_in("cijfers")
    page.set_viewport_size({"width": 1280, "height": 500})

    page.goto(ENTRIES)
    page.locator(".d-dense tbody tr").nth(10).scroll_into_view_if_needed()

    assert page.evaluate(IN_SIGHT)[1]


def test_a_filter_that_is_clicked_away_stays_away(log_in, page):
    log_in("communicatie")
    page.goto(f"{reverse('agenda:index')}?period=past")
    page.locator(".w-pill__remove").click()
    page.locator(".w-active-filters").wait_for(state="detached")

    page.goto(reverse("agenda:index"))

    assert page.url.endswith(reverse("agenda:index"))
    assert SavedFilters.objects.count() == 0


def test_the_rows_of_a_filtered_list_get_a_theme_and_are_proposed(log_in, page):
    log_in("cijfers")
    theme = Theme.objects.get(slug="infrastructuur")
    from_theme = Theme.objects.get(slug="onderwijs-arbeidsmarkt")

    page.goto(f"{ENTRIES}?theme={from_theme.pk}")
    page.locator("thead [data-bulk-action-select-all-checkbox]").check()
    page.locator(".bulk-actions-buttons a[href$='/theme/']").click()
    page.wait_for_url("**/bulk/**")
    page.locator("[name=theme]").select_option(str(theme.pk))
    page.locator("[name=reason]").fill("De brief noemt een ander thema")
    page.locator("[name=propose]").check()
    page.locator("form[method=post] button[type=submit]").last.click()
    page.wait_for_load_state()
    page.locator("form[method=post] button[type=submit]").last.click()
    page.wait_for_url(f"**{ENTRIES}**")

    entries = list(FundingEntry.objects.filter(theme=from_theme))
    assert len(entries) == 4
    assert all(item.get_latest_revision_as_object().theme == theme for item in entries)
    assert all(item.workflow_in_progress for item in entries)
    assert page.foreign == []
