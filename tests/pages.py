"""Reading pages as a visitor's script would: figures by their data attributes, and a crawl of every public page."""

import csv
import io
import json
import re
from decimal import Decimal
from functools import lru_cache
from urllib.parse import urlsplit
from xml.etree import ElementTree

from bs4 import BeautifulSoup
from openpyxl import load_workbook
from wagtail.models import Page, Site

RESULTS = "/resultaten/2017/"
DOWNLOAD = "/resultaten/2017/financiering.csv"
WORKBOOK = "/resultaten/2017/financiering.xlsx"
JSON = "/resultaten/2017/financiering.json"


def parsed(html):
    return BeautifulSoup(html, "html.parser")


@lru_cache(maxsize=4)
def _data_elements(html):
    """All <data> elements of a page: a test asks one page for dozens of figures."""
    return parsed(html).find_all("data")


def figures(html, **attributes):
    """The values of all <data> elements with these data-attributes, as Decimal (None: empty), in page order."""
    wanted = {f"data-{name}": str(value) for name, value in attributes.items()}
    found = [element for element in _data_elements(html) if wanted.items() <= element.attrs.items()]
    return [Decimal(element["value"]) if element["value"] else None for element in found]


def figure(html, **attributes):
    """The one value these attributes have on a page, however often it is printed there."""
    values = set(figures(html, **attributes))
    assert len(values) == 1, f"{len(values)} values for {attributes}: {values}"
    return values.pop()


def text(html):
    return " ".join(parsed(html).get_text(" ").split())


def is_closed_to_search_engines(response):
    robots = parsed(response.getvalue()).find("meta", attrs={"name": "robots"})
    return "noindex" in f"{robots['content'] if robots else ''} {response.headers.get('X-Robots-Tag', '')}"


def structured_data(html):
    """The nodes that a page has for search engines, from the one element that may hold them."""
    return structured_data_of(parsed(html))


def structured_data_of(page):
    """The same, of a page that was parsed already."""
    scripts = page.find_all("script", type="application/ld+json")
    assert len(scripts) <= 1
    if not scripts:
        return []
    data = json.loads(scripts[0].string)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def download(client, path=DOWNLOAD):
    """The rows of a CSV file as dicts."""
    response = client.get(path)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8"))))


def download_json(client, path=JSON):
    """The content of a JSON file, amounts with their digits as Decimal."""
    response = client.get(path)
    assert response.status_code == 200
    return json.loads(response.getvalue(), parse_float=Decimal)


def download_workbook(client, path=WORKBOOK):
    """An XLSX file as openpyxl reads it."""
    response = client.get(path)
    assert response.status_code == 200
    return load_workbook(io.BytesIO(response.getvalue()))


def cell_text(value):
    """A text as Office shows it; openpyxl leaves the escapes of what XML cannot hold."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), value)


def public_pages():
    """The pages a visitor can reach."""
    return Page.objects.live().public().descendant_of(Site.objects.get().root_page, inclusive=True)


# Pages of figures: for each metric one of every entry of a year, and one of all years.
FIGURES = [
    "/resultaten/2017/cijfer/bijdrage/alles/",
    "/resultaten/2017/cijfer/projectomvang/alles/",
    "/resultaten/2017/cijfer/multiplier/alles/",
    "/resultaten/2017/cijfer/projecten/alles/",
    "/resultaten/cijfer/regels/alles/",
]


def feed_addresses():
    """The address of every feed, in both its forms."""
    of_its_own = [page.url for page in public_pages().specific() if page.has_feed]
    return [f"{address}feed.{form}" for address in ["/agenda/", "/nieuws/", *of_its_own] for form in ("atom", "json")]


def calendar_addresses():
    """The address of every calendar file: of the agenda, also narrowed down, of each series and of each event."""
    found = ["/agenda/agenda.ics", "/agenda/agenda.ics?periode=2017"]
    for page in public_pages().specific():
        if getattr(page, "is_series", False):
            found.append(f"{page.url}agenda.ics")
        elif hasattr(page, "when") and page.when.is_exact:
            found.append(f"{page.url.removesuffix('/')}.ics")
    return found


def sitemap(client):
    """Each address in the sitemap with the day on which it last changed, from all the parts that its index names."""
    name, found = "{http://www.sitemaps.org/schemas/sitemap/0.9}", []
    for part in ElementTree.fromstring(client.get("/sitemap.xml").content).findall(f"{name}sitemap/{name}loc"):
        response = client.get(urlsplit(part.text).path)
        assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
        urls = ElementTree.fromstring(response.content).findall(f"{name}url")
        found += [(url.findtext(f"{name}loc"), url.findtext(f"{name}lastmod")) for url in urls]
    assert len(dict(found)) == len(found)
    return dict(found)


def public_addresses():
    """The address of every page and file a visitor can reach."""
    files = [
        DOWNLOAD,
        f"{DOWNLOAD}-metadata.json",
        WORKBOOK,
        JSON,
        *feed_addresses(),
        *calendar_addresses(),
        "/sitemap.xml",
        *(f"/sitemap-{kind}-1.xml" for kind in ("pages", "figures", "organisations")),
        "/robots.txt",
    ]
    lists = ["/themas/?jaar=alle", "/agenda/?periode=voorbij", "/agenda/?periode=2017", "/zoeken/?q=raadsbrief"]
    lists += ["/organisaties/", "/organisaties/rijksuniversiteit-groningen/"]
    of_figures = [*FIGURES, *(f"{address}regels.csv" for address in FIGURES)]
    return [*(page.url for page in public_pages()), *lists, *files, *of_figures]


def readable(response):
    """The text of a page or file; of a workbook that of its cells, of a calendar that without folded lines."""
    content = response.getvalue()  # of a response, or of an answer that was kept (tests/crawl.py)
    if content.startswith(b"BEGIN:VCALENDAR"):
        return content.decode("utf-8").replace("\r\n ", "")
    if not content.startswith(b"PK"):
        return content.decode("utf-8")
    sheets = load_workbook(io.BytesIO(content)).worksheets
    return "\n".join(str(value) for sheet in sheets for row in sheet.values for value in row)


def search_results(client, q):
    """The results for `q`, page after page, without the box that repeats what was typed."""
    found, number = [], 1
    while number:
        html = client.get("/zoeken/", {"q": q, "pagina": number}).content
        page = parsed(html)
        found += [str(part) for part in page.select(".dog-results, .dog-facets")]
        number = number + 1 if page.select_one("a[rel=next]") else 0
    return "\n".join(found)


def everything_public(client):
    """The text of every public page and file by its address, to look for what should not be there."""
    found = {address: readable(client.get(address)) for address in public_addresses()}
    # The facets repeat the words in their addresses; a result has a canary of its own.
    return found | {
        "/zoeken/?q=kanarie": search_results(client, "kanarie").replace("q=kanarie", ""),
        "/zoeken/?q=": search_results(client, ""),
    }
