"""Connects Django's and Wagtail's events to the content version, the renditions and the redirects, in a line each."""

from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, post_page_move

from .around.addresses import keep_addresses
from .editing.linked import users_of
from .images.renditions import make_renditions
from .models import ContentVersion, DogDocument, DogImage, VersionedContent, has_been_published

# Models that decide what visitors see, who may see it, and at which address.
SEEN = Page | VersionedContent | PageViewRestriction | Site


@receiver(post_save)
def content_saved(instance, update_fields=None, raw=False, **kwargs):
    """Publishing, unpublishing and moving save the whole row; a draft saves its revision fields only."""
    whole = update_fields is None or "live" in update_fields or not hasattr(instance, "live")
    if isinstance(instance, SEEN) and whole and not raw:
        was_public = getattr(instance, "first_published_at", None) is not None
        ContentVersion.raise_number(is_seen=getattr(instance, "live", True) or was_public)


@receiver(post_delete)
def content_deleted(instance, **kwargs):
    if isinstance(instance, SEEN):
        ContentVersion.raise_number()


@receiver(page_published)
def page_was_published(instance, **kwargs):
    # No partial: Django logs what failed by its name, and a partial has none.
    transaction.on_commit(lambda: make_renditions(instance), robust=True)


@receiver(page_slug_changed)
def page_was_renamed(instance, instance_before, **kwargs):
    keep_addresses(instance, instance_before.url_path, has_been_published(instance_before))


@receiver(post_page_move)
def page_was_moved(instance, url_path_before, **kwargs):
    keep_addresses(instance, url_path_before, has_been_published(instance))


@receiver(pre_delete, sender=DogImage)
@receiver(pre_delete, sender=DogDocument)
def media_in_use_stay(instance, **kwargs):
    """An image or document goes only when nothing shows it or cites it, whichever way somebody tries."""
    used_by = users_of(type(instance)._base_manager.filter(pk=instance.pk))
    if used_by:
        raise ProtectedError(f"{instance} is in use.", used_by)
