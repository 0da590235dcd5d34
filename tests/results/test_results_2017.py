"""The real content: every total and claim of 2017, in the rollup, on the pages and in the download."""

from decimal import Decimal

import pytest

from funding.models import FundingEntry, PublishedFigure
from funding.reconciliation import Verdict, reconcile
from funding.rollup import roll_up
from tests.pages import RESULTS, download, figure, figures, readable, search_results, text

THEMES = {
    "Kennis & Innovatie": "thema:kennis-innovatie",
    "Onderwijs & Arbeidsmarkt": "thema:onderwijs-arbeidsmarkt",
    "Profilering & Vestigingsklimaat": "thema:profilering-vestigingsklimaat",
    "Infrastructuur": "thema:infrastructuur",
    "Anders": "thema:anders",
}


def expected_totals(expected):
    """Scope and expected totals, for the whole, the headline, Anders and each theme."""
    yield "hoofdtotaal", expected["headline_four_themes"]
    yield "alles", expected["all_including_anders"]
    yield "anders", expected["themes"]["Anders"]
    for name, scope in THEMES.items():
        yield scope, expected["themes"][name]


def test_the_rollup_gives_every_total_of_the_annex(expected):
    rollup = roll_up(FundingEntry.objects.public(), 2017)

    for scope, total in expected_totals(expected):
        found = rollup.totals(scope)
        assert found.entries == total["rows"]
        assert found.contribution == total["contribution"]
        assert found.project_size == total["total_size"]
        assert found.without_contribution == total["contribution_unknown_rows"]
        assert found.without_size == total["total_unknown_rows"]
        assert found.paired_entries == total["paired_rows"]
        assert found.paired_contribution == total["paired_contribution"]
        assert found.paired_project_size == total["paired_total"]
        assert found.multiplier.quantize(Decimal("0.0001")) == Decimal(str(total["multiplier_4dp"]))
        assert found.other_funds == total["other_funds"]
        assert rollup.figure("multiplier", scope).text == total["multiplier_display_nl"]


@pytest.mark.parametrize("path", [RESULTS, "/themas/", "/themas/?jaar=alle"])
def test_a_page_prints_every_total_of_the_annex(site_as_made, expected, path):
    html = site_as_made[path].text
    year = "alle" if path.endswith("alle") else 2017

    for scope, total in expected_totals(expected):
        if scope == "anders":
            continue  # the only theme outside the headline is printed under its own name
        assert figure(html, metric="bijdrage", scope=scope, year=year, source="regels") == total["contribution"]
        assert figure(html, metric="projectomvang", scope=scope, year=year, source="regels") == total["total_size"]
        assert figure(html, metric="projecten", scope=scope, year=year, source="regels") == total["rows"]
        multiplier = figure(html, metric="multiplier", scope=scope, year=year, source="regels")
        assert multiplier.quantize(Decimal("0.0001")) == Decimal(str(total["multiplier_4dp"]))


@pytest.mark.parametrize("name, scope", THEMES.items())
def test_a_theme_page_prints_the_totals_of_its_theme(site_as_made, expected, name, scope):
    html = site_as_made[f"/themas/{scope.removeprefix('thema:')}/"].text

    assert figure(html, metric="bijdrage", scope=scope, year=2017) == expected["themes"][name]["contribution"]
    assert figure(html, metric="projectomvang", scope=scope, year=2017) == expected["themes"][name]["total_size"]


def test_the_years_side_by_side_show_the_headline_and_what_stands_outside_it(site_as_made, expected):
    html = site_as_made["/resultaten/"].text

    assert figure(html, metric="bijdrage", scope="hoofdtotaal") == expected["headline_four_themes"]["contribution"]
    assert figure(html, metric="bijdrage", scope="anders") == expected["themes"]["Anders"]["contribution"]


def test_home_shows_the_key_figures_of_the_latest_year(site_as_made, expected):
    html = site_as_made["/"].text

    assert figure(html, metric="bijdrage", scope="hoofdtotaal", year=2017) == 474_427
    assert figure(html, metric="projectomvang", scope="hoofdtotaal", year=2017) == 6_582_515
    assert figure(html, metric="projecten", scope="hoofdtotaal", year=2017) == 20


def test_the_entries_on_the_page_and_in_the_download_are_the_same_and_add_up(client, site_as_made, expected):
    html = site_as_made[RESULTS].text
    rows = download(client)

    references = [f"DOG-2017-{number:03}" for number in range(1, 24)]
    assert [row["identifier"] for row in rows] == references
    for row in rows:
        for column, metric in (("contribution_eur", "bijdrage"), ("project_size_eur", "projectomvang")):
            shown = figure(html, metric=metric, scope=f"regel:{row['identifier']}", year=2017)
            assert shown == (Decimal(row[column]) if row[column] else None)
    amounts = [Decimal(row["contribution_eur"]) for row in rows if row["contribution_eur"]]
    assert sum(amounts) == expected["all_including_anders"]["contribution"]


def test_a_question_mark_is_unknown_and_an_empty_cell_is_not_stated(client, site_as_made):
    html = site_as_made[RESULTS].text

    assert figures(html, scope="regel:DOG-2017-023", metric="projectomvang", state="onbekend") == [None]
    assert figures(html, scope="regel:DOG-2017-022", metric="projectomvang", state="niet-vermeld") == [None]
    assert figures(html, scope="regel:DOG-2017-022", metric="bijdrage", state="niet-vermeld") == [None]
    statuses = {row["identifier"]: row["project_size_status"] for row in download(client)}
    assert (statuses["DOG-2017-022"], statuses["DOG-2017-023"]) == ("niet-vermeld", "onbekend")


def test_the_page_reads_as_promised(site_as_made):
    words = text(site_as_made[RESULTS].text)

    assert "ten minste €\u00a0402.750".replace("\u00a0", " ") in words
    assert "over 1 van 3 regels" in words
    assert "2 van 3 regels zonder bedrag" in words
    assert "Multiplier 13,9: voor elke euro van de gemeente is er € 13,87 projectomvang" in words


def verdicts():
    stated = PublishedFigure.objects.public().in_year(2017).for_reconciliation()
    rollup = roll_up(FundingEntry.objects.public(), 2017)
    return {finding.stated.number: finding for finding in reconcile(stated, rollup.figure)}


@pytest.mark.parametrize(
    "number, verdict",
    [
        ("D1", Verdict.DIFFERS_EXPLAINED),
        ("D2", Verdict.DIFFERS_EXPLAINED),
        ("D3", Verdict.DIFFERS_EXPLAINED),
        ("D4", Verdict.AGREES),
        ("D5", Verdict.AGREES),
        ("D6", Verdict.AGREES),
        ("D7", Verdict.AGREES),
        ("D8", Verdict.CANNOT_BE_TESTED),
        ("D9", Verdict.FORECAST),
    ],
)
def test_each_stated_figure_has_its_verdict(number, verdict):
    assert verdicts()[number].verdict == verdict


@pytest.mark.parametrize("number, difference", [("D1", 5_000), ("D2", 5_000), ("D3", 80_000)])
def test_the_entries_left_out_explain_the_difference_to_the_cent(number, difference):
    finding = verdicts()[number]

    assert finding.difference == difference
    assert sum(omission.amount for omission in finding.omissions) == difference
    assert finding.is_explained_to_the_cent


def test_the_page_shows_what_was_stated_beside_what_is_computed(site_as_made, expected):
    html = site_as_made[RESULTS].text

    printed = expected["printed"]["four_themes"]
    assert figure(html, source="vermeld:D1") == printed["contribution"]
    assert figure(html, source="vermeld:D2") == printed["total_size"]
    assert figure(html, source="vermeld:D3") == expected["printed"]["anders"]["contribution"]
    assert all(f'id="D{number}"' in html for number in range(1, 14))
    assert "+ €\u00a05.000" in html


def test_a_forecast_is_never_added_up(client, site_as_made):
    rows = download(client)
    html = site_as_made[RESULTS].text

    assert all(row["funding_year"] == "2017" for row in rows)
    assert figure(html, metric="bijdrage", scope="alles", source="regels") == 634_427


def test_the_headline_without_the_municipality_as_applicant_is_shown(site_as_made):
    html = site_as_made[RESULTS].text

    assert figure(html, metric="bijdrage", scope="hoofdtotaal-zonder-gemeente") == 424_427
    assert (
        FundingEntry.objects.public().marking_municipality().filter(is_municipal=False).totals().contribution == 504_427
    )


def test_sizes_over_several_years_are_named_with_the_multiplier_without_them(site_as_made):
    html = site_as_made[RESULTS].text

    assert figure(html, metric="projectomvang", scope="hoofdtotaal-looptijd") == 3_926_000
    multiplier = figure(html, metric="multiplier", scope="hoofdtotaal-zonder-looptijd")
    assert multiplier.quantize(Decimal("0.01")) == Decimal("11.84")


def test_the_annex_row_with_a_stray_html_tag_is_plain_text(site_as_made):
    page = site_as_made["/projecten/like-programma/"].text

    assert "list-style-type" not in page
    assert page.count("<br>• Medewerkers") == 1


def test_the_drafter_and_the_signature_notes_are_nowhere(client, site_as_made):
    texts = {address: readable(answer) for address, answer in site_as_made.items()}
    texts["/zoeken/"] = search_results(client, "")

    secrets = ("Hendriks", "367 10 64", "handwritten")
    assert [(address, secret) for address, found in texts.items() for secret in secrets if secret in found] == []
