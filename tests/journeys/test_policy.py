"""A real browser keeps to the policy of the site, and the admin works under it; every visit looks at public pages."""

import pytest
from django.http import HttpResponse

from tests.desk.browser import page_edit_url, project

pytestmark = pytest.mark.browser

NAMES = ("Content Security Policy", "Permissions-Policy")


def refused(page):
    return page.evaluate("window.refused")


def said(tab):
    """What the browser's console says about a policy."""
    return [text for text in tab.traffic.said if any(name in text for name in NAMES)]


def test_a_script_in_a_page_is_refused(tab, page, monkeypatch):
    html = "<!doctype html><title>rustig</title><script>document.title = 'uitgevoerd'</script>"
    monkeypatch.setattr("home.views.render", lambda *args, **kwargs: HttpResponse(html, status=404))

    page.goto("/bestaat-niet/")

    assert page.title() == "rustig"
    assert refused(page) != []
    assert said(tab) != []


def test_the_user_bar_of_an_editor_works_under_the_policy_of_visitors(tab, page, log_in):
    log_in("beheer")
    page.goto("/projecten/pygrunn/")

    page.locator("wagtail-userbar #wagtail-userbar-trigger").click()

    page.locator("wagtail-userbar a[href$='/edit/']").wait_for(timeout=5_000)
    assert refused(page) == []
    assert said(tab) == []


def test_an_editor_picks_a_date_and_sees_a_preview(tab, page, log_in):
    log_in("beheer")
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(page_edit_url(project()))

    page.locator("[data-side-panel-toggle=preview]").first.click()
    preview = page.frame_locator("iframe#w-preview-iframe, iframe[data-w-preview-target=iframe]").first
    preview.locator("h1").wait_for()
    page.locator("input[name=start_date]").click()
    page.locator(".xdsoft_datetimepicker:visible").wait_for()

    assert preview.locator("h1").inner_text() == project().title
    assert refused(page) == []
    assert said(tab) == []
