"""What a visitor finds with the search box, on SQLite and on PostgreSQL."""

import datetime
import json
import re
from functools import cache
from urllib.parse import quote, urlencode

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.utils.translation import gettext
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from events.models import EventParticipant
from funding.models import SourceDocument
from home.models import HomePage, StandardPage
from home.search.find import Kind
from home.site_setup import ROOT_PAGE
from projects.models import Organisation, ProjectPage, ProjectPartner, Theme
from results.models import ResultsIndexPage, YearlyResultsPage
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    NewsPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
    ThemeFactory,
    many_pages,
)
from tests.pages import parsed

pytestmark = pytest.mark.usefixtures("answers_are_made_anew")


def search(client, q=None, **parameters):
    """The page of results as a visitor gets it."""
    if q is not None:
        parameters["q"] = q
    response = client.get("/zoeken/", parameters)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page):
    return [" ".join(heading.get_text().split()) for heading in page.select(".dog-results h3")]


def all_titles(client, q=None, **parameters):
    """The titles of all pages of results, in their order."""
    found, number = [], 1
    while number:
        page = search(client, q, **parameters, pagina=number)
        found += titles(page)
        number = number + 1 if page.select_one(".dog-pagination a[rel=next]") else 0
    return found


def facets(page, name):
    """Address and stated number of each choice of a facet, by the name a visitor reads."""
    return {
        item.a.get_text(strip=True): (item.a["href"], int(item.select_one(".dog-small").get_text(strip=True)))
        for item in page.select(f"nav[aria-labelledby={name}] li")
        if item.select_one(".dog-small")
    }


def body(*blocks):
    return json.dumps([{"type": name, "value": value} for name, value in blocks])


def table(cell):
    return {
        "caption": "Een tabel",
        "columns": [{"type": "text", "heading": "Kolom"}, {"type": "number", "heading": "Getal"}],
        "rows": [{"values": [cell, "12"]}],
        "columns_have_width": False,
    }


# The places where a word can be, for each type of page.


def a_project(**values):
    return ProjectPageFactory(theme=Theme.objects.first(), **values)


def a_standard_page(**values):
    return publish(StandardPage(**{"slug": "vondst", **values}), HomePage.objects.get())


def a_results_page(**values):
    return publish(YearlyResultsPage(slug="2018", year=2018, **values), ResultsIndexPage.objects.get())


def publish(page, parent):
    parent.add_child(instance=page)
    return page


TYPES = [a_project, EventPageFactory, EventSeriesPageFactory, NewsPageFactory, a_standard_page, a_results_page]
EACH_TYPE = pytest.mark.parametrize("make", TYPES, ids=lambda make: make.__name__)


@EACH_TYPE
@pytest.mark.parametrize(
    "values",
    [
        {"title": "Een zwaluwstaart"},
        {"title": "Vondst", "summary": "Over de zwaluwstaart en meer."},
        {"title": "Vondst", "body": body(("text", "<p>Over de <b>zwaluwstaart</b>.</p>"))},
        {"title": "Vondst", "body": body(("table", table("een zwaluwstaart")))},
        {"title": "Vondst", "body": body(("quote", {"text": "De zwaluwstaart!", "speaker": "Iemand", "source": ""}))},
    ],
    ids=["title", "summary", "text", "cell", "quote"],
)
def test_a_page_is_found_by_a_word_wherever_it_stands(client, make, values):
    page = make(**values)

    found = search(client, "zwaluwstaart")

    assert titles(found) == [page.title]
    assert found.select_one(".dog-results a")["href"] == page.url
    assert "zwaluwstaart" in {mark.get_text().lower() for mark in found.select(".dog-results mark")}


@pytest.mark.parametrize("words", ["zwaluwstaart", "over zwaluwstaart"])
def test_the_report_of_an_event_is_searched_as_well(client, words):
    EventPageFactory(title="Vondst", report=body(("text", "<p>Verslag over de zwaluwstaart.</p>")))

    assert titles(search(client, words)) == ["Vondst"]


@pytest.mark.parametrize(
    "q, title",
    [
        ("pygrunn", "PyGrunn 2017"),
        ("Trendship", "Trendship ’17"),
        ("Let's Gro", "Let’s Gro 2017"),
        ("raadsbrief", "Raadsbrief Groningen Digital City, 14 maart 2018"),
        ("Digideal plimage", "Raadsbrief Groningen Digital City, 14 maart 2018"),
        ("resultaten 2017", "Resultaten 2017"),
        ("kennis innovatie", "Kennis & Innovatie"),
        ("Raad geïnformeerd", "Raad geïnformeerd over Groningen Digital City"),
    ],
)
def test_the_content_of_2017_is_found(client, q, title):
    assert title in titles(search(client, q))


def test_a_cell_of_the_annex_is_found_in_the_letter(client):
    found = all_titles(client, "draadloos groningen")

    assert "Draadloos Groningen" in found
    assert "Raadsbrief Groningen Digital City, 14 maart 2018" in found


@pytest.mark.parametrize(
    "words",
    [
        "zwaluwst",
        "ZWALUWST",
        "zwaluwst verzam",
        "verzam zwaluwst",
        "een zwaluwst",
        "zwaluwstaart verzamelaar",
    ],
)
@pytest.mark.parametrize(
    "values",
    [
        {"title": "Een zwaluwstaart van de verzamelaar"},
        {"title": "Vondst", "summary": "Een zwaluwstaart van de verzamelaar."},
    ],
    ids=["title", "summary"],
)
def test_the_beginning_of_each_word_is_enough(client, words, values):
    project = a_project(**values)

    assert titles(search(client, words)) == [project.title]


@pytest.mark.parametrize("q, title", [("programmert", "PyGrunn"), ("blockch hackath", "Dutch Blockchain Hackathon")])
def test_the_content_of_2017_is_found_by_beginnings(client, q, title):
    assert title in titles(search(client, q))


@pytest.mark.parametrize("word", ["zwaluwstaarten", "zwaluwstaart"])
@pytest.mark.parametrize("text", ["Een zwaluwstaart", "Twee zwaluwstaarten"])
def test_a_dutch_ending_makes_no_difference(client, word, text):
    a_project(title="Vondst", body=body(("text", f"<p>{text}</p>")))

    assert titles(search(client, word)) == ["Vondst"]


def test_the_plural_finds_the_singular_in_the_content_of_2017(client):
    a_project(title="Een enkel project", slug="enkel")

    assert "Een enkel project" in all_titles(client, "projecten")


def test_a_misspelling_finds_what_looks_like_it_and_the_page_says_so(client):
    found = search(client, "blokchain hackaton")

    assert any("Blockchain" in title for title in titles(found))
    assert gettext("This looks like it") in found.get_text()


def test_what_has_the_words_is_not_called_alike(client):
    found = search(client, "blockchain hackathon")

    assert titles(found)
    assert gettext("This looks like it") not in found.get_text()


def test_what_lacks_a_word_is_at_most_called_alike(client):
    a_project(title="Een zwaluwstaart")

    found = search(client, "zwaluwstaart nergenshuizen")

    assert not titles(found) or gettext("This looks like it") in found.get_text()


def test_a_page_of_which_title_and_text_match_is_one_result(client):
    a_project(title="Zwaluwstaart", summary="De zwaluwstaart", body=body(("text", "<p>zwaluwstaart</p>")))

    assert titles(search(client, "zwaluwstaart")) == ["Zwaluwstaart"]


@EACH_TYPE
def test_a_page_that_is_not_public_is_not_found(client, make):
    page = make(title="Zwaluwstaart")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert titles(search(client, "zwaluwstaart")) == []
    assert "Zwaluwstaart" not in all_titles(client)


# Organisations


def taking_part(project="pygrunn", **values):
    organisation = OrganisationFactory(**values)
    ProjectPartner.objects.create(page=ProjectPage.objects.get(slug=project), organisation=organisation)
    return organisation


@pytest.mark.parametrize("q", ["Zwaluwstaart", "zwaluwst", "ZS-Groep", "houthandel zwaluwstaart"])
def test_an_organisation_is_found_by_its_names_and_leads_to_its_page(client, q):
    organisation = taking_part(name="Zwaluwstaart houthandel", aliases="ZS-Groep\nZwaluw")

    found = search(client, q)
    page = client.get(found.select_one(".dog-results a")["href"])

    assert titles(found) == ["Zwaluwstaart houthandel"]
    assert found.select_one(".dog-results a")["href"] == organisation.address
    assert [project.slug for project, _roles in page.context["parts"]] == ["pygrunn"]
    assert 'class="dog-notice"' not in page.content.decode()


def test_the_number_of_projects_of_an_organisation_is_that_of_its_list(client):
    organisation = taking_part(name="Zwaluwstaart")
    for slug in ("pygrunn", "trendship-17"):
        page = ProjectPage.objects.get(slug=slug)
        ProjectPartner.objects.create(page=page, organisation=organisation, role="aanvrager")
    draft = ProjectPageFactory(theme=Theme.objects.first(), live=False)
    ProjectPartner.objects.create(page=draft, organisation=organisation)

    found = search(client, "zwaluwstaart")
    parts = client.get(found.select_one(".dog-results a")["href"]).context["parts"]

    assert len(parts) == 2
    assert "2" in found.select_one(".dog-results .dog-label").get_text()


@pytest.mark.parametrize("values", [{"live": False}, {"is_generic": True}])
def test_an_organisation_that_is_draft_or_a_group_is_not_found(client, values):
    taking_part(name="Zwaluwstaart", **values)

    assert titles(search(client, "zwaluwstaart")) == []


def test_an_organisation_of_events_only_leads_to_its_events(client):
    organisation = OrganisationFactory(name="Zwaluwstaart")
    event = EventPageFactory(title="Nestkastendag", start_date=datetime.date(2019, 5, 14))
    EventParticipant.objects.create(event=event, organisation=organisation)

    found = search(client, "zwaluwstaart")

    assert "1 evenement" in found.select_one(".dog-results li").get_text()
    assert "Nestkastendag" in client.get(found.select_one(".dog-results a")["href"]).content.decode()


def test_a_name_is_found_at_the_beginning_of_its_words_only(client):
    assert all_titles(client, "ing", soort="organisatie") == ["ING"]


def test_an_organisation_without_a_public_project_is_not_found(client):
    OrganisationFactory(name="Zwaluwstaart zonder project")
    draft = ProjectPageFactory(theme=Theme.objects.first(), live=False)
    ProjectPartner.objects.create(page=draft, organisation=OrganisationFactory(name="Zwaluwstaart in een concept"))
    closed = a_project(title="Besloten")
    ProjectPartner.objects.create(page=closed, organisation=OrganisationFactory(name="Zwaluwstaart in beslotenheid"))
    PageViewRestriction.objects.create(page=closed, restriction_type="login")

    assert titles(search(client, "zwaluwstaart")) == []


# Documents


@pytest.fixture
def document(db):
    return get_document_model().objects.create(
        title="Rapport zwaluwstaart",
        file=ContentFile(b"%PDF-1.4 een klein rapport", name="rapport.pdf"),
        date=datetime.date(2017, 3, 4),
    )


def page_with(document, live=True):
    block = ("document", {"document": document.pk, "text": ""})
    return a_standard_page(title="Een pagina", body=body(block), live=live)


@pytest.fixture
def run_tasks(django_capture_on_commit_callbacks):
    """A task after the transaction keeps the index of references."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_document_that_a_public_page_offers_is_found(client, document, run_tasks):
    with run_tasks():
        page_with(document)

    found = search(client, "zwaluwst rapport")
    download = client.get(found.select_one(".dog-results a")["href"])

    assert titles(found) == ["Rapport zwaluwstaart"]
    assert "PDF, 2017" in found.select_one(".dog-results .dog-label").get_text()
    assert download.getvalue() == b"%PDF-1.4 een klein rapport"


def test_a_document_of_a_published_source_is_found(client, document, run_tasks):
    with run_tasks():
        source = SourceDocument.objects.filter(live=True).first()
        source.document = document
        source.save()

    assert titles(search(client, "zwaluwstaart")) == ["Rapport zwaluwstaart"]


def unused(document):
    """A document uploaded for a page of tomorrow."""


def on_a_draft_page(document):
    page_with(document, live=False)


def in_a_draft_change(document):
    page = StandardPage.objects.get(slug="over")
    page.body = body(("document", {"document": document.pk, "text": ""}))
    page.save_revision()


def on_a_restricted_page(document):
    PageViewRestriction.objects.create(page=page_with(document), restriction_type="login")


def on_an_unpublished_page(document):
    page_with(document).unpublish()


def no_longer_on_the_page(document):
    page = page_with(document)
    page.body = body()
    page.save_revision().publish()


def of_a_draft_source(document):
    SourceDocument.objects.create(title="Een bron", document=document, live=False)


def in_a_private_collection(document):
    document.collection = Collection.get_first_root_node().add_child(name="Besloten")
    document.save()
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    page_with(document)


def in_a_collection_within_a_private_one(document):
    private = Collection.get_first_root_node().add_child(name="Besloten")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document.collection = private.add_child(name="Daarbinnen")
    document.save()
    page_with(document)


@pytest.mark.parametrize(
    "arrange",
    [
        unused,
        on_a_draft_page,
        in_a_draft_change,
        on_a_restricted_page,
        on_an_unpublished_page,
        no_longer_on_the_page,
        of_a_draft_source,
        in_a_private_collection,
        in_a_collection_within_a_private_one,
    ],
    ids=lambda arrange: arrange.__name__,
)
def test_a_document_that_nobody_is_shown_is_not_found(client, document, run_tasks, arrange):
    with run_tasks():
        arrange(document)

    assert titles(search(client, "zwaluwstaart")) == []
    assert "Rapport zwaluwstaart" not in all_titles(client)


def test_a_document_whose_file_is_gone_is_no_error(client, document, run_tasks):
    with run_tasks():
        page_with(document)
    document.file.storage.delete(document.file.name)

    found = search(client, "zwaluwstaart")

    assert titles(found) == ["Rapport zwaluwstaart"]
    assert client.get("/vondst/").status_code == 200


# Kinds and themes


@pytest.mark.parametrize("parameters", [{}, {"q": "groningen"}, {"q": "blockchain"}, {"q": "de"}])
def test_the_number_beside_a_choice_is_the_number_of_results_behind_it(client, parameters):
    @cache
    def behind(address):
        return client.get(f"/zoeken/{address}").context["hits"].paginator.count

    for narrowed in ({}, {"soort": "evenement"}, {"thema": "kennis-innovatie"}):
        page = search(client, **parameters, **narrowed)
        for facet in ("soorten", "themas"):
            choices = facets(page, facet)
            stated = {name: number for name, (_address, number) in choices.items()}
            assert stated == {name: behind(address) for name, (address, _number) in choices.items()}


def test_kinds_add_up_to_everything(client):
    page = search(client, "groningen")

    numbers = [stated for _address, stated in facets(page, "soorten").values()]

    assert sum(numbers) == len(all_titles(client, "groningen"))


def test_kind_and_theme_narrow_down_together(client):
    theme, other = ThemeFactory(name="Hout"), ThemeFactory()
    ProjectPageFactory(title="Zwaluwstaart één", theme=theme)
    ProjectPageFactory(title="Zwaluwstaart twee", theme=other)
    event = EventPageFactory(title="Zwaluwstaart drie")
    event.themes = [theme]
    event.save()

    assert titles(search(client, "zwaluwstaart", soort="project", thema=theme.slug)) == ["Zwaluwstaart één"]
    assert titles(search(client, "zwaluwstaart", soort="evenement", thema=theme.slug)) == ["Zwaluwstaart drie"]
    assert titles(search(client, "zwaluwstaart", soort="evenement", thema=other.slug)) == []
    assert len(titles(search(client, "zwaluwstaart", thema=theme.slug))) == 2


def test_every_kind_can_be_asked_for(client):
    for kind in Kind.values:
        page = search(client, soort=kind)
        assert not page.select(".dog-notice")
        assert page.select_one(f"input[name=soort][value={kind}]")


def test_a_new_search_and_every_choice_keep_the_rest(client):
    page = search(client, "groningen", soort="project", thema="infrastructuur")

    kinds, themes = facets(page, "soorten"), facets(page, "themas")

    assert all("q=groningen" in address and "thema=infrastructuur" in address for address, _n in kinds.values())
    assert all("q=groningen" in address and "soort=project" in address for address, _n in themes.values())
    assert page.select_one("form input[name=soort]")["value"] == "project"
    assert page.select_one("form input[name=thema]")["value"] == "infrastructuur"


def test_a_draft_theme_is_no_choice(client):
    draft = ThemeFactory(name="Geheim thema", live=False)
    ProjectPageFactory(title="Zwaluwstaart", theme=draft)

    page = search(client, "zwaluwstaart", thema=draft.slug)

    assert "Geheim thema" not in page.get_text()
    assert page.select(".dog-notice")
    assert titles(page) == ["Zwaluwstaart"]


def test_a_choice_without_results_helps_on(client):
    a_project(title="Zwaluwstaart")

    page = search(client, "zwaluwstaart", soort="nieuws")

    assert titles(page) == []
    assert page.select_one(".dog-empty a")["href"] == "?q=zwaluwstaart"


def test_no_result_helps_on_with_links_that_work(client):
    page = search(client, "nergenshuizen")

    links = [link["href"] for link in page.select(".dog-empty a")]

    assert len(links) == 4
    assert all(client.get(link).status_code == 200 for link in links)


# Pages of results


def test_pages_of_results_keep_words_and_choices_and_show_each_result_once(client):
    theme = ThemeFactory()
    projects = [{"title": f"Zwaluwstaart {number:02}", "theme": theme} for number in range(45)]
    many_pages(ProjectPageFactory, projects)

    first = search(client, "zwaluwstaart", soort="project", thema=theme.slug)
    second = BeautifulSoup(client.get(f"/zoeken/{first.select_one('a[rel=next]')['href']}").content, "html.parser")

    assert len(titles(first)) == len(titles(second)) == 20
    assert not set(titles(first)) & set(titles(second))
    assert second.select_one("#id_q")["value"] == "zwaluwstaart"
    assert "soort=project" in second.select_one("a[rel=prev]")["href"]
    assert theme.slug in second.select_one("a[rel=prev]")["href"]
    assert len(set(all_titles(client, "zwaluwstaart"))) == 45


def test_without_words_everything_is_there_once(client):
    pages = client.get("/zoeken/").context["hits"].paginator

    found = all_titles(client)

    assert len(found) == pages.count
    assert {"PyGrunn", "PyGrunn 2017", "Contact", "Resultaten 2017"} <= set(found)
    assert ROOT_PAGE not in found


@pytest.mark.parametrize("q", ["", "   ", "?!", "🙂", "\u200f"])
def test_a_text_without_words_browses_everything(client, q):
    assert client.get("/zoeken/", {"q": q}).context["hits"].paginator.count == (
        client.get("/zoeken/?soort=").context["hits"].paginator.count  # an address whose answer is not kept
    )


@pytest.mark.parametrize("parameter", ["pagina", "soort", "thema", "onzin"])
def test_a_wrong_value_is_said_and_left_out(client, parameter):
    values = ["bestaat-niet", "0", "-1", "999", "x" * 300, "<b>", "\x00"]
    without = titles(search(client, "pygrunn"))

    pages = {value: search(client, "pygrunn", **{parameter: value}) for value in values}

    found = {value: (len(page.select(".dog-notice")), titles(page)) for value, page in pages.items()}
    assert found == dict.fromkeys(values, (1, without))


# What is shown


def test_markup_in_a_title_or_text_is_text(client):
    a_project(
        title="<script>alert('zwaluwstaart')</script>", slug="x", summary="<img src=x onerror=alert(1)> zwaluwstaart"
    )
    taking_part(name="<b>Zwaluwstaart</b> & zn", aliases="<i>zwaluwstaart</i>")

    page = search(client, "zwaluwstaart")

    assert len(titles(page)) == 2
    assert "<script>alert('zwaluwstaart')</script>" in titles(page)
    assert {tag.name for tag in page.select_one(".dog-results").find_all()} <= {"li", "h3", "a", "mark", "p"}


def test_what_stands_around_the_word_is_shown_when_title_and_summary_lack_it(client):
    text = f"<p>{'Lorem ipsum. ' * 60}Dan volgt de zwaluwstaart &lt;b&gt;. {'Dolor sit amet. ' * 60}</p>"
    a_project(title="Vondst", summary="Een samenvatting", body=body(("text", text)))

    around = search(client, "zwaluwstaart").select(".dog-results p")[-1]

    assert around.mark.get_text() == "zwaluwstaart"
    assert "Dan volgt de zwaluwstaart <b>." in around.get_text()
    assert len(around.get_text()) < 260


def test_the_search_page_asks_not_to_be_indexed(client):
    for address in ("/zoeken/", "/zoeken/?q=pygrunn"):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert page.select_one("meta[name=robots]")["content"].startswith("noindex")


HOSTILE = [
    "'",
    '"',
    '"pygrunn',
    "' OR 1=1 --",
    "'); DROP TABLE wagtailcore_page; --",
    "pygrunn\x00",
    "\x00",
    "*",
    "pygrunn*",
    "py* NEAR grunn",
    "AND OR NOT NEAR(",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "NOT pygrunn",
    "title:pygrunn",
    "{title} : pygrunn",
    "^pygrunn",
    "-pygrunn",
    "+pygrunn",
    "!pygrunn",
    "pygrunn & | ! <-> :*",
    "pygrunn:*A",
    "((((",
    "(pygrunn)",
    ")",
    "\\",
    "\\'",
    "pygrunn\\",
    "%",
    "%s %(x)s {} {0} {{7*7}}",
    "_",
    "py_grunn",
    "🙂",
    "🙂 pygrunn 🙂",
    "\\ud800",
    "\ud7ff\ue000\uffff",
    "\u202epygrunn\u202c",
    "\u200fpygrunn",
    "\u0600",
    "①②③ ½ ² ㍿ \uff9e",
    "ﬁ ŉ ǆ",
    "पुस्तक 北京 العربية",
    "a" * 200,
    "a " * 100,
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "</title><script>alert(1)</script>",
    "pygrunn\npygrunn\tpygrunn",
]


def wrong_with(client, text):
    """What is wrong with the answer to `text`, in words."""
    client.raise_request_exception = False
    response = client.get("/zoeken/", {"q": text})
    if response.status_code != 200:
        yield f"{response.status_code}"
        return
    if b"<script>alert" in response.content:
        yield "a script"
    box = parsed(response.content).select_one("#id_q")["value"]
    typed = re.sub("[\x00\r]", "", box.replace("\ufffd", "")).strip()
    if typed != text.replace("\x00", "").strip():
        yield f"in the box stands {ascii(box)}"


def test_whatever_is_typed_gives_an_answer_and_stands_in_the_box_again(client):
    faults = {ascii(text[:40]): list(wrong_with(client, text)) for text in HOSTILE}

    assert {text: wrong for text, wrong in faults.items() if wrong} == {}


@pytest.mark.parametrize("text", ["x" * 201, "x" * 5_000, "blockchain " * 500, "🙂" * 5_000])
def test_a_text_that_is_too_long_gives_a_notice(client, text):
    response = client.get("/zoeken/", {"q": text})

    assert response.status_code == 200
    assert 'class="dog-notice"' in response.content.decode()


@pytest.mark.parametrize("raw", ["%ff", "%c3%28", "%ed%a0%80", "%", "%zz", "%00", "a%26b%3dc", "%f0%9f"])
def test_broken_bytes_in_the_address_are_no_error(client, raw):
    assert client.get(f"/zoeken/?q={raw}").status_code == 200


@pytest.mark.parametrize(
    "addition", ["&q=tweede", "&q=", "&soort=project&soort=nieuws", "&pagina=1&pagina=x", "&=", "&&"]
)
def test_a_parameter_twice_is_no_error(client, addition):
    assert client.get(f"/zoeken/?q=pygrunn{addition}").status_code == 200


def test_every_letter_there_is_can_be_searched_for(client):
    """A sample of all letters and digits that Unicode knows, eight words of sixty at a time."""
    letters = [chr(number) for number in range(0x110000) if chr(number).isalnum()][::37]
    words = ["".join(letters[at : at + 20]) for at in range(0, len(letters), 20)]

    for at in range(0, len(words), 8):
        assert client.get(f"/zoeken/?{urlencode({'q': ' '.join(words[at : at + 8])})}").status_code == 200


def test_links_of_facets_carry_what_was_typed_safely(client):
    text = 'pygrunn" onclick="x&y=1'

    page = search(client, text)

    for link in page.select(".dog-facets a"):
        assert not link.has_attr("onclick")
        assert quote(text, safe="").replace("%20", "+") in link["href"]


def test_an_alias_is_no_second_organisation(client):
    before = Organisation.objects.count()
    taking_part(name="Zwaluwstaart", aliases="zwaluwstaart\nZWALUWSTAART")

    assert titles(search(client, "zwaluwstaart")) == ["Zwaluwstaart"]
    assert Organisation.objects.count() == before + 1
