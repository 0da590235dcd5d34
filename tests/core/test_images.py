from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from dog_site.core.models import DogImage


def photo(image_format, place=True):
    """A small photograph as a telephone makes it, with the maker and the place in its metadata."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Telefoon"
    if place:
        exif[ExifTags.IFD.GPSInfo] = {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (53.0, 13.0, 8.0)}
    file = BytesIO()
    Image.effect_mandelbrot((60, 40), (-3, -2.5, 2, 2.5), 50).convert("RGB").save(file, image_format, exif=exif)
    return SimpleUploadedFile(
        f"foto.{image_format.lower()}", file.getvalue(), content_type=f"image/{image_format.lower()}"
    )


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_an_uploaded_photograph_forgets_where_it_was_taken(log_in, image_format):
    client = log_in("communicatie")

    client.post(
        "/beheer/images/add/", {"title": "Foto", "description": "Een zaal vol mensen", "file": photo(image_format)}
    )

    image = DogImage.objects.get()
    with image.file.open() as file, Image.open(file) as stored:
        exif = stored.getexif()
    assert ExifTags.IFD.GPSInfo not in exif
    assert exif[ExifTags.Base.Make] == "Telefoon"
    assert (image.width, image.height) == (60, 40)


def test_a_photograph_without_a_place_is_stored_as_it_came(log_in):
    sent = photo("JPEG", place=False)
    client = log_in("communicatie")

    client.post("/beheer/images/add/", {"title": "Foto", "description": "Een zaal", "file": sent})

    with DogImage.objects.get().file.open() as file:
        assert file.read() == sent.open().read()
