from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dog_site.core.listing import FilterForm

PAST = "voorbij"


class EventFilterForm(FilterForm):
    """The filters of the agenda; their names stand in addresses and do not change.

    Choices come as (value, name) pairs from the page that shows the list.
    """

    q = forms.CharField(max_length=200, label=_("Words"))
    soort = forms.ChoiceField(label=_("Kind of event"))
    thema = forms.ChoiceField(label=_("Theme"))
    reeks = forms.ChoiceField(label=_("Series"))
    periode = forms.ChoiceField(label=pgettext_lazy("agenda", "Period"))

    def __init__(self, data, *, kinds, themes, series, years):
        super().__init__(data)
        choices = {"soort": kinds, "thema": themes, "reeks": series}
        for name, options in choices.items():
            self.fields[name].choices = [("", _("all")), *options]
        self.fields["periode"].choices = [
            ("", _("what is coming")),
            (PAST, _("what is past")),
            *((str(year), str(year)) for year in years),
        ]
