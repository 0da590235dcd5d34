"""The rows of the files are plain values; here each is what the objects say of themselves, one by one."""

import datetime
from decimal import Decimal
from io import BytesIO
from itertools import cycle
from random import Random

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.writer.excel import ExcelWriter
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from dog_site.core.around.page_addresses import address_at
from dog_site.core.models import PageQuerySet
from funding.models import FundingEntry, FundingPartner
from funding.open_data import Dataset, FigureDataset
from funding.rows import COLUMNS, rows_of
from funding.tracing import counted_amounts, trace
from funding.workbook import Archive, Styles, cell_of, rows_as_xml
from projects.models import ProjectPage
from tests.factories import (
    FundingEntryFactory,
    OrganisationFactory,
    ProjectPageFactory,
    SourceDocumentFactory,
    ThemeFactory,
    many,
)

SITE = "https://dog.example"
MOMENT = datetime.datetime(2026, 3, 14, 23, 30, 1, 999, tzinfo=datetime.UTC)


def from_objects(entry):
    """What the file says of an entry, as its model and those of its relations tell it."""
    project = entry.project and ProjectPage.objects.visible().filter(pk=entry.project_id).first()
    source = entry.source if entry.source and entry.source.is_visible else None
    if source and source.page and not PageQuerySet(Page).visible().filter(pk=source.page_id).exists():
        source.page = None
    address = source and source.address
    partners = [partner.name for partner in entry.partners.all() if partner.role != "aanvrager" and partner.name]
    applicants = [entry.applicant, *(each.organisation for each in entry.partners.all() if each.role == "aanvrager")]
    return {
        "identifier": entry.reference,
        "title": entry.title,
        "description": entry.description or None,
        "funding_year": entry.year,
        "theme": entry.theme.name,
        "programme": None,
        "applicant": entry.applicant_name or None,
        "contribution_eur": entry.contribution,
        "contribution_status": entry.contribution_state,
        "settled_amount_eur": entry.settled_amount,
        "project_size_eur": entry.project_size,
        "project_size_status": entry.project_size_state,
        "project_size_scope": entry.project_size_scope,
        "start": entry.start_date or entry.start_year,
        "end": entry.end_date or entry.end_year,
        "award_date": entry.award_date,
        "partners": "; ".join(partners) or None,
        "source_document": source and source.title,
        "source_reference": entry.source_locator or None,
        "modified": entry.last_published_at,
        "url": project and f"{SITE}{project.url}",
        "counts_in_headline": entry.theme.counts_in_headline,
        "municipality_is_applicant": any(each.is_municipal for each in applicants if each),
        "source_url": f"{SITE}{address}" if address and address.startswith("/") else address or None,
    }


def restricted(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def document(title, **values):
    return get_document_model().objects.create(
        title=title, file=ContentFile(b"%PDF-1.4", name=f"{title}.pdf"), **values
    )


def odd_sources():
    closed = Collection.get_first_root_node().add_child(name="Besloten")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    page = Page.objects.get(url_path__endswith="/projecten/pygrunn/")
    values = {
        "draft": {"live": False},
        "past its moment": {"expire_at": timezone.now() - timezone.timedelta(days=1)},
        "nowhere": {},
        "elsewhere": {"url": "https://raad.example/brief.pdf"},
        "on this site": {"page": page, "url": "https://raad.example/brief.pdf"},
        "on a page that is restricted": {"page": restricted(ProjectPageFactory())},
        "on a draft, and elsewhere": {"page": ProjectPageFactory(live=False), "url": "https://raad.example/2.pdf"},
        "a document": {"document": document("open")},
        "a document behind a password": {"document": document("dicht", collection=closed)},
    }
    return [SourceDocumentFactory(title=title, **each) for title, each in values.items()]


def odd_organisations():
    municipality = OrganisationFactory(name="Gemeente", is_municipality=True)
    merged = OrganisationFactory(name="Gemeente van vroeger", merged_into=municipality)
    draft = OrganisationFactory(name="Concept", live=False)
    past = OrganisationFactory(name="Verlopen", expire_at=timezone.now() - timezone.timedelta(days=1))
    return [None, OrganisationFactory(name="=1+1"), municipality, merged, draft, past]


def odd_projects():
    return [
        None,
        ProjectPageFactory(slug="openbaar"),
        ProjectPageFactory(slug="café-é", title="Café"),
        ProjectPageFactory(live=False),
        restricted(ProjectPageFactory()),
        ProjectPageFactory(expire_at=timezone.now() - timezone.timedelta(days=1)),
    ]


@pytest.fixture
def odd_entries(db):
    """Every odd source, organisation and project in many combinations, and amounts and days of every kind."""
    random = Random(7)
    sources, organisations, projects = cycle(odd_sources()), odd_organisations(), odd_projects()
    themes = [ThemeFactory(name="=thema"), ThemeFactory(counts_in_headline=False)]
    rows = [
        {
            "year": random.choice([2018, 2019]),
            "title": random.choice(["=1+1", " +31 ", "Gewoon", "\tTab", "Café\r\n“é”"]),
            "description": random.choice(["", "-1", 'Tekst; met "tekens"']),
            "theme": random.choice(themes),
            "source": random.choice([next(sources), None]) if number > 20 else next(sources),
            "source_locator": random.choice(["", "rij 1"]),
            "applicant": random.choice(organisations),
            "applicant_text": random.choice(["", "", "@ons"]),
            "project": random.choice(projects),
            "contribution": random.choice([None, 0, Decimal("0.10"), 1_000]),
            "project_size": random.choice([None, 2_000, Decimal("9999999999.99")]),
            "project_size_scope": random.choice(["jaar", "looptijd", "onbekend"]),
            "settled_amount": random.choice([None, Decimal("12.50")]),
            "start_year": random.choice([None, 2018]),
            "start_date": random.choice([None, datetime.date(2018, 2, 1)]),
            "end_year": random.choice([None, 2020]),
            "award_date": random.choice([None, datetime.date(2018, 1, 31)]),
            "last_published_at": random.choice([None, MOMENT]),
            "stage": random.choice(["verleend", "verleend", "vastgesteld", "gepland"]),
            "live": random.random() > 0.1,
        }
        for number in range(120)
    ]
    partners = []
    for entry in many(FundingEntryFactory, rows):
        for order in range(random.randint(0, 4)):
            text = random.choice(["", "In woorden"])
            organisation = random.choice(organisations if text else organisations[1:])
            role = random.choice(["aanvrager", "partner", "kennispartner"])
            partners.append(
                FundingPartner(entry=entry, text=text, organisation=organisation, role=role, sort_order=4 - order)
            )
    FundingPartner.objects.bulk_create(partners)


@pytest.mark.parametrize("year", [2017, 2018, 2019])
def test_each_row_of_a_year_is_what_its_objects_say(odd_entries, year):
    entries = FundingEntry.objects.public().in_year(year).across_years()

    rows = [dict(zip(COLUMNS, values, strict=True)) for _entry, values in rows_of(entries.for_file(), SITE)]

    assert len(rows) >= 20
    assert rows == [from_objects(entry) for entry in entries.for_display()]


def test_what_counts_in_each_row_is_what_its_objects_say(odd_entries):
    entries = FundingEntry.objects.public().across_years()
    counts = [
        (entry.contribution, None if entry.size_superseded else entry.project_size)
        if entry.theme.counts_in_headline
        else (None, None)
        for entry in entries.for_display()
    ]

    assert [row[-2:] for row in Dataset(None, entries.for_file()).rows()] == counts


@pytest.mark.parametrize("metric", ["bijdrage", "projectomvang", "multiplier", "projecten", "regels"])
def test_the_rows_of_a_figure_are_those_of_its_objects(odd_entries, metric):
    behind = trace(metric, "alles", None).behind

    rows = list(FigureDataset(None, behind.for_file(), site_url=SITE, metric=metric).rows())

    objects = list(behind.for_display())
    assert [row[:-2] for row in rows] == [tuple(from_objects(entry).values()) for entry in objects]
    assert [row[-2:] for row in rows] == [counted_amounts(entry, metric) for entry in objects]


@pytest.mark.parametrize("sites", [1, 2])
def test_the_address_at_a_path_is_that_of_its_page(db, sites):
    ProjectPageFactory(slug="café-é")
    if sites == 2:
        root = Page.objects.get(depth=1).add_child(instance=Page(title="Anders", slug="anders"))
        Site.objects.create(hostname="anders.example", root_page=root)
    Site.clear_site_root_paths_cache()
    pages = Page.objects.all()

    address = address_at()

    assert {page.pk: address(page.url_path) for page in pages} == {page.pk: page.url for page in pages}
    assert address("/nergens/") is None


def cells(sheet):
    return [
        [(cell.coordinate, cell.value, cell.data_type, cell.number_format, cell.quotePrefix) for cell in row]
        for row in sheet.iter_rows()
    ]


def saved(workbook, rows=b""):
    file = BytesIO()
    with Archive(file, rows) as archive:
        ExcelWriter(workbook, archive).save()
    return cells(load_workbook(file).worksheets[0])


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 9_999),
    st.decimals(0, 9_999_999_999, places=2),
    st.dates(datetime.date(1950, 1, 1), datetime.date(2100, 1, 1)),
    st.datetimes(timezones=st.just(datetime.UTC)),
    st.text(st.characters(exclude_categories=["Cs"])),
)


@example([["=1+1", " spaces ", "", "<b>&amp;]]>", "_x0041_", "a\r\nb\x07\ufffe", "x" * 40_000, "é 🙂"]])
@settings(deadline=None)
@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), max_size=4))
def test_the_rows_of_a_workbook_are_the_cells_that_openpyxl_would_write(rows):
    expected, found = Workbook(write_only=True), Workbook(write_only=True)
    for workbook in (expected, found):
        workbook.create_sheet("Regels").append(["kop"])
    sheet = expected.worksheets[0]
    for row in rows:
        sheet.append([cell_of(sheet, value) for value in row])

    as_xml = rows_as_xml(rows, Styles.of(found.worksheets[0]))

    assert saved(found, as_xml) == saved(expected)
