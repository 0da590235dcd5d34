"""A source and the figures lead to each other: from a figure to the row in the letter, and back."""

from datetime import date, timedelta
from urllib.parse import urldefrag

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from dog_site.core.blocks.places import anchor_of_heading, anchor_of_place, anchor_of_row
from funding.models import FundingEntry, PublishedFigure, SourceDocument
from home.models import StandardPage
from results.source_notes import notes_on
from tests.factories import EventPageFactory, FundingEntryFactory, many
from tests.pages import RESULTS, parsed

LETTER = "/raadsbrief-14-maart-2018/"
PLACES = {"rij-totaalregel", *(f"rij-{number}" for number in range(1, 140))}


@pytest.mark.parametrize(
    "words, anchor",
    [
        ("bijlage 1, rij 16", "rij-16"),
        ("bijlage 1, rijen 16, 17 en 18", "rij-16"),
        ("Projecten, en bijlage 1, rij 2", "rij-2"),
        ("brief, Financiering", "kop-financiering"),
        ("brief, Vervolg Digital Office Groningen", "kop-vervolg-digital-office-groningen"),
        ("bijlage 1, totaalregel onder Anders", "rij-totaalregel-onder-anders"),
        ("Projecten", "kop-projecten"),
        ("verrijking 12", "kop-verrijking-12"),
        ("", ""),
        ("?, !", ""),
    ],
)
def test_the_words_of_a_place_name_its_anchor(words, anchor):
    assert anchor_of_place(words) == anchor


def test_headings_and_rows_have_the_anchors_that_words_name():
    assert anchor_of_heading("Financiering") == anchor_of_place("brief, Financiering")
    assert anchor_of_row("16. Google Digitale Werkplaats") == anchor_of_row("16") == "rij-16"
    assert anchor_of_row("Totaalregel onder Anders") == anchor_of_place("bijlage 1, totaalregel onder Anders")
    assert anchor_of_row("2017-2018") == "rij-2017-2018"
    assert anchor_of_row("…") == anchor_of_heading("") == ""


def letter_links(site_as_made):
    """Every link with an anchor from a public page to the letter, with the page it stands on."""
    for page in site_as_made.values():
        if page.content.lstrip().startswith(b"<!doctype html"):
            for link in page.soup.select(f'main a[href^="{LETTER}"]'):
                address, anchor = urldefrag(link["href"])
                yield page.address, anchor


def test_every_link_to_a_place_in_the_letter_finds_it(site_as_made):
    places = {element["id"] for element in site_as_made[LETTER].soup.find_all(id=True)}

    found = [(page, anchor) for page, anchor in letter_links(site_as_made) if page != LETTER]

    assert {(page, anchor) for page, anchor in found if anchor and anchor not in places} == set()
    on_results = {anchor for page, anchor in found if page == RESULTS}
    assert {"rij-totaalregel", "rij-totaalregel-onder-anders", "kop-financiering", "kop-projecten"} <= on_results
    assert {page.split("/")[1] for page, anchor in found if anchor} >= {"projecten", "resultaten", "agenda"}


def test_every_public_source_line_leads_to_its_place(site_as_made):
    stated = PublishedFigure.objects.public().exclude(kind="opmerking")
    of_rows = {f"rij-{number}" for number in range(1, 24)}

    anchors = {anchor for _page, anchor in letter_links(site_as_made)}

    assert of_rows <= anchors
    assert all(anchor_of_place(figure.locator) in anchors for figure in stated)


def test_the_letter_leads_back_from_its_rows_and_totals(site_as_made):
    letter, results = site_as_made[LETTER].soup, site_as_made[RESULTS].soup

    row = letter.find(id="rij-16").select_one(".dog-margin-note a")
    total = letter.find(id="rij-totaalregel").select(".dog-margin-note a")

    assert (row.text, row["href"]) == ("DOG-2017-016", f"{RESULTS}#DOG-2017-016")
    assert total[0].text.replace("\xa0", " ") == "D1 Totale bijdrage, vier thema’s, wijkt af, verklaard, € 5.000 minder"
    ids = {element["id"] for element in results.find_all(id=True)}
    back = [urldefrag(link["href"]) for link in letter.select(".dog-margin-note a")]
    assert all(address == RESULTS and anchor in ids for address, anchor in back)
    assert len(back) >= 23 + PublishedFigure.objects.public().count()


@pytest.mark.django_db
def test_what_is_not_public_is_not_noted():
    letter = StandardPage.objects.get(slug=LETTER.strip("/"))
    FundingEntry.objects.filter(reference="DOG-2017-016").update(live=False)
    PublishedFigure.objects.filter(number="D1").update(live=False)

    said = {note.words for notes in notes_on(letter, PLACES).values() for note in notes}

    assert "DOG-2017-017" in said
    assert "DOG-2017-016" not in said
    assert not any(words.startswith("D1 ") for words in said)
    SourceDocument.objects.update(live=False)
    assert notes_on(letter, PLACES) is None


@pytest.mark.django_db
@pytest.mark.parametrize("hide", ["private", "expired", "unpublished"])
def test_a_source_page_that_visitors_cannot_open_is_named_without_a_link(client, hide):
    letter = StandardPage.objects.get(slug=LETTER.strip("/"))
    if hide == "private":
        PageViewRestriction.objects.create(page=letter, restriction_type="login")
    elif hide == "expired":
        StandardPage.objects.filter(pk=letter.pk).update(expire_at=timezone.now() - timedelta(days=1))
    else:
        letter.unpublish()

    page = parsed(client.get(RESULTS).content)

    assert page.select(f'#vermeld ~ * a[href^="{LETTER}"]') == []
    assert "Raadsbrief" in page.find(id="D1").text


@pytest.mark.django_db
def test_an_entry_beyond_the_first_page_of_the_table_is_found_there(client):
    letter = StandardPage.objects.get(slug=LETTER.strip("/"))
    source = SourceDocument.objects.get(page=letter)
    rows = [{"source": source, "source_locator": f"rij {number}", "year": 2017} for number in range(100, 140)]
    many(FundingEntryFactory, rows)

    found = notes_on(letter, PLACES)
    notes = [note for number in range(100, 140) for note in found[f"rij-{number}"]]

    assert {note.address.partition("#")[0] for note in notes} == {RESULTS, f"{RESULTS}?pagina=2"}
    for note in (notes[0], notes[-1]):
        address, anchor = urldefrag(note.address)
        assert parsed(client.get(address).content).find(id=anchor)


@pytest.mark.django_db
def test_only_places_of_the_page_have_notes():
    letter = StandardPage.objects.get(slug=LETTER.strip("/"))

    assert {anchor: len(notes) for anchor, notes in notes_on(letter, {"rij-16"}).items()} == {"rij-16": 2}
    assert notes_on(letter, set()) == {}


@pytest.mark.django_db
def test_two_texts_of_one_page_share_no_anchor(client):
    event = EventPageFactory(title="Dag", start_date=date(2018, 5, 1))
    event.body = event.report = [("heading", {"text": "Programma", "level": "h2"})]
    event.save_revision().publish()

    html = client.get(event.url).content.decode()

    assert html.count(">Programma</h2>") == 2
    assert html.count('id="kop-programma"') == 1


@pytest.mark.django_db
def test_a_place_that_is_there_twice_has_its_anchor_once(client):
    table = {
        "caption": "Rijen",
        "columns": [{"heading": "Rij", "type": "text"}],
        "rows": [{"values": ["1. Een"]}, {"values": ["1. Weer een"]}, {"values": [""]}],
    }
    page = StandardPage.objects.get(slug="contact")
    page.body = [("heading", {"text": "Dubbel", "level": "h2"})] * 2 + [("table", table)] * 2
    page.save_revision().publish()

    found = [element["id"] for element in parsed(client.get(page.url).content).select("main [id]")]

    assert [each for each in found if each.startswith(("kop-", "rij-"))] == ["kop-dubbel", "rij-1"]
