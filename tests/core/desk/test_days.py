"""Days and times are typed and shown as people here write them, in every form of the admin."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime

from dog_site.core.numbers.days import NO_DAY, NO_MOMENT, NO_TIME, DayField, MomentField, TimeField, dutch_day
from events.models import EventPage
from tests.desk.browser import edit_url, entry, errors, page_add_url, page_edit_url, post, post_page, shown
from tests.factories import EventPageFactory, NewsPageFactory

EVENT = "events/eventpage"


@pytest.mark.parametrize(
    "typed",
    [
        "28-11-2026",
        " 28-11-2026 ",
        "28/11/2026",
        "28.11.2026",
        "28 november 2026",
        "28 nov 2026",
        "28 nov. 2026",
        "28-11-26",
        "2026-11-28",
    ],
)
def test_a_day_is_read_however_it_is_written(typed):
    assert DayField().clean(typed) == date(2026, 11, 28)


@pytest.mark.parametrize(
    "typed", ["19.30", "19:30", "19u30", "19 u 30", "19.30 uur", "19.30u", "om 19.30 uur", "19:30:00"]
)
def test_a_time_is_read_however_it_is_written(typed):
    assert TimeField().clean(typed) == time(19, 30)


@pytest.mark.parametrize("typed", ["9 uur", "9u", "9.00", "09:00"])
def test_a_whole_hour_is_read(typed):
    assert TimeField().clean(typed) == time(9)


@pytest.mark.parametrize(
    "typed",
    [
        "28-11-2026 19.30",
        "28-11-2026, 19.30 uur",
        "28 november 2026 om 19u30",
        "2026-11-28 19:30",
        "2026-11-28T19:30",
        "28/11/2026 19:30",
    ],
)
def test_a_moment_is_read_however_it_is_written(typed):
    assert localtime(MomentField().clean(typed)) == localtime(datetime.fromisoformat("2026-11-28T19:30+01:00"))


@pytest.mark.parametrize(
    "field, typed, sentence",
    [
        *((DayField, typed, NO_DAY) for typed in ("31-02-2026", "morgen", "28 novemeber 2026", "28-11", "٢٨-١١", "\0")),
        *((TimeField, typed, NO_TIME) for typed in ("25.00", "half tien", "19", "19.3", "19.30.30.30", "9" * 99)),
        *((MomentField, typed, NO_MOMENT) for typed in ("19.30", "28-11-2026 25.00", "28-11-2026 19", "31-02-2026 9u")),
    ],
)
def test_what_is_none_gets_an_example(field, typed, sentence):
    with pytest.raises(ValidationError) as refused:
        field().clean(typed)

    assert refused.value.messages == [str(sentence)]


def test_a_form_of_a_page_shows_days_and_times_as_they_are_typed(log_in):
    page = EventPageFactory(slug="avond", start_date=date(2026, 11, 28), start_time=time(19, 30))
    office = log_in("coordinatie")

    answer = office.get(page_edit_url(page))

    assert shown(answer) | {"start_date": "28-11-2026", "start_time": "19.30"} == shown(answer)
    assert '"format": "d-m-Y", "validateOnBlur": false' in answer.content.decode()
    assert '"format": "H.i", "formatTime": "H.i", "validateOnBlur": false' in answer.content.decode()


def test_dutch_and_pasted_days_are_stored_alike(log_in):
    office = log_in("coordinatie")
    typed = {
        "title": "Meetup",
        "slug": "meetup",
        "start_date": "28 november 2026",
        "start_time": "19u30",
        "end_date": "2026-11-29",
        "end_time": "2 uur",
        "registration_closes": "27-11-2026 12.00",
        "go_live_at": "28-11-2099 9.00",
    }

    answer = post_page(office, page_add_url(EVENT), **typed)

    page = EventPage.objects.get(slug="meetup")
    assert answer.status_code == 302
    assert (page.start_date, page.start_time) == (date(2026, 11, 28), time(19, 30))
    assert (page.end_date, page.end_time) == (date(2026, 11, 29), time(2))
    form = shown(office.get(page_edit_url(page)))
    assert (form["registration_closes"], form["go_live_at"]) == ("27-11-2026 12.00", "28-11-2099 09.00")


def test_a_form_of_an_item_speaks_of_days_alike(log_in):
    office = log_in("cijfers")

    answer = post(office, edit_url(entry()), None, award_date="31-02-2017", settled_on="3 mei 2017")

    assert errors(answer)["award_date"] == [str(NO_DAY)]
    assert shown(answer)["settled_on"] == "3 mei 2017"


def test_who_comes_second_reads_days_as_they_are_typed(log_in):
    page = NewsPageFactory(slug="bericht", date=date(2019, 5, 14))
    page.save_revision()
    opened = shown(log_in("beheer").get(page_edit_url(page)))
    post_page(log_in("coordinatie"), page_edit_url(page), None, date="15-05-2019")

    answer = post_page(log_in("beheer"), page_edit_url(page), None, form=opened, date="16-05-2019")

    (conflict,) = answer.context["form"].conflict.fields
    assert (conflict.before, conflict.theirs, conflict.mine) == ("14-05-2019", "15-05-2019", "16-05-2019")


def test_a_moment_in_words_is_by_the_clock_of_amsterdam():
    assert dutch_day(datetime.fromisoformat("2026-11-28T18:30+00:00")) == "28-11-2026 19.30"
    assert dutch_day(time(9)) == "09.00"
