from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from dog_site.core.models import CleanText


class FourEyesTask(CleanText, AbstractGroupApprovalTask):
    """Approval by somebody in a group who did not write what is approved; superusers are no exception."""

    class Meta:
        verbose_name = _("approval by somebody else")
        verbose_name_plural = _("approvals by somebody else")

    def get_actions(self, obj, user):
        """Every action opens a window that shows the change (funding/admin/views.py)."""
        names = {name for name, _label, _opens_window in super().get_actions(obj, user)}
        if obj.was_written_by(user):
            names.discard("approve")
        labels = {"reject": _("Request changes"), "approve": _("Approve")}
        return [(name, label, True) for name, label in labels.items() if name in names]

    def get_task_states_user_can_moderate(self, user, **kwargs):
        return super().get_task_states_user_can_moderate(user, **kwargs).exclude(revision__user=user)

    @classmethod
    def get_description(cls):
        return _("Somebody in the chosen groups approves, but never their own work.")
