"""What is pasted from Word and does not fit in a text is said, in the form where it was pasted."""

import json

import pytest

from tests.desk.browser import page_edit_url
from tests.factories import NewsPageFactory

pytestmark = [pytest.mark.browser, pytest.mark.site(room="core")]

FROM_WORD = "<h1 class=MsoTitle>Verslag</h1><table><tr><td>Dag<td>Bezoekers</table><p>Tot\u00adziens</p>"
PASTE = """(html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", "Verslag Dag Bezoekers Totziens");
    const target = document.querySelector(".Draftail-Editor [contenteditable=true]");
    target.focus();
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def test_a_table_and_a_heading_from_word_are_named_and_their_words_stay(page, log_in):
    log_in("communicatie")
    body = json.dumps([{"type": "text", "value": "<p>Begin</p>"}])
    text = NewsPageFactory(title="Plakken", body=body)
    page.goto(page_edit_url(text))
    page.locator(".Draftail-Editor [contenteditable=true]").first.wait_for()

    page.evaluate(PASTE, FROM_WORD)

    said = page.locator("[data-lost-in-paste]")
    said.filter(has_text="een tabel, een kop").wait_for()
    assert "Bezoekers" in page.locator(".Draftail-Editor").first.inner_text()

    page.evaluate(PASTE, "<p>Alleen woorden</p>")
    page.wait_for_function("document.querySelector('[data-lost-in-paste]').textContent === ''")
