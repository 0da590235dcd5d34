"""The main navigation says in which part of the site a visitor is, also on what is no page of the tree."""

import pytest

from tests.pages import parsed


@pytest.mark.parametrize(
    "address, item, is_it",
    [
        ("/", None, None),
        ("/resultaten/", "Resultaten", "page"),
        ("/resultaten/2017/", "Resultaten", "true"),
        ("/resultaten/2017/cijfer/bijdrage/hoofdtotaal/", "Resultaten", "true"),
        ("/raadsbrief-14-maart-2018/", "Resultaten", "true"),
        ("/organisaties/", "Projecten", "true"),
        ("/organisaties/web11/", "Projecten", "true"),
        ("/agenda/lets-gro/", "Agenda", "true"),
        ("/over/", None, None),
        ("/bestaat-niet/", None, None),
    ],
)
def test_the_menu_says_in_which_part_of_the_site_one_is(client, address, item, is_it):
    current = parsed(client.get(address).content).select(".dog-nav a[aria-current]")

    assert [(link.get_text(), link["aria-current"]) for link in current] == ([(item, is_it)] if item else [])
