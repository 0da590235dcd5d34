"""What others lean on stays: it is not unpublished or deleted from under them.

A room registers in its app's `ready()` what leans on rows of lower rooms.
"""

from collections.abc import Callable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from wagtail.models import Page

# Given rows of one model, a rule says in sentences what leans on which of them and what to do first.
Rule = Callable[[models.QuerySet], list[str]]
_rules: list[Rule] = []
_rules_of_deletion: list[Rule] = []


def register(rule: Rule, deletion_only: bool = False) -> None:
    """Ask `rule` before something leaves, or only before it is deleted."""
    (_rules_of_deletion if deletion_only else _rules).append(rule)


def what_leans_on(rows: models.QuerySet) -> list[str]:
    """Why `rows` have to stay public, in sentences; empty when nothing leans on them."""
    return [sentence for rule in _rules for sentence in rule(rows)]


def what_needs(rows: models.QuerySet) -> list[str]:
    """Why `rows` cannot be deleted, in sentences; empty when nothing needs them."""
    return what_leans_on(rows) or [sentence for rule in _rules_of_deletion for sentence in rule(rows)]


class LeanedOn(models.Model):
    """Mixin for what public figures lean on; it goes before Wagtail's own mixins.

    The admin asks the same first (wagtail_hooks.py); this stops whatever came another way.
    """

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk and not self.live and self._row.filter(live=True).exists():
            _stay(what_leans_on(self._row))
        return super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        _stay(what_needs(self.get_descendants(inclusive=True) if isinstance(self, Page) else self._row))
        return super().delete(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.expire_at and self.pk and (reasons := what_leans_on(self._row)):
            raise ValidationError({"expire_at": reasons})

    @property
    def _row(self):
        manager = Page._base_manager if isinstance(self, Page) else type(self)._base_manager
        return manager.filter(pk=self.pk)


def _stay(reasons):
    if reasons:
        raise ValidationError({NON_FIELD_ERRORS: reasons})
