"""The footer of every page: what a public site owes its visitors, the open data and the feeds."""

from bs4 import BeautifulSoup

from dog_site.core.models import FooterLink, SiteSettings
from tests.desk.browser import post


def settings_url():
    return f"/beheer/settings/core/sitesettings/{SiteSettings.objects.get().site_id}/"


def footer(client, address="/"):
    """The links by their names, as a screen reader says them."""
    links = BeautifulSoup(client.get(address).content, "html.parser").footer.find_all("a")
    return {link.get("aria-label", link.text): link["href"] for link in links}


def test_the_footer_leads_to_what_a_public_site_owes_its_visitors(client):
    assert footer(client) == {
        "Over het Digital Office": "/over/",
        "Contact": "/contact/",
        "Privacy": "/privacy/",
        "Toegankelijkheid": "/toegankelijkheid/",
        "Open data": "/resultaten/",
        "In English": "/english/",
        "Agenda (Atom)": "/agenda/feed.atom",
        "Agenda (JSON)": "/agenda/feed.json",
        "Nieuws (Atom)": "/nieuws/feed.atom",
        "Nieuws (JSON)": "/nieuws/feed.json",
    }


def test_every_link_of_the_footer_leads_somewhere(client):
    assert {client.get(address).status_code for address in footer(client).values()} == {200}


def test_a_page_of_the_footer_that_is_not_public_is_left_out(client):
    FooterLink.objects.get(label="Open data").page.unpublish()

    assert "Open data" not in footer(client)


def test_a_link_of_the_footer_has_the_title_of_its_page_or_words_of_its_own(log_in, client):
    link = FooterLink.objects.get(label="Open data")
    number = list(FooterLink.objects.all()).index(link)

    post(log_in("coordinatie"), settings_url(), **{f"footer_links-{number}-label": "Alle cijfers"})
    named = footer(client)
    post(log_in("coordinatie"), settings_url(), **{f"footer_links-{number}-label": ""})

    assert named["Alle cijfers"] == "/resultaten/"
    assert footer(client)["Resultaten"] == "/resultaten/"
