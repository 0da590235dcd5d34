"""Approving and sending back: the step of that very item, once, and of the version that was looked at."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import TaskState
from wagtail.snippets.views import snippets

from .closed_links import warn_about_closed_links
from .effects import effects_of
from .plans import notice, saying_which_plan_ends
from .sentences import tell_why
from .versions import address_of


class Decides:
    """A view of Wagtail that approves or sends back; what the model or this refuses is said, with the way on.

    Wagtail takes the number of any step, also of another item, and reads it before it waits for whoever else decides.
    """

    template_name = "core/approve.html"
    has_approved = False

    def get_task_state(self):
        return get_object_or_404(TaskState.objects.for_instance(self.object), pk=self.task_state_id).specific

    def get_context_data(self, **kwargs):
        context, latest = super().get_context_data(**kwargs), self.object.get_latest_revision()
        comparison = address_of("revisions_compare", latest, "live", latest.pk) if self.object.live else ""
        return context | {"latest": latest, "comparison": comparison}

    def post(self, request, *args, **kwargs):
        try:
            with transaction.atomic(), saying_which_plan_ends(request, [self.object]):
                self._check_what_was_seen()
                response = super().post(request, *args, **kwargs)
        except ValidationError as error:
            return self._refused(error)
        self.has_approved = self.action_name == "approve"
        return response

    def _check_what_was_seen(self):
        """Raise ValidationError when this was decided meanwhile, or is about another version than was looked at."""
        stored = self.model._base_manager.select_for_update().filter(pk=self.object.pk).first()
        still = TaskState.objects.filter(pk=self.task_state.pk, status=TaskState.STATUS_IN_PROGRESS)
        if stored is None or not still.exists():
            raise ValidationError(_("Somebody else decided about it already. Look at the history."))
        if self.action_name == "approve" and self.request.POST.get("version") != str(stored.latest_revision_id):
            raise ValidationError(_("A newer version was saved meanwhile. Look at it first, then approve."))

    def _refused(self, error):
        """Why not, on the page that the form asks to go back to."""
        sentence = _("Not published: %(reasons)s") if self.action_name == "approve" else "%(reasons)s"
        tell_why(self.request, sentence, error)
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(self.request, {"step": "success", "redirect": self.redirect_url})
        # Only on this site; never by the name of an address.
        hosts = {self.request.get_host()}
        is_ours = url_has_allowed_host_and_scheme(self.redirect_url, hosts, self.request.is_secure())
        form = AdminURLFinder(self.request.user).get_edit_url(self.object)
        return HttpResponseRedirect(self.redirect_url if is_ours else form)


class WorkflowActionView(Decides, snippets.WorkflowActionView):
    """The window in which an item is approved from a list."""

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        if self.has_approved:
            warn_about_closed_links(request, [self.model._base_manager.get(pk=self.object.pk)])
        return response


class GuardedWorkflowActionView(WorkflowActionView):
    """Approving what public figures are computed from shows what changes."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        stored, proposed = self.model._base_manager.get(pk=self.object.pk), context["latest"].as_object()
        return context | {
            "changes": stored.changes_to(proposed),
            "effects": effects_of(stored, proposed),
            "notice": notice(stored),
        }
