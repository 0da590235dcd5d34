"""Images of which the file cannot be read: they close no screen, and stand on the first page until they are mended."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.auth import require_admin_access
from wagtail.images.models import SourceImageIOError
from wagtail.images.permissions import permission_policy
from wagtail.images.views import images
from wagtail.utils.urlpatterns import decorate_urlpatterns
from willow.image import UnrecognisedImageFormatError

from ..models import DogImage
from ..models.media import PLACEHOLDER
from .attention import Rule
from .sentences import some_of


def _damaged():
    return DogImage.objects.filter(is_damaged=True).order_by("title", "pk")


def _sentence(_user):
    titles = list(_damaged().values_list("title", flat=True))
    if not titles:
        return ""
    words = ngettext(
        "The file of an image cannot be read: %(titles)s. Visitors do not see it.",
        "The files of images cannot be read: %(titles)s. Visitors do not see them.",
        len(titles),
    )
    return words % {"titles": some_of(titles)}


def _address():
    return reverse("wagtailimages:edit", args=[_damaged().values_list("pk", flat=True)[0]])


DAMAGED_RULE = Rule(
    name="damaged_images",
    is_for=lambda user: permission_policy.user_has_permission(user, "change"),
    find=_sentence,
    action=gettext_lazy("Choose the file again"),
    address=_address,
)


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
