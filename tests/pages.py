"""Reading pages as a visitor's script would: figures by their data attributes, and a crawl of every public page."""

import csv
import io
from decimal import Decimal

from bs4 import BeautifulSoup
from wagtail.models import Page, Site

RESULTS = "/resultaten/2017/"
DOWNLOAD = "/resultaten/2017/financiering.csv"


def figures(html, **attributes):
    """The values of all <data> elements with these data-attributes, as Decimal (None: empty), in page order."""
    wanted = {f"data-{name}": str(value) for name, value in attributes.items()}
    found = BeautifulSoup(html, "html.parser").find_all("data", attrs=wanted)
    return [Decimal(element["value"]) if element["value"] else None for element in found]


def figure(html, **attributes):
    """The one value these attributes have on a page, however often it is printed there."""
    values = set(figures(html, **attributes))
    assert len(values) == 1, f"{len(values)} values for {attributes}: {values}"
    return values.pop()


def text(html):
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def download(client, path=DOWNLOAD):
    """The rows of a CSV file as dicts."""
    response = client.get(path)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8"))))


def public_addresses():
    """The address of every page and file a visitor can reach."""
    pages = Page.objects.live().public().descendant_of(Site.objects.get().root_page, inclusive=True)
    return [*(page.url for page in pages), "/themas/?jaar=alle", DOWNLOAD]


def everything_public(client):
    """The text of all public pages and files together, to look for what should not be there."""
    responses = [client.get(address) for address in public_addresses()]
    return "\n".join(response.getvalue().decode("utf-8") for response in responses)
