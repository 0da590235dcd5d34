"""Every state of every public page passes WCAG 2.2 AA as far as a browser can tell."""

from importlib import import_module

import pytest
from axe_playwright_python.sync_playwright import Axe
from wagtail.models import Page, get_page_models

from dog_site.core.blocks import BodyBlock
from tests.pages import public_pages

from .states import STATES, standard_page_with_every_block

WIDTHS = (360, 1280)
# Addresses that answer with a file.
NO_PAGES = {
    "agenda_calendar",
    "agenda_feed",
    "agenda_feed_json",
    "event_calendar",
    "figure_file",
    "funding_file",
    "news_feed",
    "news_feed_json",
    "project_feed",
    "project_feed_json",
    "projects_feed",
    "projects_feed_json",
    "robots",
    "security_txt",
    "series_calendar",
    "series_feed",
    "series_feed_json",
    "share_image",
    "sitemap",
    "theme_feed",
    "theme_feed_json",
    "web_manifest",
}
# The window of 1280 by 1024 at 400 % zoom, which is also the narrowest that WCAG asks for.
ZOOMED = {"width": 320, "height": 256}
AXE = Axe().axe_script
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# In the dark only the colours differ.
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
RUN_AXE = """async (options) => (await axe.run(document, options)).violations.flatMap(
    (rule) => rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.any.map((check) => check.message)}`)
)"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((heading) => heading.checkVisibility()).map((heading) => [+heading.tagName[1], heading.innerText])"""
CONTROLS = """const controls = [
    ...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")
].filter((control) => control.checkVisibility({visibilityProperty: true}) && control.type !== "hidden");
const name = (control) => `${control.tagName} ${control.className} "${control.innerText || control.name}"`;"""
# A link in a sentence stands on a line with other words; it has no box of its own.
SMALL = f"""() => {{
    {CONTROLS}
    const words = (element) => element.innerText.replace(/[^\\p{{L}}\\p{{N}}]/gu, "").length;
    const isInSentence = (control) => {{
        let block = control;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        return control.tagName === "A" && words(block) > words(control);
    }};
    return controls.filter((control) => !control.matches(".dog-skip, [tabindex]")).flatMap((control) => {{
        const {{width, height}} = control.getBoundingClientRect();
        const isSmall = (width < 24 || height < 24) && !isInSentence(control);
        return isSmall ? [`${{name(control)}} is ${{width.toFixed()}} by ${{height.toFixed()}}`] : [];
    }});
}}"""
UNFOCUSED = f"""() => {{
    {CONTROLS}
    return controls.flatMap((control) => {{
        control.focus();
        const {{outlineStyle, outlineWidth, outlineColor}} = getComputedStyle(control);
        const isSeen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\\)$/.test(outlineColor);
        return document.activeElement === control && isSeen ? [] : [`${{name(control)}}: ${{outlineStyle}}`];
    }});
}}"""


def sideways(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def wrong_headings(page):
    levels = [level for level, _text in page.evaluate(HEADINGS)]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1"
    for number, (above, below) in enumerate(zip([0, *levels], levels, strict=False)):
        if below > above + 1:
            yield f"heading {number} is h{below} after h{above}"


def findings(page):
    """All that is wrong with the page that is open, in words with the width or colours it is wrong at."""
    page.evaluate("document.querySelectorAll('details').forEach((part) => part.open = true)")
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        yield from (f"{width} px, light: {found}" for found in page.evaluate(RUN_AXE, RULES))
        page.emulate_media(color_scheme="dark")
        yield from (f"{width} px, dark: {found}" for found in page.evaluate(RUN_AXE, COLOURS))
        page.emulate_media(color_scheme="light")
        yield from (f"{width} px: {found}" for found in page.evaluate(SMALL))
        if (wider := sideways(page)) > 0:
            yield f"{width} px: scrolls sideways by {wider}"
    page.set_viewport_size(ZOOMED)
    if (wider := sideways(page)) > 0:
        yield f"at 400 % zoom: scrolls sideways by {wider}"
    yield from wrong_headings(page)
    page.keyboard.press("Tab")  # from here on focus is that of a keyboard
    yield from (f"focus of {found}" for found in page.evaluate(UNFOCUSED))
    yield from (f"cookie {cookie['name']}" for cookie in page.context.cookies())
    yield from (f"asks {address}" for address in page.foreign)


@pytest.mark.browser
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_everybody_can_use_the_page(page, client, state):
    address = state.make()

    page.goto(address)

    answer = client.get(address)
    shown = answer.context.get("page") or None
    assert (answer.resolver_match and answer.resolver_match.url_name) == state.route or not state.route
    assert type(shown) is (state.page_type or type(None))
    found = list(findings(page))
    assert found == [], "\n".join(found)


def test_every_page_type_has_a_state():
    without = set(get_page_models()) - {Page} - {state.page_type for state in STATES}

    assert without == set(), "Write a state of it in tests/journeys/states/."


def test_every_address_of_our_own_has_a_state_or_is_no_page():
    rooms = ("results", "events", "news", "projects", "home", "dog_site.operations")
    modules = [import_module(name) for name in ("results.feed_urls", *(f"{room}.urls" for room in rooms))]
    names = {pattern.name for module in modules for pattern in module.urlpatterns if pattern.name}

    assert names - NO_PAGES == {state.route for state in STATES} - {""}, "Write a state in tests/journeys/states."


def test_every_type_of_block_has_a_state(client):
    address = standard_page_with_every_block()

    page = next(page.specific for page in public_pages() if page.url == address)

    assert {block.block_type for block in page.body} == set(BodyBlock().child_blocks)


@pytest.mark.browser
def test_everybody_can_use_the_style_guide(page, settings):
    settings.STYLE_GUIDE = True

    page.goto("/stijl/")

    found = list(findings(page))
    assert found == [], "\n".join(found)
