"""What the printer makes of a page, read from the PDF: totals once, titles with their tables, no sheet with a rest."""

import io

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.browser
LETTER = "/raadsbrief-14-maart-2018/"
RESULTS = "/resultaten/2017/"
FIGURE = "/resultaten/2017/cijfer/bijdrage/hoofdtotaal/"
PAGES = ["/", RESULTS, FIGURE, LETTER, "/agenda/", "/projecten/pygrunn/", "/organisaties/", "/themas/kennis-innovatie/"]
TITLES = "[...document.querySelectorAll('h2, h3, caption')].map((title) => title.innerText.trim()).filter(Boolean)"
# A sheet with fewer characters than a paragraph has is a waste of paper.
PARAGRAPH = 100


@pytest.fixture
def print_out(page):
    """The sheets of the page at an address, on A4."""

    def print_out(address):
        page.goto(address)
        pdf = page.pdf(format="A4", prefer_css_page_size=True)
        return PdfReader(io.BytesIO(pdf)).pages

    return print_out


def lines(sheet):
    return [" ".join(line.split()) for line in sheet.extract_text().splitlines() if line.strip()]


def is_landscape(sheet):
    return sheet.mediabox.width > sheet.mediabox.height


@pytest.mark.parametrize("address", PAGES)
def test_every_sheet_tells_something_and_ends_with_no_title(page, print_out, address):
    sheets = [lines(sheet) for sheet in print_out(address)]

    titles = {" ".join(title.split()) for title in page.evaluate(TITLES)}
    for number, found in enumerate(sheets, 1):
        assert len(" ".join(found)) > PARAGRAPH, f"sheet {number} of {len(sheets)}: {found}"
        assert found[-1] not in titles, f"sheet {number} of {len(sheets)} ends with {found[-1]}"


def test_a_total_is_printed_once_after_the_last_row(print_out):
    sheets = [" ".join(lines(sheet)) for sheet in print_out(FIGURE)]

    everything = " ".join(sheets)
    assert len(sheets) > 1
    assert everything.count("20 regels samen") == 1
    assert everything.index("DOG-2017-020") < everything.index("20 regels samen")


def test_only_the_table_of_seven_columns_lies_on_its_side(print_out):
    sheets = print_out(LETTER)

    lying = [" ".join(lines(sheet)) for sheet in sheets if is_landscape(sheet)]
    assert 2 <= len(lying) <= 6
    assert all("Rij en project" in sheet for sheet in lying)
    assert not is_landscape(sheets[0])
    assert not any(is_landscape(sheet) for sheet in print_out(RESULTS))


def test_the_results_are_printed_whole_also_what_is_closed_on_a_telephone(print_out):
    everything = " ".join(" ".join(lines(sheet)) for sheet in print_out(RESULTS))

    for place in ("D1 ", "D9 ", "D13 ", "DOG-2017-001", "DOG-2017-023", "Alles samen", "Onbekend is niet nul"):
        assert place in everything, place
