import datetime

import pytest
from django.core.exceptions import ValidationError

from projects.models import ProjectPage
from tests.factories import FundingEntryFactory, ProjectPageFactory, many
from tests.pages import figure, figures, parsed, text


def test_a_project_shows_its_facts_and_its_funding_with_the_source(client):
    html = client.get("/projecten/pygrunn/").content.decode()

    words = text(html)
    assert "WEB11" in words
    assert "Raadsbrief Groningen Digital City (6806242), bijlage 1, rij 3" in words
    assert figure(html, metric="bijdrage", scope="regel:DOG-2017-003") == 1_500
    assert figure(html, metric="projectomvang", scope="project:pygrunn") == 17_500


@pytest.mark.parametrize(
    "slug, there, not_there",
    [
        # Of this row the annex gives neither a period nor partners.
        ("it-academy", "De bron noemt geen looptijd, status of partners.", ["Looptijd", "Status", "Partners"]),
        ("pygrunn", "De bron noemt geen status.", ["Status"]),
        ("trendship-17", "Status afgerond", ["De bron noemt"]),
    ],
)
def test_facts_that_the_source_does_not_give_are_left_out_and_told_in_one_sentence(client, slug, there, not_there):
    page = parsed(client.get(f"/projecten/{slug}/").content)

    words = text(page.select_one(".dog-columns").decode())
    assert there in words
    assert "niet vermeld" not in words
    assert [name for name in not_there if name in words] == []


def test_a_project_without_a_source_says_of_none_what_it_lacks(client):
    ProjectPageFactory(slug="leeg")

    assert "De bron noemt" not in text(client.get("/projecten/leeg/").content.decode())


def test_a_project_without_contribution_says_so(client):
    ProjectPageFactory(slug="leeg")

    assert "Er is geen bijdrage" in text(client.get("/projecten/leeg/").content.decode())


def test_a_project_over_several_years_shows_all_years_together(client):
    project = ProjectPage.objects.get(slug="pygrunn")
    FundingEntryFactory(project=project, year=2018, contribution=500, project_size=2_500)

    html = client.get("/projecten/pygrunn/").content.decode()

    assert figure(html, metric="bijdrage", scope="project:pygrunn", year="alle") == 2_000


@pytest.mark.parametrize(
    "period, words",
    [
        ({}, ""),
        ({"start_year": 2017}, "vanaf 2017"),
        ({"end_year": 2020}, "tot en met 2020"),
        ({"start_year": 2017, "end_year": 2020}, "2017–2020"),
        ({"start_year": 2017, "end_year": 2017}, "2017"),
        ({"start_date": datetime.date(2017, 10, 19), "end_date": datetime.date(2017, 10, 19)}, "19 oktober 2017"),
        ({"start_date": datetime.date(2017, 10, 19), "end_year": 2018}, "19 oktober 2017 – 2018"),
    ],
)
def test_a_period_is_shown_as_precisely_as_the_source_gives_it(period, words):
    assert ProjectPage(**period).period == words


def test_a_date_fills_its_year():
    page = ProjectPageFactory(start_date=datetime.date(2017, 9, 5))

    assert page.start_year == 2017


@pytest.mark.parametrize(
    "period, field",
    [
        ({"start_year": 2018, "end_year": 2017}, "end_year"),
        ({"start_date": datetime.date(2017, 2, 2), "end_date": datetime.date(2017, 2, 1)}, "end_date"),
    ],
)
def test_an_end_before_the_start_is_refused_at_the_field(period, field):
    page = ProjectPage.objects.get(slug="it-academy")
    for name, value in period.items():
        setattr(page, name, value)

    with pytest.raises(ValidationError) as refusal:
        page.full_clean()

    assert list(refusal.value.message_dict) == [field]


def pages_of(client, address):
    """Each page of the entries of a project, by the link to the next."""
    found, query = [], ""
    while query is not None:
        found.append(client.get(f"{address}{query}").content.decode())
        following = parsed(found[-1]).select_one(".dog-pagination a[rel=next]")
        query = following["href"] if following else None
    return found


def test_many_entries_of_a_project_are_paged_and_the_totals_are_over_all(client):
    project = ProjectPage.objects.get(slug="pygrunn")
    rows = [{"year": 2018 + number % 3, "contribution": 1_000 + number} for number in range(119)]
    many(FundingEntryFactory, [{"project": project, "theme": project.theme, **row} for row in rows])

    pages = pages_of(client, "/projecten/pygrunn/")

    shown = [[row.td.get_text() for row in parsed(html).select("#financiering ~ table tbody tr")] for html in pages]
    assert [len(references) for references in shown] == [50, 50, 20]
    entries = project.funding_entries.public().in_order()
    assert sum(shown, []) == list(entries.values_list("reference", flat=True))
    total = sum(entry.contribution for entry in entries)
    for html in pages:
        assert figure(html, metric="bijdrage", scope="project:pygrunn", year="alle") == total


def test_a_page_of_entries_that_is_not_there_is_answered_with_a_notice(client):
    page = parsed(client.get("/projecten/pygrunn/?pagina=2").content)

    assert "2" in page.select_one(".dog-notice").get_text()
    assert page.select("#financiering ~ table tbody tr")


def test_the_page_with_the_last_entries_is_of_all_years_too(client):
    """Which year the totals are of does not follow from the page that is shown (R10)."""
    project = ProjectPage.objects.get(slug="pygrunn")
    of_project = {"project": project, "theme": project.theme}
    many(FundingEntryFactory, [{**of_project, "year": 2018}] * 50)

    html = client.get("/projecten/pygrunn/?pagina=2").content.decode()

    assert figures(html, metric="bijdrage", scope="project:pygrunn", year=2018) == []
    assert figure(html, metric="bijdrage", scope="project:pygrunn", year="alle") == 51_500
