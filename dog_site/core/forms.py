"""Upload forms that answer a bad file with a sentence instead of a server error."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.forms import BaseImageForm

# Above this a decoded image takes hundreds of megabytes (reliability.md, finding 6).
MAX_PIXELS = 50_000_000


class ImageForm(BaseImageForm):
    """A description is required; the file must be an image that can be decoded whole."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].required = True

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            self._check_pixels(file)
        return file

    def _check_pixels(self, file):
        try:
            file.seek(0)
            with Image.open(file) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise ValidationError(
                        _("This image is too large. Make it at most 50 megapixels, for example 8.000 by 6.000.")
                    )
                image.load()
        except ValidationError:
            raise
        except Exception as error:  # Pillow raises many kinds for a damaged file
            raise ValidationError(
                _("This file is damaged or not an image. Save it again as JPEG or PNG and upload that.")
            ) from error
        finally:
            file.seek(0)
