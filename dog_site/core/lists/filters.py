"""The form behind the filters of a public list, on which a room's own filters stand."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from django import forms
from django.utils.functional import cached_property

# The code of a form error whose own sentence says what was left out, and why.
OWN_WORDS = "own_words"


class FilterField(forms.BoundField):
    """A field and its label with the classes of NL Design System."""

    @property
    def aria_describedby(self):
        """The notices above the list say what is wrong with a value (components/notices.html)."""
        return "let-op" if self.errors else None

    def label_tag(self, contents=None, attrs=None, label_suffix=None, tag=None):
        return super().label_tag(contents, {"class": "utrecht-form-label", **(attrs or {})}, label_suffix, tag)

    def build_widget_attrs(self, attrs, widget=None):
        component = "select" if isinstance(widget or self.field.widget, forms.Select) else "textbox"
        element = "select" if component == "select" else "input"
        classes = f"utrecht-{component} utrecht-{component}--html-{element}"
        return super().build_widget_attrs({"class": classes, **attrs}, widget)


class FilterForm(forms.Form):
    """The filters of a list. Every field is optional; choices are values, so that no query meets raw input."""

    bound_field_class = FilterField
    # Per filter whose values can be renamed: what finds the value of today for an old one.
    renamed: Mapping[str, Callable[[str], str | None]] = {}

    def __init__(self, data):
        super().__init__(data, label_suffix="")
        for field in self.fields.values():
            field.required = False

    @cached_property
    def values(self) -> dict:
        """The filters that are valid and filled in."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    @property
    def filters(self) -> dict:
        """The values that narrow the list; a hidden field says how the list is shown."""
        return {name: value for name, value in self.values.items() if not self[name].is_hidden}

    @property
    def kept(self) -> dict:
        """The values of hidden fields, which stay when the visitor changes a filter."""
        return {name: value for name, value in self.values.items() if self[name].is_hidden}

    @property
    def typed(self) -> dict:
        """The values that somebody thought up, and did not choose, such as words or a month far away."""
        return {
            name: value for name, value in self.values.items() if not isinstance(self.fields[name], forms.ChoiceField)
        }

    def label_of(self, name: str) -> str:
        """The filled in value of a filter in words."""
        value = self.values[name]
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))

    def value_of_today(self, name: str, value: str) -> str | None:
        """What an outdated value of a filter is now; None for one that never was."""
        find = self.renamed.get(name)
        return find(value) if find else None

    def query(self, *without: str, **other: str) -> str:
        """The valid values as the end of an address, "?soort=workshop", or nothing; with `other` values instead."""
        values = {name: value for name, value in (self.values | other).items() if name not in without}
        return f"?{urlencode(values)}" if values else ""

    def show_counts(self, counts: Mapping[str, Mapping[str, int]]) -> None:
        """Write behind each option how many rows it gives; one that gives none is offered only while it is chosen.

        An option without a count stays as it is.
        """
        for name, of_option in counts.items():
            field = self.fields[name]
            field.widget.choices = [
                (value, f"{label} ({of_option[value]})" if value in of_option else label)
                for value, label in field.choices
                if not value or of_option.get(value, 1) or str(value) == str(self.values.get(name, ""))
            ]
