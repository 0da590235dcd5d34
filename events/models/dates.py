"""The dates of an event: as an editor types them, and as the moments by which lists select and sort."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..moments import Precision, When, exists
from .constraints import END_BEFORE_START
from .moment_field import SKIPPED

FIRST_YEAR, LAST_YEAR = 1990, 2100

ENDS_AFTER_MIDNIGHT = _(
    "The end lies before the start. Does it end after midnight? Then write the next day as end date."
)


class Dated(models.Model):
    """Mixin for a page with a date, as precise as it is known (docs/decisions/0006)."""

    date_precision = models.CharField(
        max_length=10,
        choices=Precision,
        default=Precision.EXACT,
        verbose_name=_("how precise is the date"),
        help_text=_("With only a month or a year known, choose any day in it; visitors see the month or the year."),
    )
    start_date = models.DateField(
        null=True,
        blank=True,
        verbose_name=_("start date"),
        help_text=_("Leave empty while it is still to be decided; visitors read just that."),
    )
    start_time = models.TimeField(
        null=True, blank=True, verbose_name=_("start time"), help_text=_("Leave empty for whole days or when unknown.")
    )
    end_date = models.DateField(
        null=True, blank=True, verbose_name=_("end date"), help_text=_("Leave empty when it ends on the same day.")
    )
    end_time = models.TimeField(null=True, blank=True, verbose_name=_("end time"))
    # The moments that follow from the dates (moments.py); only save() writes them, and lists select and sort by them.
    start = models.DateTimeField(null=True, editable=False, db_index=True)
    end = models.DateTimeField(null=True, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self._set_moments()
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        errors = {}
        for name in ("start_date", "end_date", "previous_start_date", "registration_closes"):
            day = getattr(self, name)
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                errors[name] = _("Write a date from 1990 up to 2100.")
        if not errors:
            errors = dict(self._wrong_moments())
        if errors:
            raise ValidationError(errors)
        self._set_moments()

    @property
    def when(self) -> When:
        return When(self.date_precision, self.start_date, self.start_time, self.end_date, self.end_time)

    @property
    def has_ended(self) -> bool:
        return self.end is not None and self.end <= timezone.now()

    @property
    def is_under_way(self) -> bool:
        return self.when.is_exact and self.start <= timezone.now() < self.end

    def _set_moments(self):
        self.start, self.end = self.when.start, self.when.end

    def _wrong_moments(self):
        """Fields and sentences of dates and times that cannot be."""
        when = self.when
        for part in ("start", "end"):
            day = getattr(self, f"{part}_date") or self.start_date
            time = getattr(self, f"{part}_time")
            if day and time and not exists(day, time):
                yield f"{part}_time", SKIPPED
        if not when.is_known:
            return
        if self.end_date and self.end_date < self.start_date and when.end <= when.start:
            yield "end_date", END_BEFORE_START
        elif when.is_exact and self.end_time and when.end < when.start:
            yield "end_time", ENDS_AFTER_MIDNIGHT
        elif self.registration_closes:
            # Without a time it may close on the first day itself, or at the end of a month whose day is not known.
            limit = when.start if self.start_time else When(self.date_precision, self.start_date).end
            if self.registration_closes > limit:
                yield "registration_closes", _("Registration closes after the start. Write a moment before the start.")
