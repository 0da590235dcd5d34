"""The register of changes: who changed what in public figures, when, from what to what, and why (R15)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.log_actions import log
from wagtail.models import Revision


class FigureChange(models.Model):
    """One guarded field of something public that changed; publishing and unpublishing make these, never a person."""

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


def record_changes(instance, changes, revision, user, reason: str, **kwargs) -> None:
    """Keep `changes` of something public in the register and in its history, within the transaction of the change.

    `instance` is an entry, or anything else that public figures are computed from; `user` is who approved it.
    """
    is_entry = isinstance(instance, FigureChange._meta.get_field("entry").related_model)
    entry, title = (instance, instance.title) if is_entry else (None, f"{instance._meta.verbose_name} {instance}")
    for change in changes:
        FigureChange.objects.create(
            entry=entry,
            reference=entry.reference if entry else "",
            title=title[:255],
            field=change.field,
            label=change.label[:100],
            old=change.old[:255],
            new=change.new[:255],
            reason=reason,
            revision=revision,
            written_by=revision and revision.user,
            approved_by=user,
        )
    if changes:
        words = [f"{change.label}: {change.old} → {change.new}" for change in changes]
        log(instance, "funding.change", user=user, revision=revision, data={"changes": words, "reason": reason})
