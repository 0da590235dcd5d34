"""Images and documents whose file cannot be read: they close no screen, and stand on the first page until mended."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.documents.permissions import permission_policy as documents_policy
from wagtail.images.models import SourceImageIOError
from wagtail.images.permissions import permission_policy as images_policy
from wagtail.images.views import images
from wagtail.utils.urlpatterns import decorate_urlpatterns
from willow.image import UnrecognisedImageFormatError

from ..models import DogDocument, DogImage, DogRendition
from ..models.media import PLACEHOLDER
from .attention import Kind, RuleOfRows


class DamagedImages(RuleOfRows):
    name = "damaged_dogimage"
    model = DogImage
    kind = Kind.BROKEN
    sentence = _("the file of this image cannot be read, and visitors do not see it")
    of_many = _("%(count)s images of which the file cannot be read; visitors do not see them")
    action = _("Choose the file again")

    def is_for(self, user):
        return images_policy.user_has_permission(user, "change")

    def rows(self, user):
        mine = images_policy.instances_user_has_permission_for(user, "change")
        return DogImage.objects.filter(pk__in=mine.values("pk"), is_damaged=True)

    def address(self, key):
        return reverse("wagtailimages:edit", args=[key])


class DamagedDocuments(RuleOfRows):
    """Asked of each file once more: one that is there again is mended."""

    name = "damaged_dogdocument"
    model = DogDocument
    kind = Kind.BROKEN
    sentence = _("the file of this document is gone, and visitors cannot open it")
    of_many = _("%(count)s documents of which the file is gone; visitors cannot open them")
    action = _("Choose the file again")

    def is_for(self, user):
        return documents_policy.user_has_permission(user, "change")

    def rows(self, user):
        mine = documents_policy.instances_user_has_permission_for(user, "change")
        return DogDocument.objects.filter(pk__in=mine.values("pk"), is_damaged=True)

    def still(self, keys):
        return [str(document.pk) for document in DogDocument.objects.filter(pk__in=keys) if document.is_gone()]

    def address(self, key):
        return reverse("wagtaildocs:edit", args=[key])


def renditions_that_are_gone() -> list[int]:
    """The keys of the renditions whose file is gone; without its row a rendition is made anew when it is asked for."""
    renditions = DogRendition.objects.only("file").iterator()
    return [each.pk for each in renditions if not each.file.storage.exists(each.file.name)]


def preview(request, image_id, filter_spec):
    """Wagtail's own, which makes the image without its model and so fails with its file."""
    try:
        return images.preview(request, image_id, filter_spec)
    except (SourceImageIOError, UnrecognisedImageFormatError, OSError):
        return redirect(static(PLACEHOLDER))


# This comes before Wagtail's own, at the same address.
urlpatterns = decorate_urlpatterns(
    [path("images/<int:image_id>/preview/<str:filter_spec>/", preview)], require_admin_access
)
