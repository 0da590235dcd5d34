from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .checks import ChecksAtOnce
from .clean_text import CleanText
from .forms import ItemForm


class ContentVersion(models.Model):
    """A number that rises with every change a visitor can see, in the transaction of that change.

    Whatever is derived from content (a cached rollup, an ETag) carries this number in its key, so that
    nothing is ever purged by hand.
    """

    number = models.PositiveBigIntegerField(default=0, verbose_name=_("number"))
    changed_at = models.DateTimeField(null=True, verbose_name=_("last change"))

    class Meta:
        verbose_name = _("content version")

    def __str__(self):
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        return cls.objects.values_list("number", flat=True).first() or 0

    @classmethod
    def raise_number(cls, is_seen: bool = True) -> None:
        """Count one change, and when it was unless no visitor sees it. Joins the caller's transaction."""
        change = {"number": F("number") + 1} | ({"changed_at": timezone.now()} if is_seen else {})
        if not cls.objects.filter(pk=1).update(**change):
            # Only on a database that has never seen a change; a second process waits for the first.
            cls.objects.get_or_create(pk=1)
            cls.objects.filter(pk=1).update(**change)

    @classmethod
    def lock(cls) -> None:
        """Wait for a change that is under way and hold up the next one, until the end of the caller's transaction."""
        list(cls.objects.select_for_update().values_list("pk"))


class VersionedContent(CleanText, ChecksAtOnce):
    """Content outside the page tree that visitors see; a save and the version share a transaction.

    Pages need no such base: Wagtail saves a page inside a transaction, signals included.
    """

    base_form_class = ItemForm

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
