"""A moment that an editor types by the clock of Amsterdam, in the two nights in which that clock changes."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from dog_site.core.numbers import days

from ..moments import exists, moment

SKIPPED = _("That night the clock skips this time. Write a time before 2.00 or from 3.00 on.")


class MomentFormField(days.MomentField):
    """Django refuses both nights; a time that comes twice is the first one here, as it is for an event."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            typed = error.params["datetime"]
        if not exists(typed.date(), typed.time()):
            raise ValidationError(SKIPPED, code="skipped")
        return moment(typed.date(), typed.time())


class MomentField(models.DateTimeField):
    def formfield(self, **kwargs):
        # Also where the admin asks for the form field of any moment.
        return super().formfield(**kwargs | {"form_class": MomentFormField})

    def deconstruct(self):
        """The column is that of a DateTimeField."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs
