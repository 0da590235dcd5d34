"""What a visitor may see: the one definition, for pages, for items of the editorial lists, for images and documents.

A page is seen while it is published, not kept like another one, and neither it nor a page above it is restricted; that
a page above it is a draft makes no difference, as in Wagtail. An item is seen while it is published. An image or a
document is seen while neither its collection nor one above that asks for a password or a log-in.

Entries and stated figures leave by the job alone (funding/models), because a figure changes for a reason (R15).
"""

from django.db import models, transaction
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from .version import ContentVersion


def published(item: str = "") -> Q:
    """Live and not past the last moment, also where the job that takes it off the site has not run yet.

    `item` is the relation by which the rows of a query lead to what has to be published, such as "theme".
    """
    of = f"{item}__" if item else ""
    stays = Q(**{f"{of}expire_at__isnull": True}) | Q(**{f"{of}expire_at__gt": timezone.now()})
    return Q(**{f"{of}live": True}) & stays


def was_published() -> Q:
    """Live, or it was once: somebody may know its address."""
    return Q(live=True) | Q(first_published_at__isnull=False)


def has_been_published(item) -> bool:
    """The same of one page or item, without a query."""
    return item.live or item.first_published_at is not None


def is_published(item) -> bool:
    """The same of one page or item, without a query."""
    return item.live and (item.expire_at is None or item.expire_at > timezone.now())


def restrictions_above(path: str):
    """Restrictions of the page at the tree path `path` of the outer query, or of a page above it."""
    return _above(PageViewRestriction, path, "page__path")


def collection_restrictions_above(path: str):
    """Restrictions of the collection at the tree path `path` of the outer query, or of a collection above it."""
    return _above(CollectionViewRestriction, path, "collection__path")


def _above(restrictions, path, restricted):
    of_row = ExpressionWrapper(OuterRef(path), output_field=models.CharField())
    return restrictions.objects.annotate(of_row=of_row).filter(of_row__startswith=F(restricted))


class VisibleQuerySet(models.QuerySet):
    """Items of an editorial list."""

    def visible(self):
        """The items that a visitor may see."""
        return self.filter(published())


class VisibleItem(models.Model):
    """Mixin for the items of an editorial list; it goes before Wagtail's own mixins."""

    objects = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_visible(self) -> bool:
        """Whether a visitor may see it."""
        return is_published(self)


class InCollectionQuerySet(models.QuerySet):
    """Images or documents, each with whether visitors may see it, at no query of its own.

    Wagtail moves many to another collection without saving one: what is written here raises the version as well.
    """

    def update(self, **values):
        with transaction.atomic():
            ContentVersion.raise_number(is_seen=False)
            return super().update(**values)

    update.alters_data = True

    def visible(self):
        """Those in a collection that is open to everybody, wherever they are shown."""
        return self.exclude(Exists(collection_restrictions_above("collection__path")))

    def marking_visible(self):
        return self.annotate(marked_private=Exists(collection_restrictions_above("collection__path")))


class MarkingManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().marking_visible()


class InCollection(models.Model):
    """Mixin for images and documents, which knows of each whether its collection is open to everybody."""

    objects = MarkingManager.from_queryset(InCollectionQuerySet)()

    class Meta:
        abstract = True
        # A relation that leads to one comes with the mark too. Here, because it is none of the migrations' business.
        base_manager_name = "objects"

    @property
    def is_visible(self) -> bool:
        """Whether its collection is open to everybody; one query for a row that was fetched without the mark."""
        if not hasattr(self, "marked_private"):
            self.marked_private = not type(self).objects.visible().filter(pk=self.pk).exists()
        return not self.marked_private
