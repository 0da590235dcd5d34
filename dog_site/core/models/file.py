"""Whether the file of an image or document can be read."""

import logging

from django.db import models, transaction

logger = logging.getLogger(__name__)


class WithFile(models.Model):
    """Mixin: a row that remembers what anybody noticed about its file, for the first page of the admin.

    A save and the content version share a transaction.
    """

    is_damaged = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)

    def note_damage(self, error: Exception | None) -> None:
        """Remember whether the file can be read (editing/damaged.py)."""
        if self.is_damaged != bool(error):
            if error:
                logger.error("The file of %s %s cannot be read, upload it again: %r", self._meta.label, self.pk, error)
            self.is_damaged = bool(error)
            type(self)._base_manager.filter(pk=self.pk).update(is_damaged=self.is_damaged)

    def is_gone(self) -> bool:
        """Whether the file is not where it should be; noted on the row. A file that is there may still be cut off."""
        is_gone = not self.file.storage.exists(self.file.name)
        if is_gone:
            self.note_damage(FileNotFoundError(self.file.name))
        return is_gone
