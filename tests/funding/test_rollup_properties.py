"""Whatever the entries are, the rollup equals what a reader adds up with the rules of docs/funding.md at hand.

The reader here uses lists and loops only, and nothing of funding/rollup.py or totals.py.
"""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from funding import ledger
from funding.effect.compute import marked
from funding.models import FundingEntry, FundingPartner
from funding.reconciliation import add_up_years, compute_of
from funding.rollup import roll_up
from projects.models import Organisation
from tests.factories import (
    FundingEntryFactory,
    OrganisationFactory,
    ProjectPageFactory,
    PublishedFigureFactory,
    ThemeFactory,
)

YEARS = (2016, 2017, 2018)
IN_HEADLINE = {"p-een": True, "p-twee": True, "p-anders": False}
METRICS = ("bijdrage", "projectomvang", "multiplier", "projecten", "regels")
SCOPES = ("hoofdtotaal", "anders", "alles", *(f"thema:{slug}" for slug in IN_HEADLINE))
# The ways in which the municipality is an applicant, or is not.
APPLICANTS = {"nobody": False, "somebody": False, "municipality": True, "as partner": True, "as financier": False}
NO_AMOUNT = st.sampled_from(["onbekend", "niet-vermeld", "niet-van-toepassing"])
AMOUNT = st.sampled_from([None, Decimal(0), Decimal("0.10")]) | st.decimals(0, 99_999, places=2)
# Most rows count, so that rules about two rows of a project meet.
STATES = [(True, "verleend")] * 3 + [(True, "vastgesteld")] * 2
STATES += [(False, "verleend"), (True, "gepland"), (True, "ingetrokken")]


@dataclass(frozen=True)
class Row:
    year: int
    theme: str
    project: int | None
    contribution: Decimal | None
    contribution_state: str
    size: Decimal | None
    size_state: str
    size_scope: str
    stage: str
    live: bool
    settled: Decimal | None
    applicant: str


@st.composite
def a_row(draw):
    """A row that the database takes: an amount is there when its state is known, and the size covers it."""
    contribution, others = draw(AMOUNT), draw(AMOUNT)
    size = None if others is None else others + (contribution or 0)
    live, stage = draw(st.sampled_from(STATES))
    return Row(
        year=draw(st.sampled_from(YEARS)),
        theme=draw(st.sampled_from(sorted(IN_HEADLINE))),
        project=draw(st.sampled_from([0, 0, 1, None])),
        contribution=contribution,
        contribution_state=draw(NO_AMOUNT) if contribution is None else "bekend",
        size=size,
        size_state=draw(NO_AMOUNT) if size is None else "bekend",
        size_scope=draw(st.sampled_from(["jaar", "looptijd", "onbekend"])),
        stage=stage,
        live=live,
        settled=draw(st.none() | st.decimals(0, 99_999, places=2)),
        applicant=draw(st.sampled_from(sorted(APPLICANTS))),
    )


ROWS = st.just([]) | st.lists(a_row(), min_size=4, max_size=12)
# Chance seldom finds this: the latest size of a project is in no pair, so a multiplier counts the one before it.
REPEATED = [
    Row(2016, "p-een", 0, Decimal(100), "bekend", Decimal(900), "bekend", "looptijd", "verleend", True, None, "nobody"),
    Row(2018, "p-een", 0, None, "onbekend", Decimal(950), "bekend", "onbekend", "verleend", True, None, "nobody"),
]


# The reader.


def public(rows):
    """R1."""
    return [row for row in rows if row.live and row.stage in ("verleend", "vastgesteld")]


def sum_of_known(amounts):
    """R2 and R3: nothing known is not zero."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def has_pair(row):
    """R6."""
    return row.contribution is not None and row.contribution > 0 and row.size is not None


def counted_once(rows):
    """R10: of the rows of a project with a size the latest known one is left, and one more per year with a size of it.

    `rows` stand in the order in which they were made, so within a year the last one is the latest.
    """
    latest = {}
    for row in sorted(rows, key=lambda row: row.year):
        if has_size_of_project(row):
            latest[period(row)] = row
    return [row for row in rows if not has_size_of_project(row) or latest[period(row)] is row]


def has_size_of_project(row):
    return row.project is not None and row.size is not None


def period(row):
    return row.project, row.year if row.size_scope == "jaar" else "whole"


def amount_is(rows, amount, state):
    """R3 and R4: the amount, what is known of it, and how many rows lack it; "not applicable" lacks nothing."""
    known = sum_of_known(getattr(row, amount) for row in rows)
    states = [getattr(row, state) for row in rows]
    lacking = len([each for each in states if each in ("onbekend", "niet-vermeld")])
    if known is not None:
        return "ondergrens" if lacking else "bekend", lacking
    if states and set(states) == {"niet-van-toepassing"}:
        return "niet-van-toepassing", 0
    if states and "onbekend" not in states:
        return "niet-vermeld", lacking
    return "onbekend", lacking


def read(rows, sizes, paired_sizes):
    """The totals of `rows`, with the sizes in `sizes`, and for the multiplier those in `paired_sizes`."""
    ids, paired_ids = {id(row) for row in sizes}, {id(row) for row in paired_sizes}
    pairs = [row for row in rows if has_pair(row)]
    paid = sum_of_known(row.contribution for row in pairs)
    made = sum_of_known(row.size for row in pairs if id(row) in paired_ids)
    projects = {row.project for row in rows if row.project is not None}
    return {
        "bijdrage": sum_of_known(row.contribution for row in rows),
        "projectomvang": sum_of_known(row.size for row in rows if id(row) in ids),
        "multiplier": None if not paid or made is None else made / paid,
        "projecten": len(projects) + len([row for row in rows if row.project is None]),  # R13
        "regels": len(rows),
        "bijdrage is": amount_is(rows, "contribution", "contribution_state"),
        "projectomvang without": amount_is(rows, "size", "size_state")[1],
        "multiplier over": len(pairs),
    }


def add_up(rows, year, where=lambda row: True):
    """The totals of the public rows of a year (None: of all years) for which `where` holds."""
    rows = [row for row in public(rows) if year in (None, row.year)]
    sizes, paired_sizes = counted_once(rows), counted_once([row for row in rows if has_pair(row)])
    return read([row for row in rows if where(row)], sizes, paired_sizes)


def is_in(scope):
    """R5: whether a row counts in the figures of a scope."""
    if scope.startswith("thema:"):
        return lambda row: f"thema:{row.theme}" == scope
    return lambda row: scope == "alles" or IN_HEADLINE[row.theme] is (scope == "hoofdtotaal")


# The site.


def found(totals):
    """The same values from the totals of the rollup."""
    figures = {metric: totals.figure(metric, "", None) for metric in ("bijdrage", "projectomvang", "multiplier")}
    return {
        **{metric: figure.value for metric, figure in figures.items()},
        "projecten": totals.projects,
        "regels": totals.entries,
        "bijdrage is": (figures["bijdrage"].state, figures["bijdrage"].missing),
        "projectomvang without": figures["projectomvang"].missing,
        "multiplier over": totals.entries - figures["multiplier"].missing,
    }


@pytest.fixture
def stored(db):
    """Stores rows as entries, in place of earlier ones, and gives those entries as a query set."""
    themes = {slug: ThemeFactory(slug=slug, counts_in_headline=counts) for slug, counts in IN_HEADLINE.items()}
    projects = [ProjectPageFactory(theme=themes["p-een"]) for _number in range(2)]
    somebody, municipality = OrganisationFactory(), Organisation.objects.get(is_municipality=True)
    FundingEntry.objects.update(live=False)

    def store(rows):
        FundingEntry.objects.filter(reference__startswith="P-").delete()
        entries = [
            FundingEntryFactory.build(
                reference=f"P-{number}",
                source=None,
                theme=themes[row.theme],
                project=None if row.project is None else projects[row.project],
                year=row.year,
                contribution=row.contribution,
                contribution_state=row.contribution_state,
                project_size=row.size,
                project_size_state=row.size_state,
                project_size_scope=row.size_scope,
                stage=row.stage,
                live=row.live,
                settled_amount=row.settled,
                applicant={"somebody": somebody, "municipality": municipality}.get(row.applicant),
            )
            for number, row in enumerate(rows)
        ]
        entries = FundingEntry.objects.bulk_create(entries)
        roles = {"as partner": "aanvrager", "as financier": "medefinancier"}
        FundingPartner.objects.bulk_create(
            FundingPartner(entry=entry, organisation=municipality, role=roles[row.applicant])
            for entry, row in zip(entries, rows, strict=True)
            if row.applicant in roles
        )
        return FundingEntry.objects.filter(reference__startswith="P-")

    return store


def compare(examples):
    """Runs a test over many sets of rows."""
    limits = settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    return lambda test: limits(example(rows=REPEATED)(given(rows=ROWS)(test)))


@pytest.mark.parametrize("year", [2017, None])
@compare(40)
def test_every_scope_of_a_rollup_is_what_a_reader_adds_up(stored, year, rows):
    rollup = roll_up(stored(rows).public(), year)

    for scope in SCOPES:
        assert found(rollup.totals(scope)) == add_up(rows, year, is_in(scope)), scope
    themes = {row.theme for row in public(rows) if year in (None, row.year)}
    assert {theme.slug for theme in rollup.themes} == themes


@pytest.mark.parametrize("year", [2017, None])
@compare(25)
def test_the_parts_beside_the_headline_are_what_a_reader_adds_up(stored, year, rows):
    rollup = roll_up(stored(rows).public(), year)

    def part(where):
        return add_up(rows, year, lambda row: IN_HEADLINE[row.theme] and where(row))

    assert found(rollup.without_municipality) == part(lambda row: not APPLICANTS[row.applicant])  # R12
    assert found(rollup.whole_period) == part(lambda row: row.size_scope == "looptijd")
    assert found(rollup.headline.without_whole_period or rollup.headline) == part(
        lambda row: row.size_scope != "looptijd"
    )


@compare(25)
def test_each_year_out_of_all_years_is_what_a_reader_adds_up(stored, rows):
    stored(rows)

    of_years = add_up_years().totals_by("year", "theme__counts_in_headline", across_years=False)

    expected = {}
    for year in YEARS:
        for counts in (True, False):
            of_year = add_up(rows, year, lambda row, counts=counts: IN_HEADLINE[row.theme] is counts)
            if of_year["regels"]:
                expected[year, counts] = of_year
    assert {key: found(totals) for key, totals in of_years.items()} == expected


@pytest.mark.parametrize("year", [2017, None])
@compare(25)
def test_entries_in_memory_are_marked_as_the_database_marks_them(stored, year, rows):
    entries = stored(rows).public()

    of_database = (entries if year is None else entries.in_year(year)).across_years()
    in_memory = marked(entries, year)

    def marks(entries):
        return {entry.reference: (entry.size_superseded, entry.pair_superseded) for entry in entries}

    assert marks(in_memory) == marks(of_database)


@pytest.mark.parametrize("year", [2017, None])
@compare(25)
def test_lines_that_are_added_up_are_marked_as_the_rows_that_are_listed(stored, year, rows):
    entries = stored(rows).public()
    entries = entries if year is None else entries.in_year(year)

    lines = ledger.read(entries)
    places = [ledger.KIND.index(mark) for mark in ledger.REPEATS]
    marks = {line[1]: tuple(lines.kinds[line[0]][place] for place in places) for line in lines.lines}

    assert marks == {each.pk: (each.size_superseded, each.pair_superseded) for each in entries.across_years()}


@compare(25)
def test_a_source_that_looks_back_is_compared_with_what_a_reader_adds_up(stored, rows):
    rollup = roll_up(stored(rows).public(), 2018)
    stated = [PublishedFigureFactory.build(source=None, year=2018, about_year=year) for year in YEARS]

    compute = compute_of(rollup, stated)

    for year in YEARS:
        for scope in SCOPES:
            figures = {metric: compute(metric, scope, year).value for metric in METRICS}
            expected = add_up(rows, year, is_in(scope))
            assert figures == {metric: expected[metric] for metric in METRICS}, (scope, year)


@compare(25)
def test_settled_amounts_stand_beside_what_was_granted_to_the_same_entries_and_count_in_nothing(stored, rows):
    entries = stored(rows)

    rollup = roll_up(entries.public(), 2017)
    settled = [row for row in public(rows) if row.year == 2017 and row.settled is not None]
    both = [row for row in settled if row.contribution is not None]
    entries.update(settled_amount=None)
    without = roll_up(entries.public(), 2017)

    assert (rollup.settled.entries, rollup.settled.paired) == (len(settled), len(both))
    assert rollup.settled.granted == sum_of_known(row.contribution for row in both)
    assert rollup.settled.settled == sum_of_known(row.settled for row in both)
    assert rollup.settled.rows == len([row for row in public(rows) if row.year == 2017])
    assert (without.headline, without.everything) == (rollup.headline, rollup.everything)


@compare(25)
def test_contributions_of_all_years_are_those_of_each_year_together(stored, rows):
    """R10: a later year repeats sizes only."""
    entries = stored(rows).public()

    of_years = [roll_up(entries, year).everything for year in YEARS]
    together = roll_up(entries).everything

    assert together.contribution == sum_of_known(totals.contribution for totals in of_years)
    assert together.entries == sum(totals.entries for totals in of_years)
    sizes = sum_of_known(totals.project_size for totals in of_years)
    assert (together.project_size is None) is (sizes is None)
    assert (together.project_size or 0) <= (sizes or 0)
