"""What a browser would post of a form that nobody touched, by the name of each control."""

import re

from django.db import models
from django.forms import BaseForm, ModelMultipleChoiceField

_LINE_END = re.compile(r"\r\n?|\n")


def posted_of(bound_field) -> str | list[str]:
    """What is posted of one field as it is; a sorted list for a field of which more than one value can be chosen."""
    field, value = bound_field.field, bound_field.value()
    if isinstance(value, list | tuple | models.QuerySet):
        posted = {_posted(bound_field, each) for each in value}
        if isinstance(field, ModelMultipleChoiceField):  # what the form does not offer, a browser does not post
            posted &= {str(key) for key in field.queryset.values_list("pk", flat=True)}
        return sorted(posted)
    return _posted(bound_field, value)


def posted_of_formset(formset) -> dict[str, str | list[str]]:
    """What is posted of a formset as it is, with the fields that count its forms; or of a form with a prefix."""
    if isinstance(formset, BaseForm):
        return {bound_field.html_name: posted_of(bound_field) for bound_field in formset}
    prefix = formset.prefix
    posted = {
        f"{prefix}-TOTAL_FORMS": str(formset.total_form_count()),
        f"{prefix}-INITIAL_FORMS": str(formset.initial_form_count()),
    }
    for number, form in enumerate(formset.forms, start=1):
        posted |= {bound_field.html_name: posted_of(bound_field) for bound_field in form}
        posted[f"{form.prefix}-ORDER"] = str(number)
    return posted


def posted_of_all(form, formsets: dict) -> dict[str, str | list[str] | dict]:
    """What is posted of a form and its formsets as they are, by field and by prefix."""
    fields = {name: posted_of(form[name]) for name in form.fields}
    return fields | {prefix: posted_of_formset(formset) for prefix, formset in formsets.items()}


def put(data, posted: dict[str, str | list[str]]) -> None:
    """Put in a QueryDict what would be posted."""
    for name, value in posted.items():
        data.setlist(name, value if isinstance(value, list) else [value])


def _posted(bound_field, value):
    if isinstance(value, models.Model):
        value = value.pk
    if isinstance(value, bool) or value is None:
        return "on" if value else ""
    if hasattr(value, "isoformat"):
        return bound_field.field.widget.format_value(value)
    # A browser ends each line in this way, whatever stands in the database.
    return _LINE_END.sub("\r\n", str(value))
