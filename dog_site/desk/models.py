import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dog_site.core.editing.attention import KEY_LENGTH
from dog_site.core.models import CleanText

# Longer than this nothing is out of sight.
LONGEST = datetime.timedelta(days=366)


class PutOffQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(until__gt=timezone.localdate())


class PutOff(CleanText, models.Model):
    """What needs attention and may wait: until when, and why. An empty key means all that the rule finds."""

    rule = models.CharField(max_length=100)
    key = models.CharField(max_length=KEY_LENGTH, blank=True)
    title = models.CharField(max_length=255)
    until = models.DateField(
        verbose_name=_("until"), help_text=_("From that day on it is told again. Example: 15-1-2027.")
    )
    reason = models.CharField(
        max_length=250, verbose_name=_("reason"), help_text=_("Example: The maker of the photo is on leave.")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    objects = PutOffQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing that may wait")
        verbose_name_plural = _("things that may wait")
        constraints = [models.UniqueConstraint(fields=["rule", "key"], name="put_off_once")]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        today = timezone.localdate()
        if self.until and self.until <= today:
            raise ValidationError({"until": _("Choose a day after today.")})
        if self.until and self.until > today + LONGEST:
            raise ValidationError({"until": _("Choose a day within a year from now.")})
