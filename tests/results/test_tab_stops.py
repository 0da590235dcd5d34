"""Numbers are read before they are clicked: few tab stops, and still a way from every figure (decision 0024)."""

from urllib.parse import urldefrag, urljoin

import pytest

from dog_site.core.figures import page_of
from funding.models.choices import METRICS
from tests.pages import RESULTS, parsed

STOPS = "a[href], button, input:not([type=hidden]), select, summary"


def soup(client, address):
    return parsed(client.get(address).content)


def stops(client, address):
    """What the keyboard stops at where there is room: a fold stands open there and shows no summary."""
    found = soup(client, address).select(STOPS)
    return [stop for stop in found if stop.get("tabindex") != "-1" and "dog-fold" not in stop.parent.get("class", [])]


def targets(address, links):
    """The addresses of the links, without the place on the page: the head of the page has those with a place."""
    return {urldefrag(urljoin(address, link["href"])).url for link in links if link.get("href")}


def test_the_results_page_has_fewer_than_sixty_tab_stops(client):
    assert len(stops(client, RESULTS)) < 60


def test_a_row_of_numbers_has_one_way_to_the_rows_behind_it(client):
    for address in (RESULTS, "/resultaten/", "/themas/", "/themas/kennis-innovatie/", "/organisaties/"):
        ways = [len(row.select(".dog-figure a")) for row in soup(client, address).select("table tr")]
        assert max(ways, default=0) <= 1, address


def test_every_theme_and_total_of_a_year_has_its_way(client):
    rows = soup(client, RESULTS).select("section[aria-labelledby=thema] tbody tr")

    assert [len(row.select(".dog-figure a")) for row in rows] == [1] * 7


def test_the_keyboard_reaches_what_it_passes_over_at_most_one_page_on(client):
    passed_over = targets(RESULTS, soup(client, RESULTS).select("a[tabindex='-1']"))
    stops_here = targets(RESULTS, stops(client, RESULTS))
    reached = set(stops_here)
    for address in stops_here:
        if address.startswith("/") and client.get(address).get("Content-Type", "").startswith("text/html"):
            reached |= targets(address, stops(client, address))

    assert len(passed_over) > 40
    assert passed_over <= reached


@pytest.mark.parametrize("metric", METRICS)
def test_the_page_of_a_figure_leads_to_the_other_figures_of_the_same_entries(client, metric):
    shown = soup(client, page_of(metric, "thema:kennis-innovatie", 2017))

    links = {link["href"] for link in shown.select("section[aria-labelledby=betekenis] .dog-figure a")}

    assert links == {page_of(other, "thema:kennis-innovatie", 2017) for other in METRICS if other != metric}
