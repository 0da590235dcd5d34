"""The first day of a new colleague: five steps for each kind of work, each of which ticks itself off."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """Something to do once: done when `done` finds anything for somebody. `address` is where it is done."""

    words: str | Promise
    address: Callable[[AbstractBaseUser], str | None]
    done: Callable[[AbstractBaseUser], QuerySet]


NAME = Step(
    _("Write your name in your account: colleagues see who did what"),
    lambda user: reverse("wagtailadmin_account"),
    lambda user: get_user_model().objects.filter(pk=user.pk).exclude(first_name="", last_name=""),
)
_steps: list[tuple[Callable[[AbstractBaseUser], bool], tuple[Step, ...]]] = []


def register(is_for: Callable[[AbstractBaseUser], bool], *steps: Step) -> None:
    """The steps of those for whom `is_for` holds, in their order."""
    _steps.append((is_for, steps))


def steps_of(user: AbstractBaseUser) -> tuple[Step, ...]:
    """The steps of the first kind of colleague that `user` is."""
    return next((steps for is_for, steps in _steps if is_for(user)), ())
