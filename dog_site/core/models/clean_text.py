"""Text is clean before it is judged, whichever form, load or paste brings it."""

from django.db import models
from wagtail.fields import StreamField

from ..lists.cleaning import clean_line, clean_text, clean_values
from .stored import UNREADABLE


class CleanText(models.Model):
    """Mixin: every text that an editor fills in is cleaned as the first step of validation.

    What is saved without validation (a factory of the tests, a migration) stays as it was given.
    """

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        for field in cleaned_fields(type(self)):
            if field.name not in (exclude or ()):
                self._clean_text_of(field)
        super().clean_fields(exclude=exclude)

    def _clean_text_of(self, field):
        given = getattr(self, field.attname)
        if isinstance(field, StreamField):
            blocks = field.get_prep_value(given)
            # What could not be read is kept as it was found.
            cleaned = [block if block["type"] == UNREADABLE else clean_values(block) for block in blocks]
            if cleaned != blocks:
                setattr(self, field.attname, field.to_python(cleaned))
        elif isinstance(given, str):
            is_lines = isinstance(field, models.TextField)
            setattr(self, field.attname, clean_text(given) if is_lines else clean_line(given))


def cleaned_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields of `model` whose text is cleaned: all that an editor writes, and none that is chosen."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | StreamField) and field.editable and not field.choices
    ]
