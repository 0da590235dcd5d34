"""What search engines and browser tabs read: one canonical address per page, and a title of its own."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from tests.factories import FundingEntryFactory, ProjectPageFactory
from tests.pages import public_pages


def head(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser").html


def canonicals(html):
    return [link["href"] for link in html.find_all("link", rel="canonical")]


def test_every_public_page_names_its_own_absolute_address_as_canonical(client):
    pages = list(public_pages())

    found = {page.url: canonicals(head(client, page.url)) for page in pages}

    assert found == {page.url: [page.full_url] for page in pages}
    assert all(page.full_url == f"{Site.objects.get().root_url}{page.url}" for page in pages)


def test_every_public_page_has_a_title_of_its_own_in_a_dutch_document(client):
    documents = [head(client, page.url) for page in public_pages()]
    titles = Counter(" ".join(html.head.title.get_text().split()) for html in documents)

    assert all(html["lang"] == "nl" for html in documents)
    assert all(len(html.head.find_all("title")) == 1 for html in documents)
    assert all(title.removesuffix("| Digital Office Groningen").strip() for title in titles)
    assert [title for title, pages in titles.items() if pages > 1] == []


def test_every_public_page_has_a_description_that_fits_a_search_result(client):
    descriptions = {
        page.url: head(client, page.url).find("meta", attrs={"name": "description"})["content"]
        for page in public_pages()
    }

    assert [address for address, words in descriptions.items() if len(words) < 5] == []


def test_the_home_page_has_a_dutch_title(client):
    assert head(client, "/").title.get_text().startswith("Projecten, evenementen en cijfers")


@pytest.mark.parametrize(
    "address",
    [
        "/?utm_source=nieuwsbrief",
        "/projecten/?thema=infrastructuur&sortering=bijdrage&q=project",
        "/projecten/?pagina=2",
        "/projecten/?onzin=1",
        "/themas/?jaar=alle",
        "/themas/infrastructuur/?pagina=2",
        "/resultaten/2017/?pagina=2",
    ],
)
def test_a_filtered_or_later_page_of_a_list_has_the_canonical_of_the_bare_page(client, address):
    theme = ProjectPageFactory(theme__slug="drukte").theme
    ProjectPageFactory.create_batch(30, theme=theme)
    FundingEntryFactory.create_batch(30, year=2017)

    html = head(client, address)

    assert canonicals(html) == [f"{Site.objects.get().root_url}{address.split('?')[0]}"]
