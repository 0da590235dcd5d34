"""Images and documents whose file cannot be read: they close no screen, and stand on the first page until mended."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.auth import require_admin_access
from wagtail.documents.permissions import permission_policy as documents_policy
from wagtail.images.models import SourceImageIOError
from wagtail.images.permissions import permission_policy as images_policy
from wagtail.images.views import images
from wagtail.utils.urlpatterns import decorate_urlpatterns
from willow.image import UnrecognisedImageFormatError

from ..models import DogDocument, DogImage, DogRendition
from ..models.media import PLACEHOLDER
from .attention import Rule
from .sentences import some_of


def _rule(model, policy, edit, sentence, is_still=lambda item: True):
    def find(user):
        mine = policy.instances_user_has_permission_for(user, "change")
        found = [item for item in mine.filter(is_damaged=True).order_by("title", "pk") if is_still(item)]
        titles = some_of([item.title for item in found])
        return (sentence(len(found)) % {"titles": titles}, reverse(edit, args=[found[0].pk])) if found else None

    return Rule(
        name=f"damaged_{model._meta.model_name}",
        is_for=lambda user: policy.user_has_permission(user, "change"),
        find=find,
        action=gettext_lazy("Choose the file again"),
    )


def _of_images(count):
    return ngettext(
        "The file of an image cannot be read: %(titles)s. Visitors do not see it.",
        "The files of images cannot be read: %(titles)s. Visitors do not see them.",
        count,
    )


def _of_documents(count):
    return ngettext(
        "The file of a document is gone: %(titles)s. Visitors cannot open it.",
        "The files of documents are gone: %(titles)s. Visitors cannot open them.",
        count,
    )


RULES = (
    _rule(DogImage, images_policy, "wagtailimages:edit", _of_images),
    _rule(DogDocument, documents_policy, "wagtaildocs:edit", _of_documents, DogDocument.is_gone),
)


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
