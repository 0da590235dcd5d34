from django import forms
from django.utils.translation import gettext_lazy as _

from dog_site.core.figures import ALL_YEARS
from dog_site.core.lists.filters import FilterForm


class YearForm(FilterForm):
    """The choice of a year, or of all years together; its name stands in addresses and does not change."""

    jaar = forms.ChoiceField(label=_("Year"))

    def __init__(self, data, *, years):
        super().__init__(data)
        self.fields["jaar"].choices = [
            *((str(year), str(year)) for year in years),
            (ALL_YEARS, _("all years")),
        ]

    def chosen_year(self, default: int | None) -> int | None:
        """The year that was asked for, None for all years, `default` when nothing valid was asked for."""
        year = self.values.get("jaar")
        if year is None:
            return default
        return None if year == ALL_YEARS else int(year)
