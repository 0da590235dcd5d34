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

from .renditions import make_renditions_of

# Above this a decoded image takes hundreds of megabytes.
MAX_PIXELS = 50_000_000
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
            with Image.open(file) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise ValidationError(
                        _("This image is too large. Make it at most 50 megapixels, for example 8000 by 6000.")
                    )
                image.load()
                data = without_place(image, data)
        except ValidationError:
            raise
        except Exception as error:  # Pillow raises many kinds for a damaged file
            raise ValidationError(DAMAGED) from error
        finally:
            file.seek(0)
        data.seek(0)
        return super().to_python(data)


class ImageForm(BaseImageForm):
    """A description is required; the file must be an image that can be decoded whole."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].required = True
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = ImageField(label=given.label, required=given.required, widget=given.widget)

    def save(self, commit=True):
        image = super().save(commit=commit)
        if commit and any(name == "file" or name.startswith("focal_point") for name in self.changed_data):
            transaction.on_commit(partial(make_renditions_of, image), robust=True)
        return image


def without_place(image, file):
    """`file`, or a copy of it without the GPS position that a telephone wrote into it."""
    exif = image.getexif()
    if ExifTags.IFD.GPSInfo not in exif:
        return file
    del exif[ExifTags.IFD.GPSInfo]
    cleaned = BytesIO()
    image.save(cleaned, format=image.format, exif=exif, **KEEP.get(image.format, {}))
    return SimpleUploadedFile(file.name, cleaned.getvalue(), content_type=getattr(file, "content_type", None))
