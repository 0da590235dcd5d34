"""What has a moment to come, of every room: what goes live, what ends, what takes place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone
from django.utils.functional import Promise


@dataclass(frozen=True)
class Moment:
    """Something on a day, or at a moment of it; `what` says what happens then."""

    at: date | datetime
    title: str
    what: str | Promise
    address: str

    @property
    def day(self) -> date:
        return timezone.localdate(self.at) if isinstance(self.at, datetime) else self.at

    @property
    def has_time(self) -> bool:
        return isinstance(self.at, datetime)


# Given two moments and somebody, what lies between them and that person may look at in the admin.
Source = Callable[[datetime, datetime, AbstractBaseUser], Iterable[Moment]]
_sources: list[Source] = []


def register(source: Source) -> None:
    _sources.append(source)


def moments(start: datetime, end: datetime, user: AbstractBaseUser) -> list[Moment]:
    """What happens from `start` until `end`, in order; in a number of queries that does not grow."""
    found = [moment for source in _sources for moment in source(start, end, user)]
    return sorted(found, key=lambda moment: (moment.day, moment.has_time, str(moment.at), moment.title))
