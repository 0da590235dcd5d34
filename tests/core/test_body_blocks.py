"""The blocks of the body as a visitor sees them: only public content, and no input breaks them."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, ReferenceIndex

from home.models import StandardPage
from tests.factories import ProjectPageFactory
from tests.pages import text


def page_with(*body):
    page = StandardPage.objects.get(slug="over")
    page.body = json.dumps([{"type": block, "value": value} for block, value in body])
    page.save_revision().publish()
    return page.url


def main(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").find("main")


def hrefs(element):
    return [link["href"] for link in element.find_all("a", href=True)]


def link_to(page, **values):
    return {"page": page.pk, **values}


def unpublish(page):
    page.unpublish()


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def restrict_above(page):
    restrict(Page.objects.get(pk=page.get_parent().pk))


def delete(page):
    """As before a page that something links to stayed."""
    type(page).objects.filter(pk=page.pk).delete()


HIDDEN = pytest.mark.parametrize("hide", [unpublish, restrict, restrict_above, delete])


@pytest.fixture
def document(db):
    return get_document_model().objects.create(
        title="Tussenstand", file=ContentFile(b"x" * 2_048, name="tussenstand.pdf"), file_size=2_048
    )


@HIDDEN
def test_a_list_of_links_shows_a_page_only_while_it_is_public(client, hide):
    project = ProjectPageFactory(title="Geheim project", slug="geheim")
    links = [link_to(project), {"address": "https://www.rug.nl", "text": "Universiteit", "description": "Partner"}]
    address = page_with(("links", {"heading": "Lees ook", "links": links}))
    before = main(client, address)

    hide(project)
    after = main(client, address)

    assert "/projecten/geheim/" in hrefs(before)
    assert "Geheim project" in before.text
    assert "/projecten/geheim/" not in hrefs(after)
    assert "Geheim project" not in after.text
    assert "https://www.rug.nl" in hrefs(after)
    assert "Partner" in after.text


@HIDDEN
def test_a_list_without_a_public_link_is_not_there_at_all(client, hide):
    project = ProjectPageFactory(slug="geheim")
    address = page_with(("links", {"heading": "Lees ook", "links": [link_to(project, description="Vertrouwelijk")]}))

    hide(project)

    html = str(main(client, address))
    assert "Lees ook" not in html
    assert "Vertrouwelijk" not in html


def test_a_link_to_a_page_may_have_words_of_its_own(client):
    address = page_with(
        ("links", {"heading": "", "links": [link_to(ProjectPageFactory(title="Titel"), text="Anders")]})
    )

    words = text(str(main(client, address)))

    assert "Anders" in words
    assert "Titel" not in words


def test_a_list_of_links_takes_as_many_queries_for_many_links_as_for_one(client):
    def queries(count):
        links = [link_to(ProjectPageFactory()) for _link in range(count)]
        address = page_with(("links", {"heading": "", "links": links}))
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            shown = hrefs(main(client, address))
        assert len([href for href in shown if href.startswith("/projecten/")]) >= count
        return len(found)

    assert queries(12) == queries(1)


@HIDDEN
def test_a_call_to_action_is_not_there_when_nobody_can_follow_it(client, hide):
    project = ProjectPageFactory(title="Geheim project", slug="geheim")
    call = {"heading": "Doe mee", "text": "Er is nog plaats.", "link": link_to(project)}
    address = page_with(("call_to_action", call))
    before = main(client, address)

    hide(project)
    after = main(client, address)

    assert before.find("a", class_="dog-button")["href"] == "/projecten/geheim/"
    assert after.find("a", class_="dog-button") is None
    assert "Geheim project" not in after.text
    assert "Er is nog plaats." not in after.text


@pytest.mark.parametrize(
    "values, words",
    [
        ({}, "Tussenstand PDF, 2,0\xa0KB, Nederlands; "),
        ({"is_accessible": True}, "Tussenstand PDF, 2,0\xa0KB, Nederlands"),
        ({"language": "", "is_accessible": True}, "Tussenstand PDF, 2,0\xa0KB"),
        ({"language": "en", "is_accessible": True}, "Tussenstand PDF, 2,0\xa0KB, Engels"),
        # A code that Django has no name for is shown as it is.
        ({"language": "gos", "is_accessible": True}, "Tussenstand PDF, 2,0\xa0KB, gos"),
        (
            {"date": datetime.date(2017, 9, 5), "is_accessible": True},
            "Tussenstand PDF, 2,0\xa0KB, Nederlands, 5 september 2017",
        ),
    ],
)
def test_a_document_says_beforehand_what_a_visitor_gets(client, document, values, words):
    get_document_model().objects.filter(pk=document.pk).update(**values)

    block = main(client, page_with(("document", {"document": document.pk, "text": ""}))).find(class_="dog-document")

    said = " ".join(block.get_text(" ").replace("\xa0", "\0").split()).replace("\0", "\xa0")
    assert said.startswith(words)
    assert said == words or not values
    assert block.a["href"] == document.url


def test_a_document_may_have_words_of_its_own(client, document):
    words = text(str(main(client, page_with(("document", {"document": document.pk, "text": "Lees de brief"})))))

    assert "Lees de brief" in words
    assert "Tussenstand" not in words


def test_a_document_whose_file_is_gone_leaves_the_page_standing_and_its_size_out(client, document):
    document.file.storage.delete(document.file.name)
    get_document_model().objects.filter(pk=document.pk).update(file_size=None)

    block = main(client, page_with(("document", {"document": document.pk, "text": ""}))).find(class_="dog-document")

    assert "PDF" in block.text
    assert "KB" not in block.text


def test_a_document_that_was_deleted_is_left_out(client, document):
    address = page_with(("document", {"document": document.pk, "text": "Lees de brief"}))

    ReferenceIndex.objects.all().delete()  # as of a site on which this was not kept
    document.delete()

    assert "Lees de brief" not in main(client, address).text


@pytest.mark.parametrize("depth", [0, 1])
def test_a_document_of_a_private_collection_is_left_out(client, document, depth):
    above = Collection.get_first_root_node().add_child(name="Intern")
    below = above.add_child(name="Concept")
    get_document_model().objects.filter(pk=document.pk).update(collection=below)
    address = page_with(("document", {"document": document.pk, "text": ""}))
    before = main(client, address).text

    restriction = CollectionViewRestriction.LOGIN
    CollectionViewRestriction.objects.create(collection=[below, above][depth], restriction_type=restriction)

    assert "Tussenstand" in before
    assert "Tussenstand" not in main(client, address).text


TABLE = {
    "caption": "Deelnemers per bijeenkomst",
    "columns": [{"type": "text", "heading": "Bijeenkomst"}, {"type": "number", "heading": "Deelnemers"}],
    "rows": [{"values": ["Opening", "1.050"]}, {"values": ["", "1.170"]}],
}


def test_a_table_names_itself_its_columns_and_its_rows(client):
    table = main(client, page_with(("table", TABLE))).find("table")

    assert table.caption.text == "Deelnemers per bijeenkomst"
    assert [th.text for th in table.thead.find_all("th", scope="col")] == ["Bijeenkomst", "Deelnemers"]
    assert [th.text for th in table.tbody.find_all("th")] == ["Opening"]
    assert {th["scope"] for th in table.tbody.find_all("th")} == {"row"}
    assert [td.text for td in table.find_all("td")] == ["1.050", "", "1.170"]
    assert {cell["data-l"] for cell in table.tbody.find_all(class_="dog-n")} == {"Deelnemers"}


def test_words_in_a_block_are_shown_as_words(client):
    script = "<script>alert(1)</script>"
    body = [
        ("quote", {"text": script, "speaker": script, "source": script}),
        ("links", {"heading": script, "links": [{"address": "https://www.rug.nl", "text": script}]}),
        ("call_to_action", {"heading": script, "text": script, "link": {"address": "https://x.nl", "text": script}}),
        ("accordion", {"parts": [{"title": script, "text": ""}]}),
        ("timeline", {"moments": [{"when": script, "title": script, "text": script}]}),
        (
            "table",
            {"caption": script, "columns": [{"type": "text", "heading": script}], "rows": [{"values": [script]}]},
        ),
    ]

    html = main(client, page_with(*body))

    assert html.find("script") is None


def test_the_words_of_every_block_can_be_searched():
    body = [
        ("quote", {"text": "aardappel", "speaker": "biet", "source": "courgette"}),
        ("links", {"heading": "dille", "links": [{"text": "erwt", "description": "fenegriek"}]}),
        ("document", {"document": None, "text": "gember"}),
        ("accessibility_statement", None),
        ("call_to_action", {"heading": "hop", "text": "ijskruid", "link": {"text": "jalapeno"}}),
        ("accordion", {"parts": [{"title": "kool", "text": "<p>linze</p>"}]}),
        ("timeline", {"moments": [{"when": "mei", "title": "nori", "text": "oregano"}]}),
        (
            "table",
            {"caption": "pompoen", "columns": [{"type": "text", "heading": "quinoa"}], "rows": [{"values": ["ui"]}]},
        ),
    ]
    page_with(*body)
    value = StandardPage.objects.get(slug="over").body

    words = " ".join(value.stream_block.get_searchable_content(value))

    assert words == (
        "aardappel biet dille erwt fenegriek gember hop ijskruid jalapeno kool linze mei nori oregano"
        " pompoen quinoa ui"  # not the courgette: where a quote comes from is no subject of the page
    )
