"""The filter of the agenda: the number behind each option is what the list then holds, and no address is an error."""

import datetime
import re
from datetime import date, time

import pytest
from django.http import QueryDict

from events.models import Agenda
from projects.models import Theme
from tests.factories import EventPageFactory, EventSeriesPageFactory, ThemeFactory, many_pages

from .agenda import soup, titles, words

NOW = "2019-05-15 12:00"  # a Wednesday


@pytest.fixture
def of_all_kinds(at):
    """Events around Wednesday 15 May 2019; each filter has some."""
    at(NOW)
    ai, data = ThemeFactory(slug="ai"), ThemeFactory(slug="data")
    series = EventSeriesPageFactory(title="Codecafé", slug="codecafe")
    loose = [
        ("Gisteren", {"start_date": date(2019, 5, 14), "kind": "workshop", "themes": [ai]}),
        ("Vandaag", {"start_date": date(2019, 5, 15), "kind": "workshop", "themes": [ai, data]}),
        ("Vanochtend", {"start_date": date(2019, 5, 15), "start_time": time(9), "end_time": time(10)}),
        ("Maandag", {"start_date": date(2019, 5, 20), "attendance_mode": "beide", "kind": "hackathon"}),
        ("In mei", {"start_date": date(2019, 5, 1), "date_precision": "maand", "kind": "workshop"}),
        ("Ooit", {"start_date": None}),
        ("Concept", {"start_date": date(2019, 5, 15), "live": False, "kind": "workshop"}),
    ]
    of_series = [
        ("Zondag", {"start_date": date(2019, 5, 19), "attendance_mode": "online"}),
        ("Week", {"start_date": date(2019, 5, 10), "end_date": date(2019, 5, 17), "themes": [data]}),
        ("Juni", {"start_date": date(2019, 6, 3), "kind": "hackathon"}),
    ]
    for parent, rows in ((None, loose), (series, of_series)):
        many_pages(EventPageFactory, [{"title": title, **values} for title, values in rows], parent=parent)


@pytest.mark.parametrize(
    "query, expected",
    [
        ("periode=vandaag", {"Vandaag", "Vanochtend", "Week"}),
        ("periode=deze-week", {"Gisteren", "Vandaag", "Vanochtend", "Zondag", "Week"}),
        ("periode=deze-maand", {"Gisteren", "Vandaag", "Vanochtend", "Zondag", "Maandag", "In mei", "Week"}),
        ("", {"Vandaag", "Zondag", "Maandag", "In mei", "Week", "Juni", "Ooit"}),
        ("online=ja", {"Zondag", "Maandag"}),
        ("online=ja&reeks=codecafe", {"Zondag"}),
        ("reeks=codecafe&thema=data", {"Week"}),
        ("periode=2019&soort=workshop", {"Gisteren", "Vandaag", "In mei"}),
    ],
)
def test_a_filter_shows_what_it_says(client, of_all_kinds, query, expected):
    assert set(titles(client, f"/agenda/?{query}")) == expected


@pytest.mark.parametrize(
    "query",
    ["", "periode=voorbij", "periode=2019", "soort=workshop", "thema=data&periode=deze-maand", "online=ja", "q=va",
     "weergave=maand&maand=2019-05", "weergave=maand&maand=2019-05&thema=data"],
)  # fmt: skip
def test_behind_each_option_stands_how_many_events_it_gives(client, of_all_kinds, query):
    """An option that gives nothing is not offered, unless it is the one that was chosen."""
    page = soup(client, f"/agenda/?{query}")
    chosen = Agenda(QueryDict(query)).form

    for name in ("soort", "thema", "reeks", "online", "periode"):
        offered = {option["value"]: words(option) for option in page.select(f"select[name={name}] option")}
        for value in [value for value, _label in chosen.fields[name].choices if value] if offered else []:
            data = QueryDict(query, mutable=True)
            data[name] = value
            agenda = Agenda(data)
            events = agenda.narrowed().in_month(date(2019, 5, 1)) if agenda.is_month else agenda.events()
            if events.count() or chosen.values.get(name) == value:
                assert offered[value].endswith(f"({events.count()})"), f"{query}: {name}={value}"
            else:
                assert value not in offered, f"{query}: {name}={value}"


def test_with_nothing_coming_the_options_count_what_is_shown(client, at):
    at("2026-05-01 12:00")

    kinds = {option["value"]: words(option) for option in soup(client, "/agenda/").select("select[name=soort] option")}

    assert kinds["hackathon"] == "hackathon (2)"
    assert not any(label.endswith("(0)") for label in kinds.values())


def test_counting_takes_one_query_whatever_the_number_of_options(of_all_kinds, django_assert_num_queries):
    agenda = Agenda(QueryDict("thema=data"))

    with django_assert_num_queries(1 + 1):  # the version
        agenda.count_options()


def test_each_filter_that_is_on_is_a_chip_that_leaves_it_out(client, of_all_kinds):
    page = soup(client, "/agenda/?soort=workshop&thema=ai&periode=2019&onzin=1")
    chips = {words(chip): chip["href"] for chip in page.select(".dog-chips a")}

    assert chips == {
        "Laat weg Soort evenement workshop ×": "/agenda/?thema=ai&periode=2019",
        f"Laat weg Thema {Theme.objects.get(slug='ai')} ×": "/agenda/?soort=workshop&periode=2019",
        "Laat weg Periode 2019 ×": "/agenda/?soort=workshop&thema=ai",
    }


def test_a_chip_shows_which_filter_it_is_of(client, of_all_kinds):
    page = soup(client, "/agenda/?soort=workshop&q=workshop")
    for hidden in page.select(".dog-visually-hidden"):
        hidden.decompose()

    assert [words(chip) for chip in page.select(".dog-chips a")] == [
        "Zoekwoord workshop ×",
        "Soort evenement workshop ×",
    ]


@pytest.mark.parametrize("address", ["/agenda/", "/projecten/", "/nieuws/", "/zoeken/"])
def test_a_label_of_a_filter_has_no_colon(client, address):
    labels = [words(label) for label in soup(client, address).select("main label")]

    assert labels
    assert [label for label in labels if ":" in label] == []


@pytest.mark.parametrize(
    "query",
    [
        "maand=0000-00&weergave=maand",
        "maand=9999-13&weergave=maand",
        "maand=2019-13&weergave=maand",
        "maand=mei&weergave=maand",
        "maand=%00&weergave=maand",
        "maand[]=2019-05&weergave=maand",
        "maand=٢٠١٩-٠٥&weergave=maand",
        "maand=2019-05&maand=x&weergave=maand",
        "weergave=rooster",
        "weergave=maand&periode=vandaag",
        "maand=2019-05",
        "online=misschien",
        "periode=0",
        "periode=-1",
        "periode=99999999999999999999",
        "weergave=maand&maand=2050-01",
        "weergave=maand&maand=1990-01",
    ],
)
def test_what_cannot_be_is_said_and_left_out(client, of_all_kinds, query):
    page = soup(client, f"/agenda/?{query}")

    assert page.select_one("#let-op"), query
    assert page.h1


def month(client, query="weergave=maand&maand=2019-05"):
    return soup(client, f"/agenda/?{query}")


def test_a_month_shows_each_day_with_its_events_and_bars_over_several_days(client, of_all_kinds):
    table = month(client).select_one(".dog-month-table")
    days = {time["datetime"]: words(time.parent) for time in table.select("td > time")}
    bars = [(words(bar), int(bar.parent["colspan"])) for bar in table.select(".dog-bar")]

    assert list(days) == [str(date(2019, 5, 1) + datetime.timedelta(day)) for day in range(31)]
    assert "Vandaag" in days["2019-05-15"]
    assert "09.00 Vanochtend" in days["2019-05-15"]
    assert "Zondag" in days["2019-05-19"].removeprefix("zondag")
    # From Friday to Friday: the rest of one week, and the days of the next.
    assert bars == [("Week 10 – 17 mei 2019", 3), ("Week 10 – 17 mei 2019", 5)]
    assert table.select_one("time[aria-current=date]")["datetime"] == "2019-05-15"


def test_every_row_of_a_month_has_seven_days(client, of_all_kinds):
    EventPageFactory(title="Andere week", start_date=date(2019, 5, 1), end_date=date(2019, 5, 31))
    EventPageFactory(title="Kort", start_date=date(2019, 5, 13), end_date=date(2019, 5, 14))

    rows = month(client).select(".dog-month-table tr")

    assert {sum(int(cell.get("colspan", 1)) for cell in row.select("td, th")) for row in rows} == {7}


def test_what_has_no_day_stands_below_the_month(client, of_all_kinds):
    page = month(client)

    assert [words(title) for title in page.select(".dog-events .dog-list-title a")] == ["In mei"]
    assert "Ooit" not in words(page.select_one(".dog-list-of"))


def test_a_month_leads_to_the_nearest_months_with_something_in_them(client, at):
    at("2019-05-15 12:00")
    EventPageFactory(start_date=date(2019, 5, 14), kind="hackathon")
    EventPageFactory(start_date=date(2019, 2, 1), kind="hackathon")
    EventPageFactory(start_date=date(2019, 3, 1), kind="workshop")
    EventPageFactory(start_date=date(2019, 8, 31), end_date=date(2019, 9, 2), kind="hackathon")

    may = month(client, "weergave=maand&maand=2019-05&soort=hackathon")
    august = month(client, "weergave=maand&maand=2019-08&soort=hackathon")

    links = {link["rel"][0]: link["href"] for link in may.select(".dog-month-nav a")}
    assert links == {
        "prev": "/agenda/?soort=hackathon&weergave=maand&maand=2019-02",
        "next": "/agenda/?soort=hackathon&weergave=maand&maand=2019-08",
    }
    assert august.select_one("a[rel=next]")["href"].endswith("maand=2019-09")


def test_an_empty_month_is_not_indexed_and_a_month_with_events_is(client, of_all_kinds):
    EventPageFactory(start_date=date(2019, 9, 1))

    assert month(client, "weergave=maand&maand=2019-08").select_one("meta[name=robots]")["content"] == "noindex"
    assert month(client).select_one("meta[name=robots]") is None


def test_without_a_month_that_of_today_is_shown_or_the_last_with_something_in_it(client, at):
    EventPageFactory(start_date=date(2031, 3, 14))

    at("2031-02-10 12:00")
    now = words(month(client, "weergave=maand").select_one(".dog-month-nav h2"))
    at("2033-02-10 12:00")
    later = words(month(client, "weergave=maand").select_one(".dog-month-nav h2"))

    assert now == "Februari 2031"
    assert later == "Maart 2031"


def test_an_evening_that_ends_after_midnight_stands_on_its_day_alone(client, at):
    at("2031-05-01 12:00")
    EventPageFactory(
        title="Nacht", start_date=date(2031, 5, 31), start_time=time(22), end_date=date(2031, 6, 1), end_time=time(2)
    )
    EventPageFactory(start_date=date(2031, 6, 30))

    may, june = (month(client, f"weergave=maand&maand=2031-0{number}") for number in (5, 6))

    assert "Nacht" in words(may.select_one("time[datetime='2031-05-31']").parent)
    assert not may.select(".dog-bar")
    assert "Nacht" not in words(june.select_one(".dog-month-table"))


def test_the_views_keep_the_filter(client, of_all_kinds):
    views = {words(a): a["href"] for a in soup(client, "/agenda/?soort=workshop&periode=2019").select(".dog-views a")}

    assert views["Vandaag"] == "/agenda/?soort=workshop&periode=vandaag"
    assert views["Wat nog komt"] == "/agenda/?soort=workshop"
    assert views["Als maandkalender"] == "/agenda/?soort=workshop&weergave=maand"


@pytest.mark.parametrize(
    "coming, query, views",
    [
        ([], "", ["Wat nog komt", "Wat voorbij is", "Als maandkalender"]),
        ([date(2019, 7, 1)], "", ["Wat nog komt", "Wat voorbij is", "Als maandkalender"]),
        ([date(2019, 5, 30)], "", ["Wat nog komt", "Deze maand", "Wat voorbij is", "Als maandkalender"]),
        ([date(2019, 5, 30)], "?soort=workshop", ["Wat nog komt", "Wat voorbij is", "Als maandkalender"]),
        # What somebody asked for stays among the choices.
        ([], "?periode=vandaag", ["Wat nog komt", "Vandaag", "Wat voorbij is", "Als maandkalender"]),
        (
            [date(2019, 5, 15)],
            "",
            ["Wat nog komt", "Vandaag", "Deze week", "Deze maand", "Wat voorbij is", "Als maandkalender"],
        ),
    ],
)
def test_a_period_in_which_nothing_is_on_is_not_offered(client, at, coming, query, views):
    at("2019-05-15 12:00")
    for day in coming:
        EventPageFactory(start_date=day, kind="conferentie")

    assert [words(a) for a in soup(client, f"/agenda/{query}").select(".dog-views a")] == views


def test_words_are_looked_up_once_for_the_list_and_all_its_counts(of_all_kinds, django_assert_max_num_queries):
    agenda = Agenda(QueryDict("q=va"))

    with django_assert_max_num_queries(4):
        list(agenda.events())
        agenda.count_options()


def test_where_too_many_events_have_the_words_they_are_shown_and_not_counted(client, of_all_kinds, monkeypatch):
    monkeypatch.setattr("events.models.agenda.MOST_MATCHES", 1)

    page = soup(client, "/agenda/?q=va&periode=2019")

    assert len(page.select(".dog-events > li:has(> .dog-list-title)")) > 1
    assert not [option for option in page.select(".dog-filter option") if re.search(r"\(\d+\)$", words(option))]
