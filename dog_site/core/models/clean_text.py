"""Text is clean before it is judged, whichever form, load or paste brings it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from ..lists.cleaning import clean_line, clean_text, clean_values
from ..lists.names import same_name


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
            if (cleaned := clean_values(blocks)) != blocks:
                setattr(self, field.attname, field.to_python(cleaned))
        elif isinstance(given, str):
            is_lines = isinstance(field, models.TextField)
            setattr(self, field.attname, clean_text(given) if is_lines else clean_line(given))


class UniqueName(models.Model):
    """Mixin: no second item under the same name in other letters ("UMCG", "umcg", "ＵＭＣＧ").

    All names are read, with every item that is saved: there are hundreds, and one function says what is the same.
    Two people who make one at the same moment are held by the constraint of the database where the letters are the
    same, and told by attention.py where they are not.
    """

    class Meta:
        abstract = True

    @classmethod
    def is_here(cls, name: str) -> bool:
        """Whether there is an item of this name, in whatever letters."""
        return bool(cls._called_as(name))

    def clean(self):
        super().clean()
        others = self._called_as(self.name)
        # What stands double already can be edited; attention.py asks to choose one.
        if others.pop(self.pk, None) is None and others:
            there = next(iter(others.values()))
            raise ValidationError({"name": _("“%(name)s” is here already. Use that one.") % {"name": there}})

    @classmethod
    def _called_as(cls, name):
        key = same_name(name)
        names = cls._base_manager.values_list("pk", "name") if key else ()
        return {pk: other for pk, other in names if same_name(other) == key}


def cleaned_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields of `model` whose text is cleaned: all that an editor writes, and none that is chosen."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | StreamField) and field.editable and not field.choices
    ]
