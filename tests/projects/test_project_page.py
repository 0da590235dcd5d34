import datetime

import pytest
from django.core.exceptions import ValidationError

from projects.models import ProjectPage
from tests.factories import FundingEntryFactory, ProjectPageFactory
from tests.pages import figure, parsed, text


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
