"""The blocks of the body through the form of a page."""

from operator import itemgetter

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text, streamfield

from home.models import HomePage, StandardPage

from .browser import errors, page_add_url, page_edit_url, post_page, project, public, public_text, shown, streams
from .forms import filled_in, one_of_each_field

URL = "home/standardpage"
# What the editor of rich text posts when nothing stands in it.
NO_RICH_TEXT = "null"


def items(*values):
    """What the admin's script makes of a list in a block."""
    return streamfield([("item", value) for value in values])


def link(page="", address="", text="", **values):
    return {"page": str(page), "address": address, "text": text, **values}


def links(*values):
    return {"heading": "", "links": items(*({"description": "", **value} for value in values))}


def call(**values):
    return {"heading": "Doe mee", "text": "", "link": link(**values)}


def table(caption="Deelnemers", columns=(("text", "Bijeenkomst"), ("number", "Aantal")), rows=(("Opening", "120"),)):
    return {
        "caption": caption,
        "column": {
            "count": str(len(columns)),
            **{
                str(i): {"type": kind, "order": str(i), "heading": heading, "deleted": ""}
                for i, (kind, heading) in enumerate(columns)
            },
        },
        "row": {"count": str(len(rows)), **{str(i): {"order": str(i), "deleted": ""} for i in range(len(rows))}},
        "cell": {str(i): {str(j): cell for j, cell in enumerate(row)} for i, row in enumerate(rows)},
    }


@pytest.fixture
def document(db):
    return get_document_model().objects.create(
        title="Tussenstand", language="en", file=ContentFile(b"%PDF", name="tussenstand.pdf")
    )


def test_every_further_block_of_the_body_is_stored_and_shown(log_in, document):
    client = log_in("coordinatie")
    part = {"title": "Voor wie?", "text": rich_text("<p>Voor <b>iedereen</b></p>")}
    spring = {"when": "voorjaar 2017", "title": "De start", "text": ""}
    autumn = {"when": "5 september 2017", "title": "De tussenstand", "text": "Aan de raad"}
    page_and_address = [link(project().pk), link(address="https://www.rug.nl", text="Universiteit")]
    body = [
        ("quote", {"text": "Veel bereikt", "speaker": "De wethouder", "source": "Raadsbrief"}),
        ("links", {**links(*page_and_address), "heading": "Lees ook"}),
        ("document", {"document": str(document.pk), "text": ""}),
        ("call_to_action", call(page=project("django-girls").pk, text="Bekijk het")),
        ("accordion", {"parts": items(part)}),
        ("timeline", {"moments": items(spring, autumn)}),
        ("table", table()),
    ]

    post_page(client, page_add_url(URL), "publish", body, title="Met blokken", slug="met-blokken")

    main = BeautifulSoup(public_text("/met-blokken/"), "html.parser").main
    assert main.find("figure").blockquote.text.strip() == "Veel bereikt"
    assert main.find("figure").figcaption.text == "De wethouder, Raadsbrief"
    assert [a["href"] for a in main.find(class_="dog-links").find_all("a")] == [
        "/projecten/pygrunn/",
        "https://www.rug.nl",
    ]
    assert main.find(class_="dog-links").a.text == project().title
    assert "Engels" in main.find(class_="dog-document").text
    assert main.find("a", class_="dog-button").text == "Bekijk het"
    assert main.find("details").summary.text == "Voor wie?"
    assert main.find("details").b.text == "iedereen"
    assert [li.p.text for li in main.find("ol", class_="dog-timeline").find_all("li")] == [
        "voorjaar 2017",
        "5 september 2017",
    ]
    assert [cell.text for cell in main.find("table").tbody.find_all(["th", "td"])] == ["Opening", "120"]


def test_the_blocks_can_be_opened_again_for_an_edit(log_in, document):
    client = log_in("coordinatie")
    body = [
        ("table", table()),
        ("links", links(link(project().pk))),
        ("document", {"document": str(document.pk), "text": ""}),
    ]
    post_page(client, page_add_url(URL), "publish", body, title="Met blokken", slug="met-blokken")

    html = client.get(page_edit_url(StandardPage.objects.get(slug="met-blokken"))).content.decode()

    assert "Deelnemers" in html
    assert "Tussenstand" in html
    assert "typed_table_block.js" in html
    assert shown(html.encode())["slug"] == "met-blokken"


def test_a_deleted_column_of_a_table_is_gone(log_in):
    client = log_in("coordinatie")
    typed = table(
        columns=(("text", "Bijeenkomst"), ("text", ""), ("number", "Aantal")), rows=(("Opening", "x", "120"),)
    )
    typed["column"]["1"]["deleted"] = "1"

    post_page(client, page_add_url(URL), "publish", [("table", typed)], title="Tabel", slug="tabel")

    main = BeautifulSoup(public_text("/tabel/"), "html.parser").main
    assert [cell.text for cell in main.find("table").find_all(["th", "td"])] == [
        "Bijeenkomst",
        "Aantal",
        "Opening",
        "120",
    ]


MOMENT = {"when": "2017", "title": "Start", "text": ""}
PART = {"title": "Titel", "text": rich_text("<p>Tekst</p>")}
WRONG_BLOCKS = [
    ("quote", {"text": "", "speaker": "De wethouder", "source": ""}),
    ("quote", {"text": "Nul\0", "speaker": "", "source": ""}),
    ("quote", {"text": "x" * 1001, "speaker": "", "source": ""}),
    ("links", links()),
    ("links", links(link())),
    ("links", links(link(text="Alleen tekst"))),
    ("links", links(link(page=1, address="https://www.rug.nl", text="Beide"))),
    ("links", links(link(page=999_999))),
    ("links", links(link(address="https://www.rug.nl"))),
    ("links", links(link(address="javascript:alert(1)", text="Script"))),
    ("links", links(link(address="ftp://www.rug.nl/bestand", text="Bestand"))),
    ("links", links(link(address="mailto:iemand@rug.nl", text="Post"))),
    ("links", links(link(address="/projecten/", text="Hier"))),
    ("document", {"document": "", "text": "Lees de brief"}),
    ("document", {"document": "999999", "text": ""}),
    ("call_to_action", call()),
    ("call_to_action", {**call(address="https://www.rug.nl", text="Ga"), "heading": ""}),
    ("call_to_action", call(address="https://www.rug.nl")),
    ("accordion", {"parts": items()}),
    ("accordion", {"parts": items({**PART, "title": ""})}),
    ("accordion", {"parts": items({**PART, "text": NO_RICH_TEXT})}),
    ("timeline", {"moments": items()}),
    ("timeline", {"moments": items({**MOMENT, "when": ""})}),
    ("timeline", {"moments": items({**MOMENT, "title": ""})}),
    ("table", table(caption="")),
    ("table", table(caption="   ")),
    ("table", table(caption="Nul\0")),
    ("table", table(columns=(("text", ""), ("number", "Aantal")))),
    ("table", table(columns=(("text", "Nul\0"), ("number", "Aantal")))),
    ("table", table(columns=(), rows=((),))),
    ("table", table(rows=())),
    ("table", table(rows=(("Nul\0", "120"),))),
    ("table", table(rows=(("Opening", "x" * 31),))),
]


@pytest.mark.parametrize("block, value", WRONG_BLOCKS)
def test_a_block_with_a_mistake_is_refused(log_in, block, value):
    client = log_in("coordinatie")

    form = filled_in(client, page_add_url(URL), **streams([(block, value)]), title="Half", slug="half")

    assert [*form.errors] == ["body"]


# One of each block, and what no database can hold.
@pytest.mark.parametrize(
    "block, value", [*one_of_each_field(WRONG_BLOCKS, itemgetter(0)), ("table", table(rows=(("Nul\0", "120"),)))]
)
def test_a_block_with_a_mistake_is_not_published(log_in, block, value):
    client = log_in("coordinatie")

    response = post_page(client, page_add_url(URL), "publish", [(block, value)], title="Half", slug="half")

    assert response.status_code == 200
    assert "body" in errors(response)
    assert not Page.objects.filter(slug="half").exists()


NOTHING_TYPED = [
    ("heading", {"text": "", "level": "h2"}),
    ("text", NO_RICH_TEXT),
    ("picture", {"image": {"image": "", "decorative": "", "alt_text": ""}, "caption": ""}),
    ("figure", {"metric": "", "scope": "", "year": "", "wording": ""}),
    ("quote", {"text": "", "speaker": "", "source": ""}),
    ("links", links(link())),
    ("document", {"document": "", "text": ""}),
    ("call_to_action", {**call(), "heading": ""}),
    ("accordion", {"parts": items({"title": "", "text": NO_RICH_TEXT})}),
    ("timeline", {"moments": items({"when": "", "title": "", "text": ""})}),
    ("table", table(caption="", columns=(), rows=())),
    ("table", table(caption="", columns=(("text", ""),), rows=(("",),))),
    ("links", links(link(page=1, address="https://www.rug.nl"))),
]


def test_half_filled_blocks_can_be_kept_as_a_draft_and_looked_at(log_in):
    client = log_in("coordinatie")

    post_page(client, page_add_url(URL), None, NOTHING_TYPED, title="Half", slug="half")

    page = StandardPage.objects.get(slug="half")
    kept = page.get_latest_revision_as_object().body
    assert [block.block_type for block in kept] == [block for block, _value in NOTHING_TYPED]
    assert client.get(f"/beheer/pages/{page.pk}/view_draft/").status_code == 200
    assert client.get(page_edit_url(page)).status_code == 200
    assert public("/half/").status_code == 404


@pytest.mark.parametrize("block, value", NOTHING_TYPED)
def test_a_half_filled_block_can_be_looked_at_alone(log_in, block, value):
    client = log_in("coordinatie")
    form = filled_in(client, page_add_url(URL), as_draft=True, **streams([(block, value)]), title="Half", slug="half")
    page = form.save(commit=False)
    HomePage.objects.get().add_child(instance=page)

    assert errors(form) == {}
    assert client.get(f"/beheer/pages/{page.pk}/view_draft/").status_code == 200
