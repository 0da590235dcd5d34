"""Filters of the lists of the desk: a wrong one is said and leaves the others in force."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import BooleanRadioSelect

from .state import PageState


def chosen(filters, rows):
    """`rows` by the valid filters: a wrong one leaves the others in force."""
    filters.is_valid()
    return filters.filter_queryset(rows)


class Choice(django_filters.ChoiceFilter):
    """One of a few values; `narrow` says what a value does to the rows, else the field has to be alike."""

    def __init__(self, narrow=None, **kwargs):
        super().__init__(**{"empty_label": _("All"), "widget": forms.RadioSelect, **kwargs})
        self.narrow = narrow

    @property
    def field(self):
        """Choices that are looked up are looked up once for a request, and not each time that they are gone through."""
        choices = self.extra["choices"]
        if callable(choices) and not isinstance(choices, type):
            self.extra["choices"] = list(choices())
        return super().field

    def filter(self, qs, value):
        if value and self.narrow:
            return self.narrow(qs, value)
        return super().filter(qs, value)


class YesNo(django_filters.BooleanFilter):
    """Rows for which a condition holds, or the others."""

    def __init__(self, condition, **kwargs):
        super().__init__(widget=BooleanRadioSelect, **kwargs)
        self.condition = condition

    def filter(self, qs, value):
        if value is None:
            return qs
        return qs.filter(self.condition) if value else qs.exclude(self.condition)


class PageFilterSet(WagtailFilterSet):
    """Every list of pages is narrowed down by how far they are."""

    state = Choice(label=pgettext_lazy("column of a list", "State"), choices=PageState)
