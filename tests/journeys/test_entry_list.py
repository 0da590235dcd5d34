"""The list of entries with its scripts on: filter, choose rows, give them a theme and propose them."""

import pytest

from funding.models import FundingEntry
from projects.models import Theme
from tests.desk.browser import ENTRIES

pytestmark = [pytest.mark.browser, pytest.mark.site(room="funding")]


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
