from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dog_site.core.constraints import FieldCheckConstraint

YEAR_LIMITS = [
    MinValueValidator(1990, _("Write a year from 1990 on, like 2017.")),
    MaxValueValidator(2100, _("Write a year up to 2100, like 2017.")),
]


class Period(models.Model):
    """When something ran, as precisely as the source says: a year, a date, one end or nothing at all."""

    start_year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=YEAR_LIMITS,
        verbose_name=_("start year"),
        help_text=_("Example: 2017."),
    )
    start_date = models.DateField(
        null=True,
        blank=True,
        verbose_name=_("start date"),
        help_text=_("Only when the source gives the day; it fills the year."),
    )
    end_year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=YEAR_LIMITS,
        verbose_name=_("end year"),
        help_text=_("Example: 2020."),
    )
    end_date = models.DateField(
        null=True,
        blank=True,
        verbose_name=_("end date"),
        help_text=_("Only when the source gives the day; it fills the year."),
    )

    class Meta:
        abstract = True
        constraints = [
            FieldCheckConstraint(
                field="end_year",
                condition=Q(start_year__isnull=True) | Q(end_year__isnull=True) | Q(end_year__gte=F("start_year")),
                name="%(class)s_years_in_order",
                violation_error_message=_("The end lies before the start. Correct one of the two years."),
            ),
            FieldCheckConstraint(
                field="end_date",
                condition=Q(start_date__isnull=True) | Q(end_date__isnull=True) | Q(end_date__gte=F("start_date")),
                name="%(class)s_dates_in_order",
                violation_error_message=_("The end lies before the start. Correct one of the two dates."),
            ),
        ]

    def clean(self):
        """A date fills its year, and has the limits of a year."""
        super().clean()
        for end in ("start", "end"):
            date = getattr(self, f"{end}_date")
            if date:
                try:
                    for limit in YEAR_LIMITS:
                        limit(date.year)
                except ValidationError as error:
                    raise ValidationError({f"{end}_date": error.messages}) from error
                setattr(self, f"{end}_year", date.year)

    @property
    def period(self):
        """The period in words, or an empty text when the source gives none."""
        start = _moment(self.start_date, self.start_year)
        end = _moment(self.end_date, self.end_year)
        if start and end:
            return start if start == end else f"{start} – {end}" if " " in start + end else f"{start}–{end}"
        if start:
            return gettext("since %(start)s") % {"start": start}
        return gettext("until %(end)s") % {"end": end} if end else ""


def _moment(date, year):
    return date_format(date, "j F Y") if date else str(year or "")
