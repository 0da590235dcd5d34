"""What changed in published entries: who, when, from what to what, and why (R15)."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log
from wagtail.models import Revision

from dog_site.core.numbers.money import MoneyField
from dog_site.core.numbers.notation import dutch_euros

from .approval import ApprovedByAnother

REASON_NEEDED = _("Write why this published figure changes. Others cite it, and the history keeps the reason.")
# Changing one of these in a published entry needs a reason; scope and state belong to the size and the amounts.
EXPLAINED_FIELDS = (
    "contribution",
    "contribution_state",
    "project_size",
    "project_size_state",
    "project_size_scope",
    "theme",
    "year",
    "stage",
    "settled_amount",
)


@dataclass(frozen=True)
class Change:
    """One field of an entry, from `old` to `new` as people read them."""

    field: str
    label: str
    old: str
    new: str


def changes_between(old, new, fields=EXPLAINED_FIELDS) -> tuple[Change, ...]:
    """The differences between two states of one entry, in the order of `fields`."""
    found = []
    for name in fields:
        field = old._meta.get_field(name)
        if getattr(old, field.attname) != getattr(new, field.attname):
            label = str(field.verbose_name)
            found.append(Change(name, label, display(old, name), display(new, name)))
    return tuple(found)


def unpublication() -> Change:
    """The change that unpublishing an entry makes."""
    return Change("live", str(_("published")), str(_("yes")), str(_("no")))


def display(instance, name: str) -> str:
    """The value of a field in words: an amount in euros, the label of a choice, the name of a theme."""
    value = getattr(instance, name)
    if value is None or value == "":
        return str(_("empty"))
    field = instance._meta.get_field(name)
    if field.choices:
        return str(getattr(instance, f"get_{name}_display")())
    return dutch_euros(value) if isinstance(field, MoneyField) else str(value)


class FigureChange(models.Model):
    """One field of a published entry that changed; publishing and unpublishing make these, never a person."""

    entry = models.ForeignKey(
        "funding.FundingEntry",
        on_delete=models.SET_NULL,
        null=True,
        related_name="changes",
        verbose_name=_("funding entry"),
    )
    reference = models.CharField(max_length=20, verbose_name=_("reference"))
    title = models.CharField(max_length=255, verbose_name=_("title"))
    field = models.CharField(max_length=30, verbose_name=_("field"))
    label = models.CharField(max_length=100, verbose_name=_("what changed"))
    old = models.CharField(max_length=255, verbose_name=pgettext_lazy("value before the change", "from"))
    new = models.CharField(max_length=255, verbose_name=pgettext_lazy("value after the change", "to"))
    reason = models.TextField(blank=True, verbose_name=_("reason"))
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("version")
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("approved by"),
        help_text=_("Empty when a schedule made it public."),
    )
    changed_at = models.DateTimeField(default=timezone.now, verbose_name=_("changed at"))

    class Meta:
        verbose_name = _("change of a published figure")
        verbose_name_plural = _("changes of published figures")
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return f"{self.reference} {self.label}"


def record_changes(entry, changes, revision, approved_by, reason: str) -> None:
    """Keep `changes` of a published entry in the register and in its history, within the transaction of the change."""
    for change in changes:
        FigureChange.objects.create(
            entry=entry,
            reference=entry.reference,
            title=entry.title,
            field=change.field,
            label=change.label,
            old=change.old[:255],
            new=change.new[:255],
            reason=reason,
            revision=revision,
            written_by=revision and revision.user,
            approved_by=approved_by,
        )
    if changes:
        words = [f"{change.label}: {change.old} → {change.new}" for change in changes]
        log(entry, "funding.change", user=approved_by, revision=revision, data={"changes": words, "reason": reason})


class ExplainedChanges(ApprovedByAnother):
    """Mixin for the entries: a published one changes for a reason, and the register keeps both (R15)."""

    class Meta:
        abstract = True

    def check_publication(self, stored, proposed):
        if stored.live and changes_between(stored, proposed) and not proposed.change_reason.strip():
            raise ValidationError({"change_reason": REASON_NEEDED})

    def record_publication(self, stored, proposed, revision, user):
        if stored.live:
            record_changes(self, changes_between(stored, proposed), revision, user, proposed.change_reason)

    def unpublish(self, set_expired=False, commit=True, user=None, log_action=True):
        """Take the entry out of the totals; the reason is the `change_reason` of the object it is called on."""
        with transaction.atomic():
            reason = self.change_reason
            # A second person sees the result of the first, and leaves no second change in the register.
            self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
            self.change_reason = reason
            if self.live:
                reason = str(_("As scheduled.")) if set_expired else reason
                record_changes(self, [unpublication()], self.live_revision, user, reason)
            # The views check the rights; Wagtail's own check knows pages only.
            action = UnpublishAction(self, set_expired=set_expired, commit=commit, user=user, log_action=log_action)
            return action.execute(skip_permission_checks=True)
