"""What a public figure is computed from changes for a reason and by two people, whichever way the change came (R15).

Form, workflow, bulk action, schedule and code all end in `publish`, so only `publish` makes the checks.
"""

from dataclasses import dataclass
from datetime import date, time

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _
from wagtail.actions.unpublish import UnpublishAction

from ..numbers.days import dutch_day
from ..numbers.money import MoneyField
from ..numbers.notation import dutch_euros

REASON_NEEDED = _("Write why this published figure changes. Others cite it, and the history keeps the reason.")
# Sent within the transaction of the change, by the model, with `instance`, `changes`, `revision`, `user`, `reason`.
figures_changed = Signal()


@dataclass(frozen=True)
class Change:
    """One guarded field, from `old` to `new` as people read them."""

    field: str
    label: str
    old: str
    new: str


def unpublication() -> Change:
    """The change that unpublishing makes."""
    return Change("live", str(_("published")), str(_("yes")), str(_("no")))


def display(instance, name: str) -> str:
    """The value of a field in words: an amount in euros, the label of a choice, the name of a theme."""
    field = instance._meta.get_field(name)
    return in_words(field, getattr(instance, field.attname))


def in_words(field, value) -> str:
    """A value of a model field in words; of a relation that is its primary key."""
    if value is None or value == "":
        return str(_("empty"))
    if isinstance(field, models.ForeignKey):
        return str(field.related_model._base_manager.filter(pk=value).first() or _("gone"))
    if isinstance(field, models.BooleanField):
        return str(_("yes") if value else _("no"))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, date | time):
        return dutch_day(value)
    return dutch_euros(value) if isinstance(field, MoneyField) else str(value)


class ApprovedByAnother(models.Model):
    """Mixin for what public figures are computed from; it goes before Wagtail's own mixins.

    Whatever was once public is compared with what was public last, also when it was unpublished in between.
    """

    # The fields that a public total, share, verdict or source line is computed from.
    guarded_fields: tuple[str, ...] = ()
    # Whether every publication needs somebody else, or only one that changes a guarded field.
    always_approved = False
    # Whether publishing a draft takes the row off the site; a model whose rows leave by approval has a field for it.
    to_unpublish = False

    change_reason = models.TextField(
        blank=True,
        verbose_name=_("reason for the change"),
        help_text=_(
            "Needed to change what a public figure is computed from, once it was published. The history keeps it. "
            "Example: Vaststelling van 3 mei, besluit 123."
        ),
    )
    # The guarded values of a row that is not public any more, as visitors saw them last.
    last_public = models.JSONField(null=True, blank=True, editable=False, encoder=DjangoJSONEncoder)

    class Meta:
        abstract = True

    def publish(self, revision, user=None, **kwargs):
        """Publish `revision` after the full check, by `user`; None is a schedule or the first load.

        Raises ValidationError, with sentences for the editor, and then changes nothing.
        """
        with transaction.atomic():
            stored = type(self).objects.select_for_update().get(pk=self.pk)
            proposed = revision.as_object()
            proposed.full_clean()
            changes = stored.changes_to(proposed)
            if (changes or self.always_approved) and user is not None and stored.was_written_by(user, revision):
                raise ValidationError(_("You wrote this yourself, so somebody else has to approve it. Submit it."))
            stored.check_reason(proposed, changes)
            if stored.live and proposed.to_unpublish:
                return stored.leave(proposed, revision, user)
            published = super().publish(revision, user=user, **kwargs)
            live = type(self).objects.get(pk=self.pk)
            if live.live and live.live_revision_id == revision.pk:
                self.tell(changes, revision, user, proposed.change_reason)
            return published

    def was_written_by(self, user, revision=None) -> bool:
        """Whether `user` wrote any version that is not public yet, up to `revision`."""
        written = self.revisions.filter(user=user, pk__gt=self.live_revision_id or 0)
        return written.filter(pk__lte=revision.pk).exists() if revision else written.exists()

    def check_reason(self, proposed, changes=None) -> None:
        """Raise ValidationError when publishing `proposed` over this row needs a reason that it does not give."""
        changes = self.changes_to(proposed) if changes is None else changes
        if changes and not proposed.change_reason.strip():
            raise ValidationError({"change_reason": REASON_NEEDED})

    def changes_to(self, proposed) -> tuple[Change, ...]:
        """What publishing `proposed` over this row, as it is stored, changes in guarded fields; none when it is new."""
        if self.live and proposed.to_unpublish:
            return (unpublication(),)
        before, after = self.public_values(), proposed.guarded_values()
        if before is None:
            return ()
        changed = [name for name, value in after.items() if not self._is_same(name, before.get(name), value)]
        return tuple(self._change(name, before.get(name), after[name]) for name in changed)

    def public_values(self) -> dict | None:
        """The guarded values of this row, as it is stored, that visitors saw last; None when they never saw any."""
        if self.live:
            return self.guarded_values()
        if self.first_published_at is None:
            return None
        return self.guarded_values() if self.last_public is None else self.last_public

    def guarded_values(self) -> dict:
        """The value of each guarded field, of a relation its primary key, with what `guarded_rows` adds."""
        fields = [self._meta.get_field(name) for name in self.guarded_fields]
        return {field.name: getattr(self, field.attname) for field in fields} | self.guarded_rows()

    def guarded_rows(self) -> dict[str, list[str]]:
        """The names, in order, of what hangs on this row and is read by public figures, by the name of the relation."""
        return {}

    def _is_same(self, name, old, new):
        if isinstance(new, list):
            return (old or []) == new
        field = self._meta.get_field(name)
        return field.to_python(old) == field.to_python(new)

    def _change(self, name, old, new):
        field = self._meta.get_field(name)
        if isinstance(new, list):
            label = field.related_model._meta.verbose_name_plural
            return Change(name, str(label), ", ".join(old or []) or str(_("empty")), ", ".join(new) or str(_("empty")))
        old, new = (in_words(field, field.to_python(value)) for value in (old, new))
        return Change(name, str(field.verbose_name), old, new)

    def with_content_json(self, content):
        """A version of before does not know what was public last."""
        found = super().with_content_json(content)
        found.last_public = self.last_public
        return found

    def unpublish(self, set_expired=False, commit=True, user=None, log_action=True):
        """Take the row off the site; the reason is the `change_reason` of the object it is called on."""
        with transaction.atomic():
            reason = self.change_reason
            # A second person sees the result of the first, and leaves no second change in the register.
            self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
            self.change_reason = reason
            self._tell_and_remember(self.live_revision, user, str(_("As scheduled.")) if set_expired else reason)
            # The views check the rights; Wagtail's own check knows pages only.
            action = UnpublishAction(self, set_expired=set_expired, commit=commit, user=user, log_action=log_action)
            return action.execute(skip_permission_checks=True)

    def leave(self, proposed, revision, user):
        """Take this row, as it is stored, off the site because `revision` asks for it; its draft asks no more."""
        self._tell_and_remember(revision, user, proposed.change_reason)
        UnpublishAction(self, user=user).execute(skip_permission_checks=True)
        proposed.to_unpublish, proposed.live, proposed.last_public = False, False, self.last_public
        proposed.save_revision(user=revision.user, clean=False)

    def _tell_and_remember(self, revision, user, reason):
        if self.live:
            self.tell([unpublication()], revision, user, reason)
            self.last_public = self.guarded_values()

    def tell(self, changes, revision, user, reason) -> None:
        """Tell whoever keeps a register of `changes`, within the transaction of the change."""
        if changes:
            figures_changed.send(
                type(self), instance=self, changes=changes, revision=revision, user=user, reason=reason
            )
