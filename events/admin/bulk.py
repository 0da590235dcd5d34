"""What is done with several events at once."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.actions.move_page import MovePageAction, MovePagePermissionError

from dog_site.core.editing.listings.bulk import PagesBulkAction
from projects.admin import FurtherThemeBulkAction

from ..models import EventPage, EventSeriesPage


class EventThemeBulkAction(FurtherThemeBulkAction):
    models = [EventPage]


class SeriesForm(forms.Form):
    series = forms.ModelChoiceField(
        label=gettext_lazy("Series"),
        queryset=EventSeriesPage.objects.order_by("sort_key", "pk"),
        # Not the primary key: that is a relation here, of which Django does not look whether it fits in the database.
        to_field_name="id",
    )


class SeriesBulkAction(PagesBulkAction):
    """An edition stands below its series: the event moves there, and its old address leads to the new one."""

    display_name = gettext_lazy("Add to a series")
    action_type = "series"
    aria_label = gettext_lazy("Add the selected events to a series")
    action_priority = 70
    form_class = SeriesForm
    models = [EventPage]
    question = gettext_lazy(
        "To which series do these events belong? They get an address below it, and their old address leads there. "
        "Nothing is published by this."
    )
    button = gettext_lazy("Add to the series")

    def refusal(self, page):
        parent = page.get_parent().specific_class
        return _("is part of a festival, and stays there.") if issubclass(parent, EventPage) else ""

    def change(self, page, values):
        # Fetched anew: each move changes what the tree knows of both.
        page, series = EventPage.objects.get(pk=page.pk), EventSeriesPage.objects.get(pk=values["series"].pk)
        if page.is_child_of(series):
            return False
        others = series.get_children().filter(slug=page.slug)
        if others.exists():
            raise ValidationError(
                _("“%(other)s” has the same address in this series. Give this one another address first.")
                % {"other": others.first().title}
            )
        try:
            MovePageAction(page, series, pos="last-child", user=self.request.user).execute()
        except MovePagePermissionError as error:
            raise ValidationError(_("you may not move this page there.")) from error
        return True

    def success(self, count):
        return ngettext("%(count)s event added to the series.", "%(count)s events added to the series.", count) % {
            "count": count
        }
