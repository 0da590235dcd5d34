from django import forms
from django.utils.translation import gettext_lazy as _

from dog_site.core.listing import FilterForm


class NewsFilterForm(FilterForm):
    """The filters of the news; their names stand in addresses and do not change."""

    jaar = forms.ChoiceField(label=_("Year"))
    thema = forms.ChoiceField(label=_("Theme"))

    def __init__(self, data, *, years, themes):
        super().__init__(data)
        self.fields["jaar"].choices = [("", _("all")), *((str(year), str(year)) for year in years)]
        self.fields["thema"].choices = [("", _("all")), *themes]
