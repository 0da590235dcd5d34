"""The drawings of a year say what its table says."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from funding.models import FundingEntry
from funding.rollup import rest_of, roll_up
from projects.models import ProjectPage
from results.charts import largest, share_bars, theme_bars
from tests.factories import FundingEntryFactory, ThemeFactory


@pytest.fixture
def rollup():
    return roll_up(FundingEntry.objects.public(), 2017)


def section(client, name):
    page = BeautifulSoup(client.get("/resultaten/2017/").content, "html.parser")
    return " ".join(page.find(id=name).parent.get_text(" ", strip=True).split(" "))


def percent(text):
    assert text.endswith("%")
    return Decimal(text[:-1])


def test_the_bars_stand_on_one_scale_from_nought(rollup):
    chart = theme_bars(rollup.headline_themes)

    assert [mark.text for mark in chart.marks] == ["0", "1 mln", "2 mln", "€ 3 mln"]
    for bar in chart.bars:
        totals = bar.theme.totals
        assert percent(bar.size) == round(totals.project_size / 30_000, 2)
        assert percent(bar.contribution) == round(totals.contribution / 30_000, 2)


@pytest.mark.parametrize(
    "size, marks",
    [
        (1, ["0", "€ 0", "€ 1"]),
        (9_999, ["0", "5 dzd", "€ 10 dzd"]),
        (45_000, ["0", "20 dzd", "40 dzd", "€ 60 dzd"]),
        (2_957_231, ["0", "1 mln", "2 mln", "€ 3 mln"]),
        (999_999_999, ["0", "500 mln", "€ 1.000 mln"]),
    ],
)
def test_the_scale_has_round_steps_that_hold_the_largest_bar(size, marks):
    FundingEntryFactory(contribution=1, project_size=size)

    chart = theme_bars(roll_up(FundingEntry.objects.public(), 2019).headline_themes)

    assert len(chart.marks) <= 5
    assert percent(chart.bars[0].size) <= 100
    if size > 1:
        assert [mark.text for mark in chart.marks] == marks


def test_shares_add_up_to_the_whole_bar(rollup):
    shares = share_bars(rollup.headline_themes)

    for bar in (shares.contribution, shares.project_size):
        assert bar[0].x == "0.00%"
        assert bar[-1].end == "100.00%"
    assert len(shares.seams) == 3


def test_the_text_beside_the_shares_names_the_largest(client):
    text = section(client, "aandeel")

    assert "Van de bijdrage ging het meeste naar Onderwijs & Arbeidsmarkt: 51,0\xa0%." in text
    assert "De meeste projectomvang zit bij Kennis & Innovatie: 44,9\xa0%." in text


def test_one_theme_can_have_the_most_of_both():
    FundingEntryFactory(theme=ThemeFactory(), contribution=1_000, project_size=1_000)
    FundingEntryFactory(theme=ThemeFactory(name="De grootste"), contribution=3_000, project_size=3_000)

    shares = share_bars(roll_up(FundingEntry.objects.public(), 2019).headline_themes)

    assert shares.largest_contribution.theme is shares.largest_project_size.theme
    assert shares.largest_contribution.theme.name == "De grootste"


def test_of_two_equals_none_is_called_the_largest():
    for _number in range(2):
        FundingEntryFactory(theme=ThemeFactory(), contribution=1_000, project_size=2_000)

    shares = share_bars(roll_up(FundingEntry.objects.public(), 2019).headline_themes)

    assert shares.largest_contribution is None
    assert shares.largest_project_size is None


def test_themes_in_a_bar_differ_by_their_shapes_as_well(client):
    page = BeautifulSoup(client.get("/resultaten/2017/").content, "html.parser")

    shapes = [path["d"] for path in page.find(id="aandeel").parent.select("pattern path")]
    filled = [bar["fill"] for bar in page.find(id="aandeel").parent.select("svg > rect")]

    assert len(set(shapes)) == 4
    assert filled == [f"url(#aandeel-{number})" for number in (1, 2, 3, 4)] * 2


def test_of_an_unknown_whole_no_shares_are_drawn():
    FundingEntryFactory(theme=ThemeFactory(), contribution=1_000, project_size=None)
    FundingEntryFactory(theme=ThemeFactory(), contribution=1_000, project_size=2_000)

    assert share_bars(roll_up(FundingEntry.objects.public(), 2019).headline_themes) is None


def test_without_a_known_size_there_are_no_bars():
    FundingEntryFactory(contribution=1_000, project_size=None)

    assert theme_bars(roll_up(FundingEntry.objects.public(), 2019).headline_themes) is None
    assert largest([], roll_up(FundingEntry.objects.public(), 2019).headline) is None


def test_the_largest_and_the_others_add_up_to_the_headline_total(rollup):
    entries = list(FundingEntry.objects.public().in_year(2017).largest_first()[:8])

    chart = largest(entries, rollup.headline)

    assert [entry.reference for entry, _line in chart.rows][:2] == ["DOG-2017-002", "DOG-2017-011"]
    assert chart.others.entries == 12
    assert chart.others.project_size == 230_171
    assert chart.others.contribution == 60_954
    assert sum(entry.project_size for entry in entries) + chart.others.project_size == rollup.headline.project_size


def test_the_two_largest_are_told_as_part_of_the_whole(rollup, client):
    entries = list(FundingEntry.objects.public().in_year(2017).largest_first()[:8])

    assert largest(entries, rollup.headline).two_share == Decimal(3_926_000) / Decimal(6_582_515)
    assert (
        "De twee grootste, Blockchain Hackathon Innovatie programma en GDBC, Groninger Digital Business Center, hebben "
        "samen 59,6\xa0% van de projectomvang van het hoofdtotaal."
    ) in section(client, "grootste")


def test_the_two_largest_are_no_part_of_a_whole_that_is_not_known():
    for size in (4_000, 3_000, 2_000, None):
        FundingEntryFactory(project_size=size)
    entries = list(FundingEntry.objects.public().in_year(2019).largest_first())

    assert largest(entries, roll_up(FundingEntry.objects.public(), 2019).headline).two_share is None


def test_a_project_that_is_not_public_is_named_without_a_link(client):
    project = ProjectPage.objects.get(slug="it-academy")
    addresses = {link["href"] for link in links_of_the_largest(client)}
    assert project.url in addresses

    ProjectPage.objects.filter(pk=project.pk).update(live=False)

    assert {link["href"] for link in links_of_the_largest(client)} == addresses - {project.url}


def links_of_the_largest(client):
    page = BeautifulSoup(client.get("/resultaten/2017/").content, "html.parser")
    return page.find(id="grootste").parent.select("tbody a")


@pytest.mark.parametrize("count", [0, 1, 8, 19, 20])
def test_the_rest_is_what_adding_up_the_rest_gives(rollup, count):
    entries = list(FundingEntry.objects.public().in_year(2017).largest_first()[:count])
    others = FundingEntry.objects.public().in_year(2017).filter(theme__counts_in_headline=True)

    rest = rest_of(rollup.headline, entries)
    added = others.exclude(pk__in=[entry.pk for entry in entries]).totals()

    for name in ("contribution", "project_size", "paired_contribution", "paired_project_size", "entries", "with_both"):
        assert getattr(rest, name) == getattr(added, name), name
    assert rest.multiplier == added.multiplier


def test_the_results_page_shows_each_chart_with_a_title_and_a_table_beside_it(client):
    page = BeautifulSoup(client.get("/resultaten/2017/").content, "html.parser")

    for section in ("thema", "aandeel"):
        part = page.find(id=section).parent
        drawing = part.select_one(".dog-chart svg")
        assert drawing.title.get_text(strip=True)
        assert drawing.desc.get_text(strip=True)
        assert part.table.caption
    assert len(page.find(id="grootste").parent.select("td.dog-line svg[aria-hidden=true]")) == 9


def test_no_number_in_a_drawing_is_written_with_a_comma(client):
    for address in ("/", "/themas/", "/resultaten/2017/", "/projecten/pygrunn/"):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        for element in page.select("svg, svg *"):
            for name in ("viewbox", "d", "x", "y", "x1", "x2", "y1", "y2", "width", "height"):
                assert "," not in element.get(name, ""), element


def test_years_side_by_side_have_bars_on_one_scale(client):
    FundingEntryFactory(year=2019, contribution=329_125, project_size=3_291_258)  # half the size of 2017

    page = BeautifulSoup(client.get("/resultaten/").content, "html.parser")

    sizes = [bar.rect["width"] for bar in page.select("td.dog-line svg")]
    assert sizes == ["50.00%", "100.00%"]
