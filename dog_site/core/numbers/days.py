"""Days and times as Dutch people type them in a form: 28-11-2026 or 28 november 2026, 19.30 or 19u30.

What somebody pastes from elsewhere (2026-11-28, 19:30) is read as well. A form shows all of them in one way, that of
the settings WAGTAIL_DATE_FORMAT and the like.
"""

import re
from datetime import date, datetime, time

from django import forms
from django.db import models
from django.utils.dates import MONTHS, MONTHS_AP
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin import widgets
from wagtail.admin.forms.models import register_form_field_override

NO_DAY = _("This is no date. Write one like 28-11-2026.")
NO_TIME = _("This is no time. Write one like 19.30.")
NO_MOMENT = _("This is no day with a time. Write one like 28-11-2026 19.30.")

_IN_WORDS = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})\b", re.IGNORECASE)
_WITH_POINTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_TIME = re.compile(r"(?:^|,?\s+)(?:om\s+)?(\d{1,2})\s*(?:[.:u]\s*(\d\d)(?:\s*u(?:ur)?)?|u(?:ur)?)\s*$", re.IGNORECASE)

_CUT_OFF = re.compile(r"[.:]\d$")


def _plain_day(text: str) -> str:
    """A day in words or with points as one in digits with dashes; anything else as it was typed."""
    return _IN_WORDS.sub(_in_digits, _WITH_POINTS.sub(r"\1-\2-\3", text))


def _in_digits(found) -> str:
    day, word, year = found.groups()
    for names in (MONTHS, MONTHS_AP):
        for number, name in names.items():
            if str(name).lower().rstrip(".") == word.lower():
                return f"{day}-{number}-{year}"
    return found[0]


def _plain_time(text: str) -> str:
    """A time at the end, however it is written, as 19:30; anything else as it was typed."""
    return _TIME.sub(lambda found: f" {found[1]}:{found[2] or '00'}", text).strip()


class DayField(forms.DateField):
    default_error_messages = {"invalid": NO_DAY}

    def to_python(self, value):
        return super().to_python(_plain_day(value.strip()) if isinstance(value, str) else value)


class ReadsTimes:
    """Mixin: a time however it is written; "19.3" may be three past seven or half past, so it is neither."""

    def strptime(self, value, format):
        if _CUT_OFF.search(value):
            raise ValueError
        return super().strptime(value, format)


class TimeField(ReadsTimes, forms.TimeField):
    default_error_messages = {"invalid": NO_TIME}

    def to_python(self, value):
        return super().to_python(_plain_time(value.strip()) if isinstance(value, str) else value)


class MomentField(ReadsTimes, forms.DateTimeField):
    default_error_messages = {"invalid": NO_MOMENT}

    def to_python(self, value):
        return super().to_python(_plain_time(_plain_day(value.strip())) if isinstance(value, str) else value)


class LeavesWhatIsTyped:
    """Mixin for inputs with a calendar: its script puts today in place of whatever it cannot read itself."""

    def get_config(self):
        return {**super().get_config(), "validateOnBlur": False}


class DayInput(LeavesWhatIsTyped, widgets.AdminDateInput):
    pass


class TimeInput(LeavesWhatIsTyped, widgets.AdminTimeInput):
    pass


class MomentInput(LeavesWhatIsTyped, widgets.AdminDateTimeInput):
    pass


def use_in_forms() -> None:
    """Let every form of the admin read and show days and times in this way."""
    for field, form_class, widget in (
        (models.DateField, DayField, DayInput),
        (models.TimeField, TimeField, TimeInput),
        (models.DateTimeField, MomentField, MomentInput),
    ):
        register_form_field_override(field, override={"form_class": form_class, "widget": widget})


def dutch_day(value: date | time | datetime) -> str:
    """ "28-11-2026", "19.30" or "28-11-2026 19.30", by the clock of Amsterdam."""
    if isinstance(value, time):
        return date_format(value, "TIME_FORMAT")
    if isinstance(value, datetime):
        return date_format(localtime(value) if is_aware(value) else value, "SHORT_DATETIME_FORMAT")
    return date_format(value, "SHORT_DATE_FORMAT")
