"""A version of which a part cannot be read any more: the form opens with the rest, and publishing it waits."""

import logging

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .stored import LARGEST_KEY

logger = logging.getLogger(__name__)

# In place of the names of fields, for a version that says nothing at all.
EVERYTHING = "*"


class ReadableVersions(models.Model):
    """Mixin, before Wagtail's own: what cannot be read of a version stands as it is stored, and is named.

    A version names fields, rows and items of the code and the database of its day.
    """

    # The fields that are not of the version, by their names; none when the version was read whole.
    lost_fields: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def with_content_json(self, content):
        try:
            return self._read(content)
        except Exception as error:  # a version may hold anything, and what reads a field raises its own kind
            logger.error("A version of %s %s cannot be read whole: %r", self._meta.label, self.pk, error)
        kept, lost = self._readable(content if isinstance(content, dict) else {})
        found = self._read(kept)
        found.lost_fields = lost
        return found

    def publish(self, revision, *args, **kwargs):
        """Raises ValidationError for a version that cannot be read whole: what is stored is not what was written."""
        if lost := revision.as_object().lost_fields:
            raise ValidationError(unreadable_sentence(self, lost))
        return super().publish(revision, *args, **kwargs)

    def _read(self, content):
        # Before the database is asked: what it refuses would end the transaction of who saves or approves.
        if unfit := [
            field.name for field in self._meta.concrete_fields if not _fits(field, content.get(field.name, ""))
        ]:
            raise ValueError(f"no value of a column: {unfit}")
        return super().with_content_json(content)

    def _readable(self, content):
        """What is stored, with as much of `content` as can be read; and the names of the fields that cannot."""
        kept = type(self)._base_manager.get(pk=self.pk).serializable_data()
        lost = [] if content else [EVERYTHING]
        changed = {name: value for name, value in content.items() if name in kept and value != kept[name]}
        changed.pop("pk", None)
        for name, value in changed.items():
            trial = kept | {name: value}
            try:
                self._read(trial)
            except Exception:  # as above
                lost.append(name)
            else:
                kept = trial
        return kept, tuple(sorted(lost))


def _fits(field, value):
    if isinstance(field, models.CharField | models.TextField):
        return field.null or value is not None
    if field.is_relation and isinstance(value, int):
        return abs(value) <= LARGEST_KEY
    return True


def unreadable_sentence(item, lost) -> str:
    """What `lost` means to who opens or publishes a version of `item`."""
    if lost == (EVERYTHING,):
        return _("This version cannot be read any more. What stands here is what was stored beside it.")
    fields = [item._meta.get_field(name) for name in lost]
    names = [getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural for field in fields]
    return _("Of this version this cannot be read any more, and stands here as it was stored: %(names)s.") % {
        "names": ", ".join(str(name) for name in names)
    }
