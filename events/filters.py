from dataclasses import dataclass

from django import forms
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dog_site.core.lists.filters import FilterForm

# The address is fixed, so that code without a page can name it too.
AGENDA = "/agenda/"
AS_MONTH = "maand"
ONLINE = "ja"
MONTH_SHAPE = RegexValidator(r"^(19[9][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])\Z", _("Write a month like 2017-11."))


@dataclass(frozen=True)
class Link:
    """A link to another view of the agenda."""

    label: str
    address: str
    is_current: bool = False


class Period(models.TextChoices):
    """Periods that move along with today; the years are further options."""

    COMING = "", _("what is coming")
    TODAY = "vandaag", _("today")
    WEEK = "deze-week", _("this week")
    MONTH = "deze-maand", _("this month")
    PAST = "voorbij", _("what is past")


class EventFilterForm(FilterForm):
    """The filters of the agenda; their names stand in addresses and do not change.

    Choices come as (value, name) pairs from the agenda. The hidden fields say how it is shown.
    """

    q = forms.CharField(max_length=200, label=_("Search word"))
    soort = forms.ChoiceField(label=_("Kind of event"))
    thema = forms.ChoiceField(label=_("Theme"))
    reeks = forms.ChoiceField(label=_("Series"))
    online = forms.ChoiceField(
        label=pgettext_lazy("agenda", "Form"), choices=[("", _("all")), (ONLINE, _("can be followed online"))]
    )
    periode = forms.ChoiceField(label=pgettext_lazy("agenda", "Period"))
    weergave = forms.ChoiceField(
        label=_("View"), choices=[("", _("list")), (AS_MONTH, _("month"))], widget=forms.HiddenInput
    )
    maand = forms.CharField(label=_("Month"), validators=[MONTH_SHAPE], widget=forms.HiddenInput)

    def __init__(self, data, *, kinds, themes, series, years):
        super().__init__(data)
        choices = {"soort": kinds, "thema": themes, "reeks": series}
        for name, options in choices.items():
            self.fields[name].choices = [("", _("all")), *options]
        self.fields["periode"].choices = [*Period.choices, *((str(year), str(year)) for year in years)]
        # A month is a period of its own.
        del self.fields["periode" if data.get("weergave") == AS_MONTH else "maand"]
