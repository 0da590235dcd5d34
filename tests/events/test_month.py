"""The bars of a month, laid out for any set of events."""

import datetime
from datetime import date
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from dog_site.core.kept import Keeping
from events.models.month import Month
from events.moments import When, next_month


class Events(list):
    """Stands for a query set that has been fetched."""

    def in_month(self, _first_day):
        return self

    def for_list(self, **_without):
        return self


def event(number, start, days):
    last = start + datetime.timedelta(days)
    return SimpleNamespace(pk=number, start_date=start, when=When("exact", start, None, last))


@settings(max_examples=200, deadline=None)
@given(
    first=st.dates(date(2016, 1, 1), date(2031, 12, 1)).map(lambda day: day.replace(day=1)),
    spans=st.lists(st.tuples(st.integers(-40, 30), st.integers(0, 45)), max_size=12),
)
def test_every_event_of_several_days_is_a_bar_over_exactly_its_days_of_the_month(first, spans):
    in_month = [first + datetime.timedelta(day) for day in range((next_month(first) - first).days)]
    events = [event(number, first + datetime.timedelta(begin), days) for number, (begin, days) in enumerate(spans)]
    events = [e for e in events if e.start_date <= in_month[-1] and e.when.last_date >= first]
    month = Month(SimpleNamespace(narrowed=lambda: Events(events), keep=Keeping()), first)

    shown = {e.pk: [] for e in events}
    for week in month.weeks:
        for lane in week.lanes:
            day = week.days[0].date
            for bar in lane:
                days = [day + datetime.timedelta(number) for number in range(bar.days)]
                if bar.event:
                    shown[bar.event.pk] += days
                    assert bar.begins_earlier == (bar.event.start_date < days[0])
                    assert bar.goes_on == (bar.event.when.last_date > days[-1])
                day = days[-1] + datetime.timedelta(1)
            assert day == week.days[0].date + datetime.timedelta(7)
        for day in week.days:
            for single in day.events:
                shown[single.pk].append(day.date)

    for e in events:
        assert shown[e.pk] == [day for day in in_month if e.start_date <= day <= e.when.last_date]
