from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from dog_site.core.lists.filters import FilterForm


class Sorting(models.TextChoices):
    TITLE = "titel", _("by name")
    NEWEST = "nieuwste", _("newest first")
    CONTRIBUTION = "bijdrage", _("largest contribution first")


class ProjectFilterForm(FilterForm):
    """The filters of the project list; their names stand in addresses and do not change.

    Choices come as (value, name) pairs from the page that shows the list.
    """

    q = forms.CharField(max_length=200, label=_("Search word"))
    thema = forms.ChoiceField(label=_("Theme"))
    jaar = forms.ChoiceField(label=_("Year of contribution"))
    status = forms.ChoiceField(label=_("Status"))
    organisatie = forms.ChoiceField(label=_("Organisation"))
    sortering = forms.ChoiceField(label=_("Order"), choices=Sorting)

    def __init__(self, data, *, themes, years, statuses, organisations):
        super().__init__(data)
        choices = {"thema": themes, "jaar": years, "status": statuses, "organisatie": organisations}
        for name, options in choices.items():
            self.fields[name].choices = [("", _("all")), *((str(value), label) for value, label in options)]
