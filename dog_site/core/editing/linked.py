"""What something else links to or has chosen is not deleted: the link would break, or what was chosen would be gone."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import DraftStateMixin, Page, ReferenceIndex

from ..lists.names import sort_key
from ..models.version import VersionedContent
from .references import points, references_of
from .sentences import some_of


def what_links_to(rows: QuerySet) -> list[str]:
    """Which other items use any of `rows`, in a sentence; empty when none does."""
    names = sorted({str(user) for user in users_of(rows)}, key=sort_key)
    return [_("This is used in: %(places)s. Take it out there first.") % {"places": some_of(names)}] if names else []


def users_of(rows: QuerySet) -> set[Model]:
    """The other items that use any of `rows`; a redirect is none, it goes with the page that it leads to."""
    keys = set(rows.order_by().values_list("pk", flat=True))
    users = {*_in_the_index(rows.model, keys), *_that_chose(rows.model, keys), *_drafts_with(rows.model, keys)}
    return {user for user in users if not (isinstance(user, rows.model) and user.pk in keys)}


def _in_the_index(model, keys) -> Iterator[Model]:
    """What Wagtail found in the texts and fields of the rows as they are stored."""
    of_redirects = ContentType.objects.get_for_model(Redirect)
    found = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model), to_object_id__in=[str(key) for key in keys]
    )
    return (item for item, _references in found.exclude(base_content_type=of_redirects).group_by_source_object())


def _that_chose(model, keys) -> Iterator[Model]:
    """What points at the rows in a field that Wagtail does not look at: a choice of more than one, or of settings."""
    for other in apps.get_models():
        parent = next((field for field in other._meta.fields if isinstance(field, ParentalKey)), None)
        if parent or issubclass(other, Page | VersionedContent):
            for field in other._meta.get_fields():
                if points(field) and issubclass(field.related_model, model):
                    for row in other._base_manager.filter(**{f"{field.name}__in": keys}):
                        yield getattr(row, parent.name) if parent else row


def _drafts_with(model, keys) -> Iterator[Model]:
    """Items of which the latest version, which is not public, points at the rows."""
    for other in apps.get_models():
        if issubclass(other, DraftStateMixin) and (other is Page or not issubclass(other, Page)):
            for item in other._base_manager.filter(has_unpublished_changes=True):
                version = item.get_latest_revision_as_object()
                if any(issubclass(to, model) and key in keys for to, key in references_of(version)):
                    yield item
