"""What search engines and browser tabs read: one canonical address per page, and a title of its own."""

import datetime
from collections import Counter

import pytest
from wagtail.models import Site

from tests.factories import (
    EventPageFactory,
    FundingEntryFactory,
    NewsPageFactory,
    ProjectPageFactory,
    ThemeFactory,
    many,
    many_pages,
)
from tests.pages import is_closed_to_search_engines, parsed, public_pages
from tests.pages import sitemap as whole_sitemap


def canonicals(html):
    return [link["href"] for link in html.find_all("link", rel="canonical")]


def test_every_public_page_names_its_own_absolute_address_as_canonical(site_as_made):
    pages = list(public_pages())

    found = {page.url: canonicals(site_as_made[page.url].soup) for page in pages}

    assert found == {page.url: [page.full_url] for page in pages}
    assert all(page.full_url == f"{Site.objects.get().root_url}{page.url}" for page in pages)


def test_every_public_page_has_a_title_of_its_own_in_a_dutch_document(site_as_made):
    documents = [site_as_made[page.url].soup.html for page in public_pages()]
    titles = Counter(" ".join(html.head.title.get_text().split()) for html in documents)

    assert all(html["lang"] == "nl" for html in documents)
    assert all(len(html.head.find_all("title")) == 1 for html in documents)
    assert all(title.removesuffix("| Digital Office Groningen").strip() for title in titles)
    assert [title for title, pages in titles.items() if pages > 1] == []


def test_every_public_page_has_a_description_that_fits_a_search_result(site_as_made):
    descriptions = {
        page.url: site_as_made[page.url].soup.find("meta", attrs={"name": "description"})["content"]
        for page in public_pages()
    }

    assert [address for address, words in descriptions.items() if len(words) < 5] == []


def test_the_home_page_has_a_dutch_title(site_as_made):
    assert site_as_made["/"].soup.title.get_text().startswith("Projecten, evenementen en cijfers")


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
    theme = ThemeFactory(slug="drukte")
    many_pages(ProjectPageFactory, [{"theme": theme}] * 30)
    many(FundingEntryFactory, [{"year": 2017}] * 30)
    many_pages(NewsPageFactory, [{}] * 30)

    response = client.get(address)

    assert response.status_code == 200
    assert canonicals(parsed(response.content)) == [f"{Site.objects.get().root_url}{address.split('?')[0]}"]


def sitemap(client):
    """The addresses in the sitemap, without the site, with the day on which each last changed."""
    root = Site.objects.get().root_url
    return {address.removeprefix(root): day for address, day in whole_sitemap(client).items()}


def test_nothing_in_the_sitemap_is_closed_to_search_engines(client, site_as_made):
    NewsPageFactory(slug="bericht")
    EventPageFactory(slug="evenement")
    # The pages of figures are opened where the sitemap itself is tested (tests/home/test_sitemap.py).
    addresses = [address for address in sitemap(client) if "/cijfer/" not in address]

    answers = {address: site_as_made.get(address) or client.get(address) for address in addresses}

    assert {"/nieuws/bericht/", "/agenda/evenement/"} <= set(addresses)
    assert {answer.status_code for answer in answers.values()} == {200}
    assert [address for address, answer in answers.items() if is_closed_to_search_engines(answer)] == []
    assert is_closed_to_search_engines(site_as_made["/zoeken/"])


@pytest.mark.parametrize("make, address", [(NewsPageFactory, "/nieuws/x/"), (EventPageFactory, "/agenda/x/")])
def test_the_sitemap_says_when_an_event_or_a_news_item_last_changed(client, make, address):
    page = make(slug="x")
    day = datetime.datetime(2019, 6, 1, 12, tzinfo=datetime.UTC)
    page.save_revision().publish()
    type(page).objects.filter(pk=page.pk).update(last_published_at=day)

    assert sitemap(client)[address] == "2019-06-01"
