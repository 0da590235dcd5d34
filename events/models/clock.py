"""When the agenda changes by itself: an event begins, ends, or can no longer be registered for."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Min, Q

from .events import EventPage

MOMENTS = ("start", "end", "registration_closes")


def moments_of_events(now: datetime) -> Iterable[datetime | None]:
    """The first of each kind after `now`, of any event, public or not."""
    after = {name: Min(name, filter=Q(**{f"{name}__gt": now})) for name in MOMENTS}
    return EventPage.objects.aggregate(**{f"next_{name}": first for name, first in after.items()}).values()
