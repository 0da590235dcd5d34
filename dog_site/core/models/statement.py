"""What the office declares about the accessibility of the site, as the Dutch register of statements asks for it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..constraints import FieldCheckConstraint


class Compliance(models.TextChoices):
    """The five statuses: https://www.digitoegankelijk.nl/toegankelijkheidsverklaring/status."""

    FULL = "A", _("A: fully compliant")
    PARTIAL = "B", _("B: partially compliant")
    FIRST_STEPS = "C", _("C: first measures taken")
    NONE = "D", _("D: not compliant")
    NO_STATEMENT = "E", _("E: no accessibility statement")


def today_in_groningen():
    """Today where the office is; an administrator may have chosen another time zone for the admin."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def _is_https(field):
    return FieldCheckConstraint(
        field=field,
        condition=Q(**{field: ""}) | Q(**{f"{field}__startswith": "https://"}),
        name=f"%(class)s_{field}_https",
        violation_error_message=_("The address must begin with https://."),
    )


class AccessibilityStatement(models.Model):
    accessibility_status = models.CharField(
        max_length=1, choices=Compliance.choices, default=Compliance.NO_STATEMENT, verbose_name=_("status")
    )
    accessibility_updated_on = models.DateField(
        null=True,
        blank=True,
        verbose_name=_("last updated on"),
        help_text=_("The day that the statement itself names. A statement is updated every year."),
    )
    accessibility_register_url = models.URLField(
        max_length=500,
        blank=True,
        verbose_name=_("address in the register"),
        help_text=_("Where the statement stands in the government's register. Begins with https://."),
    )
    accessibility_report_url = models.URLField(
        max_length=500,
        blank=True,
        verbose_name=_("address of the report"),
        help_text=_("Where the report of the examination can be read. Begins with https://."),
    )
    accessibility_email = models.EmailField(
        blank=True,
        verbose_name=_("e-mail address for problems"),
        help_text=_("Everybody sees it. Empty: visitors are sent to the contact page."),
    )
    accessibility_reply_term = models.CharField(
        max_length=60,
        blank=True,
        verbose_name=_("reply within"),
        help_text=_("The term in words. Example: 5 working days. Empty: the page says that the term is not known."),
    )

    class Meta:
        abstract = True
        constraints = [
            FieldCheckConstraint(
                field="accessibility_status",
                condition=~Q(accessibility_status=Compliance.NO_STATEMENT)
                | Q(accessibility_updated_on=None, accessibility_register_url=""),
                name="%(class)s_no_statement",
                violation_error_message=_(
                    "Status E means that there is no statement. Choose the status of the statement, or empty its "
                    "date and its address in the register."
                ),
            ),
            FieldCheckConstraint(
                field="accessibility_updated_on",
                condition=Q(accessibility_status=Compliance.NO_STATEMENT) | Q(accessibility_updated_on__isnull=False),
                name="%(class)s_statement_dated",
                violation_error_message=_(
                    "Fill in on which day the statement was last updated; the statement says so."
                ),
            ),
            FieldCheckConstraint(
                field="accessibility_register_url",
                condition=Q(accessibility_status=Compliance.NO_STATEMENT) | ~Q(accessibility_register_url=""),
                name="%(class)s_statement_registered",
                violation_error_message=_(
                    "A statement with status A, B, C or D stands in the register: fill in its address there."
                ),
            ),
            FieldCheckConstraint(
                field="accessibility_report_url",
                condition=~Q(accessibility_status__in=[Compliance.FULL, Compliance.PARTIAL])
                | ~Q(accessibility_report_url=""),
                name="%(class)s_statement_examined",
                violation_error_message=_(
                    "Status A or B follows from an examination: fill in the address of its report."
                ),
            ),
            _is_https("accessibility_register_url"),
            _is_https("accessibility_report_url"),
        ]

    def clean(self):
        super().clean()
        if self.accessibility_updated_on and self.accessibility_updated_on > today_in_groningen():
            raise ValidationError(
                {"accessibility_updated_on": _("This day is yet to come. Fill in the day of the last update.")}
            )

    @property
    def has_accessibility_statement(self):
        return self.accessibility_status != Compliance.NO_STATEMENT
