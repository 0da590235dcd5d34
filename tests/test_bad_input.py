"""Whatever stands in an address, the visitor gets a page with a notice, or 404; never a server error."""

from urllib.parse import quote

import pytest

from tests.pages import DOWNLOAD, JSON, WORKBOOK

HOSTILE = [
    "",
    "'",
    '"',
    "' OR 1=1 --",
    "%00",
    "\x00",
    "0",
    "-1",
    "1e3",
    "9" * 400,
    "x" * 5_000,
    "<script>alert(1)</script>",
    "{{7*7}}",
    "../../etc/passwd",
    "🙂",
    "\ud7ff",
    "2017-02-31",
    "0000-00",
    "NaN",
    "alle&jaar=2017",
    "AND OR NOT NEAR(",
    "*",
    "a:b",
]


@pytest.mark.parametrize(
    "address",
    [
        "/?x={}",
        "/projecten/?thema={}",
        "/projecten/?jaar={}",
        "/projecten/?status={}",
        "/projecten/?organisatie={}",
        "/projecten/?sortering={}",
        "/projecten/?q={}",
        "/projecten/?pagina={}",
        "/projecten/?{}=1",
        "/projecten/pygrunn/?x={}",
        "/themas/?jaar={}",
        "/themas/anders/?pagina={}",
        "/resultaten/?x={}",
        "/resultaten/2017/?pagina={}",
        "/resultaten/2017/financiering.csv?x={}",
        "/resultaten/2017/financiering.xlsx?x={}",
        "/resultaten/2017/financiering.json?x={}",
        "/resultaten/2017/financiering.{}",
        "/agenda/?q={}",
        "/agenda/?soort={}",
        "/agenda/?thema={}",
        "/agenda/?reeks={}",
        "/agenda/?periode={}",
        "/agenda/?online={}",
        "/agenda/?weergave={}",
        "/agenda/?weergave=maand&maand={}",
        "/agenda/?weergave=maand&{}=1",
        "/agenda/?pagina={}",
        "/agenda/?periode=voorbij&pagina={}",
        "/agenda/?{}=1",
        "/agenda/lets-gro/?pagina={}",
        "/agenda/trendship-17/?x={}",
        "/agenda/feed.atom?x={}",
        "/agenda/feed.atom?q={}",
        "/agenda/agenda.ics?q={}",
        "/agenda/agenda.ics?thema={}",
        "/agenda/agenda.ics?periode={}",
        "/agenda/{}.ics",
        "/agenda/{}/agenda.ics",
        "/agenda/feed.json?thema={}",
        "/agenda/feed.json?periode={}",
        "/agenda/{}/feed.atom",
        "/projecten/{}/feed.json",
        "/themas/{}/feed.atom",
        "/nieuws/?jaar={}",
        "/nieuws/?jaar=2018&maand={}",
        "/nieuws/?thema={}",
        "/nieuws/?pagina={}",
        "/nieuws/?{}=1",
        "/nieuws/feed.atom?x={}",
        "/zoeken/?q={}",
        "/zoeken/?soort={}",
        "/zoeken/?thema={}",
        "/zoeken/?pagina={}",
        "/zoeken/?q=pygrunn&pagina={}",
        "/zoeken/?{}=1",
        "/sitemap.xml?p={}",
        "/robots.txt?x={}",
        "/{}/",
        "/agenda/{}/",
        "/agenda/lets-gro/{}/",
        "/nieuws/{}/",
        "/zoeken/{}/",
        "/resultaten/{}/",
        "/resultaten/{}/financiering.csv",
        "/resultaten/{}/financiering.json",
        "/resultaten/2017/cijfer/bijdrage/alles/?pagina={}",
        "/resultaten/2017/cijfer/bijdrage/alles/regels.csv?x={}",
        "/resultaten/{}/cijfer/bijdrage/alles/",
        "/resultaten/2017/cijfer/{}/alles/",
        "/resultaten/2017/cijfer/bijdrage/{}/",
        "/resultaten/2017/cijfer/bijdrage/thema-{}/regels.csv",
    ],
)
def test_a_hostile_address_is_never_a_server_error(client, address):
    client.raise_request_exception = False

    for value in HOSTILE:
        response = client.get(address.format(quote(value)), follow=True)

        assert response.status_code in (200, 404), ascii(value[:20])
        if response.status_code == 200 and "?" in address:
            assert b"<script>alert" not in response.getvalue(), ascii(value[:20])


@pytest.mark.parametrize(
    "address",
    [
        "/projecten/?thema=bestaat-niet",
        "/projecten/?jaar=1999",
        "/projecten/?organisatie=999999",
        "/projecten/?pagina=99",
        "/projecten/?onzin=1",
        "/agenda/?soort=bestaat-niet",
        "/agenda/?thema=bestaat-niet",
        "/agenda/?reeks=bestaat-niet",
        "/agenda/?periode=1999",
        "/agenda/?periode=voorbij&pagina=99",
        "/agenda/?onzin=1",
        "/agenda/lets-gro/?pagina=99",
        "/nieuws/?jaar=1999",
        "/nieuws/?jaar=2018&maand=13",
        "/nieuws/?maand=3",
        "/nieuws/?thema=bestaat-niet",
        "/nieuws/?pagina=99",
        "/nieuws/?onzin=1",
        "/zoeken/?soort=bestaat-niet",
        "/zoeken/?thema=bestaat-niet",
        "/zoeken/?pagina=99",
        "/zoeken/?onzin=1",
        "/themas/?jaar=1999",
        "/themas/anders/?pagina=9",
        "/resultaten/2017/?pagina=9",
    ],
)
def test_a_wrong_parameter_is_answered_with_a_visible_notice(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert 'class="dog-notice"' in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
@pytest.mark.parametrize("address", [DOWNLOAD, WORKBOOK, JSON, "/sitemap.xml", "/robots.txt"])
def test_a_file_can_only_be_read(client, address, method):
    assert getattr(client, method)(address).status_code == 405


def test_a_page_that_is_not_there_is_a_dutch_404(client):
    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert "Deze pagina" in response.content.decode()


def test_an_error_of_ours_is_a_dutch_500_without_internals(client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("geheim")

    monkeypatch.setattr("projects.models.ProjectIndexPage.get_context", fail)
    client.raise_request_exception = False

    response = client.get("/projecten/")

    assert response.status_code == 500
    assert "geheim" not in response.content.decode()
    assert '<html lang="nl">' in response.content.decode()
