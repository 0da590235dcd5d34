import datetime

import pytest
from django.core.exceptions import ValidationError

from projects.models import ProjectPage
from tests.factories import FundingEntryFactory, ProjectPageFactory
from tests.pages import figure, text


def test_a_project_shows_its_facts_and_its_funding_with_the_source(client):
    html = client.get("/projecten/pygrunn/").content.decode()

    words = text(html)
    assert "WEB11" in words
    assert "Raadsbrief Groningen Digital City (6806242), bijlage 1, rij 3" in words
    assert figure(html, metric="bijdrage", scope="regel:DOG-2017-003") == 1_500
    assert figure(html, metric="projectomvang", scope="project:pygrunn") == 17_500


def test_what_the_source_does_not_say_is_shown_as_not_stated(client):
    words = text(client.get("/projecten/it-academy/").content.decode())

    assert words.count("niet vermeld") >= 3  # period, status, partners


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
