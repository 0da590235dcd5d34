"""A page takes the same number of queries for one row and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dog_site.core.models import ContentVersion
from projects.models import Theme
from tests.factories import FundingEntryFactory, OrganisationFactory, ProjectPageFactory

# What a page may take without cache.
INDEX, DETAIL = 20, 25


def queries(client, address):
    """The number of queries of the first visit after a publication: no rollup of it is in the cache."""
    client.get(address)  # Wagtail keeps the site's root path and content types from the first request on
    ContentVersion.raise_number()
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)


def grow(rows):
    """More projects, entries and organisations in a theme that already has some."""
    theme = Theme.objects.get(slug="infrastructuur")
    for _row in range(rows):
        project = ProjectPageFactory(theme=theme)
        project.partners.create(organisation=OrganisationFactory(), text="")
        FundingEntryFactory(year=2017, theme=theme, project=project)
        FundingEntryFactory(year=2018, theme=theme, project=project)


@pytest.mark.parametrize(
    "address, limit",
    [
        ("/", INDEX),
        ("/projecten/", INDEX),
        ("/projecten/?q=project&sortering=bijdrage&jaar=2017", INDEX),
        ("/projecten/draadloos-groningen/", DETAIL),
        ("/themas/", INDEX),
        ("/themas/?jaar=alle", INDEX),
        ("/themas/infrastructuur/", INDEX),
        ("/resultaten/", INDEX),
        ("/resultaten/2017/", INDEX),
        ("/sitemap.xml", INDEX),
    ],
)
def test_a_page_takes_a_fixed_number_of_queries(client, address, limit):
    grow(1)
    few = queries(client, address)

    grow(15)
    many = queries(client, address)

    assert many == few
    assert many <= limit
