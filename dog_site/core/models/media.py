from django.db import models
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import DocumentQuerySet as WagtailDocumentQuerySet
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import ImageQuerySet as WagtailImageQuerySet

from .clean_text import CleanText
from .file import WithFile
from .visibility import InCollection, InCollectionQuerySet, MarkingManager

# What stands in place of an image that cannot be read, as high as it is wide.
PLACEHOLDER, PLACEHOLDER_SIDE = "images/no-image.svg", 165


class ImageQuerySet(InCollectionQuerySet, WagtailImageQuerySet):
    pass


class DogImage(InCollection, CleanText, WithFile, AbstractImage):
    """An image with what we must know to show it: what it shows, who made it, and how long we may use it."""

    credit = models.CharField(
        max_length=255,
        blank=True,
        verbose_name=_("credit"),
        help_text=_("Who made the image, as it should be printed."),
    )
    licence = models.CharField(
        max_length=100,
        blank=True,
        verbose_name=_("licence"),
        help_text=_("For example CC BY 4.0, or the agreement with the maker."),
    )
    rights_until = models.DateField(
        null=True,
        blank=True,
        verbose_name=_("rights until"),
        help_text=_("The last day on which we may show the image. Empty: no end date."),
    )
    has_consent = models.BooleanField(
        default=False,
        verbose_name=_("people shown gave consent"),
        help_text=_("Tick when everybody who can be recognised agreed, or when nobody can be."),
    )

    objects = MarkingManager.from_queryset(ImageQuerySet)()

    admin_form_fields = (
        "title",
        "file",
        "description",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
        "credit",
        "licence",
        "rights_until",
        "has_consent",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_rendition(self, filter):
        """The rendition, or a placeholder where the file is cut off, overwritten or gone: it closes no screen."""
        try:
            return super().get_rendition(filter)
        except InvalidFilterSpecError:
            raise
        except Exception as error:  # Pillow, Willow and the storage raise many kinds
            self.note_damage(error)
            return self.get_rendition_model()(image=self, width=PLACEHOLDER_SIDE, height=PLACEHOLDER_SIDE)

    def create_rendition(self, filter):
        """Made from the file, which is read whole for it; one that was made before says nothing of it."""
        made = super().create_rendition(filter)
        self.note_damage(None)
        return made

    @property
    def may_be_shown(self) -> bool:
        """Whether its rights still run and its collection is open; a page leaves out any other image."""
        return (self.rights_until is None or timezone.localdate() <= self.rights_until) and self.is_visible


class DogRendition(AbstractRendition):
    image = models.ForeignKey(DogImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]

    @property
    def url(self):
        """A placeholder has no file of its own."""
        return super().url if self.file else static(PLACEHOLDER)


class WithImage(models.Model):
    """A page with an image of its own above its text."""

    image = models.ForeignKey(
        DogImage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
        help_text=_("Shown above the text. The description of the image is read aloud to anyone who cannot see it."),
    )

    class Meta:
        abstract = True


class DocumentQuerySet(InCollectionQuerySet, WagtailDocumentQuerySet):
    pass


class DogDocument(InCollection, CleanText, WithFile, AbstractDocument):
    """A file a visitor can download, with what somebody needs to know before opening it."""

    is_searched_by_words = True

    language = models.CharField(max_length=10, default="nl", verbose_name=_("language"))
    date = models.DateField(null=True, blank=True, verbose_name=_("date of the document"))
    is_accessible = models.BooleanField(
        default=False,
        verbose_name=_("accessible"),
        help_text=_("Tick when a screen reader can read the file."),
    )

    objects = MarkingManager.from_queryset(DocumentQuerySet)()

    admin_form_fields = ("title", "file", "collection", "tags", "language", "date", "is_accessible")

    def is_gone(self):
        """As of every file; of a document nothing but that is known, so one that is there is mended."""
        if is_gone := super().is_gone():
            return is_gone
        self.note_damage(None)
        return False

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
