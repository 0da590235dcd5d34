"""A file that is cut off, overwritten, empty or gone closes no screen, and stands on the first page until mended."""

from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests.desk.browser import state_at
from tests.desk.bureau import needs
from tests.desk.test_every_address import addresses
from tests.factories import NewsPageFactory


def gone(path):
    path.unlink()


def cut_off(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwritten(path):
    path.write_bytes(b"Dit is geen afbeelding.")


def empty(path):
    path.write_bytes(b"")


DAMAGES = pytest.mark.parametrize("damage", [gone, cut_off, overwritten, empty])


@pytest.fixture
def shown():
    """A page with an image and a document, of which the renditions have to be made anew."""
    image = get_image_model().objects.create(title="Podium", description="x", file=get_test_image_file(size=(640, 400)))
    document = get_document_model().objects.create(title="Stuk", file=ContentFile(b"inhoud", "stuk.txt"))
    page = NewsPageFactory(title="Met een foto", image=image)
    page.body = [("picture", {"image": image, "caption": ""}), ("document", {"document": document, "text": ""})]
    page.save_revision().publish()
    image.renditions.all().delete()
    return page, image, document


@DAMAGES
def test_no_screen_of_the_admin_is_closed(log_in, shown, damage):
    page, image, document = shown
    damage(Path(image.file.path))
    damage(Path(document.file.path))
    client = log_in("beheer")
    of_media = [url for name, url in addresses() if "image" in name or "doc" in name]
    of_this_image = [
        f"/beheer/images/chooser/{image.pk}/select_format/",
        f"/beheer/images/{image.pk}/preview/max-165x165/",
        f"/beheer/images/{image.pk}/generate_url/",
        f"/beheer/images/{image.pk}/generate_url/max-165x165/",
        f"/beheer/images/chooser/chosen/{image.pk}/",
        f"/beheer/api/main/images/{image.pk}/",
    ]

    answers = {
        url: client.get(url).status_code
        for url in [*of_media, *of_this_image, f"/beheer/images/{image.pk}/", f"/beheer/pages/{page.pk}/edit/"]
    }

    assert len(answers) > 40
    assert {url: status for url, status in answers.items() if status >= 500} == {}
    assert "images/no-image.svg" in client.get("/beheer/images/").content.decode()


def first_page(client):
    found = needs(client)
    return SimpleNamespace(words=" ".join(found.values()), addresses=found.keys())


@DAMAGES
def test_it_stands_on_the_first_page_until_it_is_mended(log_in, shown, damage):
    _page, image, _document = shown
    client, url = log_in("communicatie"), f"/beheer/images/{image.pk}/"
    sentence = "Podium: het bestand van deze afbeelding is niet te lezen"
    before = first_page(client)

    damage(Path(image.file.path))
    client.get("/beheer/images/")
    broken = first_page(client)
    typed = {"title": "Podium", "description": "x", "collection": str(image.collection_id)}
    file = SimpleUploadedFile("nieuw.png", get_test_image_file().file.getvalue())
    client.post(url, state_at(client, url) | typed | {"file": file})
    mended = first_page(client)

    assert [sentence in page.words for page in (before, broken, mended)] == [False, True, False]
    assert url in broken.addresses


@pytest.mark.parametrize("notice", ["a visitor", "the check"])
def test_a_document_without_its_file_stands_there_until_it_is_mended(log_in, client, shown, notice):
    _page, _image, document = shown
    staff, sentence = log_in("communicatie"), "Stuk: het bestand van dit document is weg"
    path = Path(document.file.path)
    before = first_page(staff)

    gone(path)
    answer = Client().get(document.url) if notice == "a visitor" else call_command("check_files", stderr=StringIO())
    broken = first_page(staff)
    path.write_bytes(b"inhoud")
    mended = first_page(staff)

    assert answer is None or answer.status_code == 404
    assert [sentence in page.words for page in (before, broken, mended)] == [False, True, False]
    assert f"/beheer/documents/edit/{document.pk}/" in broken.addresses


def test_the_check_of_files_finds_images_and_makes_room_for_renditions(shown, capsys):
    _page, image, _document = shown
    whole, lost = image.get_rendition("width-100"), image.get_rendition("width-200")
    gone(Path(lost.file.path))

    call_command("check_files")
    told = capsys.readouterr()
    gone(Path(image.file.path))
    call_command("check_files")

    assert "asked for: 1" in told.out
    assert told.err == ""
    assert list(image.renditions.all()) == [whole]
    assert f"Gone: the file of afbeelding {image.pk}, Podium" in capsys.readouterr().err
    assert get_image_model().objects.get().is_damaged


def test_an_image_of_which_only_the_renditions_are_left_stands_there_as_well(log_in, shown):
    _page, image, _document = shown
    client = log_in("communicatie")
    client.get("/beheer/images/")  # makes them
    gone(Path(image.file.path))

    call_command("check_files", stderr=StringIO())
    client.get("/beheer/images/")

    assert "Podium: het bestand van deze afbeelding is niet te lezen" in first_page(client).words


def test_a_file_that_is_gone_is_logged_once(shown, caplog):
    _page, _image, document = shown
    gone(Path(document.file.path))

    assert [document.is_gone(), document.is_gone()] == [True, True]
    assert caplog.text.count("cannot be read") == 1


@DAMAGES
def test_a_visitor_sees_the_page_without_it(client, shown, damage):
    page, image, _document = shown
    damage(Path(image.file.path))

    response = client.get(page.url)

    assert response.status_code == 200
    assert "no-image" not in response.content.decode()
    assert get_image_model().objects.get().is_damaged
