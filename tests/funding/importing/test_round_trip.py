"""Our own files, given back as they are, change nothing; also of entries that no colleague would type."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from funding.importing.plan import Outcome
from funding.importing.prepared import Prepared
from funding.models import AmountState, FundingEntry, FundingPartner
from funding.open_data import Dataset, csv_file
from funding.people_csv import people_csv_file
from funding.readme import Readme
from funding.workbook import xlsx_file
from tests.desk.browser import taken_back
from tests.factories import (
    FundingEntryFactory,
    OrganisationFactory,
    ProjectPageFactory,
    SourceDocumentFactory,
    ThemeFactory,
)

from .planning import changes, what_happens

YEAR = 2019


def dataset():
    return Dataset(YEAR, FundingEntry.objects.public().in_year(YEAR).across_years().for_file())


FILES = {
    "financiering.csv": lambda: csv_file(dataset()),
    "financiering.excel.csv": lambda: people_csv_file(dataset()),
    "financiering.xlsx": lambda: xlsx_file(dataset(), Readme(dataset(), date(2019, 12, 31), (), (), ())),
}


def given_back(name):
    return Prepared(name, FILES[name]()).plan


TITLES = ["=1+1", "+31 50", "'aangehaald'", 'een "citaat"', "a; b, c", "twee  spaties", "Café “één” €", "Totaal", "-"]
ODD = [
    *({"title": title} for title in TITLES),
    {"description": "Eerste regel.\nTweede; regel,\n\n=derde"},
    {"description": "Totaal van alles"},
    {"applicant_text": "=Stichting; Co"},
    {"contribution": None, "project_size": None},
    {"contribution": None, "contribution_state": AmountState.NOT_APPLICABLE},
    {"contribution": "0.05", "project_size": "1000000.10"},
    {"contribution": 0, "project_size": 0},
    {"settled_amount": "999.99", "stage": "vastgesteld"},
    {"start_date": "2019-02-28", "start_year": 2019, "end_date": "2020-02-29", "end_year": 2020},
    {"start_year": 2018, "end_year": 2022, "project_size_scope": "looptijd"},
    {"award_date": "2019-12-31", "project_size_scope": "onbekend"},
    {"reference": "DOG-2018-900"},
    {"source_locator": "=bijlage; 1"},
]


@pytest.fixture
def odd():
    """Each odd entry, with partners of which a name holds what stands between names."""
    theme, known = ThemeFactory(name="Werk; en, inkomen"), OrganisationFactory(name="Noorderling, Co")
    for number, values in enumerate(ODD, 1):
        item = FundingEntryFactory(**{"reference": f"DOG-2019-{number:03}", "theme": theme} | values)
        for role, name in (("aanvrager", "Aan"), ("kennispartner", "UMCG, RuG"), ("partner", "A; B"), ("partner", "A")):
            FundingPartner.objects.create(entry=item, text=name, role=role)
        FundingPartner.objects.create(entry=item, organisation=known, role="partner")
    # Two contributions to one project, of which the size counts once.
    page = ProjectPageFactory(title="Glasvezel", theme=theme)
    for number in (901, 902):
        FundingEntryFactory(reference=f"DOG-2019-{number}", theme=theme, project=page, applicant=known)


@pytest.mark.parametrize("name", FILES)
def test_odd_entries_stay_as_they_are(odd, name):
    found = given_back(name)

    told = [(row.title, changes(row), [str(wrong) for wrong in row.errors], row.questions) for row in found.rows]
    assert what_happens(found) == {Outcome.UNCHANGED: len(ODD) + 2}, [
        each for each, row in zip(told, found.rows, strict=True) if row.outcome != Outcome.UNCHANGED
    ]


@pytest.mark.parametrize("name", FILES)
def test_the_site_itself_stays_as_it_is(client, name):
    content = client.get(f"/resultaten/2017/{name}").getvalue()

    assert what_happens(Prepared(name, content).plan) == {Outcome.UNCHANGED: 23}


def test_one_cell_that_was_changed_is_the_one_change(odd):
    workbook = load_workbook(BytesIO(FILES["financiering.xlsx"]()))
    sheet = workbook.worksheets[0]
    columns = [cell.value for cell in sheet[1]]
    sheet.cell(3, columns.index("contribution_eur") + 1).value = 1_234.5
    file = BytesIO()
    workbook.save(file)

    found = Prepared("financiering.xlsx", file.getvalue()).plan

    assert what_happens(found) == {Outcome.CHANGED: 1, Outcome.UNCHANGED: len(ODD) + 1}
    [row] = found.to_save
    assert set(changes(row)) == {"contribution"}


def test_partners_that_were_changed_in_our_file_are_shown_from_what_to_what(odd):
    text = people_csv_file(dataset()).decode("utf-8-sig")
    header, first, *rest = csv.reader(StringIO(text, newline=""), delimiter=";")
    first[header.index("Partners")] = "UMCG, RuG; Nieuw"
    written = StringIO()
    csv.writer(written, delimiter=";").writerows([header, first, *rest])

    [row] = Prepared("financiering.excel.csv", written.getvalue().encode()).plan.to_save

    assert changes(row) == {"partners": ("UMCG, RuG; A; B; A; Noorderling, Co", "UMCG, RuG; Nieuw")}


LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Co", "Cn"])
AMOUNTS = st.none() | st.decimals(0, 9_999_999, places=2)


@st.composite
def entries(draw):
    """The values of an entry as a form or an earlier load may have left them."""
    amounts = sorted((draw(AMOUNTS) for _each in range(2)), key=lambda amount: amount or Decimal(0))
    return {
        "title": draw(st.text(LETTERS, min_size=1, max_size=40)),
        "description": draw(st.text(LETTERS, max_size=80)),
        "applicant_text": draw(st.text(LETTERS, max_size=30)),
        "contribution": amounts[0],
        "project_size": amounts[1],
        "settled_amount": draw(AMOUNTS),
        "start_year": draw(st.none() | st.integers(2000, 2019)),
        "end_year": draw(st.none() | st.integers(2019, 2030)),
        "award_date": draw(st.none() | st.dates(date(1990, 1, 1), date(2100, 12, 31))),
    }


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(entries())
def test_what_a_form_lets_through_stays_as_it_is(values):
    with taken_back():
        item = FundingEntryFactory.build(
            **values, reference="DOG-2019-001", theme=ThemeFactory(), source=SourceDocumentFactory()
        )
        try:
            item.full_clean()
        except ValidationError:
            reject()
        item.save()

        found = {name: given_back(name) for name in FILES}

    assert [(what_happens(each), changes(each.rows[0])) for each in found.values()] == [
        ({Outcome.UNCHANGED: 1}, {})
    ] * len(FILES)
