"""What a screen reader says of a table that stands as a list on a narrow screen: each label once."""

import pytest

pytestmark = pytest.mark.browser
# The texts of the page itself; what a style sheet adds is none of them.
WRITTEN = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) found.push(walker.currentNode.data.trim());
    return found;
}"""


def tree(page):
    """The accessibility tree of the page, as the browser gives it to a screen reader."""
    session = page.context.new_cdp_session(page)
    return session.send("Accessibility.getFullAXTree")["nodes"]


def texts(page):
    named = [node for node in tree(page) if node.get("role", {}).get("value") == "StaticText"]
    return [node["name"]["value"].strip() for node in named if not node.get("ignored")]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_label_is_read_once(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/resultaten/2017/")
    labels = page.evaluate("[...new Set([...document.querySelectorAll('[data-l]')].map((cell) => cell.dataset.l))]")
    written = page.evaluate(WRITTEN)

    read = texts(page)

    assert len(labels) >= 3
    for label in labels:
        assert read.count(label) <= written.count(label), label
