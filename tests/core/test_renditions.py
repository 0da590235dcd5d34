"""Pictures come in small modern files that are there before a visitor asks for them."""

import json
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image, ImageDraw

from dog_site.core.images.renditions import SHARE
from dog_site.core.models import ContentVersion, DogImage, DogRendition
from events.models import EventPhoto
from tests.desk.browser import root_collection, state_at
from tests.factories import EventPageFactory, NewsPageFactory
from tests.pages import settle

ADDRESS = "/agenda/event/"
DETAIL = 25


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def file(width, height, name="foto.jpg", colour="#2b4fc4", corner=None):
    """An image of one colour; with `corner`, its right half has that one."""
    image, content = Image.new("RGB", (width, height), colour), BytesIO()
    if corner:
        ImageDraw.Draw(image).rectangle((width // 2, 0, width, height), corner)
    image.save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")


def photo(width=1600, height=1000, description="Een zaal vol mensen", **values):
    return DogImage.objects.create(title="Foto", description=description, file=file(width, height, **values))


def broken():
    """An image whose file was damaged after it was uploaded."""
    image = photo()
    with image.file.storage.open(image.file.name, "wb") as stored:
        stored.write(b"not an image any more")
    return image


def block(image, alt_text="Een podium", decorative=False):
    value = {"image": image.pk, "alt_text": alt_text, "decorative": decorative}
    return {"type": "picture", "value": {"image": value, "caption": ""}}


def event(image=None, photos=(), blocks=(), report=()):
    page = EventPageFactory(title="Event", slug="event", image=image)
    for found in photos:
        EventPhoto.objects.create(event=page, image=found)
    page = type(page).objects.get(pk=page.pk)
    for field, values in (("body", blocks), ("report", report)):
        setattr(page, field, json.dumps(values))
    return page


def publish(page, capture):
    with capture(execute=True):
        page.save_revision().publish()


def pictures(client, address=ADDRESS):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main.find_all("picture")


def made(image):
    return set(image.renditions.values_list("filter_spec", flat=True))


def test_a_picture_is_offered_as_avif_and_webp_before_jpeg_in_three_widths(client, django_capture_on_commit_callbacks):
    publish(event(image=photo()), django_capture_on_commit_callbacks)

    (picture,) = pictures(client)

    assert [source["type"] for source in picture.find_all("source")] == ["image/avif", "image/webp"]
    offers = [*picture.find_all("source"), picture.img]
    assert [[part.split()[1] for part in offer["srcset"].split(", ")] for offer in offers] == [
        ["1200w", "800w", "400w"]
    ] * 3
    assert {offer["sizes"] for offer in offers} == {"(min-width: 1024px) 1024px, 67vw"}
    assert picture.img["src"].endswith(".jpg")
    assert picture.img["decoding"] == "async"


def test_what_stands_above_the_fold_is_not_lazy_and_all_below_it_is(client):
    event(image=photo(), photos=[photo()], blocks=[block(photo())], report=[block(photo())]).save_revision().publish()

    loading = [picture.img.get("loading") for picture in pictures(client)]

    assert loading == [None, "lazy", "lazy", "lazy"]


@pytest.mark.parametrize(
    "size, shown, largest",
    [
        ((1600, 1000), (1024, 640), (1200, 750)),
        ((3000, 1000), (1200, 400), (1200, 400)),
        ((1000, 3000), (213, 640), (400, 1200)),
        ((60, 40), (60, 40), (60, 40)),  # never enlarged
        ((1000, 10), (1000, 10), (1000, 10)),
        ((2, 1500), (1, 640), (1, 1200)),
    ],
)
def test_a_picture_keeps_its_proportions_and_stays_within_the_layout(client, size, shown, largest):
    image = photo(*size)
    event(image=image).save_revision().publish()

    (picture,) = pictures(client)

    assert (int(picture.img["width"]), int(picture.img["height"])) == shown
    jpeg = image.renditions.filter(filter_spec__endswith="format-jpeg").exclude(filter_spec=SHARE)
    assert max((made.width, made.height) for made in jpeg) == largest


def test_a_small_image_is_not_offered_twice_in_the_same_size(client, django_capture_on_commit_callbacks):
    publish(event(image=photo(300, 200)), django_capture_on_commit_callbacks)

    (picture,) = pictures(client)

    assert "," not in picture.source["srcset"]
    assert not picture.img.get("srcset")
    assert not picture.img.get("sizes")


def test_the_words_for_a_picture_are_those_of_its_block_and_else_of_the_image(client):
    image = photo()
    blocks = [block(image, alt_text="Het podium"), block(image, alt_text="", decorative=True)]
    event(image=image, photos=[photo(description="De <zaal>")], blocks=blocks).save_revision().publish()

    words = sorted(picture.img["alt"] for picture in pictures(client))

    assert words == ["", "De <zaal>", "Een zaal vol mensen", "Het podium"]


def test_publishing_makes_all_that_visitors_ask_for(client, django_capture_on_commit_callbacks):
    own, in_photo, in_block, in_report = images = [photo() for _number in range(4)]
    page = event(image=own, photos=[in_photo], blocks=[block(in_block)], report=[block(in_report)])

    publish(page, django_capture_on_commit_callbacks)

    before = {image.pk: made(image) for image in images}
    assert all(len(before[image.pk] - {SHARE}) == 9 for image in images)
    assert [SHARE in before[image.pk] for image in images] == [True, False, False, False]
    client.get(ADDRESS)
    assert {image.pk: made(image) for image in images} == before


def test_a_visitor_does_not_wait_for_what_was_not_made_at_publishing(
    client, caplog, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("dog_site.core.images.renditions.PATIENCE", 0)
    image = photo()
    page = event(photos=[image])
    publish(page, django_capture_on_commit_callbacks)

    (picture,) = pictures(client)

    assert f"Page {page.pk} has more new images" in caplog.text
    assert picture.source is None
    assert len(picture.img["srcset"].split(", ")) == 3
    assert {spec.split("|")[1] for spec in made(image)} == {"format-jpeg"}


def test_a_draft_makes_nothing(django_capture_on_commit_callbacks):
    image = photo()
    page = event()
    page.image = image

    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision()

    assert made(image) == set()


def test_a_damaged_image_is_logged_and_keeps_no_page_from_being_published_or_read(
    client, caplog, django_capture_on_commit_callbacks
):
    damaged, whole = broken(), photo()

    publish(event(image=damaged, photos=[damaged, whole]), django_capture_on_commit_callbacks)

    assert f"The file of core.DogImage {damaged.pk} cannot be read" in caplog.text
    assert len(made(whole)) == 9
    assert [picture.img["alt"] for picture in pictures(client)] == ["Een zaal vol mensen"]


def test_an_image_whose_file_is_gone_leaves_the_page_standing(client):
    image = photo()
    image.file.storage.delete(image.file.name)
    event(image=image).save_revision().publish()

    assert pictures(client) == []


@pytest.mark.parametrize("used", [True, False])
def test_a_replaced_file_is_made_anew_where_a_page_shows_the_image(
    client, log_in, django_capture_on_commit_callbacks, used
):
    image = photo()
    if used:
        publish(event(image=image), django_capture_on_commit_callbacks)
    old = set(image.renditions.values_list("file", flat=True))
    typed = {"title": "Foto", "description": "Nieuw", "collection": root_collection(), "file": file(1500, 500, "x.jpg")}

    editor, url = log_in("communicatie"), f"/beheer/images/{image.pk}/"
    typed |= state_at(editor, url)

    with django_capture_on_commit_callbacks(execute=True):
        editor.post(url, typed)

    of_the_form = ["max-165x165", "max-800x600", "original"]
    new = set(image.renditions.exclude(filter_spec__in=of_the_form).values_list("file", flat=True))
    assert len(new) == (10 if used else 0)
    assert not new & old
    if used:
        assert pictures(client)[0].img["height"] == "400"


def test_a_crop_keeps_what_an_editor_pointed_at(django_capture_on_commit_callbacks):
    image = photo(3000, 1000, colour="#ffffff", corner="#007a3e")
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 2500, 500, 200, 200
    image.save()

    publish(event(image=image), django_capture_on_commit_callbacks)

    crop = image.renditions.get(filter_spec=SHARE)
    with crop.file.open() as stored, Image.open(stored) as shown:
        left_of_the_middle = shown.convert("RGB").getpixel((400, 300))
    assert left_of_the_middle[0] < 60


def queries(client):
    client.get(ADDRESS)
    DogRendition.cache_backend.clear()
    ContentVersion.raise_number()
    settle(client)
    with CaptureQueriesContext(connection) as found:
        pictures(client)
    return len(found)


@pytest.mark.slow
def test_the_number_of_queries_does_not_grow_with_the_pictures_of_a_page(client, django_capture_on_commit_callbacks):
    publish(
        event(image=low(), photos=[low()], blocks=[block(low())], report=[block(low())]),
        django_capture_on_commit_callbacks,
    )
    few = queries(client)

    page = event_with_more()
    publish(page, django_capture_on_commit_callbacks)
    many = queries(client)

    assert len(pictures(client)) == 1 + 6 + 6 + 6
    assert many <= few
    assert many <= DETAIL


def low():
    """A low photograph: of as many renditions as a high one, each sooner made."""
    return photo(1600, 100)


def event_with_more():
    from_before = EventPhoto.objects.get().event
    from_before.slug = "eerder"
    from_before.save()
    return event(
        image=low(),
        photos=[low() for _number in range(6)],
        blocks=[block(low()) for _number in range(6)],
        report=[block(low()) for _number in range(6)],
    )


def test_an_image_whose_rights_have_ended_is_not_asked_for(client):
    image = photo()
    image.rights_until = timezone.localdate() - timezone.timedelta(days=1)
    image.save()
    NewsPageFactory(title="Bericht", slug="bericht", image=image)

    assert pictures(client, "/nieuws/bericht/") == []
    assert made(image) == set()
