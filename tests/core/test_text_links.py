"""A link in a text that a visitor may not follow loses the link and keeps its words."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from home.models import StandardPage
from tests.factories import NewsPageFactory
from tests.pages import parsed


def published(**values):
    return NewsPageFactory(slug="het-bericht", **values)


def draft():
    return published(live=False)


def restricted():
    page = published()
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def below_a_restricted_page():
    page = published()
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="password", password="geheim")
    return page


def expired():
    page = published(expire_at=timezone.now() - timezone.timedelta(days=1))
    page.unpublish(set_expired=True)
    return page


def alias():
    page = published()
    Page.objects.filter(pk=page.pk).update(alias_of=Page.objects.get(slug="over"))
    return page


def document(*, private):
    collection = Collection.get_first_root_node().add_child(name="Een verzameling")
    if private:
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    file = ContentFile(b"inhoud", "lijst.pdf")
    return get_document_model().objects.create(title="De lijst", file=file, collection=collection)


def link_on_a_page(client, kind, item):
    page = StandardPage.objects.get(slug="over")
    page.body = [("text", f'<p>Lees <a linktype="{kind}" id="{item.pk}">de woorden</a> verder.</p>')]
    page.save_revision().publish()
    answer = client.get("/over/")
    [paragraph] = [found for found in parsed(answer.content).select("main p") if "verder" in found.get_text()]
    assert "Lees de woorden verder." in " ".join(paragraph.get_text().split())
    return paragraph.find(href=True)


def test_a_link_to_a_public_page_leads_there(client):
    assert link_on_a_page(client, "page", published())["href"] == "/nieuws/het-bericht/"


@pytest.mark.parametrize("make", [draft, restricted, below_a_restricted_page, expired, alias])
def test_a_link_to_a_page_that_is_not_public_keeps_its_words_only(client, make):
    assert link_on_a_page(client, "page", make()) is None
    assert "het-bericht" not in client.get("/over/").content.decode()


@pytest.mark.parametrize("private", [False, True])
def test_a_link_to_a_document_of_a_private_collection_keeps_its_words_only(client, private):
    found = link_on_a_page(client, "document", document(private=private))

    assert (found is None) is private


def test_many_links_take_one_query_for_pages(client, django_assert_max_num_queries):
    page = StandardPage.objects.get(slug="over")
    links = "".join(f'<a linktype="page" id="{NewsPageFactory().pk}">Een</a> ' for _number in range(10))
    page.body = [("text", f"<p>{links}</p>")]
    page.save_revision().publish()
    client.get("/over/")

    with django_assert_max_num_queries(20):
        assert client.get("/over/").content.decode().count("/nieuws/") >= 10
