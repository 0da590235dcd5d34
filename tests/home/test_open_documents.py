"""A document opens for a visitor only where something public shows it (T18, T19)."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from funding.models import SourceDocument
from home.models import StandardPage
from tests.desk.browser import public


def document():
    file = ContentFile(b"de inhoud", "lijst.pdf")
    return get_document_model().objects.create(title="De lijst", file=file)


def on_a_page(item, **values):
    page = StandardPage.objects.get(slug="over")
    page.body = [("document", {"document": item, "text": ""})]
    page.save_revision().publish()
    return page


def nowhere(item):
    pass


def on_a_public_page(item):
    on_a_page(item)


def in_the_draft_of_a_page(item):
    page = StandardPage.objects.get(slug="over")
    page.body = [("document", {"document": item, "text": ""})]
    page.save_revision()


def on_an_unpublished_page(item):
    on_a_page(item).unpublish()


def on_a_restricted_page(item):
    PageViewRestriction.objects.create(page=on_a_page(item), restriction_type="login")


def at_a_source(item, live=True):
    source = SourceDocument.objects.filter(funding_entries__isnull=False).first()
    source.document = item
    source.save()


def at_a_draft_of_a_source(item):
    SourceDocument.objects.create(title="Nog niet", kind="overig", live=False, document=item)


@pytest.mark.parametrize(
    "place, opens",
    [
        (nowhere, False),
        (in_the_draft_of_a_page, False),
        (on_an_unpublished_page, False),
        (on_a_restricted_page, False),
        (at_a_draft_of_a_source, False),
        (on_a_public_page, True),
        (at_a_source, True),
    ],
)
def test_a_visitor_opens_what_something_public_shows(django_capture_on_commit_callbacks, log_in, place, opens):
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail's index of references among them
        item = document()
        place(item)

    assert public(item.url).status_code == (200 if opens else 404)
    assert log_in("communicatie").get(item.url).status_code == 200


def test_a_private_collection_asks_for_what_it_always_asks_for(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        item = document()
        on_a_page(item)
    CollectionViewRestriction.objects.create(collection=item.collection, restriction_type="login")

    response = public(item.url)

    assert response.status_code == 302
    assert "login" in response["Location"]
