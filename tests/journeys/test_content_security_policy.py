"""A real browser refuses nothing on public pages, and lets the admin work."""

import pytest
from django.http import HttpResponse

from tests.desk.browser import page_edit_url, project
from tests.pages import public_addresses

pytestmark = pytest.mark.browser

LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => window.refused.push(
    `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`
));
"""


@pytest.fixture
def said(page):
    """What the browser's console says about a policy; opener policies it only takes over HTTPS."""
    names, said = ("Content Security Policy", "Permissions-Policy"), []
    page.add_init_script(LISTEN)
    page.on("console", lambda message: said.extend(message.text for name in names if name in message.text))
    return said


def refused(page):
    return page.evaluate("window.refused")


def test_a_script_in_a_page_is_refused(page, said, monkeypatch):
    html = "<!doctype html><title>rustig</title><script>document.title = 'uitgevoerd'</script>"
    monkeypatch.setattr("home.views.render", lambda *args, **kwargs: HttpResponse(html, status=404))

    page.goto("/bestaat-niet/")

    assert page.title() == "rustig"
    assert refused(page) != []
    assert said != []


def test_the_browser_refuses_nothing_on_any_public_page(page, said):
    found = {}

    for address in [*public_addresses(), "/projecten/?q=niets-gevonden", "/bestaat-niet/"]:
        if "." not in address:
            page.goto(address)
            found[address] = refused(page)

    assert {address: parts for address, parts in found.items() if parts} == {}
    assert said == []


def test_the_user_bar_of_an_editor_works_under_the_policy_of_visitors(page, said, log_in):
    log_in("beheer")
    page.goto("/projecten/pygrunn/")

    page.locator("wagtail-userbar #wagtail-userbar-trigger").click()

    page.locator("wagtail-userbar a[href$='/edit/']").wait_for(timeout=5_000)
    assert refused(page) == []
    assert said == []


def test_an_editor_picks_a_date_and_sees_a_preview(page, said, log_in):
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
    assert said == []
