"""When an event is, as precisely as is known, and the two moments that follow from it.

A date without a time is a whole day, a month or year without a day is that whole period, and no date is
"still to be decided". Days are days in Amsterdam; moments are compared in UTC, because Python compares two
times of one zone by the clock, which is wrong in the night in which the clock goes back.
"""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MIDNIGHT = datetime.time()
ONE_DAY = datetime.timedelta(days=1)


class Precision(models.TextChoices):
    """How much of the date is known."""

    EXACT = "exact", pgettext_lazy("precision", "the day")
    MONTH = "maand", pgettext_lazy("precision", "the month only")
    YEAR = "jaar", pgettext_lazy("precision", "the year only")


def moment(day: datetime.date, time: datetime.time = MIDNIGHT) -> datetime.datetime:
    """That time on that day in Amsterdam, in UTC; the first one when the clock shows it twice."""
    return datetime.datetime.combine(day, time, tzinfo=AMSTERDAM).astimezone(datetime.UTC)


def exists(day: datetime.date, time: datetime.time) -> bool:
    """False for a time that the clock skips when summer time begins."""
    return moment(day, time).astimezone(AMSTERDAM).time() == time


def comes_twice(at: datetime.datetime) -> bool:
    """Whether the clock of Amsterdam shows that moment twice: the hour from 2.00 when summer time ends."""
    local = at.astimezone(AMSTERDAM)
    return local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()


def clock(at: datetime.datetime) -> str:
    """ "19.30", and in the hour that comes twice which of the two: "02.30 (zomertijd)"."""
    local = at.astimezone(AMSTERDAM)
    if not comes_twice(at):
        return f"{local:%H.%M}"
    which = gettext("%(time)s (winter time)") if local.fold else gettext("%(time)s (summer time)")
    return which % {"time": f"{local:%H.%M}"}


def year_bounds(year: int) -> tuple[datetime.datetime, datetime.datetime]:
    """The first moment of `year` and the first moment after it."""
    return moment(datetime.date(year, 1, 1)), moment(datetime.date(year + 1, 1, 1))


def next_month(day: datetime.date) -> datetime.date:
    """The first day of the month after the month of `day`."""
    return (day.replace(day=28) + 4 * ONE_DAY).replace(day=1)


@dataclass(frozen=True)
class When:
    """The dates and times of an event; without an end it ends when it starts."""

    precision: str
    start_date: datetime.date | None
    start_time: datetime.time | None = None
    end_date: datetime.date | None = None
    end_time: datetime.time | None = None

    @property
    def is_known(self) -> bool:
        return self.start_date is not None

    @property
    def is_exact(self) -> bool:
        return self.is_known and self.precision == Precision.EXACT

    @property
    def last_date(self) -> datetime.date | None:
        return self.end_date or self.start_date

    @property
    def is_bar(self) -> bool:
        """Whether it takes several days; an evening that ends after midnight does not."""
        if not self.is_exact or self.last_date == self.start_date:
            return False
        return not (self.start_time and self.end_time) or self.end - self.start >= ONE_DAY

    @property
    def start(self) -> datetime.datetime | None:
        """The first moment at which the event can be under way."""
        if not self.is_known:
            return None
        first = _first_day(self.precision, self.start_date)
        return moment(first, self.start_time or MIDNIGHT)

    @property
    def end(self) -> datetime.datetime | None:
        """The moment from which the event is over: its end time, or the end of its last day or period."""
        if not self.is_known:
            return None
        if self.is_exact and self.end_time is not None:
            return moment(self.last_date, self.end_time)
        return moment(_first_day_after(self.precision, self.last_date))

    @property
    def month(self) -> tuple[int, int | None] | None:
        """Year and month under which a list shows it: (2017, 5), (2017, None) without a month, None without a date."""
        if not self.is_known:
            return None
        return self.start_date.year, None if self.precision == Precision.YEAR else self.start_date.month

    @property
    def machine(self) -> str:
        """The start for a <time> element: "2017-09-05T19:30", "2017-09-05", "2017-05" or "2017".

        With its offset in the hour that comes twice: "2027-10-31T02:30+02:00".
        """
        if not self.is_known:
            return ""
        text = self.start_date.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(self.precision)]
        if not (self.is_exact and self.start_time):
            return text
        if comes_twice(self.start):
            return self.start.astimezone(AMSTERDAM).isoformat(timespec="minutes")
        return f"{text}T{self.start_time:%H:%M}"

    @property
    def words(self) -> str:
        """ "dinsdag 5 september 2017", "17 – 21 november 2017", "mei 2017", "2017"."""
        return " ".join(piece for piece in self.pieces if piece)

    @property
    def pieces(self) -> tuple[str, str, str]:
        """The words before, within and after the part that a list prints large: ("dinsdag", "5", "september 2017")."""
        first, last = self.start_date, self.last_date
        if not self.is_known:
            return "", gettext("date still to be decided"), ""
        if self.precision == Precision.YEAR:
            return "", _span(first, last, "", "Y"), ""
        if (first.year, first.month) != (last.year, last.month):
            return "", _span(first, last, "j F" if self.is_exact else "F", "Y"), ""
        if self.precision == Precision.MONTH:
            return "", date_format(first, "F"), str(first.year)
        if first == last:
            return date_format(first, "l"), str(first.day), date_format(first, "F Y")
        return "", f"{first.day} – {last.day}", date_format(last, "F Y")

    @property
    def is_in_its_month(self) -> bool:
        """Whether the heading of its month (`month_label`) says all of it but the day."""
        if not self.is_known:
            return False
        first, last = self.start_date, self.last_date
        return first.year == last.year and (self.precision == Precision.YEAR or first.month == last.month)

    @property
    def unknown_in_its_month(self) -> str:
        """What is left to say below that heading of a date without a day; that of a year says it all."""
        return gettext("day not known") if self.precision == Precision.MONTH else ""

    @property
    def times(self) -> str:
        """ "19.30 – 22.00 uur", or nothing where no time is given."""
        if not (self.is_exact and self.start_time):
            return ""
        end = f" – {clock(self.end)}" if self.end_time else ""
        return gettext("%(times)s hours") % {"times": f"{clock(self.start)}{end}"}


MONTH_UNKNOWN = _("Some time in %(year)s")
DATE_UNKNOWN = _("Date still to be decided")


def month_label(month: tuple[int, int | None] | None) -> str:
    """The heading of a month in a list: "mei 2017", "Ergens in 2017"."""
    if month is None:
        return str(DATE_UNKNOWN)
    year, number = month
    if number is None:
        return MONTH_UNKNOWN % {"year": year}
    return date_format(datetime.date(year, number, 1), "F Y")


def _span(first, last, part, year):
    """ "mei – juni 2017", "30 december 2017 – 2 januari 2018", or one of them where both are alike."""
    whole = f"{part} {year}".strip()
    start, end = date_format(first, whole), date_format(last, whole)
    if start == end:
        return start
    if part and first.year == last.year:
        start = date_format(first, part)
    return f"{start} – {end}"


def _first_day(precision, day):
    match precision:
        case Precision.YEAR:
            return day.replace(month=1, day=1)
        case Precision.MONTH:
            return day.replace(day=1)
        case _:
            return day


def _first_day_after(precision, day):
    match precision:
        case Precision.YEAR:
            return datetime.date(day.year + 1, 1, 1)
        case Precision.MONTH:
            return next_month(day)
        case _:
            return day + ONE_DAY
