import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from dog_site.core.models import DogDocument


@pytest.fixture
def collections(db):
    """Three collections, each within the one before."""
    found = [Collection.get_first_root_node().add_child(name="Intern")]
    for name in ("Concept", "Bijlagen"):
        found.append(found[-1].add_child(name=name))
    return found


@pytest.fixture
def documents(collections):
    """A document in each of them."""
    return [
        DogDocument.objects.create(
            title=f"In {collection}", file=ContentFile(b"tekst", name="brief.txt"), collection=collection
        )
        for collection in collections
    ]


def close(collection, restriction_type=CollectionViewRestriction.LOGIN):
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=restriction_type, password="x")


def public(documents):
    return list(DogDocument.objects.visible().filter(pk__in=[found.pk for found in documents]).order_by("pk"))


def test_a_document_is_public_while_no_collection_is_closed(documents):
    assert public(documents) == documents


@pytest.mark.parametrize("closed", [0, 1, 2])
@pytest.mark.parametrize("restriction_type", [kind for kind, _label in CollectionViewRestriction.RESTRICTION_CHOICES])
def test_a_closed_collection_closes_its_documents_and_those_below_it(collections, documents, closed, restriction_type):
    close(collections[closed], restriction_type)

    assert public(documents) == documents[:closed]


def test_a_closed_collection_leaves_those_beside_it_open(collections, documents):
    close(Collection.get_first_root_node().add_child(name="Ernaast"))

    assert public(documents) == documents


def test_a_collection_closed_twice_is_closed(collections, documents):
    close(collections[0])
    close(collections[2], CollectionViewRestriction.PASSWORD)

    assert public(documents) == []


def test_whether_documents_are_public_takes_no_query_of_its_own(documents, django_assert_num_queries):
    with django_assert_num_queries(1):
        public(documents)
