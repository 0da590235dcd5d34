"""Views of the figures: no autosave, and nobody publishes or unpublishes one alone."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views import snippets

from dog_site.core.editing import views
from dog_site.core.editing.sentences import tell_why

from .proposals import propose_to_unpublish


class WithoutAutosave:
    """A figure is saved when somebody says so: autosave would keep half-typed amounts in the history."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False


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


class AddView(WithoutAutosave, views.AddView):
    pass


class EditView(WithoutAutosave, views.GuardedEditView):
    pass


class FigureAddView(ThroughApproval, AddView):
    pass


class FigureEditView(ThroughApproval, EditView):
    pass


class UnpublishView(snippets.UnpublishView):
    """Proposes to take a figure off the site, with the reason that the history keeps; somebody else approves."""

    template_name = "funding/admin/unpublish.html"

    def post(self, request, *args, **kwargs):
        reason = request.POST.get("reason", "").strip()
        if not reason:
            messages.error(request, _("Write why this leaves the totals; the history keeps the reason."))
            return self.get(request, *args, **kwargs)
        try:
            with transaction.atomic():
                stored = self.model.objects.select_for_update().get(pk=self.object.pk)
                propose_to_unpublish(stored, request.user, reason)
        except ValidationError as error:
            tell_why(request, _("Not proposed: %(reasons)s"), error)
            return redirect(request.path)
        messages.success(
            request, _("Proposed: “%(object)s” leaves the site once somebody else approves.") % {"object": stored}
        )
        return redirect(self.get_next_url())
