"""Whatever a visitor can be shown has a state, so that the visits look at it."""

from importlib import import_module

from wagtail.models import Page, get_page_models

from dog_site.core.blocks import BodyBlock
from tests.pages import public_pages

from .states import STATES, standard_page_with_every_block

# Addresses that answer with a file.
NO_PAGES = {
    "agenda_calendar",
    "agenda_feed",
    "agenda_feed_json",
    "event_calendar",
    "figure_file",
    "figure_file_excel",
    "funding_file",
    "funding_file_about",
    "funding_file_excel",
    "news_feed",
    "news_feed_json",
    "organisation_feed",
    "organisation_feed_json",
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
    "sitemap_part",
    "theme_feed",
    "theme_feed_json",
    "web_manifest",
}


def test_every_page_type_has_a_state():
    without = set(get_page_models()) - {Page} - {state.page_type for state in STATES}

    assert without == set(), "Write a state of it in tests/journeys/states/."


def test_every_address_of_our_own_has_a_state_or_is_no_page():
    rooms = ("results", "events", "news", "projects", "home", "dog_site.operations")
    others = ("results.feed_urls", "results.organisation_urls")
    modules = [import_module(name) for name in (*others, *(f"{room}.urls" for room in rooms))]
    names = {pattern.name for module in modules for pattern in module.urlpatterns if pattern.name}

    assert names - NO_PAGES == {state.route for state in STATES} - {""}, "Write a state in tests/journeys/states."


def test_every_type_of_block_has_a_state():
    address = standard_page_with_every_block()

    page = next(page.specific for page in public_pages() if page.url == address)

    assert {block.block_type for block in page.body} == set(BodyBlock().offered_blocks)
