"""A page that was deleted, with everything that went with it, for as long as somebody may still want it back."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import get_page_models

KEPT_FOR = timedelta(days=30)


def a_while_from_now():
    return timezone.now() + KEPT_FOR


class DeletedPageQuerySet(models.QuerySet):
    def still_kept(self):
        """Those that may come back, also where the job that forgets the others has not run yet; not what is kept."""
        return self.filter(kept_until__gt=timezone.now()).defer("data")

    def overdue(self):
        return self.filter(kept_until__lte=timezone.now())


class DeletedPage(models.Model):
    """One deletion: a page with all pages below it (docs/decisions/0027-deleted-pages-are-kept.md)."""

    page_key = models.PositiveBigIntegerField(db_index=True)
    title = models.CharField(max_length=255, verbose_name=_("title"))
    # The label of its type, such as "events.eventpage".
    kind = models.CharField(max_length=255)
    # The titles of the pages above it, and their keys, the root first.
    place = models.TextField(blank=True, verbose_name=_("where it was"))
    above = models.JSONField(default=list)
    url_path = models.TextField(blank=True)
    # The keys of all pages that went, itself included.
    keys = models.JSONField(default=list)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("deleted by")
    )
    deleted_at = models.DateTimeField(default=timezone.now, verbose_name=_("deleted on"))
    kept_until = models.DateTimeField(default=a_while_from_now, db_index=True, verbose_name=_("kept until"))
    # Every row that went, as packed JSON (core/editing/kept_rows.py).
    data = models.BinaryField()

    wagtail_reference_index_ignore = True

    objects = DeletedPageQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-deleted_at", "-pk"]
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")

    def __str__(self):
        return self.title

    @property
    def page_type(self):
        """The model of the page; None when there is no such type any more."""
        return next((model for model in get_page_models() if model._meta.label_lower == self.kind), None)

    @property
    def kind_name(self) -> str:
        return str(self.page_type._meta.verbose_name) if self.page_type else self.kind

    @property
    def below(self) -> int:
        """How many pages went with it."""
        return len(self.keys) - 1
