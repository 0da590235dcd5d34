"""A list that opens as its reader left it: filters and order stay per person, until they are taken away."""

from django.http import QueryDict
from django.shortcuts import redirect
from django.utils.functional import cached_property

from ...models import SavedFilters
from .filters import chosen

# What the address of the whole list has, so that it differs from the address of the list as it was left.
ALL = "all"


class SavesFilters:
    """Mixin for an index view of Wagtail, before that. The name of its address is the name of the list.

    Searching is not saved: a list that is short tomorrow because of a word of today is a riddle.
    """

    def get(self, request, *args, **kwargs):
        if self.is_export:
            return super().get(request, *args, **kwargs)
        before = SavedFilters.objects.of(request.user, self.index_url_name)
        if before and not request.GET and not self.results_only:
            return redirect(f"{self.index_url}?{before}")
        response = super().get(request, *args, **kwargs)
        if self.to_save != before:
            SavedFilters.objects.save_for(request.user, self.index_url_name, self.to_save)
        return response

    @cached_property
    def to_save(self) -> str:
        """The valid filters that are filled in, and the order, as the end of an address."""
        asked, kept = self.request.GET, QueryDict(mutable=True)
        valid = self.filters.form.cleaned_data if self.filters else {}
        for name in [*valid, "ordering"]:
            values = [value for value in asked.getlist(name) if value]
            if values and (name in valid or self.ordering == values[-1]):
                kept.setlist(name, values)
        return kept.urlencode()

    def filter_queryset(self, queryset):
        return chosen(self.filters, queryset) if self.filters else queryset

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        wrong = [self.filters.form.fields[name].label for name in self.filters.errors] if self.filters else []
        is_narrowed = bool(wrong or self.is_searching or (self.filters and self.filters.form.has_changed()))
        return context | {"wrong_filters": wrong, "whole_list": f"{self.index_url}?{ALL}=1" if is_narrowed else ""}
