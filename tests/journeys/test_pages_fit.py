import pytest

from projects.models import ProjectPartner
from tests.factories import FundingEntryFactory, ProjectPageFactory
from tests.pages import public_addresses

pytestmark = pytest.mark.browser

LONG = "Meervoudigepersoonlijkheidsstoornisonderzoeksprogramma " * 4


def sideways(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_scrolls_sideways_or_asks_anybody_else(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    wide = {}

    for address in [*public_addresses(), "/projecten/?q=niets-gevonden&pagina=9", "/bestaat-niet/"]:
        if "." not in address:
            page.goto(address)
            wide[address] = sideways(page)

    assert {address: pixels for address, pixels in wide.items() if pixels > 0} == {}
    assert page.foreign == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_longest_words_fit(page, width):
    project = ProjectPageFactory(title=LONG[:250], slug="lang", summary=LONG)
    project.partners = [ProjectPartner(text=LONG[:255])]
    project.save()
    FundingEntryFactory(year=2017, title=LONG, project=project, theme=project.theme, applicant_text=LONG)
    page.set_viewport_size({"width": width, "height": 800})

    for address in ("/projecten/lang/", "/projecten/", "/resultaten/2017/", f"/projecten/?thema={project.theme.slug}"):
        page.goto(address)
        assert sideways(page) <= 0, address


def test_the_skip_link_is_the_first_stop_of_the_keyboard(page):
    page.goto("/resultaten/2017/")

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhoud"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0


def test_a_visitor_finds_pygrunn_and_follows_its_money_in_four_clicks(page):
    page.goto("/")
    page.fill("input[type=search]", "pygrunn")

    page.click("button:has-text('Zoeken')")
    page.click("main a:has-text('PyGrunn 2017')")
    event = page.inner_text("main")
    page.click("section:has(#financiering) a:has-text('PyGrunn')")
    project = page.inner_text("main")
    page.click("main dl a:has-text('Kennis & Innovatie')")

    assert "mei 2017" in event
    assert "€\u00a01.500 van €\u00a017.500" in event
    assert "€\u00a01.500" in project
    assert "€\u00a017.500" in project
    assert page.url.endswith("/themas/kennis-innovatie/")
    assert "€\u00a0154.857" in page.inner_text("main")


def test_a_visitor_goes_from_home_to_a_row_and_its_project(page):
    page.goto("/")

    page.click("text=Alle cijfers van 2017")
    page.click("a:has-text('PyGrunn')")

    assert page.url.endswith("/projecten/pygrunn/")
    assert "€\u00a01.500" in page.inner_text("main")
