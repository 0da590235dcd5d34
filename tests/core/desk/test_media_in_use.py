"""What pages show and figures cite is not deleted from under them, alone or with others (editors.md)."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from funding.models import SourceDocument
from home.models import StandardPage
from tests.factories import EventPageFactory, NewsPageFactory

ROLES = ["communicatie", "coordinatie", "beheer"]


def new_image():
    return get_image_model().objects.create(title="Podium", description="Een podium", file=get_test_image_file())


def new_document():
    return get_document_model().objects.create(title="De brief", file=ContentFile(b"inhoud", "brief.pdf"))


def image_of_a_page():
    image = new_image()
    NewsPageFactory(title="Het nieuws", image=image).save_revision().publish()
    return image, "Het nieuws"


def image_in_a_text():
    image, page = new_image(), StandardPage.objects.get(slug="over")
    page.body = [("picture", {"image": image, "caption": ""})]
    page.save_revision().publish()
    return image, page.title


def document_of_a_source():
    document, source = new_document(), SourceDocument.objects.filter(funding_entries__isnull=False).first()
    source.document = document
    source.save()
    return document, source.title


def document_in_a_text():
    document, page = new_document(), StandardPage.objects.get(slug="over")
    page.body = [("document", {"document": document, "text": ""})]
    page.save_revision().publish()
    return document, page.title


def image_in_a_draft():
    image, page = new_image(), StandardPage.objects.get(slug="over")
    page.body = [("picture", {"image": image, "caption": ""})]
    page.save_revision()
    return image, page.title


def photo_of_an_event():
    image, event = new_image(), EventPageFactory(title="Een avond")
    event.photos.create(image=image)
    event.save()
    return image, event.title


USED = [
    image_of_a_page,
    image_in_a_text,
    image_in_a_draft,
    photo_of_an_event,
    document_of_a_source,
    document_in_a_text,
]


def ways(item):
    kind = item._meta.model_name.removeprefix("dog")
    delete = f"/beheer/images/{item.pk}/delete/" if kind == "image" else f"/beheer/documents/delete/{item.pk}/"
    yield delete
    yield f"/beheer/bulk/{item._meta.app_label}/{item._meta.model_name}/delete/?id={item.pk}&next=/beheer/"


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("number", [0, 1], ids=["alone", "with others"])
@pytest.mark.parametrize("make", USED)
def test_what_is_in_use_stays_and_says_where(log_in, django_capture_on_commit_callbacks, role, number, make):
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail's index of references among them
        item, user = make()

    response = log_in(role).post(list(ways(item))[number])

    assert response.status_code == 302
    assert type(item).objects.filter(pk=item.pk).exists()
    assert user in " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.mark.parametrize("number", [0, 1], ids=["alone", "with others"])
@pytest.mark.parametrize("make", [new_image, new_document])
def test_what_nothing_uses_goes(log_in, number, make):
    item = make()

    log_in("communicatie").post(list(ways(item))[number])

    assert not type(item).objects.filter(pk=item.pk).exists()
