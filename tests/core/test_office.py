"""Who speaks, how to reach them, and what others may do with it: shown where it is known, promised nowhere else."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from dog_site.core.models import ContentVersion, SiteSettings
from funding.models import FundingEntry
from projects.models import Theme
from tests.desk.browser import ENTRIES, edit_url, new_entry, post, publish
from tests.desk.bureau import needs
from tests.factories import NewsPageFactory
from tests.pages import parsed, text

OFFICE = {
    "sender": "Gemeente <b>Groningen</b>",
    "office_email": "bureau+dog@example.org",
    "office_phone": "+31 (0)50 123 45 67",
    "office_address": "Grote Markt 1\n9712 HN Groningen",
    "licence": "CC BY 4.0",
}
PROMISES = ["/contact/", "/toegankelijkheid/", "/nieuws/", "/resultaten/2017/cijfer/bijdrage/hoofdtotaal/"]


def known(**values):
    SiteSettings.objects.update(**values)


def main(client, address):
    return parsed(client.get(address).content).find("main")


def sender(client, address="/"):
    found = parsed(client.get(address).content).select_one(".dog-footer__sender")
    return found and text(str(found))


def test_the_contact_page_says_how_to_reach_the_office(client):
    known(**OFFICE)

    page = main(client, "/contact/")

    assert {text(str(link)): link["href"] for link in page.select("dl a")} == {
        "bureau+dog@example.org": "mailto:bureau%2Bdog@example.org",
        "+31 (0)50 123 45 67": "tel:+31501234567",
    }
    assert "Grote Markt 1<br" in str(page)


@pytest.mark.parametrize("field", ["office_email", "office_phone", "office_address"])
def test_one_way_to_reach_the_office_is_enough(client, field):
    known(**{field: OFFICE[field]})

    assert "nog niet bekend" not in text(str(main(client, "/contact/")))
    assert "/contact/" in str(main(client, "/toegankelijkheid/"))


@pytest.mark.parametrize("address", PROMISES)
@pytest.mark.parametrize("values", [{}, {"sender": "Gemeente Groningen", "licence": "CC0"}])
def test_no_page_promises_a_way_that_is_not_known(client, address, values):
    known(**values)

    page = main(client, address)

    assert "staat op de pagina" not in text(str(page))
    assert page.select('a[href="/contact/"]') == []
    if address == "/contact/":
        assert "Hoe u ons bereikt, is nog niet bekend." in text(str(page))


@pytest.mark.parametrize("address", ["/", "/resultaten/2017/", "/bestaat-niet/"])
def test_the_foot_of_every_page_names_sender_licence_and_last_change(client, address):
    known(**OFFICE)
    today = date_format(timezone.localtime(ContentVersion.objects.get().changed_at), "j F Y")

    found = parsed(client.get(address).content).select_one(".dog-footer__sender")

    assert text(str(found)) == (
        f"Dit is een site van Gemeente <b>Groningen</b>. Teksten en cijfers: CC BY 4.0 . Laatst gewijzigd op {today}."
    )
    assert found.a["href"].startswith("https://creativecommons.org/licenses/by/4.0/")


def test_what_nobody_filled_in_is_not_named(client):
    assert sender(client).startswith("Laatst gewijzigd op ")


def test_a_site_that_never_changed_says_nothing_of_it(client):
    ContentVersion.objects.update(changed_at=None)

    assert sender(client) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda log_in: NewsPageFactory(title="Nieuws"),
        lambda log_in: publish(log_in, edit_url(Theme.objects.get(slug="infrastructuur")), description="Kabels."),
    ],
    ids=["a page", "an item"],
)
def test_what_a_visitor_can_see_is_the_last_change(log_in, change):
    long_ago = timezone.now() - timezone.timedelta(days=400)
    ContentVersion.objects.update(changed_at=long_ago)

    change(log_in)

    assert timezone.now() - ContentVersion.objects.get().changed_at < timezone.timedelta(minutes=5)


def test_a_draft_that_nobody_sees_is_no_last_change(log_in):
    long_ago = timezone.now() - timezone.timedelta(days=400)
    ContentVersion.objects.update(changed_at=long_ago)

    post(log_in("cijfers"), f"{ENTRIES}add/", **new_entry())

    assert FundingEntry.objects.filter(title="Nieuwe regel", live=False).exists()
    assert ContentVersion.objects.get().changed_at == long_ago


def missed(client):
    """What the first page says that visitors look for and do not find."""
    words = "\n".join(needs(client).values()).splitlines()
    return [line.split(":")[0] for line in words if "bezoekers zoeken dit en vinden het niet" in line]


def test_the_first_page_names_what_visitors_look_for_until_it_is_filled_in(log_in):
    client, url = log_in("coordinatie"), f"/beheer/settings/core/sitesettings/{SiteSettings.objects.get().site_id}/"
    before = missed(client)

    post(client, url, sender="Gemeente Groningen", office_phone="14 050")
    halfway = missed(client)
    post(client, url, licence="CC0")

    assert before == ["Wie de afzender is", "Hoe u het bureau bereikt", "Welke licentie teksten en cijfers hebben"]
    assert halfway == ["Welke licentie teksten en cijfers hebben"]
    assert missed(client) == []
