"""Edit views of the figures: no autosave, and a publication that is refused says why."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views import snippets

from .open_data import neutralise


class WithoutAutosave:
    """A figure is saved when somebody says so: autosave would keep half-typed amounts in the history."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False


class RefusedPublication:
    """Shows why a publication was refused by the model's own check, with everything typed still there."""

    def run_action_method(self):
        try:
            return super().run_action_method()
        except ValidationError as error:
            messages.error(
                self.request,
                _("Saved as a draft, but not published: %(reasons)s") % {"reasons": " ".join(error.messages)},
            )
            return redirect(self.get_edit_url())


class EntryIndexView(snippets.IndexView):
    """Searches plainly in the database: a reference, a title, or any name of an applicant or partner."""

    # A spreadsheet runs a cell that opens with "=".
    custom_value_preprocess = {
        **snippets.IndexView.custom_value_preprocess,
        str: {"csv": neutralise, "xlsx": neutralise},
    }

    def search_queryset(self, queryset):
        return queryset.mentioning(self.search_query) if self.is_searching else queryset


class AddView(WithoutAutosave, RefusedPublication, snippets.CreateView):
    pass


class EditView(WithoutAutosave, RefusedPublication, snippets.EditView):
    pass


class WorkflowActionView(snippets.WorkflowActionView):
    """Approving from the dashboard publishes, so it can be refused as well."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except ValidationError as error:
            messages.error(request, _("Not published: %(reasons)s") % {"reasons": " ".join(error.messages)})
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
            return redirect(self.redirect_url)
