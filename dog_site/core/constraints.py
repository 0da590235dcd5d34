"""Database constraints whose message lands at the field that has to change."""

from django.core.exceptions import ValidationError
from django.db import models


class FieldCheckConstraint(models.CheckConstraint):
    """A check whose violation is shown at `field` in a form instead of above it."""

    def __init__(self, *, field, **kwargs):
        self.field = field
        super().__init__(**kwargs)

    def validate(self, model, instance, exclude=None, using="default"):
        try:
            super().validate(model, instance, exclude=exclude, using=using)
        except ValidationError as error:
            if exclude and self.field in exclude:
                raise
            raise ValidationError({self.field: error.messages}) from error

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field}

    def __eq__(self, other):
        return super().__eq__(other) and self.field == getattr(other, "field", None)

    __hash__ = models.CheckConstraint.__hash__
