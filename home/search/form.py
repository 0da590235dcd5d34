from django import forms
from django.utils.translation import gettext_lazy as _

from dog_site.core.lists.filters import FilterForm


class SearchForm(FilterForm):
    """What a visitor searches for; the names stand in addresses and do not change."""

    q = forms.CharField(max_length=200, label=_("Search for"))
    soort = forms.ChoiceField(label=_("Kind"))
    thema = forms.ChoiceField(label=_("Theme"))

    def __init__(self, data, *, kinds, themes):
        super().__init__(data)
        self.fields["soort"].choices = [("", _("all")), *kinds]
        self.fields["thema"].choices = [("", _("all")), *themes]
