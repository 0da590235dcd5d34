"""What is now, at the head of the home page: three short answers, the most urgent one first."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import EventPage, EventSeriesPage
from funding.models import PublishedFigure
from news.models import NewsPage

SOON, RECENT = datetime.timedelta(days=30), datetime.timedelta(days=90)
# Series to follow while nothing is planned; the agenda has all.
SERIES = 4
AGENDA, NEWS, FIGURES = "agenda", "news", "figures"


@dataclass(frozen=True)
class Now:
    """The next event, the latest news and up to which year figures are known; each None where there is nothing.

    `order` names the three, the most urgent first: an event within 30 days, else news of the last 90, else figures.
    """

    order: tuple[str, ...]
    day: datetime.date
    event: EventPage | None
    series: Sequence[EventSeriesPage]
    news: NewsPage | None
    year: int | None
    forecast: PublishedFigure | None

    @property
    def until_event(self) -> str:
        """ "in 5 days" for an event with a day within the month; empty for another."""
        days = _days_until(self.event, self.day)
        if days is None or not 0 <= days <= SOON.days:
            return ""
        if days < 2:
            return [_("today"), _("tomorrow")][days]
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


def now(upcoming: Sequence[EventPage], news: Sequence[NewsPage], year: int | None) -> Now:
    """What is now, given the coming events, the first one first, the latest news and the last year with figures."""
    day = timezone.localdate()
    event, latest = next(iter(upcoming), None), max(news, key=lambda item: item.date, default=None)
    days = _days_until(event, day)
    if days is not None and days <= SOON.days:
        order = (AGENDA, FIGURES, NEWS)
    elif latest and day - latest.date <= RECENT:
        order = (NEWS, AGENDA, FIGURES)
    else:
        order = (FIGURES, AGENDA, NEWS)
    there = {AGENDA: True, NEWS: latest is not None, FIGURES: year is not None}
    return Now(
        order=tuple(name for name in order if there[name]),
        day=day,
        event=event,
        series=() if event else tuple(EventSeriesPage.objects.visible().order_by("-last_published_at", "pk")[:SERIES]),
        news=latest,
        year=year,
        forecast=_forecast(year) if year else None,
    )


def _days_until(event, day):
    """The number of days until `event`, below zero when it is under way; None for one without a day."""
    return (event.when.start_date - day).days if event and event.when.is_exact else None


def _forecast(year):
    """The latest forecast of a year without figures yet."""
    forecasts = PublishedFigure.objects.public().forecasts().prefetch_related(None)
    return next((forecast for forecast in forecasts[:1] if forecast.stated_year > year), None)
