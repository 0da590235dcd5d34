"""What search engines and browser tabs read: one canonical address per page, and a title of its own."""

import datetime
import xml.etree.ElementTree as ElementTree
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from tests.factories import EventPageFactory, FundingEntryFactory, NewsPageFactory, ProjectPageFactory
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
        "/agenda/?periode=2017&soort=hackathon",
        "/agenda/?periode=voorbij&pagina=2",
        "/nieuws/?pagina=2",
        "/nieuws/?jaar=2018&maand=3&thema=infrastructuur",
        "/zoeken/?q=groningen&pagina=2",
    ],
)
def test_a_filtered_or_later_page_of_a_list_has_the_canonical_of_the_bare_page(client, address):
    theme = ProjectPageFactory(theme__slug="drukte").theme
    ProjectPageFactory.create_batch(30, theme=theme)
    FundingEntryFactory.create_batch(30, year=2017)
    NewsPageFactory.create_batch(30)

    html = head(client, address)

    assert canonicals(html) == [f"{Site.objects.get().root_url}{address.split('?')[0]}"]


def sitemap(client):
    """The addresses in the sitemap, without the site, with the day on which each last changed."""
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = Site.objects.get().root_url
    urls = ElementTree.fromstring(client.get("/sitemap.xml").content).findall(f"{name}url")
    return {url.findtext(f"{name}loc").removeprefix(root): url.findtext(f"{name}lastmod") for url in urls}


def is_closed_to_search_engines(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    robots = BeautifulSoup(response.content, "html.parser").find("meta", attrs={"name": "robots"})
    return "noindex" in f"{robots['content'] if robots else ''} {response.get('X-Robots-Tag', '')}"


def test_nothing_in_the_sitemap_is_closed_to_search_engines(client):
    NewsPageFactory(slug="bericht")
    EventPageFactory(slug="evenement")
    addresses = sitemap(client)

    closed = [address for address in addresses if is_closed_to_search_engines(client, address)]

    assert is_closed_to_search_engines(client, "/zoeken/")
    assert {"/nieuws/bericht/", "/agenda/evenement/"} <= set(addresses)
    assert closed == []


@pytest.mark.parametrize("make, address", [(NewsPageFactory, "/nieuws/x/"), (EventPageFactory, "/agenda/x/")])
def test_the_sitemap_says_when_an_event_or_a_news_item_last_changed(client, make, address):
    page = make(slug="x")
    day = datetime.datetime(2019, 6, 1, 12, tzinfo=datetime.UTC)
    page.save_revision().publish()
    type(page).objects.filter(pk=page.pk).update(last_published_at=day)

    assert sitemap(client)[address] == "2019-06-01"
