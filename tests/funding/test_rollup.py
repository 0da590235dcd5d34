from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from dog_site.core import figures
from funding.models import FundingEntry, SizeScope, Stage
from funding.provider import current_rollup
from funding.rollup import roll_up, totals_by
from projects.models import Theme
from tests.factories import FundingEntryFactory, ProjectPageFactory, ThemeFactory


def entries_of_2019():
    return FundingEntry.objects.public().in_year(2019)


def test_an_unknown_project_size_counts_as_unknown_not_as_zero():
    FundingEntryFactory(contribution=1_000, project_size=14_000)
    FundingEntryFactory(contribution=80_000, project_size=None)

    totals = entries_of_2019().totals()

    assert totals.contribution == 81_000
    assert totals.without_size == 1
    assert totals.multiplier == 14


@pytest.mark.parametrize("stage, counted", [("gepland", 0), ("verleend", 1), ("vastgesteld", 1), ("ingetrokken", 0)])
def test_only_granted_and_settled_entries_count(stage, counted):
    FundingEntryFactory(stage=stage)

    assert entries_of_2019().totals().entries == counted


def test_a_draft_stays_out_of_the_totals():
    FundingEntryFactory(live=False)

    assert entries_of_2019().totals().entries == 0


def test_the_sum_of_no_entries_is_not_zero_euros():
    totals = entries_of_2019().totals()

    assert totals.contribution is None
    assert totals.multiplier is None
    assert totals.figure("bijdrage", "alles", 2019).state == "onbekend"


@pytest.mark.parametrize(
    "states, state",
    [
        (["onbekend", "onbekend"], "onbekend"),
        (["niet-vermeld", "niet-vermeld"], "niet-vermeld"),
        (["niet-vermeld", "onbekend"], "onbekend"),
        (["niet-van-toepassing", "niet-van-toepassing"], "niet-van-toepassing"),
        (["niet-van-toepassing", "niet-vermeld"], "niet-vermeld"),
        (["bekend", "onbekend"], "ondergrens"),
        (["bekend", "niet-van-toepassing"], "bekend"),
        (["bekend", "bekend"], "bekend"),
    ],
)
def test_what_is_known_of_a_total_follows_from_its_entries(states, state):
    for each in states:
        FundingEntryFactory(project_size=14_000 if each == "bekend" else None, project_size_state=each)

    assert entries_of_2019().totals().figure("projectomvang", "alles", 2019).state == state


def test_a_multiplier_runs_over_entries_with_both_figures_and_says_over_how_many():
    FundingEntryFactory(contribution=1_000, project_size=5_000)
    FundingEntryFactory(contribution=None, project_size=9_000)
    FundingEntryFactory(contribution=0, project_size=7_000)

    figure = entries_of_2019().totals().figure("multiplier", "alles", 2019)

    assert figure.value == 5
    assert (figure.rows, figure.missing) == (3, 2)


def test_a_multiplier_is_never_a_mean_of_multipliers():
    FundingEntryFactory(contribution=1_000, project_size=10_000)
    FundingEntryFactory(contribution=9_000, project_size=9_000)

    assert entries_of_2019().totals().multiplier == Decimal("1.9")


def test_a_thousand_dimes_are_exactly_a_hundred_euros():
    theme = ThemeFactory()
    FundingEntry.objects.bulk_create(
        FundingEntryFactory.build(
            theme=theme, source=None, reference=f"D-{n}", contribution=Decimal("0.10"), project_size=Decimal("0.10")
        )
        for n in range(1_000)
    )

    assert entries_of_2019().totals().contribution == Decimal("100.00")
    assert totals_by(entries_of_2019(), "theme")[theme.pk].contribution == Decimal("100.00")


def test_projects_are_counted_once_and_entries_without_a_project_by_their_reference():
    project = ProjectPageFactory()
    for reference in ("A", "B", "C", "D"):
        FundingEntryFactory(reference=reference, project=project if reference in "AB" else None)

    totals = entries_of_2019().totals()

    assert (totals.entries, totals.projects) == (4, 3)


def test_a_size_over_the_whole_period_counts_once_in_the_latest_entry_that_knows_it():
    project, theme = ProjectPageFactory(), ThemeFactory()
    common = {"project": project, "theme": theme, "project_size_scope": SizeScope.WHOLE_PERIOD}
    FundingEntryFactory(year=2018, contribution=50_000, project_size=2_000_000, **common)
    FundingEntryFactory(year=2019, contribution=50_000, project_size=2_200_000, **common)
    FundingEntryFactory(year=2020, contribution=50_000, project_size=None, **common)

    totals = FundingEntry.objects.public().filter(theme=theme).across_years().totals()

    assert totals.contribution == 150_000
    assert totals.project_size == 2_200_000
    assert totals.multiplier == 22


@pytest.mark.parametrize("scope, size", [("looptijd", 17_500), ("onbekend", 17_500), ("jaar", 17_500)])
def test_two_entries_of_one_year_with_the_size_of_their_project_count_it_once(scope, size):
    common = {"project": ProjectPageFactory(), "project_size": 17_500, "project_size_scope": scope}
    for contribution in (10_000, 5_000):
        FundingEntryFactory(contribution=contribution, **common)

    totals = entries_of_2019().totals()

    assert (totals.contribution, totals.project_size) == (15_000, size)
    assert totals.multiplier == Decimal(size) / 15_000


def test_a_size_of_one_year_counts_once_in_that_year_and_again_in_the_next():
    common = {"project": ProjectPageFactory(), "theme": ThemeFactory(), "project_size_scope": SizeScope.YEAR}
    for year, size in ((2018, 10_000), (2018, 12_000), (2019, 9_000)):
        FundingEntryFactory(year=year, project_size=size, **common)

    entries = FundingEntry.objects.public().filter(theme=common["theme"])

    assert entries.totals().project_size == 21_000
    assert {year: totals.project_size for year, totals in totals_by(entries, "year").items()} == {
        2018: 12_000,
        2019: 9_000,
    }


def test_sizes_of_one_year_add_up_across_years():
    project = ProjectPageFactory()
    for year in (2018, 2019):
        FundingEntryFactory(year=year, project=project, project_size=10_000, project_size_scope=SizeScope.YEAR)

    totals = FundingEntry.objects.public().filter(project=project).across_years().totals()

    assert totals.project_size == 20_000


def test_entries_without_a_project_are_never_merged_across_years():
    theme = ThemeFactory()
    for year in (2018, 2019):
        FundingEntryFactory(year=year, theme=theme, project_size=10_000, project_size_scope=SizeScope.WHOLE_PERIOD)

    totals = FundingEntry.objects.public().filter(theme=theme).across_years().totals()

    assert totals.project_size == 20_000


def test_themes_add_up_to_the_headline_also_when_a_project_changed_theme():
    project, first, second = ProjectPageFactory(), ThemeFactory(), ThemeFactory()
    common = {"project": project, "project_size_scope": SizeScope.WHOLE_PERIOD}
    FundingEntryFactory(year=2018, theme=first, project_size=20_000, **common)
    FundingEntryFactory(year=2019, theme=second, project_size=30_000, **common)

    rollup = roll_up(FundingEntry.objects.public())

    sizes = [theme.totals.project_size for theme in rollup.headline_themes if theme.totals.project_size]
    assert sum(sizes) == rollup.headline.project_size


def test_a_theme_outside_the_headline_counts_apart_and_in_the_whole():
    FundingEntryFactory(contribution=1_000)
    FundingEntryFactory(contribution=300, theme__counts_in_headline=False)

    rollup = roll_up(FundingEntry.objects.public(), 2019)

    assert (rollup.headline.contribution, rollup.other.contribution) == (1_000, 300)
    assert rollup.everything.contribution == 1_300


def test_shares_are_fractions_of_the_headline_and_unknown_where_an_amount_is():
    FundingEntryFactory(contribution=1_000, project_size=None, theme__slug="a", theme__sort_order=1)
    FundingEntryFactory(contribution=3_000, theme__slug="b", theme__sort_order=2)

    first, second = roll_up(FundingEntry.objects.public(), 2019).headline_themes

    assert (first.contribution_share, second.contribution_share) == (Decimal("0.25"), Decimal("0.75"))
    assert first.project_size_share is None


def test_an_unpublished_theme_keeps_its_money_in_the_headline():
    FundingEntryFactory(contribution=1_000, theme__live=False)

    assert roll_up(FundingEntry.objects.public(), 2019).headline.contribution == 1_000


def test_totals_cannot_be_changed_after_the_fact():
    with pytest.raises(FrozenInstanceError):
        entries_of_2019().totals().entries = 5


@pytest.mark.parametrize("rows", [1, 40])
@pytest.mark.parametrize("year", [2019, None])
def test_a_rollup_takes_two_queries_whatever_the_number_of_rows(django_assert_num_queries, rows, year):
    FundingEntryFactory.create_batch(rows)

    with django_assert_num_queries(2):
        roll_up(FundingEntry.objects.public(), year)


AMOUNT = st.none() | st.decimals(min_value=0, max_value=Decimal("99999.99"), places=2)
ROW = st.tuples(
    AMOUNT,
    AMOUNT,
    st.sampled_from([Stage.GRANTED, Stage.SETTLED, Stage.PLANNED]),
    st.booleans(),
    st.integers(0, 2),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, max_size=12))
def test_a_rollup_equals_a_naive_sum_over_the_rows(rows):
    FundingEntry.objects.filter(year=2019).delete()
    themes = [Theme.objects.get_or_create(slug=f"t{n}", defaults={"name": f"T{n}"})[0] for n in range(3)]
    counted = []
    entries = []
    for number, (contribution, extra, stage, live, theme) in enumerate(rows):
        size = None if extra is None else extra + (contribution or 0)
        entries.append(
            FundingEntryFactory.build(
                reference=f"N-{number}",
                theme=themes[theme],
                source=None,
                contribution=contribution,
                project_size=size,
                stage=stage,
                live=live,
            )
        )
        if live and stage != Stage.PLANNED:
            counted.append((contribution, size, theme))
    FundingEntry.objects.bulk_create(entries)

    rollup = roll_up(FundingEntry.objects.public(), 2019)

    def naive(values):
        known = [value for value in values if value is not None]
        return sum(known) if known else None

    pairs = [(c, s) for c, s, _theme in counted if c and s is not None]
    assert rollup.everything.entries == len(counted)
    assert rollup.everything.contribution == naive(c for c, _s, _t in counted)
    assert rollup.everything.project_size == naive(s for _c, s, _t in counted)
    assert rollup.everything.paired_entries == len(pairs)
    if pairs:
        assert rollup.everything.multiplier == sum(s for _c, s in pairs) / sum(c for c, _s in pairs)
    for theme in rollup.themes:
        number = int(theme.slug.removeprefix("t"))
        assert theme.totals.contribution == naive(c for c, _s, t in counted if t == number)


def test_the_registry_answers_for_every_scope(db):
    FundingEntryFactory(project=ProjectPageFactory(slug="proef"), theme__slug="proeven", contribution=1_000)

    for scope in ("hoofdtotaal", "alles", "thema:proeven", "project:proef"):
        assert figures.current("bijdrage", scope, 2019).value == 1_000
    assert figures.current("bijdrage", "thema:bestaat-niet", 2019).value is None
    assert figures.current("bijdrage", "onzin", 2019) is None
    assert figures.current("onzin", "alles", 2019) is None
    assert 2019 in figures.years()


def test_a_rollup_is_kept_until_the_next_publication(django_assert_num_queries):
    FundingEntryFactory()
    current_rollup(2019)

    with django_assert_num_queries(1):  # the version
        current_rollup(2019)


def test_a_cached_rollup_is_never_older_than_the_last_publication():
    entry = FundingEntryFactory(contribution=1_000)
    assert figures.current("bijdrage", "alles", 2019).value == 1_000

    entry.contribution, entry.change_reason = 2_500, "Vaststelling."
    entry.save_revision().publish()

    assert figures.current("bijdrage", "alles", 2019).value == 2_500


def test_a_rollup_of_a_transaction_that_may_be_rolled_back_is_not_kept():
    entry = FundingEntryFactory(contribution=1_000)
    with transaction.atomic():
        FundingEntryFactory(theme=entry.theme, contribution=500)  # one change, as the one below
        assert current_rollup(2019).headline.contribution == 1_500
        transaction.set_rollback(True)

    entry.contribution = 2_000
    entry.save()

    assert current_rollup(2019).headline.contribution == 2_000


def test_a_site_with_very_many_pages_adds_up_as_well():
    """The key of a project and a period are one number to the database, which must hold it (PostgreSQL)."""
    if connection.vendor == "postgresql":
        count_on = "SELECT setval('wagtailcore_page_id_seq', {})"
    else:
        count_on = "UPDATE sqlite_sequence SET seq = {} WHERE name = 'wagtailcore_page'"
    last = Page.objects.latest("pk").pk
    with connection.cursor() as cursor:
        cursor.execute(count_on.format(2_000_000_000))
        project = ProjectPageFactory()
        cursor.execute(count_on.format(last + 1_000))  # what PostgreSQL counts is not taken back with a test
    size = {"project": project, "project_size": 5_000, "project_size_scope": SizeScope.WHOLE_PERIOD, "start_year": 2018}
    FundingEntryFactory(year=2018, **size)
    FundingEntryFactory(year=2019, **size)

    assert project.pk > 2_000_000_000
    assert FundingEntry.objects.filter(project=project).across_years().totals().project_size == 5_000
