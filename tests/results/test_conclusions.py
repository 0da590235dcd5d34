"""A year's page begins with what came out and what does not add up, each with a link to where it is shown."""

from decimal import Decimal

import pytest

from funding.models import FundingEntry, PublishedFigure
from funding.reconciliation import Verdict
from home.style_guide import _stated
from results.conclusions import NAMED, Finding, conclude
from results.models import YearlyResultsPage
from tests.factories import FundingEntryFactory
from tests.pages import RESULTS, parsed

pytestmark = pytest.mark.django_db


def head(client, address=RESULTS):
    """What stands at the head of a year's page, and where its links go."""
    page = parsed(client.get(address).content)
    part = page.select_one(".dog-head .dog-conclusions")
    links = {" ".join(link.get_text().split()).replace("\xa0", " "): link["href"] for link in part.select("a")}
    assert all(page.find(id=address[1:]) for address in links.values() if address.startswith("#"))
    return [" ".join(p.get_text().split()).replace("\xa0", " ") for p in part.find_all("p")], links


def test_the_year_of_the_letter_begins_with_its_differences(client):
    sentences, links = head(client)

    assert sentences == [
        "De gemeente droeg € 474.427 bij aan 20 projecten. Samen kosten die € 6.582.515 met 2 regels over de hele "
        "looptijd, zonder die regels € 2.656.515. Per thema",
        "Van de 8 cijfers die de bronnen noemen, wijken er 3 af van de regels: "
        "Totale bijdrage, vier thema’s: € 5.000 minder (in de bron: Totale bijdrage, vier thema’s); "
        "Totale projectomvang, vier thema’s: € 5.000 minder (in de bron: Totale projectomvang, vier thema’s); "
        "Bijdrage, Anders: € 80.000 minder (in de bron: Bijdrage, Anders).",
    ]
    assert links["Totale bijdrage, vier thema’s: € 5.000 minder"] == "#D1"
    assert links["in de bron: Totale bijdrage, vier thema’s"] == "/raadsbrief-14-maart-2018/#rij-totaalregel"


def test_the_sentences_follow_the_entries(client):
    FundingEntry.objects.filter(reference="DOG-2017-001").update(live=False)

    sentences, links = head(client)

    assert "€ 469.427" in sentences[0]
    assert "#D1" not in links.values()
    assert "#D3" in links.values()


def test_an_unexplained_difference_is_not_called_explained(client):
    PublishedFigure.objects.filter(number="D1").update(explanation="")

    assert "Van 1 daarvan is de reden niet bekend." in head(client)[0][1]


def test_one_difference_is_one(client):
    PublishedFigure.objects.exclude(number__in=["D3", "D4"]).delete()
    assert head(client)[0][1].startswith("Van de 2 cijfers die de bronnen noemen, wijkt er 1 af van de regels:")

    PublishedFigure.objects.exclude(number="D3").delete()
    assert head(client)[0][1].startswith("Het cijfer dat een bron noemt, wijkt af van de regels: Bijdrage, Anders")


def test_the_words_of_an_editor_stand_above_those_of_the_site(client):
    YearlyResultsPage.objects.filter(year=2017).update(conclusion="Een goed jaar.\n\nMet één kanttekening.")

    sentences, _links = head(client)

    assert sentences[:2] == ["Een goed jaar.", "Met één kanttekening."]
    assert len(sentences) == 4


def test_a_year_in_which_nothing_is_known_claims_nothing(client):
    PublishedFigure.objects.all().delete()
    FundingEntry.objects.all().delete()

    assert head(client) == ([], {})


def test_a_size_that_is_not_known_is_not_told(client):
    PublishedFigure.objects.all().delete()
    FundingEntry.objects.all().delete()
    FundingEntryFactory(year=2017, contribution=1_000, project_size=None)

    assert head(client)[0] == ["De gemeente droeg € 1.000 bij aan 1 project. Per thema"]


def finding(verdict, difference=None, metric="bijdrage"):
    stated = _stated(1, "Een cijfer")
    stated.metric = metric
    return Finding(stated, None, verdict, difference)


@pytest.mark.parametrize(
    "metric, difference, words",
    [
        ("bijdrage", Decimal(5000), "€ 5.000 minder"),
        ("bijdrage", Decimal("-12.50"), "€ 12,50 meer"),
        ("projecten", Decimal(7), "7 minder"),
        ("multiplier", Decimal("-0.14"), "0,14 meer"),
        ("bijdrage", None, "wijkt af"),
    ],
)
def test_a_difference_is_said_from_the_side_of_the_source(metric, difference, words):
    found = conclude([finding(Verdict.DIFFERS_EXPLAINED, difference, metric)])

    assert [said.replace("\xa0", " ") for _finding, said in found.named] == [words]


def test_more_differences_than_can_be_read_are_counted():
    found = conclude([finding(Verdict.DIFFERS_UNEXPLAINED, Decimal(1))] * (NAMED + 2))

    assert (len(found.named), found.more, found.unexplained) == (NAMED, 2, NAMED + 2)


def test_what_agrees_and_what_cannot_be_tested_are_told_apart():
    agrees = conclude([finding(Verdict.AGREES), finding(Verdict.CANNOT_BE_TESTED), finding(Verdict.FORECAST)])

    assert (agrees.stated, agrees.tested, agrees.differing) == (2, 1, 0)
    assert conclude([finding(Verdict.FORECAST)]) is None
