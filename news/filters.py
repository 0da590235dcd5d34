from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from dog_site.core.lists.filters import OWN_WORDS, FilterForm


class NewsFilterForm(FilterForm):
    """The filters of the news; their names stand in addresses and do not change."""

    jaar = forms.ChoiceField(label=_("Year"))
    maand = forms.ChoiceField(label=_("Month"))
    thema = forms.ChoiceField(label=_("Theme"))

    def __init__(self, data, *, years, themes):
        super().__init__(data)
        self.fields["jaar"].choices = [("", _("all")), *((str(year), str(year)) for year in years)]
        self.fields["maand"].choices = [("", _("all")), *((str(number), name) for number, name in MONTHS.items())]
        self.fields["thema"].choices = [("", _("all")), *themes]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("maand") and not cleaned.get("jaar"):
            sentence = _("A month goes with a year. Choose a year as well; the month was left out.")
            self.add_error("maand", ValidationError(sentence, code=OWN_WORDS))
        return cleaned
