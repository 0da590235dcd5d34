"""The spreadsheets that an import gives are read back as what they say."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from funding.importing.cells import Unreadable
from funding.importing.columns import Column, guess_header
from funding.importing.plan import Outcome
from funding.importing.prepared import Prepared
from funding.importing.reading import read
from funding.importing.workbooks import ASKED, template, template_lists, template_ods, with_reasons
from projects.models import Theme

FILE = b"""Overzicht 2018;;;
;;;
Thema;Project;Aanvrager;Bijdrage
Infrastructuur;=PyGrunn;WEB11;1.500
;Glasvezel;WEB11;1.5000
;Sensoren;Nieuwe BV;2.000
"""


def prepared(content, name="bijlage.csv", **decided):
    return Prepared(name, content, {"year": 2018, **decided})


def outcomes(found):
    return [(row.number, row.outcome) for row in found.plan.rows]


def test_each_row_keeps_its_number_and_says_why():
    before = prepared(FILE)

    sheet = load_workbook(BytesIO(with_reasons(before))).worksheets[0]

    rows = {number: [cell.value for cell in row] for number, row in enumerate(sheet.iter_rows(), 1)}
    assert rows[4] == ["Infrastructuur", "=PyGrunn", "WEB11", "1.500", "Nieuw", None]
    assert rows[5][4] == "Geweigerd"
    assert rows[5][5].startswith("Bijdrage van de gemeente: Dit bedrag is op twee manieren te lezen.")
    assert rows[6][4:] == ["Vraag", "Welke organisatie is “Nieuwe BV”?"]


def test_a_file_with_reasons_is_read_as_the_file_it_was_made_of():
    before = prepared(FILE)

    after = prepared(with_reasons(before), "bijlage-met-redenen.xlsx")

    assert outcomes(after) == outcomes(before) == [(4, Outcome.NEW), (5, Outcome.REFUSED), (6, Outcome.DOUBTFUL)]
    assert after.plan.rows[0].entry.title == "=PyGrunn"


@pytest.mark.parametrize("make", [template, template_ods])
def test_every_column_of_a_template_is_known(make):
    [sheet, *_lists] = read(make(), "sjabloon").sheets

    assert guess_header(sheet).columns == ASKED


@pytest.mark.parametrize("make", [template, template_ods])
def test_an_empty_template_says_that_it_has_no_rows(make):
    empty = prepared(make(), "sjabloon")

    with pytest.raises(Unreadable, match="geen enkele rij met een project"):
        empty.plan  # noqa: B018 - asking is the test


def test_a_template_offers_what_the_site_has():
    Theme.objects.filter(name="Anders").update(live=False)

    offered = template_lists()[Column.THEME]

    sheet = load_workbook(BytesIO(template())).worksheets[0]
    [of_theme] = [each for each in sheet.data_validations.dataValidation if "A2" in str(each.sqref)]
    assert offered == [
        "Kennis & Innovatie",
        "Onderwijs & Arbeidsmarkt",
        "Profilering & Vestigingsklimaat",
        "Infrastructuur",
    ]
    assert of_theme.formula1.endswith("$A$1:$A$4")
    assert not of_theme.showErrorMessage, "another value may be typed, and is asked about"


def test_an_open_document_template_holds_its_lists():
    content = ZipFile(BytesIO(template_ods())).read("content.xml").decode()

    assert "of:cell-content-is-in-list(" in content
    assert "Kennis &amp; Innovatie" in content
