"""Upkeep of workflows and their tasks never decides about what waits in them.

Wagtail skips a task that is disabled or gone, and publishes what has no task left; so a proposal that nobody looked at
became public. Here only what somebody approved is published (finish.py), and upkeep is refused while something waits.
"""

from django.db.models import QuerySet
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import workflows
from wagtail.models import Task, Workflow, WorkflowState
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .plain_conflicts import ChecksState
from .sentences import some_of


def waiting_in(instance: Workflow | Task) -> QuerySet:
    """What waits in a workflow, or in any workflow with a task."""
    waiting = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    if isinstance(instance, Workflow):
        return waiting.filter(workflow=instance)
    return waiting.filter(workflow__workflow_tasks__task=instance.pk).distinct()


class RefusedWhileSomethingWaits:
    """Mixin for views of workflows and tasks: what is posted changes nothing while something waits."""

    def post(self, request, *args, **kwargs):
        names = [str(state.content_object) for state in waiting_in(self.get_object()).order_by("pk")]
        if not names:
            return super().post(request, *args, **kwargs)
        messages.error(
            request,
            _("Nothing was changed, since this waits for approval: %(waiting)s. Approve it or send it back first.")
            % {"waiting": some_of(names)},
        )
        return self.shown_again()

    def shown_again(self):
        return redirect(self.request.path)


class _Form(RefusedWhileSomethingWaits):
    def shown_again(self):
        """The form with everything that was typed."""
        self.object = self.get_object()
        self.form = self.get_form()
        return self.render_to_response(self.get_context_data(form=self.form))


class EditWorkflow(_Form, ChecksState, workflows.Edit):
    def formsets_of(self, form):
        return [self.get_pages_formset()] if self.object.active else []


class EditTask(_Form, ChecksState, workflows.EditTask):
    pass


class DisableWorkflow(RefusedWhileSomethingWaits, workflows.Disable):
    pass


class DisableTask(RefusedWhileSomethingWaits, workflows.DisableTask):
    pass


# These come before Wagtail's own, at the same addresses.
urlpatterns = decorate_urlpatterns(
    [
        path("edit/<int:pk>/", EditWorkflow.as_view()),
        path("disable/<int:pk>/", DisableWorkflow.as_view()),
        path("tasks/edit/<int:pk>/", EditTask.as_view()),
        path("tasks/disable/<int:pk>/", DisableTask.as_view()),
    ],
    require_admin_access,
)
