"""What happens when a workflow ends (WAGTAIL_FINISH_WORKFLOW_ACTION).

Wagtail imports this before its models, so nothing of theirs is imported here.
"""

from wagtail.workflows import publish_workflow_state


def publish_what_was_approved(workflow_state, user=None):
    """Publish when the last task ended because somebody approved; any other way to the end leaves a draft."""
    last = workflow_state.task_states.order_by("pk").last()
    if last is not None and last.status == last.STATUS_APPROVED and last.finished_by_id is not None:
        publish_workflow_state(workflow_state, user=user)
