"""Connects Django's and Wagtail's events to the content version, the renditions and the redirects."""

from functools import wraps

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, post_page_move

from .around.addresses import keep_addresses
from .editing.linked import users_of
from .images.renditions import make_renditions
from .models import ContentVersion, DogDocument, DogImage, DogRendition, VersionedContent, has_been_published
from .models.pages import page_returned

# What visitors are told the moment of a change of.
SEEN = Page | VersionedContent | PageViewRestriction | Site
# No answer to a visitor is made of these: who works here and at what, and what follows from the content. All other rows
# raise the version, also those of a model that does not exist yet; tests/core/test_version.py knows why for each.
ASIDE_APPS = {"admin", "auth", "contenttypes", "modelsearch", "sessions", "taggit", "wagtailadmin", "wagtailusers"}
ASIDE = {
    *("Comment", "CommentReply", "GroupCollectionPermission", "GroupPagePermission", "GroupSitePermission"),
    *("ModelLogEntry", "PageLogEntry", "PageSubscription", "ReferenceIndex", "Revision", "SavedFilters"),
    *("UploadedFile", "User"),
    *("Task", "TaskState", "GroupApprovalTask", "FourEyesTask", "Workflow", "WorkflowContentType", "WorkflowPage"),
    *("WorkflowState", "WorkflowTask"),
    *(
        "CalendarEntry",
        "ContentVersion",
        "DeletedPage",
        "DogRendition",
        "Embed",
        "ImportRun",
        "ImportUpload",
        "Occurrence",
        "PutOff",
        "Rendition",
        "Word",
    ),
}


# Fields of a page or item that say something of its draft or of who works on it.
OF_DRAFTS = {
    *("latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"),
    *("locked", "locked_at", "locked_by", "go_live_at"),
}


def is_aside(model) -> bool:
    """Whether no answer depends on rows of `model`; those that a migration writes count when it is done."""
    is_of_migration = model._meta.apps is not apps
    return is_of_migration or model._meta.app_label in ASIDE_APPS or model.__name__ in ASIDE


@receiver(post_save)
def content_saved(sender, instance, update_fields=None, raw=False, **kwargs):
    """A draft saves its revision fields only."""
    is_draft = update_fields is not None and {*update_fields} <= OF_DRAFTS
    if not is_draft and not raw and not is_aside(sender):
        was_public = getattr(instance, "first_published_at", None) is not None
        is_seen = isinstance(instance, SEEN) and (getattr(instance, "live", True) or was_public)
        ContentVersion.raise_number(is_seen=is_seen)


@receiver(post_delete)
def content_deleted(sender, instance, **kwargs):
    # A page that was kept goes on naming the file of a rendition; the next one makes it anew.
    if not is_aside(sender) or sender is DogRendition:
        ContentVersion.raise_number(is_seen=isinstance(instance, SEEN))


@receiver(post_migrate)
def site_was_brought_up_to_date(sender, apps=apps, **kwargs):
    """Operators migrate after a release and after a restore: nothing that was kept before is shown after it."""
    table = apps.all_models[sender.label].get(ContentVersion._meta.model_name)
    # Who migrates back may have no table, or one without the token.
    if table is not None and "token" in {field.name for field in table._meta.fields}:
        ContentVersion.raise_number(is_seen=False)


def _in_one_transaction(action):
    """What Wagtail does to a row without a transaction, in one with the version."""

    @wraps(action)
    def both(self, *args, **kwargs):
        with transaction.atomic():
            done = action(self, *args, **kwargs)
            ContentVersion.raise_number(is_seen=False)
            return done

    return both


for _model in (Collection, CollectionViewRestriction, PageViewRestriction, Redirect, Site):
    _model.save = _in_one_transaction(_model.save)
# A collection that moves tells nobody.
Collection.move = _in_one_transaction(Collection.move)


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


@receiver(page_returned)
def page_came_back(instance, url_path_before, **kwargs):
    keep_addresses(instance, url_path_before, has_been_published(instance))


@receiver(pre_delete, sender=DogImage)
@receiver(pre_delete, sender=DogDocument)
def media_in_use_stay(instance, **kwargs):
    """An image or document goes only when nothing shows it or cites it, whichever way somebody tries."""
    used_by = users_of(type(instance)._base_manager.filter(pk=instance.pk))
    if used_by:
        raise ProtectedError(f"{instance} is in use.", used_by)
