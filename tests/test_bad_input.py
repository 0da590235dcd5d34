"""Whatever stands in an address, the visitor gets a page with a notice, or 404; never a server error."""

from urllib.parse import quote

import pytest

from tests.pages import DOWNLOAD, JSON, WORKBOOK, parsed

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


# The parameters of each list, all at once: its form looks at every field, as the test below shows. Words stand apart,
# since the rows that they leave decide what the others meet; so do pages of what was filtered by something valid.
LISTS = [
    "/projecten/?thema={}&jaar={}&status={}&organisatie={}&sortering={}&pagina={}&{}=1",
    "/themas/?jaar={}&{}=1",
    "/themas/anders/?pagina={}&{}=1",
    "/resultaten/2017/?pagina={}&{}=1",
    "/resultaten/2017/cijfer/bijdrage/alles/?pagina={}&{}=1",
    "/agenda/?soort={}&thema={}&reeks={}&periode={}&online={}&weergave={}&pagina={}&{}=1",
    "/agenda/?weergave=maand&maand={}&soort={}&thema={}&reeks={}&online={}&{}=1",
    "/agenda/lets-gro/?pagina={}&{}=1",
    "/nieuws/?jaar={}&thema={}&pagina={}&{}=1",
    "/zoeken/?soort={}&thema={}&pagina={}&{}=1",
]
FILTERED = [
    "/projecten/?q={}",
    "/agenda/?q={}",
    "/agenda/?periode=voorbij&pagina={}",
    "/nieuws/?jaar=2018&maand={}",
    "/zoeken/?q={}",
    "/zoeken/?q=pygrunn&pagina={}",
]
FILES = [
    "/agenda/feed.atom?q={}",
    "/agenda/feed.json?thema={}&periode={}&soort={}&reeks={}&online={}&{}=1",
    "/agenda/agenda.ics?q={}",
    "/agenda/agenda.ics?thema={}&periode={}&soort={}&reeks={}&online={}&{}=1",
    "/sitemap.xml?p={}",
    "/sitemap-pages-1.xml?p={}",
]
PATHS = [
    "/{}/",
    "/agenda/{}/",
    "/agenda/lets-gro/{}/",
    "/nieuws/{}/",
    "/zoeken/{}/",
    "/resultaten/{}/",
    "/agenda/{}.ics",
    "/sitemap-{}-1.xml",
    "/sitemap-pages-{}.xml",
    "/agenda/{}/agenda.ics",
    "/agenda/{}/feed.atom",
    "/projecten/{}/feed.json",
    "/themas/{}/feed.atom",
    "/resultaten/2017/financiering.{}",
    "/resultaten/{}/financiering.csv",
    "/resultaten/{}/financiering.json",
    "/resultaten/{}/cijfer/bijdrage/alles/",
    "/resultaten/2017/cijfer/{}/alles/",
    "/resultaten/2017/cijfer/bijdrage/{}/",
    "/resultaten/2017/cijfer/bijdrage/thema-{}/regels.csv",
]
# What reads no parameter at all is asked once, with all values.
WITHOUT_PARAMETERS = [
    "/",
    "/projecten/pygrunn/",
    "/resultaten/",
    DOWNLOAD,
    WORKBOOK,
    JSON,
    "/agenda/trendship-17/",
    "/agenda/feed.atom",
    "/nieuws/feed.atom",
    "/robots.txt",
    "/resultaten/2017/cijfer/bijdrage/alles/regels.csv",
]


def fault(client, address):
    """What is wrong with the answer at a hostile address, in words; nothing where all is well."""
    response = client.get(address, follow=True)
    if response.status_code not in (200, 404):
        return f"{response.status_code} at {ascii(address[:200])}"
    if response.status_code == 200 and "?" in address and b"<script>alert" in response.getvalue():
        return f"a script at {ascii(address[:200])}"
    return None


@pytest.mark.site
@pytest.mark.parametrize("address", [*LISTS, *FILTERED, *FILES, *PATHS])
def test_a_hostile_address_is_never_a_server_error(client, address):
    client.raise_request_exception = False

    faults = [fault(client, address.replace("{}", quote(value))) for value in HOSTILE]

    assert [wrong for wrong in faults if wrong] == []


@pytest.mark.site
@pytest.mark.parametrize("address", WITHOUT_PARAMETERS)
def test_hostile_parameters_of_a_page_that_reads_none_are_never_a_server_error(client, address):
    client.raise_request_exception = False
    values = [quote(value) for value in HOSTILE]
    query = "&".join(
        [*(f"x{number}={value}" for number, value in enumerate(values)), *(f"{value}=1" for value in values)]
    )

    assert fault(client, f"{address}?{query}") is None


@pytest.mark.parametrize("address", LISTS)
def test_no_wrong_value_of_a_list_hides_another(client, address):
    page = parsed(client.get(address.replace("{}", "bestaat-niet")).content)

    notices = [notice.get_text() for notice in page.select(".dog-notice p:not(.dog-visually-hidden)")]

    assert len(set(notices)) == address.count("{}")


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
