"""What the page of an event says, in every state it can be in."""

import datetime
from datetime import date, time

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import gettext

from events.models import EventParticipant, EventPhoto, EventProject
from news.models import NewsEvent, NewsProject
from projects.models import ProjectPage, Theme
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    NewsPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
    ThemeFactory,
    VenueFactory,
)
from tests.pages import text


@pytest.fixture
def shown(client):
    """The page of an event, in the words that a visitor reads: `shown(status="uitgesteld")`."""

    def shown(**values):
        event = EventPageFactory(title="Meetup", slug="meetup", **values)
        response = client.get(event.url)
        assert response.status_code == 200
        return text(BeautifulSoup(response.content, "html.parser").main.decode())

    return shown


def amsterdam(text):
    return datetime.datetime.fromisoformat(f"{text}+02:00")


@pytest.mark.parametrize(
    "now, values, there, not_there",
    [
        ("2019-05-01 12:00", {}, [], ["Afgelopen", "Nu bezig", "Geannuleerd"]),
        ("2019-05-14 12:00", {}, ["Nu bezig"], ["Afgelopen"]),
        ("2019-05-15 00:00", {}, ["Afgelopen"], ["Nu bezig"]),
        # A month or a year is under way for a long time, the event in it is not.
        ("2019-05-14 12:00", {"date_precision": "maand"}, [], ["Nu bezig", "Afgelopen"]),
        ("2019-06-01 12:00", {"date_precision": "maand"}, ["Afgelopen"], []),
        ("2019-05-01 12:00", {"start_date": None}, ["datum nog te bepalen"], ["Nu bezig", "Afgelopen"]),
        (
            "2019-05-01 12:00",
            {"status": "verplaatst", "previous_start_date": date(2019, 4, 9), "status_note": "De zaal was bezet."},
            ["Verplaatst", "Het was gepland op 9 april 2019", "De zaal was bezet."],
            [],
        ),
        ("2019-05-01 12:00", {"status": "uitgesteld", "start_date": None}, ["Uitgesteld"], []),
        ("2019-05-14 12:00", {"status": "uitgesteld"}, ["Uitgesteld"], ["Nu bezig"]),
        (
            "2019-05-14 12:00",
            {"status": "geannuleerd", "status_note": "Vanwege de storm."},
            ["Geannuleerd", "Vanwege de storm."],
            ["Nu bezig"],
        ),
        ("2019-05-15 12:00", {"status": "geannuleerd"}, ["Geannuleerd"], ["Afgelopen"]),
        (
            "2019-05-01 12:00",
            {"status": "gaat-online-door", "attendance_mode": "online", "online_url": "https://example.org/live"},
            ["Gaat online door", "Volg het evenement online"],
            ["plaats"],
        ),
        # The page shows what somebody wrote for visitors, also while everything goes as planned.
        ("2019-05-01 12:00", {"status_note": "Neem een laptop mee."}, ["Neem een laptop mee."], []),
    ],
)
def test_a_visitor_reads_what_became_of_the_plan(shown, at, now, values, there, not_there):
    at(now)

    words = shown(**values)

    assert [word for word in there if word not in words] == []
    assert [word for word in not_there if word in words] == []


@pytest.mark.parametrize(
    "now, values, there, not_there",
    [
        ("2019-05-01 12:00", {}, ["Meld u aan op een andere site"], ["tot "]),
        (
            "2019-05-01 12:00",
            {"registration_closes": amsterdam("2019-05-10 17:30")},
            ["Meld u aan op een andere site tot 10 mei 2019, 17.30 uur"],
            [],
        ),
        (
            "2019-05-01 12:00",
            {"registration_closes": amsterdam("2019-04-30 17:30")},
            ["Aanmelden gesloten"],
            ["Meld u"],
        ),
        ("2019-05-01 12:00", {"is_full": True, "capacity": 1_500}, ["Aanmelden vol", "1.500"], ["Meld u"]),
        ("2019-05-01 12:00", {"is_full": True, "registration": "geen"}, ["Aanmelden vol"], ["Meld u"]),
        ("2019-05-01 12:00", {"registration": "geen"}, [], ["Aanmelden", "Meld u"]),
        ("2019-05-01 12:00", {"status": "geannuleerd"}, [], ["Aanmelden", "Meld u"]),
        ("2019-05-01 12:00", {"status": "uitgesteld"}, [], ["Aanmelden", "Meld u"]),
        ("2019-05-15 12:00", {}, [], ["Aanmelden", "Meld u"]),
    ],
)
def test_a_visitor_reads_whether_somebody_can_register(shown, at, now, values, there, not_there):
    at(now)

    words = shown(**{"registration": "elders", **values})

    assert [word for word in there if word not in words] == []
    assert [word for word in not_there if word in words] == []


@pytest.mark.parametrize(
    "values, words",
    [
        ({}, "Wanneer dinsdag 14 mei 2019"),
        (
            {"start_time": time(22), "end_date": date(2019, 5, 15), "end_time": time(2)},
            "14 – 15 mei 2019 , 22.00 – 02.00 uur",
        ),
        ({"date_precision": "maand"}, "Wanneer mei 2019"),
        ({"date_precision": "jaar"}, "Wanneer 2019"),
        ({"is_free": True}, "Prijs gratis"),
        ({"price": "€ 25, studenten € 10"}, "Prijs € 25, studenten € 10"),
        ({"audience": "scholieren"}, "Voor wie scholieren"),
        ({"language": "nl-en"}, "Taal Nederlands en Engels"),
        ({"kind": "hackathon"}, "Soort evenement Hackathon"),
        ({"attendance_mode": "online"}, "Waar online"),
        ({"attendance_mode": "beide"}, "Waar online"),
    ],
)
def test_a_visitor_reads_the_facts(shown, at, values, words):
    at("2019-05-01 12:00")

    assert words in shown(**values)


@pytest.mark.parametrize(
    "now, values, words",
    [
        ("2019-05-01", {}, "Nog niet bekend: plaats en organisator."),
        ("2019-05-01", {"attendance_mode": "beide"}, "Nog niet bekend: plaats en organisator."),
        ("2019-05-01", {"attendance_mode": "online"}, "Nog niet bekend: organisator."),
        ("2019-05-01", {"date_precision": "maand"}, "Nog niet bekend: precieze datum, plaats en organisator."),
        # The date that is still to be decided is told where the date stands.
        ("2019-05-01", {"start_date": None}, "Nog niet bekend: plaats en organisator."),
        ("2019-06-01", {}, "Niet bekend: plaats en organisator."),
        ("2020-01-01", {"date_precision": "jaar"}, "Niet bekend: precieze datum, plaats en organisator."),
    ],
)
def test_facts_that_are_not_known_are_left_out_and_told_in_one_sentence(shown, at, now, values, words):
    at(f"{now} 12:00")

    found = shown(**values)

    assert words in found
    assert [gap for gap in ("niet vermeld", "Soort evenement", "Georganiseerd door") if gap in found] == []


def test_an_event_of_which_everything_is_known_names_no_gap(client):
    event = EventPageFactory(slug="meetup", venue=VenueFactory(name="Akerk"))
    EventParticipant.objects.create(event=event, text="RuG", role="organisator")

    words = text(client.get("/agenda/meetup/").content.decode())

    assert "Nog niet bekend" not in words
    assert "Niet bekend" not in words


@pytest.mark.parametrize(
    "address, words",
    [
        ({}, "Waar Akerk Niet bekend"),
        ({"city": "Groningen"}, "Waar Akerk, Groningen Niet bekend"),
        ({"street": "Akerkhof 2", "postcode": "9711 JB", "city": "Groningen"}, "Akerkhof 2, 9711 JB Groningen"),
        ({"postcode": "9711 JB", "city": "Groningen"}, "Waar Akerk, Groningen 9711 JB Groningen"),
    ],
)
def test_a_visitor_reads_the_address_as_far_as_it_is_known(shown, address, words):
    assert words in shown(venue=VenueFactory(name="Akerk", **address))


def test_a_venue_that_is_a_draft_is_not_shown(shown):
    words = shown(venue=VenueFactory(name="Akerk", street="Akerkhof 2", live=False))

    assert "Akerk" not in words
    assert "Niet bekend: plaats en organisator." in words


def test_an_organisation_that_is_a_draft_is_not_shown(client):
    event = EventPageFactory(slug="meetup")
    draft, public = OrganisationFactory(name="Geheim", live=False), OrganisationFactory(name="Setup")
    for organisation, role in ((draft, "organisator"), (public, "organisator"), (draft, "partner")):
        EventParticipant.objects.create(event=event, organisation=organisation, role=role)
    EventParticipant.objects.create(event=event, organisation=draft, text="RuG", role="partner")

    words = text(client.get("/agenda/meetup/").content.decode())

    assert "Georganiseerd door Setup Partners RuG" in words
    assert "Geheim" not in words


@pytest.mark.parametrize("now, report_comes", [("2019-05-14 12:00", 2), ("2019-05-15 00:00", 1)])
def test_what_it_was_comes_first_and_the_report_before_the_announcement_once_the_event_is_over(
    shown, at, now, report_comes
):
    at(now)

    words = shown(
        summary="De samenvatting.",
        body=[("text", "<p>Wat er komt.</p>")],
        report=[("text", "<p>Het was vol.</p>")],
    )

    order = sorted(["De samenvatting.", "Wat er komt.", "Verslag Het was vol."], key=words.index)
    assert order.index("De samenvatting.") == 0
    assert order.index("Verslag Het was vol.") == report_comes
    # Under the heading of the report stands nothing else.
    assert (gettext("What was announced") in words) is (report_comes == 1)


def test_a_photo_is_described_and_says_who_made_it(client, image):
    event = EventPageFactory(slug="meetup", image=image)
    image.credit = "Foto: A. Maker"
    image.save()
    EventPhoto.objects.create(event=event, image=image, caption="De opening")

    html = client.get("/agenda/meetup/").content.decode()

    assert html.count('alt="Een spreker op het podium"') == 2
    assert "De opening Foto: A. Maker" in text(html)


def test_an_event_shows_the_contribution_to_its_project_and_links_to_it(client):
    html = client.get("/agenda/pygrunn/pygrunn-2017/").content.decode()

    words = text(html).replace("\u00a0", " ")
    assert "Bijdrage van de gemeente: € 1.500 van € 17.500 totale projectomvang" in words
    assert 'href="/projecten/pygrunn/"' in html
    assert 'href="/themas/kennis-innovatie/"' in html
    assert 'href="/agenda/pygrunn/"' in html
    assert "Reeks PyGrunn" in words


def test_a_project_without_contribution_has_no_amount(client):
    EventProject.objects.create(event=EventPageFactory(slug="meetup"), project=ProjectPageFactory(title="Schild"))

    words = text(client.get("/agenda/meetup/").content.decode())

    assert "Schild Er is geen bijdrage van de gemeente aan dit project gepubliceerd." in words


def test_a_project_that_is_a_draft_is_not_named(client):
    project = ProjectPageFactory(title="Geheim", live=False)
    EventProject.objects.create(event=EventPageFactory(slug="meetup"), project=project)

    assert "Geheim" not in text(client.get("/agenda/meetup/").content.decode())


def test_a_theme_that_is_a_draft_is_not_named(shown):
    assert "Geheim" not in shown(themes=[ThemeFactory(name="Geheim", live=False)])


def test_a_festival_and_its_side_events_link_both_ways(client):
    festival = EventPageFactory(title="Festival", slug="festival")
    EventPageFactory(title="Dag later", slug="later", parent=festival, start_date=date(2019, 5, 15))
    EventPageFactory(title="Nog zonder datum", parent=festival, start_date=None)
    EventPageFactory(title="Workshop", slug="workshop", parent=festival)
    EventPageFactory(title="Geheim", parent=festival, live=False)

    whole = BeautifulSoup(client.get("/agenda/festival/").content, "html.parser")
    part = client.get("/agenda/festival/workshop/").content.decode()

    links = whole.select("section[aria-labelledby=nevenevenementen] .dog-list-title a")
    assert [link.get_text() for link in links] == ["Workshop", "Dag later", "Nog zonder datum"]
    assert links[0]["href"] == "/agenda/festival/workshop/"
    assert "Onderdeel van Festival" in text(part)
    assert 'href="/agenda/festival/"' in part


def test_an_event_of_a_series_that_is_a_draft_does_not_name_it(client):
    series = EventSeriesPageFactory(title="Geheim", slug="reeks", live=False)
    event = EventPageFactory(parent=series)

    assert "Geheim" not in BeautifulSoup(client.get(event.url).content, "html.parser").main.get_text()


def test_a_project_lists_its_public_events_the_latest_first(client):
    project = ProjectPage.objects.get(slug="pygrunn")
    for title, values in (
        ("Oud", {"start_date": date(2016, 5, 14)}),
        ("Nieuw", {}),
        ("Geheim", {"live": False}),
    ):
        EventProject.objects.create(event=EventPageFactory(title=title, **values), project=project)

    page = BeautifulSoup(client.get("/projecten/pygrunn/").content, "html.parser")

    links = page.select("section[aria-labelledby=evenementen] .dog-list-title a")
    assert [link.get_text() for link in links] == ["Nieuw", "PyGrunn 2017", "Oud"]


def test_a_news_item_and_its_event_and_project_link_both_ways(client):
    event, project = EventPageFactory(slug="meetup"), ProjectPageFactory(slug="schild")
    news = NewsPageFactory(title="Aangekondigd", slug="aangekondigd")
    NewsEvent.objects.create(news_page=news, event=event)
    NewsProject.objects.create(news_page=news, project=project)

    of_news = client.get("/nieuws/aangekondigd/").content.decode()

    assert 'href="/agenda/meetup/"' in of_news
    assert 'href="/projecten/schild/"' in of_news
    assert 'href="/nieuws/aangekondigd/"' in client.get("/agenda/meetup/").content.decode()
    assert 'href="/nieuws/aangekondigd/"' in client.get("/projecten/schild/").content.decode()


def test_news_and_events_that_are_drafts_are_not_linked(client):
    event = EventPageFactory(title="Verborgen evenement", slug="meetup")
    news = NewsPageFactory(title="Verborgen nieuws", slug="nieuws")
    NewsEvent.objects.create(news_page=news, event=event)

    news.unpublish()
    of_event = client.get("/agenda/meetup/").content.decode()
    news.save_revision().publish()
    event.unpublish()
    of_news = client.get("/nieuws/nieuws/").content.decode()

    assert "Verborgen nieuws" not in of_event
    assert "Verborgen evenement" not in of_news


def test_a_title_cannot_break_out_of_the_page(client):
    attack = "<script>alert(1)</script>'\"&"
    festival = EventPageFactory(title=attack, slug="meetup", status_note=attack, audience=attack, price=attack)
    EventPageFactory(title=attack, parent=festival, themes=[Theme.objects.first()])

    pages = [client.get(url).content.decode() for url in ("/agenda/meetup/", "/agenda/?periode=2019", "/agenda/")]

    assert [page for page in pages if "<script>alert(1)" in page] == []
