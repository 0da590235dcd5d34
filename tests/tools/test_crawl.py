"""What is kept of the untouched site is what it serves, and no test can change that for another."""

from dataclasses import FrozenInstanceError

import pytest
from django.utils import timezone

from tests.crawl import Answer, is_changed, keep_answers
from tests.factories import NewsPageFactory
from tests.pages import DOWNLOAD, FIGURES, JSON, WORKBOOK, public_addresses

# One address of each kind.
KINDS = [
    "/",
    "/projecten/",
    "/themas/?jaar=alle",
    "/resultaten/2017/",
    "/agenda/trendship-17/",
    "/zoeken/?q=raadsbrief",
    DOWNLOAD,
    WORKBOOK,
    JSON,
    "/agenda/feed.atom",
    "/nieuws/feed.json",
    "/agenda/agenda.ics",
    "/agenda/trendship-17.ics",
    "/sitemap.xml",
    "/sitemap-pages-1.xml",
    "/robots.txt",
    FIGURES[0],
    f"{FIGURES[0]}regels.csv",
]


@pytest.mark.parametrize("address", KINDS)
def test_what_is_kept_is_what_is_served(client, site_as_made, address, monkeypatch):
    kept = site_as_made[address]
    # Pages name the day of their figures, and a run of all tests may last past midnight.
    monkeypatch.setattr(timezone, "now", lambda: kept.asked_at)
    served = client.get(address)

    assert kept.content == served.getvalue()
    assert kept.status_code == served.status_code == 200
    # The crawl was taken back, and with it what the first visit of a document wrote: its state has another name.
    assert without_tag(kept.headers) == without_tag(served.headers)
    assert kept.cookies == set(served.cookies)


def without_tag(headers):
    return {name: value for name, value in headers.items() if name != "ETag"}


def test_every_public_address_is_kept(site_as_made):
    assert set(site_as_made) == set(public_addresses())


def test_the_site_is_kept_as_it_was_before_the_test(site_as_made, request):
    NewsPageFactory(title="Kanarie")

    assert "Kanarie" not in request.getfixturevalue("site_as_made")["/nieuws/"].text


def test_what_a_test_has_changed_is_never_kept():
    NewsPageFactory(title="Kanarie")

    with pytest.raises(AssertionError, match="before"):
        keep_answers()


def test_what_is_kept_cannot_be_changed(site_as_made):
    home = site_as_made["/"]

    with pytest.raises(FrozenInstanceError):
        home.content = b""
    with pytest.raises(TypeError):
        home.headers["X-Frame-Options"] = "ALLOW"
    with pytest.raises(TypeError):
        site_as_made["/"] = None


def test_a_parsed_page_that_a_test_changed_is_noticed():
    page = Answer("/", 200, {}, frozenset(), b"<p class='a'>tekst</p>", timezone.now())
    assert not is_changed(page)

    page.soup.p["class"] = "b"

    assert is_changed(page)
