"""An image has its place before it is there, and is no larger than its window needs; visits weigh the pages."""

import pytest

from .checks import weight
from .states import WITH_PHOTOGRAPHS

pytestmark = pytest.mark.browser

STYLED = """() => Promise.all([...document.querySelectorAll("link[rel=stylesheet]")].map(
    (link) => link.sheet ?? new Promise((done) => link.addEventListener("load", done)))).then(() => true)"""
# Two frames on, what was loaded has its place also on a busy machine.
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.mark.parametrize("window", [weight.TELEPHONE, weight.DESK], ids=["telephone", "desk"])
@pytest.mark.parametrize("make", WITH_PHOTOGRAPHS, ids=lambda make: make.__name__)
def test_an_image_has_its_place_before_it_is_there(tab, make, window):
    address, held = make(), []
    tab.window(**window)
    tab.page.route("**/media/**", lambda route: held.append(route))

    tab.page.goto(address, wait_until="domcontentloaded")
    tab.page.evaluate(STYLED)
    tab.page.evaluate(PAINTED)
    before = boxes(tab.page)
    tab.page.unroute("**/media/**")
    for route in held:
        route.fallback()
    tab.page.wait_for_load_state("networkidle")
    tab.page.evaluate(PAINTED)

    assert held != []
    assert before == boxes(tab.page)


def boxes(page):
    return [image["box"] for image in page.evaluate(weight.IMAGES)]
