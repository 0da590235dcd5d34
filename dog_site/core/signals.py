"""Connects Django's and Wagtail's events to the content version; each handler is one line of intent."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page

from .models import ContentVersion, VersionedContent


@receiver(post_save)
def content_saved(instance, update_fields=None, raw=False, **kwargs):
    """Publishing, unpublishing and moving save the whole row; a draft saves its revision fields only."""
    whole = update_fields is None or "live" in update_fields or not hasattr(instance, "live")
    if isinstance(instance, Page | VersionedContent) and whole and not raw:
        ContentVersion.raise_number()


@receiver(post_delete)
def content_deleted(instance, **kwargs):
    if isinstance(instance, Page | VersionedContent):
        ContentVersion.raise_number()
