"""The state of the site: the version of its content, and the stretch of time in which the clock changes no page.

A page says that an event is coming, under way or over, or shows something until its last moment. What is made in one
stretch holds until the next moment at which any page changes by itself; midnight is always one.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db.models import Min, Q, Value
from django.utils import timezone

from ..models import ContentVersion
from .release import release

# Asked for the moments after `now` at which pages change, at most the first of each kind; None among them is nothing.
Moments = Callable[[datetime], Iterable[datetime | None]]

_asked: list[Moments] = []


class _Known:
    """The stretch that this process asked for last: it follows from the version, so it cannot be out of date."""

    version_since_until = None, None, None  # at once, for threads


def register(moments: Moments) -> None:
    """Let a room say when its pages change by the clock."""
    _asked.append(moments)


def state() -> str:
    """What differs whenever an answer to a visitor may differ: release, version of the content, stretch of time."""
    version, now = f"{release()}:{ContentVersion.name()}", timezone.now()
    known, since, until = _Known.version_since_until
    if known != version or not since <= now < until:
        until = next_moment(now)
        _Known.version_since_until = version, now, until
    return f"{version}:{until.timestamp()}"


def next_moment(now: datetime) -> datetime:
    """The first moment after `now` at which a page changes without a change of the content."""
    found = [moment for moments in _asked for moment in moments(now) if moment is not None and moment > now]
    return min(*found, *_midnights(now))


def last_moments(now: datetime) -> Iterable[datetime | None]:
    """The next moments at which anything goes off the site by itself (models/visibility.py), of each kind."""
    leaving = [
        model._base_manager.order_by().values(one=Value(1)).annotate(next=Min("expire_at", filter=Q(expire_at__gt=now)))
        for model in apps.get_models()
        if any(field.name == "expire_at" for field in model._meta.local_fields)
    ]
    first, *others = (rows.values_list("next", flat=True) for rows in leaving)
    return first.union(*others, all=True)


def _midnights(now):
    """The next one here, and that of UTC, by which some files count."""
    for zone in (ZoneInfo(settings.TIME_ZONE), UTC):
        tomorrow = now.astimezone(zone).date() + timedelta(days=1)
        yield datetime.combine(tomorrow, datetime.min.time(), tzinfo=zone)
