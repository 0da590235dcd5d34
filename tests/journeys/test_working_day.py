"""The daily work, as people do it from the first page of the admin and without a manual; the clicks are counted."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.images.tests.utils import get_test_image_file

from dog_site.core.models import DogImage
from events.models import AttendanceMode, EventPage, Kind
from news.models import NewsPage
from tests.factories import EventPageFactory, NewsPageFactory

from .hand import field, next_step

pytestmark = [pytest.mark.browser, pytest.mark.site(room="desk")]

SUBMIT = "Stuur in ter goedkeuring"
PROGRAMME = {"Opening": "12-6-2027 10.00", "Uitreiking": "13-6-2027 16.00"}


def begin(page, hand, words):
    page.goto("/beheer/")
    hand.click(page.locator("nav.d-new").get_by_role("link", name=words, exact=True))


def test_a_news_item_with_a_picture_is_public_in_at_most_twelve_clicks(page, log_in, hand):
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

    hand.is_done("een nieuwsbericht met een foto, de goedkeuring door een collega erbij", most=12)
    item = NewsPage.objects.get(title="Twee dagen hacken in het Forum")
    assert item.live
    assert item.image.description == "Een podium met drie mensen."


def test_a_hackathon_of_two_days_is_handed_in_from_its_starting_template(page, log_in, hand):
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
    for row, (title, start) in enumerate(PROGRAMME.items()):
        hand.type(field(page, f"sessions-{row}-title"), title)
        hand.type(field(page, f"sessions-{row}-start"), start)
    next_step(page, hand, SUBMIT)
    page.locator(".messages .success").first.wait_for()

    hand.is_done("een hackathon van twee dagen met een programma insturen", most=20)
    event = EventPage.objects.get(title="Hack de stad").get_latest_revision_as_object()
    assert (event.kind, str(event.start_date), str(event.end_date)) == ("hackathon", "2027-06-12", "2027-06-13")
    assert [session.title for session in event.sessions.all()] == list(PROGRAMME)
    assert [block.value["text"] for block in event.body if block.block_type == "heading"][0] == "De opdracht"


def test_lines_of_what_needs_attention_lead_to_their_field(page, log_in, hand):
    item = NewsPageFactory(title="Zonder woorden", summary="")
    event = EventPageFactory(
        summary="Kort.", kind="", attendance_mode=AttendanceMode.ONLINE, start_date=timezone.localdate()
    )
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

    page.goto("/beheer/")
    hand.click(page.locator("#aandacht").get_by_role("link", name="Kies de soort"))
    hand.choose(field(page, "kind"), Kind.HACKATHON)
    next_step(page, hand, SUBMIT)
    page.locator(".messages .success").first.wait_for()

    hand.is_done("drie regels onder **Vraagt aandacht** verhelpen", most=12)
    assert NewsPage.objects.get(pk=item.pk).get_latest_revision_as_object().summary == "Wat er gebeurde."
    assert EventPage.objects.get(pk=event.pk).get_latest_revision_as_object().kind == Kind.HACKATHON
    assert DogImage.objects.get(pk=silent.pk).description == "Een podium met drie mensen."
