"""Lists of rows in a form: one that was added and left empty is none."""

from django.forms import IntegerField
from django.forms.formsets import ORDERING_FIELD_NAME
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel


class PlaceOfAddedRow(IntegerField):
    """A browser sends the place of a row with it, also of an empty one."""

    def has_changed(self, initial, data):
        return False


class RowFormSet(BaseChildFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        place = form.fields.get(ORDERING_FIELD_NAME)
        if place and (index is None or index >= self.initial_form_count()):
            form.fields[ORDERING_FIELD_NAME] = PlaceOfAddedRow(label=place.label, required=False, widget=place.widget)


class RowsPanel(InlinePanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = RowFormSet
        return options
