"""Proposing: from a draft to what somebody else looks at and approves."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log


def check_draft(figure):
    """The checks that publication makes."""
    draft = figure.get_latest_revision_as_object()
    draft.full_clean()
    figure.check_reason(draft)


def propose(figure, user):
    """Start the workflow of the latest draft, or go on with what was sent back."""
    if figure.latest_revision is None:
        figure.save_revision(user=user)
    if state := figure.current_workflow_state:
        state.resume(user)
        return
    start(figure.get_workflow(), figure.get_latest_revision_as_object(), user)


def start(workflow, draft, user):
    """Start `workflow`, which is that of the model or None, of a draft that has none yet."""
    if workflow is None:
        raise ValidationError(_("There is no workflow for entries. Ask Beheer."))
    workflow.start(draft, user)


def propose_to_unpublish(figure, user, reason):
    """Propose that `figure`, as it is stored, leaves the site. Raises ValidationError when that cannot be proposed."""
    if not figure.live:
        raise ValidationError(_("It is not published."))
    if figure.workflow_in_progress:
        raise ValidationError(_("A change of it waits for approval. Wait for it, or take it back first."))
    draft = figure.get_latest_revision_as_object()
    draft.to_unpublish, draft.change_reason = True, reason
    draft.full_clean()
    revision = draft.save_revision(user=user)
    log(instance=draft, action="wagtail.edit", user=user, revision=revision, content_changed=True)
    propose(type(figure).objects.get(pk=figure.pk), user)
