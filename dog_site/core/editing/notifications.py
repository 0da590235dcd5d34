"""Mails about approvals: sent after the commit, one per person about everything that was done at once.

Wagtail sends one for each step of each item, within the transaction. So its mails tell of changes that are undone a
moment later, and a mail server that does not answer undoes what was saved.
"""

import logging
from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.mail import get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import ngettext, override
from wagtail.admin import mail
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

logger = logging.getLogger(__name__)

# The items of one batch by recipient and notification, each item once and in the order of arrival.
_batch: ContextVar[dict | None] = ContextVar("batch", default=None)


def _subject(notification, count, name) -> str:
    values = {"count": count, "name": name}
    if notification == "submitted":
        return ngettext("%(count)s %(name)s waits for approval", "%(count)s %(name)s wait for approval", count) % values
    return ngettext("%(count)s %(name)s was approved", "%(count)s %(name)s were approved", count) % values


class AfterCommit:
    """Mixin for Wagtail's notifiers."""

    def send_notifications(self, template_set, context, recipients, **kwargs):
        batch = _batch.get()
        if batch is None:
            send = super().send_notifications
            transaction.on_commit(lambda: send(template_set, context, recipients, **kwargs), robust=True)
        else:
            for recipient in recipients:
                batch[recipient, self.notification].setdefault(context["object"])
        return True


class TaskSubmitted(AfterCommit, mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    pass


class WorkflowSubmitted(AfterCommit, mail.WorkflowStateSubmissionEmailNotifier):
    pass


class WorkflowApproved(AfterCommit, mail.WorkflowStateApprovalEmailNotifier):
    pass


class WorkflowRejected(AfterCommit, mail.WorkflowStateRejectionEmailNotifier):
    pass


# These carry the names of Wagtail's own notifiers, so they replace those whichever is connected first.
NOTIFIERS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification", TaskSubmitted()),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification", WorkflowSubmitted()),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification", WorkflowApproved()),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", WorkflowRejected()),
)


def replace_wagtail_notifiers() -> None:
    for signal, sender, name, notifier in NOTIFIERS:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(notifier, sender=sender, dispatch_uid=name)


@contextmanager
def in_one_mail():
    """Propose or approve items within it, in a transaction: each person gets one mail about all of them."""
    batch = defaultdict(dict)
    token = _batch.set(batch)
    try:
        yield
    finally:
        _batch.reset(token)
    if batch:
        # No partial: Django logs a failure by the name of the function, and a partial has none.
        transaction.on_commit(lambda: _send(batch), robust=True)


def _send(batch):
    with mail.OpenedConnection(get_connection()) as connection:
        for (recipient, notification), items in batch.items():
            try:
                mail.send_mail(*_words(recipient, notification, list(items)), [recipient.email], connection=connection)
            except Exception:
                logger.exception("No mail about %s items to %s", len(items), recipient.email)


def _words(recipient, notification, items):
    """The subject and the text of the mail, in the language of the recipient."""
    with override(recipient.wagtail_userprofile.get_preferred_language()):
        meta, address_of = items[0]._meta, AdminURLFinder(recipient).get_edit_url
        name = meta.verbose_name if len(items) == 1 else meta.verbose_name_plural
        subject = _subject(notification, len(items), name)
        rows = [(item, address_of(item)) for item in items]
        text = render_to_string("core/batch_mail.txt", {"user": recipient, "subject": subject, "rows": rows})
    return subject, text.strip()
