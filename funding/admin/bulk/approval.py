"""Proposing, approving and unpublishing several entries at once."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Revision

from dog_site.core.models.approval import unpublication

from ...models import FundingEntry
from ..listing import WAITING
from ..proposals import check_draft, propose, propose_to_unpublish
from .base import EntryBulkAction


class ProposeBulkAction(EntryBulkAction):
    display_name = gettext_lazy("Propose for publication")
    action_type = "propose"
    aria_label = gettext_lazy("Propose the selected entries for publication")
    action_priority = 10
    question = gettext_lazy("Propose these entries for publication? Somebody else looks at them and approves.")
    button = gettext_lazy("Propose")

    def refusal(self, entry):
        if entry.workflow_status == WAITING:
            return _("waits for approval already.")
        if entry.live and not entry.has_unpublished_changes:
            return _("has no change that is not public yet.")
        return self.lock_of(entry)

    def check(self, entry, values):
        check_draft(entry)

    def change(self, entry, values):
        propose(entry, self.request.user)

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(count)s entry proposed for publication.",
            "%(count)s entries proposed for publication.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


class ApproveBulkAction(EntryBulkAction):
    display_name = gettext_lazy("Approve")
    action_type = "approve"
    aria_label = gettext_lazy("Approve the selected entries")
    action_priority = 20
    permission = "publish"
    question = gettext_lazy("Approve and publish these entries? Visitors see them at once.")
    button = gettext_lazy("Approve and publish")

    @cached_property
    def waiting(self) -> set[int]:
        entries = FundingEntry.objects.filter(pk__in=self.keys)
        return set(entries.waiting_for(self.request.user).values_list("pk", flat=True))

    @cached_property
    def written(self) -> dict[str, int]:
        """The last version of each entry that the user wrote, in one query."""
        mine = Revision.objects.filter(base_content_type=FundingEntry.get_base_content_type(), user=self.request.user)
        of_rows = mine.filter(object_id__in=[str(key) for key in self.keys])
        return dict(of_rows.order_by("pk").values_list("object_id", "pk"))

    def refusal(self, entry):
        if entry.workflow_status != WAITING:
            return _("does not wait for approval.")
        is_own = self.written.get(str(entry.pk), 0) > (entry.live_revision_id or 0)
        if is_own or entry.proposed_by_id == self.request.user.pk:
            return _("is a proposal of your own. Somebody else approves it.")
        if entry.pk not in self.waiting:
            return _("waits for approval by somebody else.")
        return self.lock_of(entry)

    def check(self, entry, values):
        check_draft(entry)

    def change(self, entry, values):
        state = entry.current_workflow_task_state
        task = state.task.specific
        if "approve" not in {name for name, _label, _modal in task.get_actions(entry, self.request.user)}:
            raise ValidationError(_("waits for approval by somebody else."))
        task.on_action(state, self.request.user, "approve")

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext("%(count)s entry approved.", "%(count)s entries approved.", num_parent_objects) % {
            "count": num_parent_objects
        }


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Why it changes. The history of each entry keeps it."),
    )


class DraftForm(ReasonForm):
    propose = forms.BooleanField(
        label=gettext_lazy("Propose for publication at once"),
        required=False,
        help_text=gettext_lazy("Otherwise the change stays a draft. Somebody else approves either way."),
    )


class UnpublishBulkAction(EntryBulkAction):
    display_name = gettext_lazy("Unpublish")
    action_type = "unpublish"
    aria_label = gettext_lazy("Unpublish the selected entries")
    action_priority = 50
    permission = "publish"
    classes = {"serious"}
    form_class = ReasonForm
    question = gettext_lazy("Propose that these entries leave the site? Until somebody else approves they stay.")
    button = gettext_lazy("Propose")

    def refusal(self, entry):
        if entry.workflow_status == WAITING:
            return _("waits for approval. Wait for it, or take it back first.")
        return self.lock_of(entry) if entry.live else _("is not published.")

    def changes_of(self, entries, values):
        return {entry.pk: [unpublication()] for entry in entries if entry.live}

    def change(self, entry, values):
        propose_to_unpublish(entry, self.request.user, values["reason"])

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ngettext(
            "%(count)s entry proposed to leave the site.",
            "%(count)s entries proposed to leave the site.",
            num_parent_objects,
        ) % {"count": num_parent_objects}
