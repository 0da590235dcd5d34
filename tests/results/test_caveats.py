"""What a reader must know of a figure travels with it (R10): a size over a whole period says so wherever it stands."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from dog_site.core import figures
from dog_site.core.figures import ALL_YEARS, Figure, WholePeriod
from funding.models import FundingEntry
from funding.provider import current_rollup
from tests.factories import FundingEntryFactory
from tests.pages import parsed

WITH_SIZE = ("projectomvang", "multiplier")
MULTIPLIER = "/resultaten/2017/cijfer/multiplier/hoofdtotaal/"
CAVEAT = "met 2 regels over de hele looptijd, zonder die regels 11,8"


def of_element(data):
    """The figure that a <data> element prints; None for one that only its own page computes."""
    scope, year = data["data-scope"], data["data-year"]
    if data["data-source"] != "regels" or data["data-metric"] not in WITH_SIZE:
        return None
    if scope.startswith("regel:"):
        return FundingEntry.objects.get(reference=scope.removeprefix("regel:")).figure(data["data-metric"])
    if not scope.startswith(("thema:", "project:")) and scope not in figures.Scope.values:
        return None
    return figures.current(data["data-metric"], scope, None if year == ALL_YEARS else int(year))


def without_caveat(page):
    """The figures that a page prints without what belongs to them, and how many of those that have something."""
    found = [(data, of_element(data)) for data in page.find_all("data")]
    found = [(data, figure) for data, figure in found if figure and figure.caveat]
    printed = [(data, figure.caveat, data.find_parent(class_="dog-figure").text) for data, figure in found]
    return [str(data) for data, caveat, text in printed if caveat not in text], len(found)


def test_every_figure_on_every_page_has_its_caveat(site_as_made):
    pages = [found for found in site_as_made.values() if found.content.lstrip().startswith(b"<!doctype html")]

    found = {page.address: without_caveat(page.soup) for page in pages}

    assert {address: missing for address, (missing, _count) in found.items() if missing} == {}
    with_caveats = {address for address, (_missing, count) in found.items() if count}
    assert {"/", "/themas/", "/resultaten/", "/resultaten/2017/"} <= with_caveats
    assert {address.split("/")[1] for address in with_caveats} >= {"projecten", "themas", "resultaten"}


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2017, None])
@pytest.mark.parametrize("scope", ["hoofdtotaal", "anders", "alles", "thema:kennis-innovatie"])
@pytest.mark.parametrize("metric", WITH_SIZE)
def test_every_figure_on_the_page_of_a_figure_has_its_caveat(client, metric, scope, year):
    page = parsed(client.get(figures.page_of(metric, scope, year)).content)

    missing, _count = without_caveat(page)
    _missing, count = without_caveat(page.select_one(".dog-figure-block"))

    assert missing == []
    assert (count > 0) is bool(figures.current(metric, scope, year).caveat)


def test_every_sentence_and_drawing_with_a_multiplier_has_its_caveat(site_as_made):
    """A multiplier outside a figure: in a sentence, the name of a drawing, a description or a citation."""
    says = re.compile(r"multiplier[^.]{0,60}?13,9", re.IGNORECASE)
    for page in site_as_made.values():
        if not page.content.lstrip().startswith(b"<!doctype html"):
            continue
        sentences = [part.get_text(" ") for part in page.soup.select(".dog-rule, .dog-cite")]
        names = [part["aria-label"] for part in page.soup.select("svg[aria-label]")]
        descriptions = [part["content"] for part in page.soup.select("meta[name=description], meta[property]")]
        for text in (*sentences, *names, *descriptions):
            assert not says.search(text) or CAVEAT in text, (page.address, text)


@pytest.mark.django_db
def test_the_figure_page_cites_the_caveat(client):
    page = parsed(client.get(MULTIPLIER).content)

    assert f"13,9 ({CAVEAT})" in page.select_one(".dog-cite").text
    assert CAVEAT in page.select_one("meta[name=description]")["content"]
    assert CAVEAT in page.select_one(".dog-rule").text


@pytest.mark.django_db
def test_without_a_size_of_a_whole_period_nothing_is_said(client):
    FundingEntry.objects.update(project_size_scope="jaar")

    assert "hele looptijd" not in parsed(client.get(MULTIPLIER).content).get_text()


@pytest.mark.django_db
def test_a_theme_with_one_and_an_entry_by_itself():
    theme = current_rollup(2017).figure("multiplier", "thema:kennis-innovatie")
    entry = FundingEntry.objects.get(reference="DOG-2017-002")

    assert (theme.text, theme.caveat) == ("19,1", "met 1 regel over de hele looptijd, zonder die regel 13,8")
    assert entry.figure("projectomvang").caveat == entry.figure("multiplier").caveat == "over de hele looptijd"
    assert entry.figure("bijdrage").caveat == ""


@pytest.mark.django_db
def test_a_figure_of_whole_periods_only_and_one_without_a_size():
    values = {"project": None, "project_size_scope": "looptijd", "year": 2019}
    FundingEntryFactory(contribution=100, project_size=900, **values)
    only = current_rollup(2019)
    assert [only.figure(metric, "alles").caveat for metric in WITH_SIZE] == ["over de hele looptijd"] * 2

    FundingEntry.objects.filter(year=2019).update(project_size=None, project_size_state="onbekend")
    assert [current_rollup(2019).figure(metric, "alles").caveat for metric in WITH_SIZE] == ["", ""]


@pytest.mark.parametrize("value, words", [(Decimal(11), "zonder die regels € 11"), (None, "over de hele looptijd")])
def test_a_lower_bound_keeps_both_its_qualifier_and_its_caveat(value, words):
    figure = Figure("projectomvang", "alles", 2017, Decimal(14), state="ondergrens", rows=20, missing=2)

    cited = replace(figure, whole_period=WholePeriod(2, value)).cited.replace("\xa0", " ")

    assert cited.startswith("ten minste € 14 (2 van 20 regels zonder bedrag; ")
    assert cited.endswith(f"{words})")
