import datetime
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from events.moments import When, exists, moment, month_label, year_bounds

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def utc(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    "when, start, end",
    [
        (When("exact", date(2017, 9, 5)), "2017-09-04 22:00", "2017-09-05 22:00"),
        (When("exact", date(2017, 1, 5)), "2017-01-04 23:00", "2017-01-05 23:00"),
        (When("exact", date(2017, 9, 5), time(19, 30)), "2017-09-05 17:30", "2017-09-05 22:00"),
        (When("exact", date(2017, 9, 5), time(19, 30), None, time(22)), "2017-09-05 17:30", "2017-09-05 20:00"),
        # Over midnight, and over several days.
        (
            When("exact", date(2017, 9, 5), time(22), date(2017, 9, 6), time(2)),
            "2017-09-05 20:00",
            "2017-09-06 00:00",
        ),
        (When("exact", date(2017, 11, 17), None, date(2017, 11, 21)), "2017-11-16 23:00", "2017-11-21 23:00"),
        (
            When("exact", date(2017, 12, 30), time(9), date(2018, 1, 2), time(17)),
            "2017-12-30 08:00",
            "2018-01-02 16:00",
        ),
        # A day of 23 hours, a day of 25 hours, and the leap day.
        (When("exact", date(2017, 3, 26)), "2017-03-25 23:00", "2017-03-26 22:00"),
        (When("exact", date(2017, 10, 29)), "2017-10-28 22:00", "2017-10-29 23:00"),
        (When("exact", date(2016, 2, 29)), "2016-02-28 23:00", "2016-02-29 23:00"),
        # A month or year is the whole period, whatever day somebody chose in it.
        (When("maand", date(2017, 5, 14)), "2017-04-30 22:00", "2017-05-31 22:00"),
        (When("maand", date(2016, 2, 1)), "2016-01-31 23:00", "2016-02-29 23:00"),
        (When("maand", date(2017, 12, 31)), "2017-11-30 23:00", "2017-12-31 23:00"),
        (When("maand", date(2017, 5, 31), None, date(2017, 6, 1)), "2017-04-30 22:00", "2017-06-30 22:00"),
        (When("jaar", date(2017, 7, 1)), "2016-12-31 23:00", "2017-12-31 23:00"),
        (When("jaar", date(2017, 7, 1), None, date(2018, 7, 1)), "2016-12-31 23:00", "2018-12-31 23:00"),
    ],
)
def test_an_event_lasts_from_its_first_moment_to_the_end_of_what_is_known(when, start, end):
    assert when.start == utc(start)
    assert when.end == utc(end)


def test_an_event_without_a_date_has_no_moments():
    when = When("exact", None)

    assert (when.start, when.end, when.month, when.machine, when.times) == (None, None, None, "", "")


@pytest.mark.parametrize("day", [date(2017, 3, 26), date(2017, 10, 29)])
def test_a_moment_of_a_night_in_which_the_clock_changes_is_that_of_the_time_zone_data(day):
    for minute in range(0, 24 * 60, 15):
        wall = datetime.datetime.combine(day, time(*divmod(minute, 60)))

        found = moment(day, wall.time())

        assert found.tzinfo == datetime.UTC
        # An existing time reads the same on the clock; a skipped one moves along with the clock.
        back = found.astimezone(AMSTERDAM).replace(tzinfo=None)
        assert back == wall if exists(day, wall.time()) else back == wall + datetime.timedelta(hours=1)
        assert found.utcoffset() == datetime.timedelta(0)
        assert found - wall.replace(tzinfo=datetime.UTC) == -wall.replace(tzinfo=AMSTERDAM).utcoffset()


@pytest.mark.parametrize(
    "day, clock, is_there",
    [
        (date(2017, 3, 26), time(1, 59), True),
        (date(2017, 3, 26), time(2), False),
        (date(2017, 3, 26), time(2, 59), False),
        (date(2017, 3, 26), time(3), True),
        (date(2017, 3, 27), time(2, 30), True),
        (date(2017, 10, 29), time(2, 30), True),
    ],
)
def test_a_time_that_the_clock_skips_does_not_exist(day, clock, is_there):
    assert exists(day, clock) is is_there


def test_of_a_time_that_comes_twice_the_first_is_meant():
    assert moment(date(2017, 10, 29), time(2, 30)) == utc("2017-10-29 00:30")


def test_a_night_event_lasts_as_long_as_people_are_there_when_the_clock_goes_back():
    night = When("exact", date(2017, 10, 28), time(23), date(2017, 10, 29), time(4))

    assert night.end - night.start == datetime.timedelta(hours=6)


def test_a_year_runs_from_midnight_to_midnight_in_amsterdam():
    assert year_bounds(2017) == (utc("2016-12-31 23:00"), utc("2017-12-31 23:00"))


@pytest.mark.parametrize(
    "when, words",
    [
        (When("exact", date(2017, 9, 5)), "dinsdag 5 september 2017"),
        (When("exact", date(2017, 9, 5), None, date(2017, 9, 5)), "dinsdag 5 september 2017"),
        (When("exact", date(2016, 2, 29)), "maandag 29 februari 2016"),
        (When("exact", date(2017, 11, 17), None, date(2017, 11, 21)), "17 – 21 november 2017"),
        (When("exact", date(2017, 10, 30), None, date(2017, 11, 2)), "30 oktober – 2 november 2017"),
        (When("exact", date(2017, 12, 30), None, date(2018, 1, 2)), "30 december 2017 – 2 januari 2018"),
        # The same day of the month in two months or two years.
        (When("exact", date(2017, 9, 5), None, date(2017, 10, 5)), "5 september – 5 oktober 2017"),
        (When("exact", date(2017, 9, 5), None, date(2018, 9, 5)), "5 september 2017 – 5 september 2018"),
        (When("maand", date(2017, 5, 14)), "mei 2017"),
        (When("maand", date(2017, 5, 14), None, date(2017, 5, 20)), "mei 2017"),
        (When("maand", date(2017, 5, 14), None, date(2017, 6, 1)), "mei – juni 2017"),
        (When("maand", date(2017, 5, 14), None, date(2018, 5, 14)), "mei 2017 – mei 2018"),
        (When("jaar", date(2017, 5, 14)), "2017"),
        (When("jaar", date(2017, 5, 14), None, date(2018, 1, 1)), "2017 – 2018"),
        (When("exact", None), "datum nog te bepalen"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(when, words):
    assert when.words == words


@pytest.mark.parametrize(
    "when, pieces",
    [
        (When("exact", date(2017, 9, 5)), ("dinsdag", "5", "september 2017")),
        (When("exact", date(2017, 11, 17), None, date(2017, 11, 21)), ("", "17 – 21", "november 2017")),
        (When("exact", date(2017, 12, 30), None, date(2018, 1, 2)), ("", "30 december 2017 – 2 januari 2018", "")),
        (When("maand", date(2017, 5, 14)), ("", "mei", "2017")),
        (When("jaar", date(2017, 5, 14)), ("", "2017", "")),
        (When("exact", None), ("", "datum nog te bepalen", "")),
    ],
)
def test_what_is_known_of_a_date_stands_large_in_a_list(when, pieces):
    assert when.pieces == pieces


@pytest.mark.parametrize(
    "when, times",
    [
        (When("exact", date(2017, 9, 5)), ""),
        (When("exact", date(2017, 9, 5), time(9)), "09.00 uur"),
        (When("exact", date(2017, 9, 5), time(19, 30), None, time(22)), "19.30 – 22.00 uur"),
        (When("exact", date(2017, 9, 5), time(22), date(2017, 9, 6), time(0, 5)), "22.00 – 00.05 uur"),
        (When("exact", date(2017, 9, 5), time(0), None, time(0, 0)), "00.00 – 00.00 uur"),
    ],
)
def test_times_are_those_that_were_given(when, times):
    assert when.times == times


@pytest.mark.parametrize(
    "when, machine",
    [
        (When("exact", date(2017, 9, 5)), "2017-09-05"),
        (When("exact", date(2017, 9, 5), time(19, 30)), "2017-09-05T19:30"),
        (When("exact", date(2017, 9, 5), time(0)), "2017-09-05T00:00"),
        (When("maand", date(2017, 5, 14)), "2017-05"),
        (When("jaar", date(2017, 5, 14)), "2017"),
    ],
)
def test_a_script_reads_no_more_than_is_known(when, machine):
    assert when.machine == machine


@pytest.mark.parametrize(
    "when, label",
    [
        (When("exact", date(2017, 5, 31)), "mei 2017"),
        (When("exact", date(2017, 12, 30), None, date(2018, 1, 2)), "december 2017"),
        (When("maand", date(2017, 5, 1)), "mei 2017"),
        (When("jaar", date(2017, 5, 1)), "Ergens in 2017"),
        (When("exact", None), "Datum nog te bepalen"),
    ],
)
def test_a_list_has_a_heading_for_what_is_known(when, label):
    assert month_label(when.month) == label
