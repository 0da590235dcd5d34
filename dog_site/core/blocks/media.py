"""Blocks that show or offer a file."""

from django.db.models import prefetch_related_objects
from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(
        label=_("image"), help_text=_("Say what is to be seen on it, for who cannot see it, or that it is decorative.")
    )
    caption = blocks.CharBlock(
        required=False,
        max_length=250,
        label=_("caption"),
        help_text=_("What the image itself does not tell. Example: The winners with their prototype, June 2017."),
    )

    class Meta:
        icon = "image"
        label = _("image")
        description = _("An image with a description, or marked as decorative.")
        template = "components/picture.html"
        preview_template = "blocks/previews/picture.html"

    def get_context(self, value, parent_context=None):
        """Only what the component asks for: nothing of the page around it."""
        return {"image": value.get("image"), "caption": value.get("caption"), "lazy": True}

    def bulk_to_python(self, values):
        """With the renditions of all pictures of a text, so that each does not ask for its own."""
        found = super().bulk_to_python(values)
        prefetch_related_objects([value["image"] for value in found if value["image"]], "renditions")
        return found


class DocumentBlock(blocks.StructBlock):
    """A download that says beforehand what a visitor gets."""

    document = DocumentChooserBlock(
        label=_("document"),
        help_text=_("Visitors read beforehand what kind of file it is and how large."),
    )
    text = blocks.CharBlock(
        required=False, max_length=250, label=_("text"), help_text=_("Empty: the title of the document.")
    )

    class Meta:
        icon = "doc-full"
        label = _("document")
        description = _("A file to download, with its type, size, language and date.")
        template = "blocks/document.html"
        preview_template = "blocks/previews/document.html"

    def get_context(self, value, parent_context=None):
        document = value.get("document")
        context = super().get_context(value, parent_context=parent_context)
        if document is None or not document.is_visible:
            return context
        return {**context, "document": document, "details": _details(document)}


def _details(document):
    """Type, size, language and date, each only where it is known."""
    size = document.get_file_size()
    details = [
        document.file_extension.upper(),
        "" if size is None else filesizeformat(size),
        _language_name(document.language),
        date_format(document.date) if document.date else "",
    ]
    return [detail for detail in details if detail]


def _language_name(code):
    code = code.strip().lower()
    if not code:
        return ""
    try:
        return get_language_info(code)["name_translated"]
    except KeyError:
        return code
