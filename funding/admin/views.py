"""Views of the figures: no autosave, no version saved over another one, and every refusal says why."""

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views import snippets

from ..models import FundingEntry
from ..models.changes import REASON_NEEDED, changes_between
from .conflicts import ChecksVersion


class WithoutAutosave:
    """A figure is saved when somebody says so: autosave would keep half-typed amounts in the history."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False


def tell_why(request, sentence, error):
    """Show `sentence` as an error, with the findings of the model's own check as its `reasons`."""
    messages.error(request, sentence % {"reasons": " ".join(error.messages)})


class RefusedPublication:
    """Shows why the model's own check refused a publication; everything typed is still there."""

    def run_action_method(self):
        try:
            with transaction.atomic():
                return super().run_action_method()
        except ValidationError as error:
            tell_why(self.request, _("Saved as a draft, but not published: %(reasons)s"), error)
            return redirect(self.get_edit_url())


class ThroughApproval:
    """A figure is proposed, and the approval of somebody else publishes it; so the form has no button to publish."""

    def get_available_actions(self):
        return [action for action in super().get_available_actions() if action != "publish"]

    def is_valid(self, form):
        valid = super().is_valid(form)
        if valid and self.action == "workflow-action" and form.has_changed():
            self.produced_error_message = _(
                "You changed something, so somebody else has to approve it. Save it, or open the form again to approve."
            )
            return False
        return valid

    def save_instance(self):
        if self.action == "workflow-action":
            # Nothing was changed: a new version would be the approver's own, which they may not approve.
            self.new_revision, self.has_content_changes = self.object.latest_revision, False
            return self.object
        return super().save_instance()


class AsksReason:
    """Proposing a change of a published figure needs a reason; a draft may still lack it."""

    def get_initial(self):
        is_other_change = self.view_name == "revisions_revert" or not self.object.has_unpublished_changes
        return {**super().get_initial(), **({"change_reason": ""} if is_other_change else {})}

    def is_valid(self, form):
        valid = super().is_valid(form)
        if not valid or self.saving_as_draft or not self.stored.live:
            return valid
        if changes_between(self.stored, form.instance) and not form.cleaned_data["change_reason"].strip():
            form.add_error("change_reason", REASON_NEEDED)
            self.produced_error_message = self.get_error_message()
            return False
        return valid


class AddView(WithoutAutosave, RefusedPublication, snippets.CreateView):
    pass


class EditView(WithoutAutosave, ChecksVersion, RefusedPublication, snippets.EditView):
    pass


class FigureAddView(ThroughApproval, AddView):
    pass


class FigureEditView(ThroughApproval, EditView):
    pass


class EntryEditView(AsksReason, FigureEditView):
    """Wagtail also makes the view that goes back to an old version from this one: it is the same form."""


class WorkflowActionView(snippets.WorkflowActionView):
    """Approving from a list publishes, so it shows what changes, approves what was seen, and can be refused."""

    template_name = "funding/admin/approve.html"

    def get_context_data(self, **kwargs):
        context, latest = super().get_context_data(**kwargs), self.object.get_latest_revision()
        context |= {"version": latest.pk, "latest": latest}
        if self.model is FundingEntry:
            stored, proposed = self.model.objects.get(pk=self.object.pk), latest.as_object()
            context |= {"changes": changes_between(stored, proposed), "entry": proposed}
        return context

    def post(self, request, *args, **kwargs):
        try:
            with transaction.atomic():
                stored = self.model._default_manager.select_for_update().get(pk=self.object.pk)
                if request.POST.get("version") != str(stored.latest_revision_id):
                    raise ValidationError(_("A newer version was saved meanwhile. Look at it first, then approve."))
                return super().post(request, *args, **kwargs)
        except ValidationError as error:
            tell_why(request, _("Not published: %(reasons)s"), error)
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
            return redirect(self.redirect_url)


class ConfirmCancellationView(snippets.ConfirmWorkflowCancellationView):
    """Shows the progress of an item to people who may change it; Wagtail's own shows it to everybody."""

    def dispatch(self, request, *args, **kwargs):
        meta = self.model._meta
        if not request.user.has_perm(f"{meta.app_label}.{get_permission_codename('change', meta)}"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class UnpublishView(snippets.UnpublishView):
    """Takes a figure out of the totals, with the reason that the history keeps."""

    template_name = "funding/admin/unpublish.html"

    def post(self, request, *args, **kwargs):
        reason = request.POST.get("reason", "").strip()
        if not reason:
            messages.error(request, _("Write why this entry leaves the totals; the history keeps the reason."))
            return self.get(request, *args, **kwargs)
        self.object.change_reason = reason
        return super().post(request, *args, **kwargs)

    def unpublish(self):
        self.object.unpublish(user=self.request.user)
