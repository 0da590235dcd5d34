"""An upload form that answers a bad image with a sentence instead of a server error, and forgets where it was taken."""

from functools import partial
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.forms import FileField
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from ..numbers.days import DayField
from .renditions import make_renditions_of

# What decoding may take in bytes, and what a pixel takes in each format, as bench/uploads.py measures it.
MAX_MEMORY = 98_000_000
BYTES_PER_PIXEL = {"JPEG": 4, "MPO": 4, "PNG": 4, "GIF": 5, "WEBP": 16, "AVIF": 11}
PROGRESSIVE = 7  # a JPEG that comes in rounds
TRANSPARENT = 4  # more, since making it smaller copies it
DAMAGED = _("This file is damaged or not an image. Save it again as JPEG or PNG and upload that.")
# With these options Pillow changes only the metadata of an image; PNG needs none.
KEEP = {"JPEG": {"quality": "keep"}, "WEBP": {"quality": 95}, "AVIF": {"quality": 95}}


class ImageField(WagtailImageField):
    """Looks at the size an image declares before anything decodes it, then decodes it whole before it is kept."""

    def to_python(self, data):
        file = FileField.to_python(self, data)
        if file is None:
            return None
        try:
            data = _checked(file, data)
        except ValidationError:
            raise
        except Exception as error:  # Pillow raises many kinds for a damaged file
            raise ValidationError(DAMAGED) from error
        finally:
            file.seek(0)
        data.seek(0)
        return super().to_python(data)


def _checked(file, data):
    """`data` without its place, once `file` was decoded whole; in a function, so that the pixels are gone after it."""
    with Image.open(file) as image:
        if image.width * image.height > (limit := max_pixels(image)):
            raise ValidationError(
                _("This image is too large. A file of this kind may have %(number)s megapixels at most."),
                params={"number": limit // 1_000_000},
            )
        image.load()
        return without_place(image, data)


class ImageForm(BaseImageForm):
    """A description is required; the file must be an image that can be decoded whole."""

    class Meta(BaseImageForm.Meta):
        field_classes = {"rights_until": DayField}
        help_texts = {
            "title": _("The name under which you find it again. Example: Opening of the hackathon 2027."),
            "description": _(
                "What is to be seen, for who cannot see it. Example: Three students at a laptop with a map of the city."
            ),
            "collection": _("The folder in which it is kept."),
            "tags": _("Words by which you find it again, with a comma between them. Example: hackathon, forum."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].required = True
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = ImageField(label=given.label, required=given.required, widget=given.widget)

    def save(self, commit=True):
        if "file" in self.changed_data:
            self.instance.is_damaged = False
        image = super().save(commit=commit)
        if commit and any(name == "file" or name.startswith("focal_point") for name in self.changed_data):
            transaction.on_commit(partial(make_renditions_of, image), robust=True)
        return image


def max_pixels(image: Image.Image) -> int:
    """How many pixels a file like this may have, by what it says of itself before anything is decoded."""
    size = BYTES_PER_PIXEL.get(image.format, max(BYTES_PER_PIXEL.values()))
    if image.info.get("progressive"):
        size = PROGRESSIVE
    return MAX_MEMORY // (size + TRANSPARENT * image.has_transparency_data)


def without_place(image, file):
    """`file`, or a copy of it without the GPS position that a telephone wrote into it."""
    exif = image.getexif()
    if ExifTags.IFD.GPSInfo not in exif:
        return file
    del exif[ExifTags.IFD.GPSInfo]
    cleaned = BytesIO()
    image.save(cleaned, format=image.format, exif=exif, **KEEP.get(image.format, {}))
    return SimpleUploadedFile(file.name, cleaned.getvalue(), content_type=getattr(file, "content_type", None))
