"""Next year's table: from a spreadsheet with mistakes to public figures, by two people, with the clicks counted."""

import pytest
from playwright.sync_api import expect

from funding.models import FundingEntry, ImportRun, PublishedFigure, SourceDocument
from projects.models import Organisation
from results.models import ResultsIndexPage, YearlyResultsPage

from .hand import field
from .test_working_day import begin

pytestmark = [pytest.mark.browser, pytest.mark.site(room="funding")]

# Three cells are wrong, two organisations unknown, and the total leaves the first row out.
TABLE = """Thema;Project;Aanvrager;Bijdrage gemeente 2018;Totale projectomvang
Kennis & Innovatie;Datalab;Samenwerking Noord;5.000;5.000
;Vrouwen en IT;Noorderpoort;8k;22.000
;Sensoren;Noorderpoort;1.5000;80.000
Infra structuur;Straatwifi;Stadsnet BV;30.000;28.000
Totaal;;;53.000;382.000
"""


@pytest.fixture
def results_of_2018():
    page = YearlyResultsPage(title="Resultaten 2018", slug="2018", year=2018)
    ResultsIndexPage.objects.get().add_child(instance=page)


def test_a_table_with_mistakes_becomes_public_with_its_total_explained(page, log_in, hand, results_of_2018):
    file = {"name": "bijlage-2018.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    log_in("cijfers")
    begin(page, hand, "Tabel uit een bestand")
    page.locator("[name=file]").set_input_files(file)
    hand.click(page.get_by_role("button", name="Lees de tabel"))
    hand.click(page.get_by_role("button", name="Verder naar de waarden"))
    hand.choose(page.get_by_label("Welke organisatie is “Samenwerking Noord”?"), "nieuw")
    hand.choose(page.get_by_label("Welke organisatie is “Stadsnet BV”?"), "tekst")
    hand.click(page.get_by_role("button", name="Toon wat er gebeurt"))
    hand.click(page.get_by_role("button", name="Ja, € 8.000"))
    hand.type(field(page, '"cell-4:contribution_eur"'), "15.000")
    hand.type(field(page, '"cell-5:project_size_eur"'), "280.000")
    hand.click(page.get_by_role("button", name="Bewaar deze antwoorden").last)
    hand.click(page.get_by_role("link", name="Verder naar insturen"))
    hand.click(page.get_by_role("button", name="Stuur in ter goedkeuring"))
    page.locator(".messages .success").first.wait_for()

    hand.is_done("een tabel van vier rijen met vijf twijfels insturen", most=25)
    assert ImportRun.objects.first().rows_created == 4
    assert Organisation.objects.get(name="Samenwerking Noord").live is False

    log_in("coordinatie")
    page.goto("/beheer/")
    waiting = page.locator("#wacht").get_by_role("button", name="Goedkeuren")
    for left in range(SourceDocument.objects.filter(live=False).count() + 4 + 2, 0, -1):
        expect(waiting).to_have_count(left)
        waiting.first.click()
        page.locator(".modal-body").get_by_role("button", name="Goedkeuren").click()
        expect(page.locator(".modal-body")).to_have_count(0)
        page.wait_for_load_state()

    assert FundingEntry.objects.public().in_year(2018).count() == 4
    assert PublishedFigure.objects.filter(year=2018, live=True).count() == 2
    page.goto("/resultaten/2018/")
    expect(page.locator("main")).to_contain_text("58.000")
    expect(page.locator("main")).to_contain_text("5.000 lager")
