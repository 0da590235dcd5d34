"""Adding and removing one entry gives what the database adds up to, without asking it."""

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding.models import FundingEntry
from funding.totals import NOTHING, FundingTotals
from projects.models import Theme
from tests.factories import FundingEntryFactory, ProjectPageFactory

CENTS = st.decimals(0, 10_000, places=2)
WITHOUT = st.sampled_from(["onbekend", "niet-vermeld", "niet-van-toepassing"])


@st.composite
def rows(draw):
    """An entry that is not saved: each amount known, or lacking in one of three ways."""
    contribution, others = draw(st.none() | CENTS), draw(st.none() | CENTS)
    size = None if others is None else others + (contribution or 0)
    return FundingEntryFactory.build(
        theme=None,
        source=None,
        contribution=contribution,
        contribution_state="bekend" if contribution is not None else draw(WITHOUT),
        project_size=size,
        project_size_state="bekend" if size is not None else draw(WITHOUT),
        project_size_scope=draw(st.sampled_from(["jaar", "onbekend", "looptijd"])),
    )


def added_up(entries):
    totals = NOTHING
    for entry in entries:
        totals = totals.plus(entry)
    return totals


@given(st.lists(rows(), max_size=8), st.randoms())
def test_the_order_in_which_entries_are_added_changes_nothing(entries, random):
    shuffled = random.sample(entries, len(entries))

    assert added_up(entries) == added_up(shuffled)


@given(st.lists(rows(), max_size=8), rows(), st.sampled_from([0, 1]))
def test_taking_an_entry_away_undoes_adding_it(entries, entry, projects):
    before = added_up(entries)

    assert before.plus(entry, projects=projects).minus(entry, projects=projects) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=st.lists(rows(), max_size=5))
def test_entries_added_one_by_one_are_what_the_database_adds_up(db, entries):
    theme = Theme.objects.first()
    with transaction.atomic():
        for number, entry in enumerate(entries):
            entry.theme, entry.reference, entry.pk = theme, f"P-{number}", None
        FundingEntry.objects.bulk_create(entries)
        totals = FundingEntry.objects.public().in_year(2019).totals()
        transaction.set_rollback(True)

    assert added_up(entries) == totals


def test_a_project_counts_once_when_the_caller_says_that_it_is_counted_already():
    project = ProjectPageFactory()
    for reference in "AB":
        FundingEntryFactory(reference=reference, project=project)
    first, second = FundingEntry.objects.filter(project=project).across_years().order_by("pk")

    totals = NOTHING.plus(first).plus(second, projects=0)

    assert totals == FundingEntry.objects.filter(project=project).totals()
    assert totals.minus(second, projects=0) == NOTHING.plus(first)


def test_a_sum_of_which_no_known_amount_is_left_is_unknown_and_not_zero():
    known, unknown = (
        FundingEntryFactory.build(theme=None, source=None),
        FundingEntryFactory.build(theme=None, source=None, contribution=None, project_size=None),
    )

    left = NOTHING.plus(known).plus(unknown).minus(known)

    assert (left.contribution, left.project_size, left.multiplier) == (None, None, None)
    assert left.entries == left.without_contribution == left.without_size == 1


def test_an_amount_of_zero_is_known_and_makes_no_pair():
    entry = FundingEntryFactory.build(theme=None, source=None, contribution=Decimal(0), project_size=Decimal(500))

    totals = FundingTotals.of(entry)

    assert (totals.contribution, totals.paired_contribution, totals.with_both) == (0, None, 1)


@pytest.mark.parametrize("reference", ["DOG-2017-001", "DOG-2017-021", "DOG-2017-023"])
def test_2017_without_an_entry_is_what_the_database_says_of_the_rest(reference):
    entries = FundingEntry.objects.public().in_year(2017)

    rest = entries.totals().minus(entries.get(reference=reference))

    assert rest == entries.exclude(reference=reference).totals()
