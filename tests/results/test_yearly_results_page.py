from decimal import Decimal

from bs4 import BeautifulSoup

from funding.models import FundingEntry
from results.models import ResultsIndexPage, YearlyResultsPage
from tests.factories import FundingEntryFactory, many
from tests.pages import figure, text


def year_page(year=2019):
    """A published results page of a year without entries of the site itself."""
    page = YearlyResultsPage(title=f"Resultaten {year}", year=year, slug=str(year))
    ResultsIndexPage.objects.get().add_child(instance=page)
    return page


def test_a_year_without_entries_says_so_and_shows_no_zero_euros(client):
    html = client.get(year_page().url).content.decode()

    assert "€ 0" not in text(html)
    assert "geen regels" in text(html)


def test_a_settled_amount_stands_beside_the_granted_one_that_counts(client):
    entry = FundingEntry.objects.get(reference="DOG-2017-003")
    entry.settled_amount, entry.stage, entry.change_reason = Decimal(1_400), "vastgesteld", "Vaststelling."
    entry.save_revision().publish()

    html = client.get("/resultaten/2017/").content.decode()

    assert "vastgesteld: € 1.400" in text(html)
    assert figure(html, metric="bijdrage", scope="hoofdtotaal", year=2017, source="regels") == 474_427


def test_rows_are_paged_and_totals_are_of_the_whole_year(client):
    many(FundingEntryFactory, [{"contribution": 1_000}] * 60)
    page = year_page()

    first = client.get(page.url).content.decode()
    second = client.get(f"{page.url}?pagina=2").content.decode()

    assert len(BeautifulSoup(first, "html.parser").select("tr[id^=DOG-2019-]")) == 50
    assert len(BeautifulSoup(second, "html.parser").select("tr[id^=DOG-2019-]")) == 10
    assert figure(second, metric="bijdrage", scope="hoofdtotaal", year=2019) == 60_000


def sums(html):
    """The rows with which the table of all entries ends: name, contribution, size."""
    rows = BeautifulSoup(html, "html.parser").select("[aria-labelledby=regels] tfoot tr")
    return [[text(str(cell)) for cell in row.find_all(["th", "td"])] for row in rows]


ALL_WITH_PERIODS = "met 2 regels over de hele looptijd, zonder die regels € 3.059.265"


def test_all_entries_end_in_what_they_add_up_to(client):
    assert sums(client.get("/resultaten/2017/").content) == [
        ["Hoofdtotaal", "€ 474.427", "€ 6.582.515 met 2 regels over de hele looptijd, zonder die regels € 2.656.515"],
        ["Alles samen", "ten minste € 634.427", f"ten minste € 6.985.265 {ALL_WITH_PERIODS}"],
    ]


def test_the_totals_of_all_pages_stand_under_the_last_one(client):
    many(FundingEntryFactory, [{"contribution": 1_000}] * 60)
    page = year_page()

    assert sums(client.get(page.url).content) == []
    assert [row[:2] for row in sums(client.get(f"{page.url}?pagina=2").content)] == [["Hoofdtotaal", "€ 60.000"]]


def test_a_year_without_entries_has_no_totals(client):
    assert sums(client.get(year_page().url).content) == []


def test_the_address_of_a_results_page_follows_its_year():
    page = year_page(2018)
    page.year = 2020

    page.save_revision().publish()

    assert YearlyResultsPage.objects.get(pk=page.pk).slug == "2020"


def test_years_stand_side_by_side(client):
    FundingEntryFactory(year=2018, contribution=2_000)

    html = client.get("/resultaten/").content.decode()

    assert figure(html, metric="bijdrage", scope="hoofdtotaal", year=2017) == 474_427
    assert figure(html, metric="bijdrage", scope="hoofdtotaal", year=2018) == 2_000


KINDS = ("csv", "excel.csv", "xlsx", "json")


def test_the_years_offer_their_files_for_as_long_as_their_page_is_public(client):
    FundingEntryFactory(year=2018)  # a year without a page has no files
    year_page(2019)

    def files():
        links = BeautifulSoup(client.get("/resultaten/").content, "html.parser").select(".dog-files a")
        return [link["href"] for link in links]

    before = files()
    YearlyResultsPage.objects.get(year=2017).unpublish()

    assert before == [f"/resultaten/{year}/financiering.{kind}" for year in (2019, 2017) for kind in KINDS]
    assert {client.get(address).status_code for address in before[: len(KINDS)]} == {200}
    assert files() == before[: len(KINDS)]
