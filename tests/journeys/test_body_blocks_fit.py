import json

import pytest

from home.models import StandardPage

from .test_pages_fit import LONG, sideways

pytestmark = pytest.mark.browser

WORD = LONG.split()[0]
COLUMNS = [{"type": "text", "heading": WORD}] * 4 + [{"type": "number", "heading": "Aantal"}] * 4
BODY = [
    ("quote", {"text": LONG, "speaker": WORD, "source": WORD}),
    ("links", {"heading": WORD, "links": [{"address": "https://www.rug.nl", "text": WORD, "description": LONG}]}),
    ("call_to_action", {"heading": WORD, "text": LONG, "link": {"address": "https://www.rug.nl", "text": WORD}}),
    ("accordion", {"parts": [{"title": WORD, "text": f"<p>{LONG}</p>"}]}),
    ("timeline", {"moments": [{"when": "voorjaar 2017", "title": WORD, "text": LONG}]}),
    ("table", {"caption": WORD, "columns": COLUMNS, "rows": [{"values": [WORD] * 4 + ["€\u00a01.474.427"] * 4}]}),
]


@pytest.fixture
def address(db):
    page = StandardPage.objects.get(slug="over")
    page.body = json.dumps([{"type": block, "value": value} for block, value in BODY])
    page.save_revision().publish()
    return page.url


@pytest.mark.parametrize("width", [320, 704, 720, 1280])
def test_the_blocks_of_the_body_fit(page, address, width):
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(address)
    page.click("summary")

    assert sideways(page) <= 0


def test_an_accordion_opens_with_the_keyboard(page, address):
    page.goto(address)

    page.focus("summary")
    page.keyboard.press("Enter")

    assert page.is_visible("details .dog-text")
