"""What the tests of a plan share: a sheet of texts, planned."""

from dataclasses import replace
from io import BytesIO

from openpyxl import Workbook

from funding.importing.choices import Choices
from funding.importing.columns import guess_header
from funding.importing.plan import plan
from funding.importing.prepared import Prepared
from funding.importing.table import read_table
from projects.models import Theme
from tests.factories import FundingEntryFactory

from .test_columns import ANNEX, sheet

HEADINGS = "Thema | Project | Bijdrage | Projectomvang"
THEMED = "Referentie | Thema | Project | Bijdrage | Projectomvang"
ROW = "Infrastructuur | Glasvezel | 1.000 | 14.000"
LINES = [line.split("\t") for line in ANNEX.read_text().splitlines()]


def planned(*rows, headings=HEADINGS, hidden=(), **choices):
    """The plan of a sheet of 2019, a year of which the site has no entries."""
    found = sheet(headings, *rows)
    found = replace(found, rows=tuple(replace(row, is_hidden=row.number in hidden) for row in found.rows))
    header = guess_header(found)
    return plan(read_table(found, header), header, Choices(**{"year": 2019, **choices}))


def entry(**values):
    """A public entry of 2019 called Glasvezel, that stands in row 1 of its source."""
    lawful = {"title": "Glasvezel", "reference": "DOG-2019-001", "theme": Theme.objects.get(slug="infrastructuur")}
    return FundingEntryFactory(**lawful | values)


def outcomes(found):
    return [row.outcome for row in found.rows]


def sentences(found):
    return [str(wrong) for row in found.rows for wrong in row.errors]


def changes(row):
    return {change.field: (change.old, change.new) for change in row.changes}


def what_happens(found):
    """The outcomes that there are, each with how many rows have it."""
    return {outcome: count for outcome, count in found.counts.items() if count}


def annex_workbook(kind="xlsx"):
    workbook = Workbook()
    for line in LINES:
        workbook.active.append(line)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def prepared(content, name="bijlage.xlsx", user=None, **decided):
    return Prepared(name, content, {"place": "bijlage 1", **decided}, user)
