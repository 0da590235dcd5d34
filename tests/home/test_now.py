"""The head of the home page: in Dutch what this is, and what is now, the most urgent first."""

import datetime

import pytest
from django.utils import timezone

from events.models import EventPage, EventSeriesPage
from funding.models import FundingEntry, PublishedFigure
from news.models import NewsPage
from tests.factories import EventPageFactory, FundingEntryFactory, NewsPageFactory
from tests.pages import parsed

pytestmark = pytest.mark.django_db


def day(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def strip(client):
    """The three parts of the strip, in the order shown, as one line each."""
    parts = parsed(client.get("/").content).select(".dog-now__part")
    return [" ".join(part.get_text(" ").split()).replace("\xa0", " ") for part in parts]


def test_the_first_line_says_in_dutch_what_this_is_and_the_slogan_says_its_language(client):
    page = parsed(client.get("/").content)

    assert page.h1.text.startswith("In het Digital Office Groningen werken bedrijven, scholen en overheid samen")
    assert not page.h1.has_attr("lang")
    slogan = page.select_one(".dog-slogan")
    assert (slogan["lang"], slogan.text) == ("en", "Everyone has a right to a digital future")


def test_with_nothing_planned_and_old_news_the_figures_come_first(client):
    figures, agenda, news = strip(client)

    assert "Bekend tot en met 2017" in figures
    assert "De laatste verwachting, voor 2018: € 400.000 tot € 600.000 . Een verwachting is geen uitkomst." in figures
    assert "Er staat nu niets gepland" in agenda
    assert news.startswith("Laatste nieuws, 14 maart 2018")


@pytest.mark.parametrize("days, words", [(0, "vandaag"), (1, "morgen"), (5, "over 5 dagen"), (30, "over 30 dagen")])
def test_an_event_within_thirty_days_comes_first(client, days, words):
    EventPageFactory(title="Avond over slimme data", start_date=day(days))
    NewsPageFactory(title="Nieuw bericht", date=day(-1))

    first, *_others = strip(client)

    assert first.startswith(f"Volgend evenement : {words} Avond over slimme data".replace(" :", ":"))


@pytest.mark.parametrize("start", [{"start_date": 31}, {"start_date": 400}])
def test_a_later_event_stands_behind_recent_news(client, start):
    EventPageFactory(title="Later", **{name: day(days) for name, days in start.items()})
    NewsPageFactory(title="Nieuw bericht", date=day(-90))

    first, second, _third = strip(client)

    assert "Nieuw bericht" in first
    assert second.startswith("Volgend evenement Later")


def test_news_of_more_than_ninety_days_is_not_recent(client):
    NewsPageFactory(title="Ouder bericht", date=day(-91))

    assert "Bekend tot en met 2017" in strip(client)[0]


def test_nothing_that_is_empty_has_a_place(client):
    NewsPage.objects.all().delete()
    PublishedFigure.objects.all().delete()
    FundingEntry.objects.all().delete()
    EventPage.objects.all().delete()

    page = parsed(client.get("/").content)

    assert len(page.select(".dog-now__part")) == 1
    assert page.find(id="agenda") is None
    assert "verwachting" not in page.main.text


def test_a_forecast_of_a_year_that_has_figures_is_not_told(client):
    FundingEntryFactory(year=2018)

    assert "verwachting" not in strip(client)[0]


def test_a_series_is_in_a_calendar_in_two_clicks(client):
    home = parsed(client.get("/").content)
    series = EventSeriesPage.objects.get(slug="pygrunn")

    address = home.select_one(f'.dog-now a[href^="{series.url}"]')["href"].partition("#")[0]
    menu = parsed(client.get(address).content).select_one("#volgen")

    assert menu.details.has_attr("open")
    assert menu.a["href"].startswith("webcal:")
    assert menu.a["href"].endswith(f"{series.url}agenda.ics")
