"""The lists of the agenda. What is coming and what is past are exact complements, at every moment."""

import datetime
from collections import Counter
from datetime import date, time
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.models import EventPage, EventParticipant, EventSeriesPage
from events.models.grouping import by_month
from projects.models import Theme
from tests.factories import EventPageFactory, EventSeriesPageFactory, OrganisationFactory, VenueFactory, many_pages

from .agenda import by_title, months, rows, soup, titles, titles_on, words

# Nights in which the clock changes, the leap day, and the ends of months and years.
DAYS = st.one_of(
    st.sampled_from(
        [
            date(2016, 2, 28),
            date(2016, 2, 29),
            date(2016, 12, 31),
            date(2017, 1, 1),
            date(2017, 3, 25),
            date(2017, 3, 26),
            date(2017, 10, 28),
            date(2017, 10, 29),
            date(2017, 12, 1),
            date(2017, 12, 31),
        ]
    ),
    st.dates(date(2016, 1, 1), date(2018, 12, 31)),
)
TIMES = st.one_of(st.sampled_from([time(0), time(1, 59), time(2, 30), time(3), time(23, 59)]), st.times())
MOST_EVENTS = 6


@st.composite
def whens(draw):
    """The dates and times of an event in every shape that a form can hold."""
    precision = draw(st.sampled_from(["exact", "exact", "maand", "jaar"]))
    start_date = draw(st.one_of(DAYS, DAYS, DAYS, st.none()))
    end_date, start_time, end_time = None, None, None
    if start_date:
        days = draw(st.one_of(st.none(), st.integers(0, 3), st.integers(0, 400)))
        end_date = None if days is None else start_date + datetime.timedelta(days)
        if precision == "exact":
            start_time = draw(st.none() | TIMES)
            end_time = draw(st.none() | TIMES) if start_time else None
    return {
        "date_precision": precision,
        "start_date": start_date,
        "start_time": start_time,
        "end_date": end_date,
        "end_time": end_time,
    }


@pytest.fixture
def pages():
    """Events whose dates an example sets: making a page takes longer than a whole example."""
    return [EventPageFactory(title=f"Event {number}") for number in range(MOST_EVENTS)]


def lawful(page, when):
    """`page` with these dates, or None where the form would refuse them."""
    for name, value in when.items():
        setattr(page, name, value)
    try:
        page.clean()
    except ValidationError:
        return None
    return page


def moments_around(events):
    """Moments at which something may go wrong: just before, at and just after each start and end."""
    instant = datetime.timedelta(microseconds=1)
    found = [moment for event in events for moment in (event.start, event.end) if moment]
    near = [moment + step for moment in found for step in (-instant, 0 * instant, instant)]
    return st.sampled_from([*near, datetime.datetime(2017, 6, 1, tzinfo=datetime.UTC)])


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(shapes=st.lists(whens(), min_size=1, max_size=MOST_EVENTS), data=st.data())
def test_every_event_is_either_coming_or_past_and_stands_once_under_its_month(pages, shapes, data):
    events = [page for page, when in zip(pages, shapes, strict=False) if lawful(page, when)]
    EventPage.objects.bulk_update(events, [*shapes[0], "start", "end"]) if events else None
    now = data.draw(moments_around(events))
    among = EventPage.objects.filter(pk__in=[event.pk for event in events])

    with mock.patch("events.models.querysets.timezone.now", return_value=now):
        coming, past, nearest = list(among.upcoming()), list(among.past()), list(among.nearest_first())
        ended = {event for event in events if event.has_ended}

    assert Counter(coming + past) == Counter(events)
    assert set(past) == ended == {event for event in events if event.end and event.end <= now}
    assert nearest == coming + past
    # The rows are in order: no heading comes back after another one.
    for listed in (coming, past, list(among.newest_first())):
        grouped = by_month(listed)
        assert [row.event for month in grouped for row in month.rows] == listed
        assert max(Counter(month.label for month in grouped).values(), default=1) == 1


@pytest.mark.parametrize(
    "when, last_moment",
    [
        ({"start_date": date(2019, 5, 14)}, "2019-05-14 23:59"),
        ({"start_date": date(2019, 5, 14), "start_time": time(19, 30)}, "2019-05-14 23:59"),
        ({"start_date": date(2019, 5, 14), "start_time": time(19, 30), "end_time": time(22)}, "2019-05-14 21:59"),
        (
            {
                "start_date": date(2019, 5, 14),
                "start_time": time(22),
                "end_date": date(2019, 5, 15),
                "end_time": time(2),
            },
            "2019-05-15 01:59",
        ),
        ({"start_date": date(2019, 5, 14), "end_date": date(2019, 5, 16)}, "2019-05-16 23:59"),
        ({"start_date": date(2019, 3, 31)}, "2019-03-31 23:59"),
        ({"start_date": date(2019, 10, 27)}, "2019-10-27 23:59"),
        ({"start_date": date(2019, 5, 14), "date_precision": "maand"}, "2019-05-31 23:59"),
        ({"start_date": date(2019, 5, 14), "date_precision": "jaar"}, "2019-12-31 23:59"),
    ],
)
def test_an_event_is_coming_until_it_is_over(client, at, when, last_moment):
    EventPageFactory(title="Meetup", **when)
    last = datetime.datetime.fromisoformat(last_moment)

    at(last_moment)
    before = titles(client), "Meetup" in titles(client, "/agenda/?periode=voorbij")
    at(f"{last + datetime.timedelta(minutes=1)}")
    after = soup(client, "/agenda/").select_one(".dog-empty"), titles(client, "/agenda/?periode=voorbij")[0]

    assert before == (["Meetup"], False)
    assert after[0]
    assert after[1] == "Meetup"


def test_an_event_without_a_date_is_coming_whatever_the_day(client, at):
    EventPageFactory(title="Meetup", start_date=None)

    at("2090-01-01 12:00")

    assert months(client) == [("Datum nog te bepalen", ["Meetup"])]
    assert "Meetup" not in titles(client, "/agenda/?periode=voorbij")


def test_an_event_of_several_days_is_coming_on_its_second_day(client, at):
    EventPageFactory(title="Festival", start_date=date(2019, 5, 14), end_date=date(2019, 5, 16))

    at("2019-05-15 12:00")

    assert titles(client) == ["Festival"]


DATED = [
    ("December", {"start_date": date(2019, 12, 31)}),
    ("Somewhere in December", {"start_date": date(2019, 12, 1), "date_precision": "maand"}),
    ("Second of May", {"start_date": date(2019, 5, 2)}),
    ("May and June", {"start_date": date(2019, 5, 1), "end_date": date(2019, 6, 1), "date_precision": "maand"}),
    ("Last of May", {"start_date": date(2019, 5, 31)}),
    ("Somewhere in May", {"start_date": date(2019, 5, 1), "date_precision": "maand"}),
    ("June", {"start_date": date(2019, 6, 14)}),
    ("Somewhere in 2019", {"start_date": date(2019, 1, 1), "date_precision": "jaar"}),
    ("New year", {"start_date": date(2020, 1, 1)}),
    ("One day", {"start_date": None}),
]


def test_what_is_coming_stands_per_month_and_what_has_no_day_last_in_its_period(client, at):
    for name, when in DATED:
        EventPageFactory(title=name, **when)

    at("2019-01-01 12:00")

    assert months(client) == [
        ("Mei 2019", ["Second of May", "Last of May", "May and June", "Somewhere in May"]),
        ("Juni 2019", ["June"]),
        ("December 2019", ["December", "Somewhere in December"]),
        ("Ergens in 2019", ["Somewhere in 2019"]),
        ("Januari 2020", ["New year"]),
        ("Datum nog te bepalen", ["One day"]),
    ]


def test_what_is_past_stands_per_month_the_latest_first_and_what_has_no_day_last_in_its_period(client, at):
    for name, when in DATED:
        EventPageFactory(title=name, **when)

    at("2020-12-31 12:00")

    found = months(client, "/agenda/?periode=voorbij")
    assert found[:5] == [
        ("Januari 2020", ["New year"]),
        ("December 2019", ["December", "Somewhere in December"]),
        ("Juni 2019", ["June"]),
        ("Mei 2019", ["Last of May", "Second of May", "Somewhere in May", "May and June"]),
        ("Ergens in 2019", ["Somewhere in 2019"]),
    ]


def test_a_month_counts_its_events_with_the_side_events(client, at):
    festival = EventPageFactory(title="Festival")
    EventPageFactory(title="Meetup")
    EventPageFactory(title="Workshop", parent=festival)

    at("2019-05-01 12:00")

    page = soup(client, "/agenda/")
    assert words(page.select_one(".dog-month h2")) == "Mei 2019 3 evenementen"
    assert words(page.select_one("p[role=status]")).startswith("3 evenementen")


def test_a_side_event_stands_in_the_row_of_its_festival(client, at):
    festival = EventPageFactory(title="Festival")
    EventPageFactory(title="Later", parent=festival, start_date=date(2019, 5, 16))
    EventPageFactory(title="Earlier", parent=festival, start_date=date(2019, 5, 15), kind="workshop")

    at("2019-05-01 12:00")

    [row] = rows(client)
    assert [link.get_text() for link in row.select(".dog-side-events a")] == ["Earlier", "Later"]
    assert "workshop woensdag 15 mei 2019" in words(row)


def test_a_side_event_without_its_festival_in_the_list_says_what_it_is_part_of(client, at):
    festival = EventPageFactory(title="Festival", kind="festival")
    EventPageFactory(title="Workshop", parent=festival, kind="workshop")

    at("2019-05-01 12:00")

    found = by_title(client, "/agenda/?soort=workshop")
    assert list(found) == ["Workshop"]
    assert "Onderdeel van Festival" in found["Workshop"]


def test_a_side_event_of_a_festival_that_is_a_draft_does_not_name_it(client, at):
    festival = EventPageFactory(title="Festival", live=False)
    EventPageFactory(title="Workshop", parent=festival)

    at("2019-05-01 12:00")

    assert "Festival" not in by_title(client)["Workshop"]


def test_a_cancelled_event_stays_in_the_list_with_its_mark_and_why(client, at):
    EventPageFactory(title="Meetup", status="geannuleerd", status_note="Vanwege de storm.")

    at("2019-05-01 12:00")

    assert "Geannuleerd" in by_title(client)["Meetup"]
    assert "Vanwege de storm." in by_title(client)["Meetup"]


# Filters


@pytest.fixture
def agenda(at):
    """Four coming events that the filters tell apart, and one that is past."""
    at("2019-05-01 12:00")
    infrastructure = Theme.objects.get(slug="infrastructuur")
    series = EventSeriesPageFactory(title="Glasvezeldagen", slug="glasvezeldagen")
    edition = {"kind": "conferentie", "themes": [infrastructure], "summary": "Over snel internet."}
    [edition] = many_pages(EventPageFactory, [{"title": "Glasvezeldag", **edition}], parent=series)
    side_event = {"title": "Glazen zaal", "kind": "workshop", "venue": VenueFactory(name="Akerk")}
    many_pages(EventPageFactory, [side_event], parent=edition)
    meetup, *_others = many_pages(
        EventPageFactory,
        [
            {"title": "Meetup", "kind": "bijeenkomst"},
            {"title": "Netwerkborrel", "kind": "bijeenkomst", "themes": [infrastructure]},
            {
                "title": "Oude borrel",
                "kind": "bijeenkomst",
                "start_date": date(2018, 5, 14),
                "themes": [infrastructure],
            },
        ],
    )
    EventParticipant.objects.create(event=meetup, organisation=OrganisationFactory(name="Setup"))


@pytest.mark.parametrize(
    "query, found",
    [
        ("", {"Glasvezeldag", "Netwerkborrel", "Meetup"}),
        ("soort=bijeenkomst", {"Netwerkborrel", "Meetup"}),
        ("thema=infrastructuur", {"Glasvezeldag", "Netwerkborrel"}),
        ("reeks=glasvezeldagen", {"Glasvezeldag"}),
        ("reeks=glasvezeldagen&soort=workshop", {"Glazen zaal"}),  # also within an edition
        ("periode=2018", {"Oude borrel"}),
        ("periode=2019", {"Glasvezeldag", "Netwerkborrel", "Meetup"}),
        ("periode=voorbij&thema=infrastructuur", {"Oude borrel"}),
        ("q=borrel", {"Netwerkborrel"}),
        ("q=INTERNET", {"Glasvezeldag"}),  # in the summary
        ("q=akerk", {"Glazen zaal"}),  # the place
        ("q=setup", {"Meetup"}),  # an organisation
        ("q=snel+glas", {"Glasvezeldag"}),
        ("q=%21%3F", {"Glasvezeldag", "Netwerkborrel", "Meetup"}),  # no words at all
        ("soort=bijeenkomst&thema=infrastructuur&periode=2018&q=oude", {"Oude borrel"}),
        ("soort=conferentie&thema=infrastructuur&reeks=glasvezeldagen&periode=2019&q=glasvezel", {"Glasvezeldag"}),
    ],
)
def test_a_filter_leaves_the_events_that_match(client, agenda, query, found):
    listed = titles(client, f"/agenda/?{query}")

    assert Counter(listed) == Counter(found)


@pytest.mark.parametrize("name", ["soort", "thema", "reeks", "periode"])
@pytest.mark.parametrize("value", ["bestaat-niet", "9999", "-1", "9" * 40, "%00", "'", "%F0%9F%8E%89"])
def test_a_filter_with_a_value_that_does_not_exist_is_left_out_and_says_so(client, agenda, name, value):
    page = soup(client, f"/agenda/?{name}={value}&q=borrel")

    assert "is geen keuze" in words(page.select_one(".dog-notice"))
    assert titles_on(page) == ["Netwerkborrel"]


@pytest.mark.parametrize("value", ["x" * 201, "%00"])
def test_words_that_cannot_be_searched_are_left_out_and_say_so(client, agenda, value):
    page = soup(client, f"/agenda/?q={value}&soort=conferentie")

    assert page.select_one(".dog-notice")
    assert titles_on(page) == ["Glasvezeldag"]


def test_all_filters_with_a_wrong_value_at_once_are_all_named(client, agenda):
    page = soup(client, f"/agenda/?soort=x&thema=x&reeks=x&periode=x&q={'x' * 201}&datum=morgen&pagina=x")

    assert len(page.select(".dog-notice p:not(.dog-visually-hidden)")) == 7


def test_a_draft_series_is_no_filter(client, agenda):
    EventSeriesPage.objects.filter(slug="glasvezeldagen").update(live=False)

    page = soup(client, "/agenda/?reeks=glasvezeldagen")

    assert "Glasvezeldagen" not in words(page.select_one("form.dog-filter"))
    assert page.select_one(".dog-notice")


def test_what_matches_no_filter_helps_on(client, agenda):
    page = words(soup(client, "/agenda/?periode=2018&q=bestaat-helemaal-niet").main)

    assert "Er is geen evenement dat bij deze filters past" in page


def test_with_nothing_coming_the_latest_editions_and_the_way_to_follow_are_shown(client, at):
    at("2026-05-01 12:00")

    page = soup(client, "/agenda/")

    empty = page.select_one(".dog-empty")
    assert "Er is nu geen evenement gepland." in words(empty)
    assert "Hieronder staan de laatste evenementen." in words(empty)
    assert empty.a["href"].startswith("webcal://")
    assert page.select_one(".dog-follow a[href$='feed.atom']")
    assert titles(client)[0] == "Web 11"


def test_with_nothing_coming_within_the_filters_what_is_past_is_shown(client, at):
    at("2019-05-01 12:00")
    EventPageFactory(title="Meetup", kind="bijeenkomst")

    page = soup(client, "/agenda/?soort=hackathon")
    nothing = soup(client, "/agenda/?soort=hackathon&q=bestaat-helemaal-niet")

    assert "Er komt geen evenement dat bij deze filters past. Hieronder staat wat voorbij is." in words(page.main)
    assert set(titles(client, "/agenda/?soort=hackathon")) == {
        "Hackathon Coffee and coding",
        "Dutch Blockchain Hackathon 2017",
    }
    assert "Er is ook geen eerder evenement dat erbij past." in words(nothing.main)


def test_pages_keep_the_filters(client, at):
    at("2019-05-01 12:00")
    theme = Theme.objects.get(slug="infrastructuur")
    values = {"kind": "workshop", "themes": [theme]}
    many_pages(EventPageFactory, [{"title": f"Meetup {number:02}", **values} for number in range(30)])

    page = soup(client, "/agenda/?soort=workshop&thema=infrastructuur&q=meetup")

    [following] = page.select("a[rel=next]")
    assert {"soort=workshop", "thema=infrastructuur", "q=meetup"} <= {*following["href"].lstrip("?").split("&")}
    first, second = titles_on(page), titles(client, f"/agenda/{following['href']}")
    assert Counter(first + second) == Counter(f"Meetup {number:02}" for number in range(30))


# The page of a series


def test_a_series_tells_its_next_edition_from_the_earlier_ones(client, at):
    series = EventSeriesPageFactory(slug="meetups")
    EventPageFactory(title="Past", parent=series, start_date=date(2018, 5, 14))
    EventPageFactory(title="Coming", parent=series)

    at("2019-05-14 12:00")

    page = soup(client, "/agenda/meetups/")
    coming, past = page.select("section[aria-labelledby=komend]"), page.select("section[aria-labelledby=eerder]")
    assert [words(link) for link in coming[0].select(".dog-list-title a")] == ["Coming"]
    assert [words(link) for link in past[0].select(".dog-list-title a")] == ["Past"]


def test_a_series_without_editions_says_so(client):
    EventSeriesPageFactory(slug="meetups")

    page = words(soup(client, "/agenda/meetups/").main)

    assert "De volgende editie is nog niet bekend." in page
    assert "Op deze site staat geen eerdere editie." in page


def test_a_day_is_said_once_above_its_events(client):
    for title, start in (("Eerste", date(2019, 5, 14)), ("Tweede", date(2019, 5, 14)), ("Derde", date(2019, 5, 15))):
        EventPageFactory(title=title, start_date=start, start_time=time(19, 30))

    [*rows] = soup(client, "/agenda/?periode=2019").select(".dog-events > li")

    same_day = {row.a.get_text(): "dog-same-day" in row.get("class", []) for row in rows}
    assert sorted(same_day.items()) == [("Derde", False), ("Eerste", True), ("Tweede", False)]
    # People who do not see the list hear the date with every event.
    assert all(row.time and "19.30" in row.select_one(".dog-when").get_text() for row in rows)


@pytest.mark.parametrize(
    "values, seen, heard",
    [
        ({"start_date": date(2019, 9, 5)}, "donderdag 5", "donderdag 5 september 2019"),
        ({"start_date": date(2019, 9, 5), "end_date": date(2019, 9, 8)}, "5 – 8", "5 – 8 september 2019"),
        # Longer than its month: the heading does not say it.
        (
            {"start_date": date(2019, 9, 29), "end_date": date(2019, 10, 2)},
            "29 september – 2 oktober 2019",
            "29 september – 2 oktober 2019",
        ),
        ({"start_date": date(2019, 9, 1), "date_precision": "maand"}, "dag niet bekend", "september 2019"),
        (
            {"start_date": date(2019, 9, 1), "end_date": date(2019, 10, 1), "date_precision": "maand"},
            "september – oktober 2019",
            "september – oktober 2019",
        ),
        ({"start_date": date(2019, 1, 1), "date_precision": "jaar"}, "", "2019"),
        (
            {"start_date": date(2019, 1, 1), "end_date": date(2020, 1, 1), "date_precision": "jaar"},
            "2019 – 2020",
            "2019 – 2020",
        ),
    ],
)
def test_the_column_of_dates_repeats_nothing_of_its_heading(client, values, seen, heard):
    EventPageFactory(**values)

    [column] = soup(client, "/agenda/?periode=2019").select(".dog-events > li .dog-when")

    assert words(column).startswith(heard)
    for hidden in column.select(".dog-visually-hidden"):
        hidden.extract()
    assert words(column) == seen


def test_outside_a_month_a_date_is_said_whole(client):
    theme = Theme.objects.get(slug="infrastructuur")
    EventPageFactory(start_date=date(2019, 9, 5), themes=[theme])

    page = soup(client, "/themas/infrastructuur/")

    assert "donderdag 5 september 2019" in [words(when) for when in page.select(".dog-when")]
    assert not page.select(".dog-when .dog-visually-hidden")
