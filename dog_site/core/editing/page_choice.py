"""A page that is chosen in a field: a key that no database can hold is one of no page."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

# Digits of the largest key.
LONGEST_KEY = 18


class PageChoiceField(forms.ModelChoiceField):
    """Django asks the database for the key of a page as it was sent, and SQLite fails on a large number."""

    def to_python(self, value):
        if isinstance(value, str) and len(value) > LONGEST_KEY:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return super().to_python(value)


def _as_wagtail(db_field) -> dict:
    """What Wagtail gives the field of a page, with the check of its key."""
    return {"form_class": PageChoiceField, "widget": AdminPageChooser(target_models=[db_field.remote_field.model])}


def use_in_forms() -> None:
    register_form_field_override(ForeignKey, to=Page, override=_as_wagtail)
