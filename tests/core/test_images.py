from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import ExifTags, Image

from dog_site.core.models import DogImage
from projects.models import ProjectPage
from tests.desk.browser import root_collection


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


def upload(client, file):
    typed = {"title": "Foto", "description": "Een zaal vol mensen", "collection": root_collection(), "file": file}
    return client.post("/beheer/images/add/", typed)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_an_uploaded_photograph_forgets_where_it_was_taken(log_in, image_format):
    client = log_in("communicatie")

    upload(client, photo(image_format))

    image = DogImage.objects.get()
    with image.file.open() as file, Image.open(file) as stored:
        exif = stored.getexif()
    assert ExifTags.IFD.GPSInfo not in exif
    assert exif[ExifTags.Base.Make] == "Telefoon"
    assert (image.width, image.height) == (60, 40)


def test_a_photograph_without_a_place_is_stored_as_it_came(log_in):
    sent = photo("JPEG", place=False)
    client = log_in("communicatie")

    upload(client, sent)

    with DogImage.objects.get().file.open() as file:
        assert file.read() == sent.open().read()


@pytest.mark.parametrize("days, shown", [(-1, False), (0, True), (1, True)])
def test_an_image_leaves_the_pages_when_its_rights_have_ended(client, log_in, days, shown):
    upload(log_in("communicatie"), photo("JPEG"))
    image = DogImage.objects.get()
    image.rights_until = timezone.localdate() + timezone.timedelta(days=days)
    image.save()
    page = ProjectPage.objects.get(slug="pygrunn")
    page.image = image
    page.save_revision().publish()

    html = client.get("/projecten/pygrunn/").content.decode()

    assert ("Een zaal vol mensen" in html) is shown
