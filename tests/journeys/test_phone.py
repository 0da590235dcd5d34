"""What a telephone shows: a line per row, folds that are closed, and everything open where there is room."""

import pytest

from projects.models import ProjectPage

pytestmark = pytest.mark.browser
RESULTS = "/resultaten/2017/"
LINES = """() => [...document.querySelectorAll("#DOG-2017-003 > *")].map((cell) => {
    const box = cell.getBoundingClientRect();
    return [cell.className, Math.round(box.top), Math.round(box.right)];
})"""


def open_at(page, width, address):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)


@pytest.fixture
def telephone(page):
    page.set_viewport_size({"width": 360, "height": 800})
    return page


def height(page):
    return page.evaluate("document.documentElement.scrollHeight")


def test_the_results_page_is_short_on_a_telephone(telephone):
    telephone.goto(RESULTS)

    assert height(telephone) < 9_000


def test_a_row_is_a_line_with_its_name_and_amount_and_a_line_with_the_rest(telephone):
    telephone.goto(f"{RESULTS}#DOG-2017-003")

    (lead, *rest), (amount,) = (
        [cell for cell in telephone.evaluate(LINES) if ("dog-amount" in cell[0]) is wanted] for wanted in (False, True)
    )

    assert "dog-lead" in lead[0]
    assert amount[1] == lead[1]
    assert amount[2] > lead[2]
    assert len({top for _name, top, _right in rest}) == 1
    assert rest[0][1] > lead[1]


@pytest.mark.parametrize("place", ["D1", "D10", "DOG-2017-023"])
def test_a_link_to_a_place_in_a_closed_fold_opens_it(telephone, place):
    telephone.goto(RESULTS)
    closed = telephone.is_visible(f"#{place}")

    telephone.goto(f"{RESULTS}#{place}")
    telephone.wait_for_function(f"document.getElementById('{place}').checkVisibility()")

    assert not closed
    assert telephone.is_visible(f"#{place}")


@pytest.mark.parametrize("address", ["/projecten/", "/agenda/", "/nieuws/"])
def test_filters_are_closed_on_a_telephone_until_one_is_on(page, address):
    open_at(page, 360, address)
    closed = page.is_visible(".dog-filter button")
    page.goto(f"{address}?thema=kennis-innovatie")
    with_filter = page.is_visible(".dog-filter button")
    open_at(page, 1280, address)

    assert not closed
    assert with_filter
    assert page.is_visible(".dog-filter button")
    assert not page.is_visible("summary:has(+ .dog-filter)")


def test_a_long_title_is_one_step_smaller(telephone):
    project = ProjectPage.objects.get(slug="pygrunn")
    size = "getComputedStyle(document.querySelector('h1')).fontSize"
    telephone.goto(project.url)
    short = telephone.evaluate(size)
    project.title = "Ontwikkelaarsconferentie over de programmeertaal Python in Groningen"
    project.save()

    telephone.goto(project.url)

    assert float(telephone.evaluate(size)[:-2]) < float(short[:-2])
