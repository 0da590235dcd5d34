"""Giving several entries the same theme or stage, as a draft or as a proposal."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import log

from dog_site.core.models.approval import Change
from projects.models import Theme

from ...models import FundingEntry, Stage
from ..changes import draft_value, names_of
from ..listing import WAITING
from ..proposals import propose
from .approval import DraftForm
from .base import EntryBulkAction


class SetFieldBulkAction(EntryBulkAction):
    """Gives one field of each entry the same value, as a new draft with a reason."""

    field_name = ""
    has_preview = True
    button = gettext_lazy("Save as draft")

    @property
    def field(self):
        return FundingEntry._meta.get_field(self.field_name)

    def refusal(self, entry):
        if entry.workflow_status == WAITING:
            return _("waits for approval. Wait for it, or take it back first.")
        return self.lock_of(entry)

    def changes_of(self, entries, values):
        """Changes from the value of the latest draft to the chosen one, which is empty until one is chosen."""
        chosen = values.get(self.field_name)
        new = getattr(chosen, "pk", chosen)
        current = {entry.pk: draft_value(entry, self.field) for entry in entries}
        words = self.words({*current.values(), new} - {None})
        label = str(self.field.verbose_name).capitalize()
        return {
            key: [
                Change(self.field_name, label, words.get(old, ""), _("unchanged") if old == new else words.get(new, ""))
            ]
            for key, old in current.items()
        }

    def words(self, values) -> dict:
        return {value: str(label) for value, label in self.field.flatchoices if value in values}

    def check(self, entry, values):
        if values["propose"] and self.changes_something(entry, values):
            # A row without a draft is its own draft, so a fresh copy of it is filled in.
            draft = FundingEntry.objects.get(pk=entry.pk).get_latest_revision_as_object()
            self.fill(draft, values)
            draft.full_clean()
            entry.check_reason(draft)

    def changes_something(self, entry, values):
        chosen = values[self.field_name]
        return draft_value(entry, self.field) != getattr(chosen, "pk", chosen)

    def fill(self, draft, values):
        setattr(draft, self.field_name, values[self.field_name])
        # A draft that waits for its own reason keeps it.
        reasons = [draft.change_reason if draft.has_unpublished_changes else "", values["reason"]]
        draft.change_reason = "\n".join(filter(None, reasons))

    def change(self, entry, values):
        if not self.changes_something(entry, values):
            return False
        user = self.request.user
        draft = entry.get_latest_revision_as_object()
        self.fill(draft, values)
        draft.clean()
        # As in the form, a row that visitors see is left alone: its draft is a revision.
        if not draft.live:
            draft.save()
        revision = draft.save_revision(user=user, clean=False)
        log(instance=draft, action="wagtail.edit", user=user, revision=revision, content_changed=True)
        if values["propose"]:
            propose(FundingEntry.objects.get(pk=entry.pk), user)
        return True

    def get_success_message(self, num_parent_objects, num_child_objects):
        proposed = self.cleaned_form.cleaned_data["propose"]
        counts = {"count": num_parent_objects}
        if proposed:
            return (
                ngettext(
                    "%(count)s entry changed and proposed for publication.",
                    "%(count)s entries changed and proposed for publication.",
                    num_parent_objects,
                )
                % counts
            )
        return (
            ngettext(
                "%(count)s entry changed, as a draft.", "%(count)s entries changed, as drafts.", num_parent_objects
            )
            % counts
        )


class ThemeForm(DraftForm):
    theme = forms.ModelChoiceField(
        label=gettext_lazy("New theme"), queryset=Theme.objects.visible().order_by("sort_order", "sort_key")
    )
    field_order = ["theme", "reason", "propose"]


class ThemeBulkAction(SetFieldBulkAction):
    display_name = gettext_lazy("Assign theme")
    action_type = "theme"
    aria_label = gettext_lazy("Assign a theme to the selected entries")
    action_priority = 30
    form_class = ThemeForm
    field_name = "theme"
    question = gettext_lazy("Which theme do these entries get? Each gets a new draft; visitors see nothing of it yet.")

    def words(self, values):
        return names_of(self.field, values)


class StageForm(DraftForm):
    stage = forms.ChoiceField(label=gettext_lazy("New stage"), choices=[("", "---------"), *Stage.choices])
    field_order = ["stage", "reason", "propose"]


class StageBulkAction(SetFieldBulkAction):
    display_name = gettext_lazy("Set stage")
    action_type = "stage"
    aria_label = gettext_lazy("Set the stage of the selected entries")
    action_priority = 40
    form_class = StageForm
    field_name = "stage"
    question = gettext_lazy("Which stage do these entries get? Each gets a new draft; visitors see nothing of it yet.")
