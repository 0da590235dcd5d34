"""The annex of 2017, in whatever kind of file, is the 23 entries of the site and the totals it prints (D1 to D4)."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest

from funding.importing.plan import Outcome
from funding.models import PublishedFigure

from .planning import LINES, annex_workbook, prepared, what_happens
from .test_columns import ANNEX

ROWS = Path(__file__).parents[3] / "content_2017/content/funding_2017.csv"
SPACES = ("office", "table", "text")


def annex_csv():
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(LINES)
    return text.getvalue().encode()


def annex_ods():
    """As little of a spreadsheet of LibreOffice as still is one."""
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = ("".join(cell.format(escape(text)) for text in line) for line in LINES)
    cells = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in SPACES)
    body = f'<office:spreadsheet><table:table table:name="Blad1">{cells}</table:table></office:spreadsheet>'
    file = BytesIO()
    with ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body>{body}</office:body></office:document-content>",
        )
    return file.getvalue()


FILES = {
    "pasted": lambda **decided: prepared(ANNEX.read_bytes(), "geplakt.txt", is_pasted=True, **decided),
    "csv": lambda **decided: prepared(annex_csv(), "bijlage.csv", **decided),
    "xlsx": lambda **decided: prepared(annex_workbook(), "bijlage.xlsx", **decided),
    "ods": lambda **decided: prepared(annex_ods(), "bijlage.ods", **decided),
}


@pytest.fixture(params=FILES)
def annex(request):
    return FILES[request.param]


def answered(annex):
    """The annex as that of another year, with every question answered with the likeliest."""
    asked = annex(year=2018).plan.questions
    return annex(year=2018, answers={question.key: question.options[0][0] for question in asked})


def test_on_the_site_that_has_it_nothing_changes(annex):
    found = annex()

    assert what_happens(found.plan) == {Outcome.UNCHANGED: 23}
    assert (found.plan.to_save, found.plan.questions) == ([], ())
    assert found.table.left_out == ()


def test_on_a_site_without_it_the_rows_are_those_of_the_register(annex):
    with ROWS.open(encoding="utf-8") as file:
        register = list(csv.DictReader(file))

    found = answered(annex).plan

    assert what_happens(found) == {Outcome.NEW: 23}
    for row, stands in zip(found.rows, register, strict=True):
        entry = row.entry
        assert (entry.title, entry.applicant_text) == (stands["project"], stands["applicant"])
        assert entry.theme.name.casefold() == stands["theme"].casefold()
        assert entry.source_locator == f"bijlage 1, rij {stands['row']}"
        for name, amount, printed in (
            ("contribution", stands["municipal_contribution_eur"], stands["contribution_in_annex"]),
            ("project_size", stands["total_project_size_eur"], stands["total_in_annex"]),
        ):
            state = "bekend" if amount else "onbekend" if printed == "?" else "niet-vermeld"
            assert getattr(entry, name) == (Decimal(amount) if amount else None)
            assert getattr(entry, f"{name}_state") == state


STATED = [
    ("D1", "469427", "-5000", ("bijlage 1, rij 1, Hackathon Innovatie programma",)),
    ("D2", "6577515", "-5000", ("bijlage 1, rij 1, Hackathon Innovatie programma",)),
    # Without the other row of 80.000 the size would not be what is printed.
    ("D3", "80000", "-80000", ("bijlage 1, rij 23, Like-programma",)),
    ("D4", "402750", "0", ()),
]


def test_its_printed_totals_are_stated_with_what_explains_the_difference(annex):
    found = [annex().stated, answered(annex).stated]

    for stated in found:
        amounts = [(each.value, each.difference, each.places) for each in stated]
        assert amounts == [(Decimal(value), Decimal(off), places) for _number, value, off, places in STATED]
    assert all(each.is_known for each in found[0])
    assert not any(each.is_known for each in found[1])


def test_they_are_about_what_the_site_says_that_they_are(annex):
    for each, (number, *_rest) in zip(annex().stated, STATED, strict=True):
        figure = PublishedFigure.objects.get(number=number)
        assert (each.metric, each.scope, each.theme, each.value) == (
            figure.metric,
            figure.scope,
            figure.theme,
            figure.value,
        )


def test_a_difference_is_told_with_the_row_of_the_file_and_to_visitors_with_the_place_in_the_source():
    first, *_others, last = FILES["pasted"]().stated

    assert first.sentence == "Het bestand telt € 5.000 minder dan de rijen samen: rij 2.".replace("€ ", "€\u00a0")
    assert "bijlage 1, rij 1, Hackathon Innovatie programma" in first.explanation
    assert last.explanation == ""
