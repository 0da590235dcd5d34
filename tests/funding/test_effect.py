"""The told effect of publishing is its real effect: on totals, stated figures, and words in texts."""

import json
from decimal import Decimal

import pytest

from dog_site.core.figures import Scope
from funding.effect import effect, effect_of
from funding.models import FundingEntry
from funding.models.choices import METRICS
from funding.rollup import roll_up, totals_by
from funding.totals import NOTHING
from home.models import StandardPage
from projects.models import ProjectPage, Theme
from tests.factories import FundingEntryFactory, ProjectPageFactory, ThemeFactory

UNKNOWN = {"contribution": None, "contribution_state": "onbekend"}
# Values that somebody types over an entry of 2017.
CHANGES = {
    "another amount": {"contribution": 2_500, "contribution_state": "bekend"},
    "an amount that is not known any more": UNKNOWN,
    "an amount that the source does not state": {"contribution": None, "contribution_state": "niet-vermeld"},
    "an amount of nothing": {"contribution": 0, "contribution_state": "bekend"},
    "no size": {"project_size": None, "project_size_state": "niet-van-toepassing"},
    "another theme": {"theme": "onderwijs-arbeidsmarkt"},
    "a theme outside the headline": {"theme": "anders"},
    "another year": {"year": 2018},
    "another year and theme": {"year": 2018, "theme": "anders"},
    "no project": {"project": None},
    "another project": {"project": "draadloos-groningen"},
    "planned": {"stage": "gepland"},
    "withdrawn": {"stage": "ingetrokken"},
    "settled": {"stage": "vastgesteld"},
}


def typed(reference="DOG-2017-003", **values):
    """An entry as it is public, with `values` typed over it and not saved."""
    entry = FundingEntry.objects.get(reference=reference)
    if values.get("theme"):
        values["theme"] = Theme.objects.get(slug=values["theme"])
    if values.get("project"):
        values["project"] = ProjectPage.objects.get(slug=values["project"])
    for name, value in values.items():
        setattr(entry, name, value)
    return entry


def said(figure):
    return figure.value, figure.state, figure.missing


def computed():
    """Every figure of 2017 and 2018 that visitors see, by metric, scope and year."""
    found = {}
    for year in (2017, 2018):
        entries = FundingEntry.objects.public()
        rollup, themes = roll_up(entries, year), [f"thema:{theme.slug}" for theme in Theme.objects.all()]
        of_scopes = {scope: rollup.totals(scope) for scope in [*Scope.values, *themes]}
        of_projects = totals_by(entries.in_year(year), "project_id")
        of_scopes |= {each.scope: of_projects.get(each.pk, NOTHING) for each in ProjectPage.objects.all()}
        for scope, totals in of_scopes.items():
            for metric in METRICS:
                found[metric, scope, year] = said(totals.figure(metric, scope, year))
    return found


def lines(found):
    return {
        (line.before.metric, line.before.scope, line.year): (said(line.before), said(line.after))
        for line in found.lines
    }


def values(found, scope, year=2017):
    """Before and after of each metric that changes in a scope."""
    return {
        str(line.before.metric): (line.before.value, line.after.value)
        for line in found.lines
        if (line.before.scope, line.year) == (scope, year)
    }


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("reference", ["DOG-2017-003", "DOG-2017-020", "DOG-2017-022"])
def test_the_effect_told_is_the_effect_of_saving(reference, change):
    before, entry = computed(), typed(reference, **CHANGES[change])

    outcome = effect_of(entry)
    entry.save()

    after = computed()
    assert lines(outcome) == {key: (before[key], after[key]) for key in before if before[key] != after[key]}


def test_telling_the_effect_changes_nothing_that_visitors_see():
    before = computed()

    effect_of(typed(contribution=1_000_000, project_size=None, project_size_state="onbekend"))

    assert computed() == before


def test_an_amount_changes_its_project_its_theme_the_headline_and_everything():
    outcome = effect_of(typed("DOG-2017-001", contribution=10_000, project_size=10_000))

    assert [line.name for line in outcome.lines if line.before.metric == "bijdrage"] == [
        FundingEntry.objects.get(reference="DOG-2017-001").project.title,
        "Kennis & Innovatie",
        Scope.HEADLINE.label,
        Scope.ALL.label,
    ]
    assert values(outcome, Scope.HEADLINE)["bijdrage"] == (474_427, 479_427)


def test_an_entry_that_stays_as_it_is_changes_nothing():
    assert effect_of(typed()).is_nothing


def test_a_new_entry_adds_itself_and_its_project():
    entry = FundingEntryFactory.build(
        year=2017, theme=Theme.objects.get(slug="infrastructuur"), source=None, contribution=1_000, live=False
    )

    outcome = effect_of(entry)

    assert values(outcome, Scope.HEADLINE)["projecten"] == (20, 21)
    assert values(outcome, Scope.HEADLINE)["regels"] == (20, 21)


@pytest.mark.parametrize("has_another, projects", [(False, {"projecten": (20, 19)}), (True, {})])
def test_a_project_goes_only_with_its_last_entry(has_another, projects):
    entry = typed(stage="ingetrokken")
    if has_another:
        FundingEntryFactory(year=2017, project=entry.project, theme=entry.theme)

    found = values(effect_of(entry), Scope.HEADLINE)

    assert {name: value for name, value in found.items() if name == "projecten"} == projects


def test_planned_counts_nothing_until_it_is_granted():
    planned = FundingEntryFactory(stage="gepland", contribution=1_000, project_size=4_000)
    stays = effect_of(planned)

    planned.stage = "verleend"
    granted = effect_of(planned)

    assert (stays.is_nothing, stays.counts, stays.missing) == (True, False, ())
    assert values(granted, Scope.HEADLINE, 2019) == {
        "bijdrage": (None, 1_000),
        "projectomvang": (None, 4_000),
        "multiplier": (None, 4),
        "projecten": (0, 1),
        "regels": (0, 1),
    }


def test_the_last_known_amount_leaves_unknown_and_not_zero():
    outcome = effect_of(typed("DOG-2017-020", **UNKNOWN))

    assert values(outcome, "thema:infrastructuur") == {"bijdrage": (15_000, None), "multiplier": (3, None)}


@pytest.mark.parametrize(
    "wrong, untold",
    [
        ({"contribution"}, {"bijdrage", "multiplier"}),
        ({"project_size"}, {"projectomvang", "multiplier"}),
        ({"project_size_state"}, {"projectomvang", "multiplier"}),
        ({"year"}, {"bijdrage", "projectomvang", "multiplier", "projecten", "regels"}),
        ({"stage"}, {"bijdrage", "projectomvang", "multiplier", "projecten", "regels"}),
    ],
)
def test_what_cannot_be_used_is_named_and_what_depends_on_it_is_not_told(wrong, untold):
    entry = typed(contribution=2_000, project_size=90_000, theme="infrastructuur")

    outcome = effect_of(entry, wrong)

    metrics = {line.before.metric for line in outcome.lines}
    assert set(outcome.missing) == wrong
    assert metrics.isdisjoint(untold)
    assert metrics | untold >= {"bijdrage", "projectomvang", "multiplier", "projecten", "regels"}


def test_without_a_theme_the_project_and_everything_are_still_told():
    outcome = effect_of(typed(contribution=2_000), {"theme"})

    assert {line.before.scope for line in outcome.lines} == {"project:pygrunn", Scope.ALL}


def test_an_empty_entry_names_what_it_lacks():
    outcome = effect(None, FundingEntry())

    assert outcome.missing == ("year", "theme", "contribution", "project_size")
    assert outcome.is_nothing


def test_stated_figures_are_judged_again_when_an_entry_goes():
    outcome = effect_of(typed("DOG-2017-001", stage="ingetrokken"))

    found = {each.stated.number: each for each in outcome.statements}
    assert {number for number, each in found.items() if each.starts} == {"D1", "D2"}
    assert {number for number, each in found.items() if each.stops} == {"D5", "D6"}
    assert {number for number, each in found.items() if each.stays} == {"D7"}
    assert {each.stated.number for each in outcome.broken} == {"D5", "D6"}


@pytest.mark.parametrize(
    "reference, change, number, stops, starts",
    [
        ("DOG-2017-023", {"stage": "ingetrokken"}, "D3", False, True),
        ("DOG-2017-021", {"contribution": 100_000}, "D3", False, False),
        ("DOG-2017-003", {"contribution": 21_500, "project_size": 100_000}, "D5", True, False),
        ("DOG-2017-003", {"contribution": 1_600}, "D5", False, False),
        ("DOG-2017-003", UNKNOWN, "D5", False, False),
        ("DOG-2017-020", {"project_size": 1_000_000}, "D7", True, False),
        ("DOG-2017-020", {"theme": "anders"}, "D4", True, False),
    ],
)
def test_a_stated_figure_whose_number_moves_says_whether_it_still_holds(reference, change, number, stops, starts):
    outcome = effect_of(typed(reference, **change))

    found = next(each for each in outcome.statements if each.stated.number == number)
    assert (found.stops, found.starts) == (stops, starts)


def put_figure(**values):
    block = {"metric": "bijdrage", "scope": "hoofdtotaal", "year": "2017", "wording": "ruim", **values}
    page = StandardPage.objects.get(slug="over")
    page.body = json.dumps([{"type": "text", "value": "<p>figure</p>"}, {"type": "figure", "value": block}])
    page.save_revision().publish()
    return page


def words(outcome):
    return [
        (each.before.replace("\u00a0", " "), each.after.replace("\u00a0", " "), each.stops) for each in outcome.words
    ]


@pytest.mark.parametrize(
    "block, change, found",
    [
        ({}, {"contribution": 21_500, "project_size": 50_000}, [("ruim € 470.000", "ruim € 490.000", False)]),
        ({}, {"contribution": 1_600}, []),
        ({}, UNKNOWN, [("ruim € 470.000", "ten minste € 472.927", True)]),
        ({"year": "alle"}, UNKNOWN, [("ruim € 470.000", "ten minste € 472.927", True)]),
        ({"scope": "anders"}, {"contribution": 2_000}, []),
        ({"metric": "bezoekers"}, {"contribution": 2_000}, []),
        ({"scope": "onzin"}, {"contribution": 2_000}, []),
        ({"metric": "regels", "wording": "exact"}, {"stage": "ingetrokken"}, [("20", "19", False)]),
        ({"year": ""}, {"contribution": 2_000}, []),
    ],
)
def test_a_figure_in_a_text_that_would_read_otherwise_is_named(block, change, found):
    page = put_figure(**block)

    outcome = effect_of(typed(**change))

    assert words(outcome) == found
    assert {each.claim.page_title for each in outcome.words} <= {page.title}


def test_a_figure_in_a_text_that_is_not_public_is_not_named():
    put_figure().unpublish()

    assert effect_of(typed(**UNKNOWN)).words == ()


@pytest.mark.parametrize("years", [(2018, 2019), (2019, 2019)])
def test_a_size_that_entries_repeat_counts_once_before_and_after(years):
    project, theme = ProjectPageFactory(), ThemeFactory(counts_in_headline=True)
    common = {"project": project, "theme": theme, "project_size_scope": "looptijd", "contribution": 1_000}
    FundingEntryFactory(year=years[0], project_size=17_500, **common)
    last = FundingEntryFactory(year=years[1], project_size=17_500, **common)

    last.project_size = 20_000
    grown = sizes(effect_of(last), theme.name)
    last.stage = "ingetrokken"
    withdrawn = sizes(effect_of(last), theme.name)

    assert grown == {2019: (17_500, 20_000)}
    assert withdrawn == ({2019: (17_500, None)} if years[0] == 2018 else {})


def test_an_entry_that_comes_after_another_of_its_project_adds_no_second_size():
    project, theme = ProjectPageFactory(), ThemeFactory()
    common = {"project": project, "theme": theme, "year": 2019, "project_size": 17_500}
    FundingEntryFactory(contribution=10_000, **common)

    outcome = effect_of(FundingEntryFactory.build(contribution=5_000, source=None, **common))

    assert sizes(outcome, theme.name) == {}
    assert [entry.project_size for entry in outcome.repeated] == [17_500]
    changed = {
        line.before.metric: (line.before.value, line.after.value) for line in outcome.lines if line.name == theme.name
    }
    assert changed["bijdrage"] == (10_000, 15_000)
    assert changed["multiplier"] == (Decimal("1.75"), 17_500 / Decimal(15_000))


def sizes(outcome, name):
    """The project size of a theme before and after, by year, where it changes."""
    return {
        line.year: (line.before.value, line.after.value)
        for line in outcome.lines
        if (line.name, line.before.metric) == (name, "projectomvang")
    }


def test_the_effect_takes_few_queries_however_many_entries_there_are(django_assert_max_num_queries):
    project = ProjectPageFactory()
    for year in (2017, 2018):
        for _number in range(15):
            FundingEntryFactory(year=year, project=project, theme=Theme.objects.first())
    put_figure(year="alle", wording="exact")
    entry = typed(year=2018, project=project.slug, theme="anders", contribution=9_000, project_size=90_000)

    with django_assert_max_num_queries(30):
        assert effect_of(entry).words
