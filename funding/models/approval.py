"""A figure becomes public when somebody other than its author approves it, whichever way it came (R15).

Form, workflow, bulk action, schedule and code all end in `publish`, so only `publish` makes the checks.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class ApprovedByAnother(models.Model):
    """Mixin for figures with drafts; it goes before Wagtail's own mixins."""

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
            if user is not None and stored.was_written_by(user, revision):
                raise ValidationError(_("You wrote this yourself, so somebody else has to approve it. Submit it."))
            self.check_publication(stored, proposed)
            published = super().publish(revision, user=user, **kwargs)
            live = type(self).objects.get(pk=self.pk)
            if live.live and live.live_revision_id == revision.pk:
                self.record_publication(stored, proposed, revision, user)
            return published

    def was_written_by(self, user, revision=None) -> bool:
        """Whether `user` wrote any version that is not public yet, up to `revision`."""
        written = self.revisions.filter(user=user, pk__gt=self.live_revision_id or 0)
        return written.filter(pk__lte=revision.pk).exists() if revision else written.exists()

    def check_publication(self, stored, proposed) -> None:
        """Raise ValidationError when this model may not publish `proposed` over `stored`."""

    def record_publication(self, stored, proposed, revision, user) -> None:
        """Record what changed since `stored`, the row before."""
