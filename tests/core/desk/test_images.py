"""An upload that cannot be used is refused with a sentence; no row and no file stays behind."""

import io
import json
import struct
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngImageFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import UploadedFile

from dog_site.core.images.upload import max_pixels
from tests.desk.browser import root_collection, state_at


def jpeg(width=640, height=480):
    file = io.BytesIO()
    Image.effect_noise((width, height), 50).save(file, "JPEG")
    return file.getvalue()


def png_that_declares(width, height, colour=2):
    """A hundred bytes that say they are an image of this size; `colour` is 2 without and 6 with transparency."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 64)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


UNUSABLE = {
    "a truncated JPEG": ("podium.jpg", jpeg()[:-2_000]),
    "a JPEG of which only the start is there": ("podium.jpg", jpeg()[:1_000]),
    "text": ("podium.png", b"Dit is geen afbeelding."),
    "an empty file": ("podium.png", b""),
    "a JPEG that is called .svg": ("podium.svg", jpeg()),
    "a script in an SVG": ("podium.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
    "a web page": ("podium.jpg", b"<html><script>1</script></html>"),
    "a JPEG that is called .png": ("podium.png", jpeg()),
    "1.600 megapixels declared in a few bytes": ("podium.png", png_that_declares(40_000, 40_000)),
    "64 megapixels declared in a few bytes": ("podium.png", png_that_declares(8_000, 8_000)),
    "more pixels than fit a number": ("podium.png", png_that_declares(2**31 - 1, 2**31 - 1)),
}


@pytest.mark.parametrize("side, colour, most", [(5_000, 2, 24), (4_000, 6, 12)])
def test_what_decoding_would_take_is_decided_before_it(log_in, media, monkeypatch, side, colour, most):
    monkeypatch.setattr(PngImageFile, "load", lambda image: pytest.fail("it was decoded"))

    response = upload(log_in("beheer"), "groot.png", png_that_declares(side, side, colour))

    [sentence] = response.context["form"].errors["file"]
    assert f"{most} megapixel" in sentence


@pytest.mark.parametrize(
    "kind, info, most",
    [
        ("JPEG", {}, 24),
        ("JPEG", {"progressive": 1}, 14),
        ("PNG", {}, 24),
        ("PNG", {"transparency": 0}, 12),
        ("GIF", {}, 19),
        ("WEBP", {}, 6),
        ("AVIF", {}, 8),
        ("TIFF", {}, 6),
    ],
)
def test_a_kind_that_takes_more_may_have_fewer_pixels(kind, info, most):
    image = Image.new("P" if info.get("transparency") == 0 else "RGB", (1, 1))
    image.format, image.info = kind, info

    assert max_pixels(image) // 1_000_000 == most


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def files(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def upload(client, name, content, description="Een podium"):
    file = SimpleUploadedFile(name, content)
    typed = {"title": "Podium", "description": description, "tags": "", "collection": root_collection(), "file": file}
    return client.post("/beheer/images/add/", typed)


def upload_several(client, name, content):
    file = SimpleUploadedFile(name, content)
    headers = {"x-requested-with": "XMLHttpRequest"}
    return client.post(
        "/beheer/images/multiple/add/",
        {"title": "Podium", "collection": root_collection(), "files[]": file},
        headers=headers,
    )


def upload_in_chooser(client, name, content):
    file = SimpleUploadedFile(name, content)
    typed = {"title": "Podium", "description": "Een podium", "collection": root_collection(), "file": file}
    data = {f"image-chooser-upload-{field}": value for field, value in typed.items()}
    return client.post("/beheer/images/chooser/create/", data)


@pytest.mark.parametrize("name, content", UNUSABLE.values(), ids=UNUSABLE)
def test_an_image_that_cannot_be_used_is_refused_with_a_sentence(log_in, media, name, content):
    client = log_in("beheer")

    response = upload(client, name, content)

    assert response.status_code == 200
    assert all(" " in sentence for sentence in response.context["form"].errors["file"])
    assert not get_image_model().objects.exists()
    assert files(media) == []


@pytest.mark.parametrize("name, content", UNUSABLE.values(), ids=UNUSABLE)
def test_an_image_that_cannot_be_used_is_refused_among_several(log_in, media, name, content):
    client = log_in("beheer")

    response = upload_several(client, name, content)

    answer = json.loads(response.content)
    assert answer["success"] is False
    assert " " in answer["error_message"]
    assert not get_image_model().objects.exists()
    assert not UploadedFile.objects.exists()
    assert files(media) == []


@pytest.mark.parametrize("name, content", UNUSABLE.values(), ids=UNUSABLE)
def test_an_image_that_cannot_be_used_is_refused_while_choosing_one(log_in, media, name, content):
    client = log_in("beheer")

    response = upload_in_chooser(client, name, content)

    assert json.loads(response.content)["step"] == "reshow_creation_form"
    assert not get_image_model().objects.exists()
    assert files(media) == []


@pytest.mark.parametrize("description", ["", "   ", "nul\0", "x" * 256])
def test_an_image_has_a_description(log_in, media, description):
    client = log_in("beheer")

    response = upload(client, "podium.jpg", jpeg(), description)

    assert "description" in response.context["form"].errors
    assert not get_image_model().objects.exists()
    assert files(media) == []


def test_an_image_uploaded_among_several_waits_for_its_description(log_in, media):
    client = log_in("beheer")

    answer = json.loads(upload_several(client, "podium.jpg", jpeg()).content)
    pk = answer["uploaded_file_id"]
    url = f"/beheer/images/multiple/create_from_uploaded_image/{pk}/"
    headers = {"x-requested-with": "XMLHttpRequest"}
    refused = client.post(url, {f"uploaded-image-{pk}-title": "Podium"}, headers=headers)
    before = get_image_model().objects.count()
    typed = {"title": "Podium", "description": "Een podium", "collection": root_collection()}
    client.post(url, {f"uploaded-image-{pk}-{field}": value for field, value in typed.items()}, headers=headers)

    assert json.loads(refused.content)["success"] is False
    assert before == 0
    assert get_image_model().objects.get().description == "Een podium"


@pytest.mark.parametrize("send", [upload, upload_in_chooser])
def test_a_good_image_is_kept_with_its_description(log_in, media, send):
    client = log_in("beheer")

    send(client, "podium.jpg", jpeg())

    image = get_image_model().objects.get()
    assert (image.width, image.height, image.description) == (640, 480, "Een podium")
    assert image.uploaded_by_user.username == "beheer"


def test_a_good_file_replaces_the_one_of_an_image_and_a_bad_one_does_not(log_in, media):
    client = log_in("beheer")
    upload(client, "podium.jpg", jpeg())
    image = get_image_model().objects.get()
    url = f"/beheer/images/{image.pk}/"
    form = {"title": "Podium", "description": "Een podium", "tags": "", "collection": root_collection()}
    form |= state_at(client, url)

    bad = client.post(url, {**form, "file": SimpleUploadedFile("nieuw.jpg", jpeg()[:-2_000])})
    after_bad = get_image_model().objects.get().width
    client.post(url, {**form, "file": SimpleUploadedFile("nieuw.jpg", jpeg(320, 200))})

    assert "file" in bad.context["form"].errors
    assert after_bad == 640
    assert get_image_model().objects.get().width == 320


@pytest.mark.parametrize("name", ["lijst.exe", "lijst.html", "lijst.svg", "lijst", "lijst.pdf.exe"])
def test_a_document_of_a_kind_that_is_not_listed_is_refused(log_in, media, name):
    client = log_in("beheer")
    file = SimpleUploadedFile(name, b"inhoud")

    typed = {"title": "Lijst", "language": "nl", "tags": "", "collection": root_collection(), "file": file}
    response = client.post("/beheer/documents/add/", typed)

    assert "file" in response.context["form"].errors
    assert not get_document_model().objects.filter(title="Lijst").exists()
    assert files(media) == []


def test_the_site_accepts_no_svg():
    assert "svg" not in settings.WAGTAILIMAGES_EXTENSIONS
