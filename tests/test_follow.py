"""One way to follow, in plain words: "Zet in uw agenda", wherever a visitor is, for what is on that page."""

import datetime
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from django.utils.translation import gettext

from events.models import EventIndexPage, EventSeriesPage
from projects.models import Theme
from results.models import ThemePage
from tests.factories import EventPageFactory, EventSeriesPageFactory, ProjectPageFactory, ThemeFactory
from tests.pages import parsed

from .events.calendars import titles

SOON = 20


def soon(days=SOON):
    return timezone.localdate() + datetime.timedelta(days=days)


def page_at(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return parsed(response.content)


def subscriptions(page):
    """The addresses of calendars on a page that can be followed by tapping once or, in the menu, twice."""
    return [urlsplit(link["href"]) for link in page.select("main a[href^='webcal:']")]


def menu(client, address):
    """The menu of a page: the words of its button and of its links, and the file that a phone follows."""
    [found] = page_at(client, address).select("main .dog-calendar")
    links = [link.get_text(strip=True) for link in found.select("a")]
    phone = urlsplit(found.a["href"])
    return found.summary.get_text(strip=True), links, f"{phone.path}{'?' if phone.query else ''}{phone.query}"


@pytest.mark.parametrize(
    "address, file",
    [
        ("/", "/agenda/agenda.ics"),
        ("/agenda/", "/agenda/agenda.ics"),
        ("/agenda/?soort=workshop", "/agenda/agenda.ics?soort=workshop"),
        ("/agenda/lets-gro/", "/agenda/lets-gro/agenda.ics"),
        ("/themas/infrastructuur/", "/agenda/agenda.ics?thema=infrastructuur"),
        ("/projecten/draadloos-groningen/", "/agenda/agenda.ics?thema=infrastructuur"),
    ],
)
@pytest.mark.parametrize("planned", [False, True])
def test_every_page_with_something_to_follow_has_one_button_with_the_phone_first(client, address, file, planned):
    if planned:
        EventPageFactory(title="Komt", kind="workshop", start_date=soon())

    words, links, followed = menu(client, address)

    assert words == gettext("Put it in your calendar") == "Zet in uw agenda"
    assert links == ["Agenda van uw telefoon of computer", "Google Agenda", "Outlook", "Downloaden"]
    assert followed == file
    assert client.get(file).status_code == 200


def test_the_calendar_of_a_theme_has_the_events_of_that_theme(client):
    theme = Theme.objects.get(slug="infrastructuur")
    EventPageFactory(title="Van het thema", themes=[theme], start_date=soon())
    EventPageFactory(title="Van een ander", start_date=soon())

    assert titles(client, menu(client, "/themas/infrastructuur/")[2]) == ["Van het thema"]


def test_a_project_of_a_draft_theme_offers_the_whole_agenda(client):
    project = ProjectPageFactory(theme=ThemeFactory(live=False, slug="geheim"))

    assert menu(client, project.url)[2] == "/agenda/agenda.ics"


def test_without_a_public_agenda_there_is_nothing_to_put_in_a_calendar(client):
    EventIndexPage.objects.get().unpublish()

    for address in ("/", "/themas/infrastructuur/", "/projecten/pygrunn/"):
        assert page_at(client, address).select(".dog-calendar") == []


def test_on_a_phone_a_series_is_in_the_calendar_in_two_clicks_from_home_while_nothing_is_planned(client):
    home = page_at(client, "/")
    series = EventSeriesPage.objects.get(slug="lets-gro")

    [first_click] = home.select(f'.dog-now a[href^="{series.url}"]')
    page = page_at(client, first_click["href"].partition("#")[0])
    opened = page.find(id=first_click["href"].partition("#")[2])
    second_click = urlsplit(opened.a["href"])

    assert opened.details.has_attr("open")
    assert (second_click.scheme, second_click.path) == ("webcal", "/agenda/lets-gro/agenda.ics")
    assert client.get(second_click.path).status_code == 200


def test_on_a_phone_a_series_is_in_the_calendar_in_two_clicks_from_home_while_something_is_planned(client):
    series = EventSeriesPage.objects.get(slug="lets-gro")
    EventPageFactory(title="Volgende editie", parent=series, start_date=soon())

    first_click = page_at(client, "/").select_one('.dog-nav a[href="/agenda/"]')
    second_click = [found for found in subscriptions(page_at(client, first_click["href"])) if "lets-gro" in found.path]

    assert [found.path for found in second_click] == ["/agenda/lets-gro/agenda.ics"]
    assert titles(client, second_click[0].path) == ["Volgende editie"]


def test_a_series_that_is_a_draft_is_offered_to_nobody(client):
    EventSeriesPageFactory(title="Geheime reeks", slug="geheim", live=False)

    for address in ("/", "/agenda/"):
        assert "geheim" not in str(page_at(client, address).main).lower()


def test_a_draft_and_a_preview_offer_no_calendar_of_their_own(client, log_in):
    draft = ThemePage(theme=ThemeFactory(slug="nieuw"), title="Nieuw", live=False)
    ThemePage.objects.first().get_parent().add_child(instance=draft)

    response = log_in("beheer").get(f"/beheer/pages/{draft.pk}/view_draft/")

    assert response.status_code == 200
    assert parsed(response.content).select(".dog-calendar") == []
