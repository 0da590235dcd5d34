"""A month of the agenda as a table: weeks of seven days, with events of several days as bars below them."""

import datetime
from calendar import Calendar
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from dog_site.core.kept import kept

from ..filters import AGENDA, Link
from ..moments import ONE_DAY, next_month


@dataclass
class Day:
    """A day with the events of that day only; a day of another month stays empty."""

    date: datetime.date
    is_in_month: bool
    is_today: bool
    events: list = field(default_factory=list)


@dataclass(frozen=True)
class Bar:
    """Days of one week that an event takes; `event` is None for days that stay free beside it."""

    days: int
    event: object = None
    begins_earlier: bool = False
    goes_on: bool = False


@dataclass
class Week:
    days: list[Day]
    lanes: list[list[Bar]] = field(default_factory=list)


class Month:
    """The month of `first_day`, with the events that an agenda asks for."""

    def __init__(self, agenda, first_day: datetime.date):
        self._agenda = agenda
        self.first_day = first_day
        self.last_day = next_month(first_day) - ONE_DAY

    @cached_property
    def events(self) -> list:
        def ask():
            return list(self._agenda.narrowed().in_month(self.first_day).for_list(participants=False))

        return self._agenda.keep(f"month:{self.first_day}", ask)

    @cached_property
    def without_day(self) -> list:
        """Events of this month whose day is not known."""
        return [event for event in self.events if not event.when.is_exact]

    @property
    def label(self) -> str:
        return date_format(self.first_day, "F Y")

    @property
    def weekdays(self) -> list:
        return list(WEEKDAYS.values())

    @cached_property
    def weeks(self) -> list[Week]:
        today = timezone.localdate()
        dates = Calendar().monthdatescalendar(self.first_day.year, self.first_day.month)
        weeks = [Week([Day(day, day.month == self.first_day.month, day == today) for day in week]) for week in dates]
        days = {day.date: day for week in weeks for day in week.days if day.is_in_month}
        bars = []
        for event in self.events:
            if event.when.is_bar:
                bars.append(event)
            elif event.start_date in days and event.when.is_exact:
                days[event.start_date].events.append(event)
        for week in weeks:
            week.lanes = _lanes(bars, *self._days_within(week))
        return weeks

    @property
    def before(self):
        """A link to the nearest earlier month with something in it, or None."""
        return self._around[0]

    @property
    def after(self):
        """A link to the nearest later month with something in it, or None."""
        return self._around[1]

    @cached_property
    def _around(self):
        form = self._agenda.form
        days = self._agenda.keep(
            f"around:{self.first_day}", lambda: self._agenda.narrowed().months_around(self.first_day)
        )
        return [day and Link(date_format(day, "F Y"), f"{AGENDA}{form.query(maand=f'{day:%Y-%m}')}") for day in days]

    def _days_within(self, week):
        own = [day.date for day in week.days if day.is_in_month]
        return week.days[0].date, own[0], own[-1]


def _lanes(events, monday, first, last):
    """The bars of `events` from `first` up to `last` in the week of `monday`, each in the first lane with room."""
    lanes = []
    for event in sorted(events, key=lambda event: (event.start_date, -event.when.last_date.toordinal(), event.pk)):
        start, end = max(event.start_date, first), min(event.when.last_date, last)
        if start > end:
            continue
        bar = Bar((end - start).days + 1, event, event.start_date < start, event.when.last_date > end)
        begin = (start - monday).days
        lane = next((lane for lane in lanes if _length(lane) <= begin), None)
        if lane is None:
            lanes.append(lane := [])
        if free := begin - _length(lane):
            lane.append(Bar(free))
        lane.append(bar)
    for lane in lanes:
        if free := 7 - _length(lane):
            lane.append(Bar(free))
    return lanes


def _length(lane):
    return sum(bar.days for bar in lane)


def month_of(agenda, notices: list[str]) -> Month:
    """The month that the address asks for, else this month, within the months in which something is on.

    A month outside those gives a notice in `notices`.
    """
    today = timezone.localdate().replace(day=1)
    asked = agenda.form.values.get("maand")
    wanted = datetime.date.fromisoformat(f"{asked}-01") if asked else today
    bounds = kept("agenda:bounds", lambda: agenda.all().month_bounds())
    if not bounds:
        return Month(agenda, today)
    first, last = bounds
    shown = min(max(wanted, first), next_month(last) if asked else last)
    if asked and shown != wanted:
        notices.append(
            _("The agenda goes from %(first)s to %(last)s; there is nothing in %(asked)s.")
            % {
                "first": date_format(first, "F Y"),
                "last": date_format(last, "F Y"),
                "asked": date_format(wanted, "F Y"),
            }
        )
    return Month(agenda, shown)
