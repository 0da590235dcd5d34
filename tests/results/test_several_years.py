"""2016 and 2018 beside 2017: every page keeps the years apart, and adds them up only where it says so (R10 to R13)."""

import datetime
import re
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import gettext, override

from funding.models import FundingEntry, PublishedFigure
from projects.models import Organisation, ProjectPage, Theme
from results.models import ResultsIndexPage, YearlyResultsPage
from tests.factories import FundingEntryFactory, ProjectPageFactory, PublishedFigureFactory, many
from tests.pages import download, download_json, download_workbook, figure, figures, text

INDEX, THEME = "/resultaten/", "/themas/infrastructuur/"
# The totals of 2017: in the headline, outside it, and in the theme that these tests add to.
HEADLINE, OTHER, OF_THEME = 474_427, 160_000, 15_000


def said(words, **values):
    """A sentence of the site as a visitor reads it."""
    with override("nl"):
        return " ".join((gettext(words) % values).split())


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def row(page, heading):
    """The words of the row of a table whose heading begins with this word."""
    found = [each for each in BeautifulSoup(page, "html.parser").find_all("tr") if each.th]
    return next(text(str(each)) for each in found if each.th.get_text(" ", strip=True).split(" ")[0] == str(heading))


def theme():
    return Theme.objects.get(slug="infrastructuur")


def entry(year, **values):
    return FundingEntryFactory(year=year, reference=values.pop("reference", f"DOG-{year}-001"), **values)


def results_page(year):
    page = YearlyResultsPage(title=f"Resultaten {year}", year=year, slug=str(year))
    return ResultsIndexPage.objects.get().add_child(instance=page)


@pytest.fixture
def project():
    """A project with a contribution in 2016 and in 2018, both of which state the size of the whole period."""
    page = ProjectPageFactory(theme=theme(), title="Meerjarig", slug="meerjarig")
    values = {"theme": page.theme, "project": page, "project_size_scope": "looptijd"}
    entry(2016, contribution=20_000, project_size=80_000, **values)
    entry(2018, contribution=12_000, project_size=90_000, **values)
    return page


def test_the_overview_keeps_the_years_apart_and_adds_them_up_once(client, project):
    page = html(client, INDEX)

    amounts = {year: figure(page, metric="bijdrage", scope="hoofdtotaal", year=year) for year in (2016, 2017, 2018)}
    assert amounts == {2016: 20_000, 2017: HEADLINE, 2018: 12_000}
    assert figure(page, metric="bijdrage", scope="hoofdtotaal", year="alle") == HEADLINE + 32_000
    assert figure(page, metric="bijdrage", scope="anders", year="alle") == OTHER
    # A size of the whole period counts in the latest entry that knows it, and the project counts once.
    assert figure(page, metric="projectomvang", scope="hoofdtotaal", year="alle") == 6_582_515 + 90_000
    assert figure(page, metric="projecten", scope="hoofdtotaal", year="alle") == 21
    for words in (
        "The years are added up.",
        "A size counts once per project, in the latest entry that knows it; a size of one year counts once in that "
        "year.",
    ):
        assert said(words) in text(page)


def test_one_year_is_not_added_up_and_has_nothing_to_be_compared_with(client):
    results_page(2018)  # without entries

    page = html(client, INDEX)

    assert figures(page, year="alle") == []
    assert "2016" not in row(page, 2017)
    assert "2017" not in row(page, 2018)


@pytest.mark.parametrize("address, before", [(INDEX, HEADLINE), (THEME, OF_THEME)])
def test_each_year_says_what_changed_since_the_one_before(client, address, before):
    entry(2018, theme=theme(), contribution=before + 12_000, project_size=9_000_000)
    entry(2016, theme=theme(), contribution=before, project_size=9_000_000)

    page = html(client, address)

    assert said("%(amount)s more than in %(year)s", amount="€ 12.000", year=2017) in row(page, 2018)
    assert said("as much as in %(year)s", year=2016) in row(page, 2017)
    size = figure(page, metric="projectomvang", year=2017, state="bekend")
    less = f"€ {9_000_000 - int(size):,}".replace(",", ".")
    assert said("%(amount)s less than in %(year)s", amount=less, year=2016) in row(page, 2017)


@pytest.mark.parametrize("address", [INDEX, THEME])
def test_a_lower_bound_is_compared_with_nothing(client, address):
    entry(2018, theme=theme(), contribution=None)
    entry(2018, theme=theme(), contribution=2_000, reference="DOG-2018-002")
    entry(2019, theme=theme(), contribution=9_000)

    page = html(client, address)

    reason = "1 van 2 regels zonder bedrag"
    assert said("not comparable: %(reasons)s", reasons=reason) in row(page, 2018)
    before = said("in %(year)s %(reason)s", year=2018, reason=reason)
    assert said("not comparable: %(reasons)s", reasons=before) in row(page, 2019)


@pytest.mark.parametrize("address", [INDEX, THEME])
def test_an_unknown_amount_is_compared_with_nothing(client, address):
    entry(2018, theme=theme(), contribution=None)

    words = row(html(client, address), 2018)

    assert said("not comparable: %(reasons)s", reasons="niet vermeld") in words


@pytest.mark.parametrize("address", [INDEX, THEME])
def test_a_year_is_not_compared_with_an_earlier_one_than_the_year_before(client, address):
    entry(2019, theme=theme())

    assert "2017" not in row(html(client, address), 2019)


def test_a_theme_adds_up_its_years_once(client, project):
    page = html(client, THEME)

    amounts = [figure(page, metric="bijdrage", scope="thema:infrastructuur", year=each) for each in (2016, 2017, 2018)]
    assert amounts == [20_000, OF_THEME, 12_000]
    assert figure(page, metric="bijdrage", scope="thema:infrastructuur", year="alle") == OF_THEME + 32_000
    assert figure(page, metric="projectomvang", scope="thema:infrastructuur", year="alle") == 45_000 + 90_000
    assert figure(page, metric="projecten", scope="thema:infrastructuur", year="alle") == 2


def test_a_project_of_several_years_adds_up_its_contributions_and_counts_its_size_once(client, project):
    page = html(client, project.url)

    assert figure(page, metric="bijdrage", scope="project:meerjarig", year="alle") == 32_000
    assert figure(page, metric="projectomvang", scope="project:meerjarig", year="alle") == 90_000
    assert figures(page, scope="regel:DOG-2016-001", metric="projectomvang", year=2016) == [80_000]


def test_home_shows_the_latest_year_with_entries(client, project):
    results_page(2019)  # without entries

    page = html(client, "/")

    assert figure(page, metric="bijdrage", scope="hoofdtotaal") == 12_000
    assert figures(page, metric="bijdrage", scope="hoofdtotaal", year=2017) == []


@pytest.mark.parametrize(
    "choice, year, contribution, size, projects",
    [
        ("?jaar=2016", "2016", 20_000, 80_000, 1),
        ("?jaar=2017", "2017", HEADLINE, 6_582_515, 20),
        ("", "2018", 12_000, 90_000, 1),
        ("?jaar=alle", "alle", HEADLINE + 32_000, 6_582_515 + 90_000, 21),
    ],
)
def test_the_themes_show_the_year_that_was_chosen(client, project, choice, year, contribution, size, projects):
    page = html(client, f"/themas/{choice}")

    assert figure(page, metric="bijdrage", scope="hoofdtotaal", year=year) == contribution
    assert figure(page, metric="projectomvang", scope="hoofdtotaal", year=year) == size
    assert figure(page, metric="projecten", scope="hoofdtotaal", year=year) == projects


def test_the_files_of_a_year_hold_the_entries_of_that_year(client, project):
    results_page(2016)
    results_page(2018)

    for year, count in ((2016, 1), (2017, 23), (2018, 1)):
        rows = download(client, f"/resultaten/{year}/financiering.csv")
        assert ({each["funding_year"] for each in rows}, len(rows)) == ({str(year)}, count)
        assert len(download_json(client, f"/resultaten/{year}/financiering.json")["entries"]) == count
        workbook = download_workbook(client, f"/resultaten/{year}/financiering.xlsx")
        assert workbook.worksheets[0].max_row == count + 1


def test_a_year_without_a_page_counts_everywhere_and_has_no_page_and_no_files(client, project):
    page = html(client, INDEX)

    assert figure(page, metric="bijdrage", scope="hoofdtotaal", year=2018) == 12_000
    assert 'href="/resultaten/2018/"' not in page
    assert 'href="/resultaten/2018/financiering' not in page
    assert client.get("/resultaten/2018/").status_code == 404
    assert client.get("/resultaten/2018/financiering.csv").status_code == 404


def test_the_municipality_as_applicant_is_marked_in_its_own_year_only(client):
    municipality = Organisation.objects.get(is_municipality=True)
    entry(2018, theme=theme(), contribution=12_000, applicant=municipality)
    entry(2018, theme=theme(), contribution=3_000, reference="DOG-2018-002")
    results_page(2018)

    page = html(client, "/resultaten/2018/")

    assert figure(page, metric="bijdrage", scope="hoofdtotaal-zonder-gemeente", year=2018) == 3_000
    assert text(page).count("gemeente is (mede)aanvrager") == 1
    before = html(client, "/resultaten/2017/")
    assert figure(before, metric="bijdrage", scope="hoofdtotaal-zonder-gemeente", year=2017) == 424_427


def test_a_project_counts_once_over_the_years_and_an_entry_without_one_by_itself(client):
    known = ProjectPage.objects.get(slug="draadloos-groningen")
    entry(2018, theme=theme(), project=known)
    entry(2018, theme=theme(), project=None, reference="DOG-2018-002")

    page = html(client, INDEX)

    assert figure(page, metric="projecten", scope="hoofdtotaal", year=2018) == 2
    assert figure(page, metric="projecten", scope="hoofdtotaal", year="alle") == 21


def forecasts(page):
    section = BeautifulSoup(page, "html.parser").find("section", attrs={"aria-labelledby": "verwachtingen"})
    return "" if section is None else str(section)


def test_a_forecast_names_its_year_its_source_and_its_state(client):
    section = forecasts(html(client, INDEX))

    words = row(section, 2018)
    assert figure(section, source="vermeld:D9", year=2018) == 400_000
    assert "€ 400.000 tot € 600.000" in words
    assert "Raadsbrief Groningen Digital City" in words
    assert "brief, Vervolg Digital Office Groningen" in words
    assert "Verwachting" in words
    assert "nog geen regels" in words
    assert 'href="/resultaten/2017/#D9"' in section


def test_once_its_year_has_entries_they_stand_beside_the_forecast(client, project):
    section = forecasts(html(client, INDEX))

    assert figure(section, metric="bijdrage", scope="alles", year=2018, source="regels") == 12_000
    assert "nog geen regels" not in text(section)


def test_a_forecast_is_in_no_sum(client, project):
    PublishedFigureFactory(number="D99", kind="prognose", year=2017, about_year=2019, value=777_777)
    addresses = [INDEX, THEME, "/", "/themas/?jaar=alle", "/resultaten/2017/", "/resultaten/cijfer/bijdrage/alles/"]

    def computed():
        return {address: figures(html(client, address), source="regels") for address in addresses}

    with_forecasts = computed()
    PublishedFigure.objects.filter(kind="prognose").delete()
    without = computed()

    # Only the overview prints what the entries of 2018 add up to beside the forecast.
    assert with_forecasts[INDEX].count(Decimal(12_000)) == without[INDEX].count(Decimal(12_000)) + 1
    assert set(with_forecasts[INDEX]) == set(without[INDEX])
    assert {**with_forecasts, INDEX: []} == {**without, INDEX: []}


def test_without_forecasts_there_is_no_section_of_them(client):
    PublishedFigure.objects.filter(kind="prognose").update(live=False)

    assert forecasts(html(client, INDEX)) == ""


def test_a_source_that_looks_back_is_compared_with_the_year_it_is_about(client, project):
    PublishedFigureFactory(number="D98", year=2017, about_year=2016, scope="alles", value=20_000)

    page = html(client, "/resultaten/2017/")

    assert figure(page, metric="bijdrage", scope="alles", year=2016, source="regels") == 20_000
    assert "sluit aan" in row(page, "D98")


def settle(reference, amount, day=None):
    FundingEntry.objects.filter(reference=reference).update(settled_amount=amount, settled_on=day, stage="vastgesteld")


def settled(page):
    section = BeautifulSoup(page, "html.parser").find("section", attrs={"aria-labelledby": "vastgesteld"})
    return "" if section is None else str(section)


def test_settled_amounts_stand_beside_the_granted_ones_with_their_totals(client):
    settle("DOG-2017-001", Decimal(4_000), datetime.date(2018, 6, 30))
    settle("DOG-2017-003", Decimal("1750.50"))
    settle("DOG-2017-004", Decimal(2_500))

    page = html(client, "/resultaten/2017/")

    words = text(settled(page))
    assert "€ 5.000 € 4.000 − € 1.000 30 juni 2018" in words
    assert "€ 1.500 € 1.750,50 + € 250,50" in words
    assert "€ 2.500 € 2.500 geen" in words
    # The sum is over the same three entries; it leaves out what was granted to the others.
    assert "€ 9.000 € 8.250,50 − € 749,50" in words
    assert figure(page, metric="bijdrage", scope="alles-vastgesteld", year=2017) == 9_000
    assert re.search(r"\b3 \w+ 23 ", words)
    assert figure(page, metric="bijdrage", scope="hoofdtotaal", year=2017, source="regels") == HEADLINE
    assert 'href="#vastgesteld"' in page


def test_a_settled_amount_without_a_granted_one_is_shown_and_in_no_total(client):
    settle("DOG-2017-001", Decimal(4_000))
    settle("DOG-2017-022", Decimal(70_000))

    section = settled(html(client, "/resultaten/2017/"))

    words = text(section)
    assert "niet vermeld € 70.000 niet te berekenen" in words
    assert "€ 5.000 € 4.000 − € 1.000" in words.rpartition("DOG-2017-022")[2]


def test_a_year_without_settled_amounts_says_nothing_of_them(client):
    settle("DOG-2017-001", Decimal(4_000))
    entry(2018, theme=theme())
    results_page(2018)

    page = html(client, "/resultaten/2018/")

    assert settled(page) == ""
    assert "#vastgesteld" not in page


def test_a_draft_settled_amount_stays_out(client):
    settle("DOG-2017-001", Decimal(4_000))
    FundingEntry.objects.filter(reference="DOG-2017-001").update(live=False)

    assert settled(html(client, "/resultaten/2017/")) == ""


def test_many_settled_entries_are_cut_off_and_their_totals_are_of_all(client):
    many(FundingEntryFactory, [{"theme": theme(), "settled_amount": 900}] * 60)
    results_page(2019)

    section = settled(html(client, "/resultaten/2019/"))

    assert len(BeautifulSoup(section, "html.parser").select("tbody tr")) == 50
    assert "€ 60.000 € 54.000 − € 6.000" in text(section)
    assert "10" in text(section).rpartition("− € 6.000")[2]
