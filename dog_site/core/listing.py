"""Filters, sorting and pages of a public list: whatever stands in the address, the visitor gets an answer.

A wrong value is left out and said so in a notice above the list; nothing a visitor types can be an error.
"""

from collections.abc import Iterable

from django import forms
from django.core.paginator import InvalidPage, Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

PAGE_PARAMETER = "pagina"
PAGE_SIZE = 25
# What a page about something else shows of its events or news, without becoming a list.
AROUND = 6
# Added to links by mail programs and campaigns; they mean nothing here and deserve no notice.
IGNORED_PREFIXES = ("utm_", "mtm_", "pk_", "fbclid", "gclid")


class FilterField(forms.BoundField):
    """A field and its label with the classes of NL Design System."""

    @property
    def aria_describedby(self):
        """What is wrong with a value stands in the notices above the list (components/notices.html)."""
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

    def __init__(self, data):
        super().__init__(data)
        for field in self.fields.values():
            field.required = False

    @cached_property
    def values(self) -> dict:
        """The filters that are valid and filled in."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class Listing:
    """One page of a filtered list.

    `form` is a FilterForm bound to the address, or None; `known` names other parameters the page reads.
    """

    def __init__(self, request, *, form=None, page_size=PAGE_SIZE, known: Iterable[str] = ()):
        self.request = request
        self.form = form
        self.page_size = page_size
        self.known = {PAGE_PARAMETER, *known, *(self.form.fields if self.form else ())}
        self.notices = [*self._unknown_parameters(), *self._invalid_values()]

    @property
    def values(self) -> dict:
        return self.form.values if self.form else {}

    @property
    def is_filtered(self) -> bool:
        return bool(self.values)

    def paginate(self, rows, count: int | None = None):
        """The page of `rows` that the address asks for; the first, with a notice, when there is no such page.

        `count` is the number of rows where the caller knows it already.
        """
        paginator = Paginator(rows, self.page_size)
        if count is not None:
            paginator.count = count
        number = self.request.GET.get(PAGE_PARAMETER, "1")
        try:
            return paginator.page(number if number.isascii() and len(number) < 10 else "")
        except InvalidPage:
            self.notices.append(_("There is no page “%(number)s”; this is the first page.") % {"number": number[:40]})
            return paginator.page(1)

    def _unknown_parameters(self):
        for name in self.request.GET:
            if name not in self.known and not name.startswith(IGNORED_PREFIXES):
                yield _("This list knows no filter “%(name)s”; it was left out.") % {"name": name[:40]}

    def _invalid_values(self):
        if self.form is None or self.form.is_valid():
            return
        for name in self.form.errors:
            yield _("“%(value)s” is not a choice for %(filter)s; that filter was left out.") % {
                "value": self.request.GET.get(name, "")[:40],
                "filter": str(self.form.fields[name].label).lower(),
            }
