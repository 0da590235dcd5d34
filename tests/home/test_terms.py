"""The words that need explaining are explained on the page where they stand."""

import pytest

from tests.factories import ProjectPageFactory
from tests.pages import parsed, text

# The address of a page of each kind that shows figures, and the words that it explains.
PAGES = {
    "/": "projectomvang multiplier",
    "/resultaten/": "regel hoofdtotaal projectomvang multiplier",
    "/resultaten/2017/": "stand regel hoofdtotaal projectomvang multiplier (mede)aanvrager",
    "/resultaten/2017/cijfer/multiplier/hoofdtotaal/": "stand regel hoofdtotaal projectomvang",
    "/resultaten/2017/cijfer/bijdrage/thema-infrastructuur/": "stand regel hoofdtotaal",
    "/themas/": "regel hoofdtotaal projectomvang multiplier",
    "/themas/infrastructuur/": "projectomvang multiplier",
    "/projecten/groningen-x-digital/": "regel projectomvang multiplier (mede)aanvrager",
    "/projecten/pygrunn/": "regel projectomvang multiplier",
    "/organisaties/": "regel hoofdtotaal",
    "/organisaties/gdc/": "regel projectomvang multiplier",
}


def terms_of(html):
    return next(
        part for part in parsed(html).select("details") if text(part.summary.decode()).startswith("Wat beteken")
    )


@pytest.mark.parametrize("address, names", PAGES.items())
def test_a_page_explains_the_words_that_it_uses_once_and_closed(client, address, names):
    html = client.get(address).content.decode()

    explained = terms_of(html)

    assert " ".join(name.get_text() for name in explained.find_all("dt")) == names
    assert not explained.has_attr("open")
    assert html.count(text(explained.summary.decode())) == 1


@pytest.mark.parametrize("address", PAGES)
def test_a_page_explains_no_word_that_it_does_not_use(client, address):
    page = parsed(client.get(address).content)
    explained = terms_of(page.decode())
    names = [name.get_text() for name in explained.find_all("dt")]
    next(part for part in page.select("details") if part.decode() == explained.decode()).decompose()

    words = text(page.main.decode()).lower()

    assert [name for name in names if name not in words] == []


@pytest.mark.parametrize("address", ["/projecten/leeg/", "/agenda/", "/nieuws/", "/over/"])
def test_a_page_without_figures_explains_nothing(client, address):
    ProjectPageFactory(slug="leeg")

    assert "Wat betekenen deze woorden" not in client.get(address).content.decode()
