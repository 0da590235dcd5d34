"""The daily work, as people do it from the first page of the admin and without a manual; the clicks are counted."""

import pytest
from playwright.sync_api import expect
from wagtail.images.tests.utils import get_test_image_file

from dog_site.core.models import DogImage
from events.models import EventPage
from news.models import NewsPage
from tests.factories import NewsPageFactory

from .test_figures_desk import Hand, field, next_step

pytestmark = [pytest.mark.browser, pytest.mark.site(room="desk")]

SUBMIT = "Stuur in ter goedkeuring"


@pytest.fixture
def hand(page):
    return Hand(page)


def begin(page, hand, words):
    page.goto("/beheer/")
    hand.click(page.locator("nav.d-new").get_by_role("link", name=words, exact=True))


def test_a_news_item_with_a_picture_is_public_in_at_most_twelve_clicks(page, log_in, hand, record_property):
    photo = {"name": "podium.png", "mimeType": "image/png", "buffer": get_test_image_file().file.getvalue()}
    log_in("communicatie")
    begin(page, hand, "Nieuwsbericht")
    hand.type(field(page, "title"), "Twee dagen hacken in het Forum")
    hand.type(field(page, "summary"), "Inwoners bouwen aan de stad.")
    hand.click(page.locator("#panel-child-inhoud-image-section").get_by_role("button", name="Kies een afbeelding"))
    window = page.locator(".modal-body")
    hand.click(window.get_by_role("tab", name="Uploaden"))
    window.locator("[type=file]").set_input_files(photo)
    hand.type(window.locator("#tab-upload [name$=description]"), "Een podium met drie mensen.")
    hand.click(window.locator("#tab-upload [type=submit]"))
    expect(page.locator(".modal-body")).to_have_count(0)
    next_step(page, hand, SUBMIT)
    page.locator(".messages .success").first.wait_for()

    log_in("coordinatie")
    page.goto("/beheer/")
    hand.click(page.locator("#wacht").get_by_role("button", name="Goedkeuren"))
    hand.click(page.locator(".modal-body").get_by_role("button", name="Goedkeuren"))
    expect(page.locator(".modal-body")).to_have_count(0)
    page.wait_for_load_state()

    record_property("clicks: news item with a picture", hand.clicks)
    item = NewsPage.objects.get(title="Twee dagen hacken in het Forum")
    assert item.live
    assert item.image.description == "Een podium met drie mensen."
    assert hand.clicks <= 12


def test_a_hackathon_of_two_days_is_handed_in_from_its_starting_template(page, log_in, hand, record_property):
    log_in("communicatie")
    begin(page, hand, "Hackathon")
    hand.type(field(page, "title"), "Hack de stad")
    hand.type(field(page, "start_date"), "12-6-2027")
    hand.type(field(page, "end_date"), "13-6-2027")
    for text in page.locator("#panel-child-inhoud-body-section .public-DraftEditor-content").all():
        hand.click(text)
        page.keyboard.type("Wat u moet weten.")
        expect(text).to_contain_text("Wat u moet weten.")
        page.wait_for_timeout(500)  # the editor hands over what was typed after a moment
    next_step(page, hand, SUBMIT)
    page.locator(".messages .success").first.wait_for()

    record_property("clicks: hackathon of two days", hand.clicks)
    event = EventPage.objects.get(title="Hack de stad").get_latest_revision_as_object()
    assert (event.kind, str(event.start_date), str(event.end_date)) == ("hackathon", "2027-06-12", "2027-06-13")
    assert [block.value["text"] for block in event.body if block.block_type == "heading"][0] == "De opdracht"


def test_a_line_of_what_needs_attention_leads_to_its_field(page, log_in, hand, record_property):
    item = NewsPageFactory(title="Zonder woorden", summary="")
    silent = DogImage.objects.create(title="Podium", file=get_test_image_file(), description="")
    log_in("communicatie")

    page.goto("/beheer/")
    hand.click(page.locator("#aandacht").get_by_role("link", name="Schrijf de samenvatting"))
    hand.type(field(page, "summary"), "Wat er gebeurde.")
    next_step(page, hand, SUBMIT)
    page.locator(".messages .success").first.wait_for()
    page.goto("/beheer/")
    hand.click(page.locator("#aandacht").get_by_role("link", name="Beschrijf de afbeelding"))
    hand.type(page.locator("main form [name=description]"), "Een podium met drie mensen.")
    hand.click(page.locator("main form [type=submit]").first)
    page.locator(".messages .success").first.wait_for()

    record_property("clicks: two lines of what needs attention", hand.clicks)
    assert NewsPage.objects.get(pk=item.pk).get_latest_revision_as_object().summary == "Wat er gebeurde."
    assert DogImage.objects.get(pk=silent.pk).description == "Een podium met drie mensen."
    assert hand.clicks <= 8
