"""Figures are found by what they are called, by their amount and by the reference of their entry; drafts are not."""

import pytest
from bs4 import BeautifulSoup

from funding.models import FundingEntry
from results.models import YearlyResultsPage
from tests.factories import FundingEntryFactory, PublishedFigureFactory, SourceDocumentFactory, many
from tests.pages import parsed

from .test_search import facets, search, titles

TOTAL = "/resultaten/2017/cijfer/bijdrage/hoofdtotaal/"


def addresses(page):
    return [link["href"] for link in page.select(".dog-results h3 a")]


@pytest.mark.parametrize(
    "typed",
    [
        "hoeveel geld",
        "totale bijdrage",
        "totale bijdrage 2017",
        "Hoeveel subsidie gaf de gemeente in 2017?",
        "bijdragen",
    ],
)
def test_a_figure_is_found_by_what_people_call_it(client, typed):
    found = search(client, typed)

    assert addresses(found)[0] == TOTAL
    assert found.select_one(".dog-results li").get_text().count("€\u00a0474.427") == 1


@pytest.mark.parametrize(
    "typed, address",
    [
        ("bijdrage infrastructuur", "/resultaten/2017/cijfer/bijdrage/thema-infrastructuur/"),
        ("bijdrage kennis en innovatie", "/resultaten/2017/cijfer/bijdrage/thema-kennis-innovatie/"),
        ("projectomvang", "/resultaten/2017/cijfer/projectomvang/hoofdtotaal/"),
        ("multiplier 2017", "/resultaten/2017/cijfer/multiplier/hoofdtotaal/"),
        ("hoeveel projecten", "/resultaten/2017/cijfer/projecten/hoofdtotaal/"),
        ("aantal projecten onderwijs", "/resultaten/2017/cijfer/projecten/thema-onderwijs-arbeidsmarkt/"),
    ],
)
def test_a_figure_of_a_metric_theme_or_year_is_found_first(client, typed, address):
    assert addresses(search(client, typed))[0] == address


@pytest.mark.parametrize(
    "typed", ["bijdrage 2016", "multiplier zwaluwstaart", "bijdrage pygrunn", "projecten", "gemeente"]
)
def test_a_figure_that_is_not_asked_for_is_no_hit(client, typed):
    assert not [address for address in addresses(search(client, typed)) if "/cijfer/" in address]


@pytest.mark.parametrize("typed", ["474.427", "€ 474.427", "474427", "€ 474.427,-", "474.427,00"])
def test_a_figure_is_found_by_its_amount_however_it_is_typed(client, typed):
    assert addresses(search(client, typed))[0] == TOTAL


def test_what_a_source_states_is_found_by_its_amount_at_its_line(client):
    found = addresses(search(client, "469.427"))

    [address] = [address for address in found if address.startswith("/resultaten/2017/#")]
    assert has_place(client, address)


@pytest.mark.parametrize("typed", ["DOG-2017-016", "dog-2017-016", "DOG 2017 016", "dog2017016", "DOG-2017-16"])
def test_an_entry_is_found_by_its_reference_at_its_row(client, typed):
    found = search(client, typed)

    assert addresses(found)[0] == "/resultaten/2017/#DOG-2017-016"
    assert titles(found)[0] == "DOG-2017-016: Google Digitale Werkplaats"
    assert has_place(client, addresses(found)[0])


def test_an_entry_is_found_by_its_amount(client):
    assert "/resultaten/2017/#DOG-2017-002" in addresses(search(client, "2.200.000"))


def has_place(client, address):
    path, _hash, place = address.partition("#")
    return BeautifulSoup(client.get(path).content, "html.parser").find(id=place) is not None


@pytest.mark.parametrize("values", [{"live": False}, {"stage": "gepland"}, {"stage": "ingetrokken"}])
@pytest.mark.parametrize("typed", ["987.654", "DOG-2017-654"])
def test_what_is_no_public_entry_is_not_found(client, typed, values):
    FundingEntryFactory(year=2017, reference="DOG-2017-654", contribution=987_654, project_size=987_654, **values)

    found = search(client, typed)

    assert not [title for title in titles(found) if "654" in title or "987" in title]
    assert not [address for address in addresses(found) if "#DOG-2017-654" in address or "#X" in address]


@pytest.mark.parametrize("typed", ["987.654", "DOG-2019-654"])
def test_an_entry_of_a_year_without_a_page_is_not_found_by_itself(client, typed):
    FundingEntryFactory(year=2019, reference="DOG-2019-654", contribution=987_654, project_size=987_654)

    assert not [address for address in addresses(search(client, typed)) if "DOG-2019" in address]


@pytest.mark.parametrize("hidden", ["figure", "source", "page"])
def test_what_nobody_is_shown_of_the_statements_of_a_source_is_not_found(client, hidden):
    source = SourceDocumentFactory(title="Een bron", live=hidden != "source")
    PublishedFigureFactory(year=2017, value=987_654, source=source, live=hidden != "figure")
    if hidden == "page":
        YearlyResultsPage.objects.get(year=2017).unpublish()

    assert addresses(search(client, "987.654")) == []


def test_a_figure_changes_with_its_entries(client):
    entry = FundingEntry.objects.get(reference="DOG-2017-002")
    entry.contribution, entry.change_reason = 101_000, "Vaststelling van 3 mei."
    entry.save_revision().publish()

    assert addresses(search(client, "475.427"))[0] == TOTAL
    assert TOTAL not in addresses(search(client, "474.427"))


def test_figures_are_a_kind_and_have_their_theme(client):
    stated = dict(facets(search(client, "bijdrage infrastructuur"), "soorten").values())

    assert stated["?q=bijdrage+infrastructuur&soort=cijfer"] == 1
    assert addresses(search(client, "bijdrage infrastructuur", soort="cijfer", thema="infrastructuur")) == [
        "/resultaten/2017/cijfer/bijdrage/thema-infrastructuur/"
    ]


@pytest.mark.parametrize(
    "typed", ["0", "-5", "1e5", "12,5", "9" * 30, "€", "DOG-", "DOG-9999-9999", "DOG-0-0", "½", "٣"]
)
def test_what_is_nearly_an_amount_or_a_reference_is_no_error(client, typed):
    assert client.get("/zoeken/", {"q": typed}).status_code == 200


@pytest.mark.parametrize("text", ["DOG-2017-139", "12.345"])
def test_an_entry_beyond_the_first_page_of_the_table_is_found_there(client, text):
    rows = [{"reference": f"DOG-2017-{number}", "year": 2017} for number in range(100, 140)]
    rows[-1] |= {"contribution": 12_345, "project_size": None}
    many(FundingEntryFactory, rows)

    hits = parsed(client.get("/zoeken/", {"q": text}).content).select(".dog-results h3 a")

    assert "/resultaten/2017/?pagina=2#DOG-2017-139" in [hit["href"] for hit in hits]
