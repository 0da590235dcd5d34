"""Everybody can use every page of the site as it was made, those without a state of their own too."""

import pytest
from wagtail.models import Page, get_page_models

from tests.pages import public_addresses, public_pages

# A test each, so that they can run side by side; what is no page of the tree by itself has none.
KINDS = [*(model for model in get_page_models() if model is not Page), None]


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__ if kind else "lists_and_figures")
def test_everybody_can_use_every_page(visitor, kind):
    found = []

    for address in addresses_by_kind()[kind]:
        response = visitor.client.get(address)
        found += [f"{address}: {wrong}" for wrong in visitor.findings(address, response)]

    assert found == [], "\n".join(found)


def test_every_address_of_the_site_is_of_one_kind():
    addresses = [address for of_kind in addresses_by_kind().values() for address in of_kind]

    assert sorted(addresses) == sorted(address for address in public_addresses() if is_page(address))
    assert len(addresses) > 60


def addresses_by_kind():
    kinds = {page.url: page.specific_class for page in public_pages()}
    return {
        kind: [address for address in public_addresses() if is_page(address) and kinds.get(address) is kind]
        for kind in KINDS
    }


def is_page(address):
    return "." not in address  # the others are files
