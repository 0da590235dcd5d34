"""What the admin exports is text: no cell of any list or report is run by a spreadsheet."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import NoReverseMatch, reverse
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect

from dog_site.core.lists.cells import is_formula
from tests.desk.browser import edit_url, entry, page_edit_url, post_page, project, propose
from tests.factories import FundingEntryFactory
from tests.funding.desk.test_permission_matrix import ADMIN

FORMULA = '=HYPERLINK("https://example.org")'


def exports(resolver=ADMIN, around=()):
    """The addresses of every view of the admin that can export what it lists."""
    for found in resolver.url_patterns:
        if hasattr(found, "url_patterns"):
            yield from exports(found, (*around, found.namespace) if found.namespace else around)
            continue
        view = getattr(found.callback, "view_class", None)
        if view and issubclass(view, SpreadsheetExportMixin) and found.name:
            try:
                yield reverse(":".join([*around, found.name]))
            except NoReverseMatch:
                continue


@pytest.fixture
def with_formulas(log_in):
    """A formula wherever an editor can write one that a list or report shows."""
    post_page(log_in("coordinatie"), page_edit_url(project()), "publish", title=FORMULA)
    propose(log_in("cijfers"), edit_url(entry()), title=FORMULA, contribution="2.500", change_reason=FORMULA)
    FundingEntryFactory(year=2017, title=FORMULA)
    Redirect.objects.create(old_path="/oud", redirect_link="https://example.org/", automatically_created=True)
    return log_in("beheer")


def test_no_cell_of_a_csv_is_a_formula(with_formulas):
    neutralised = set()

    for url in {*exports()}:
        response = with_formulas.get(url, {"export": "csv"})
        if response.status_code != 200 or "csv" not in response["Content-Type"]:
            continue
        cells = [cell for row in csv.reader(StringIO(response.getvalue().decode())) for cell in row]
        assert [cell for cell in cells if is_formula(cell)] == [], url
        if f"'{FORMULA}" in cells:
            neutralised.add(url)

    assert len(neutralised) >= 4, neutralised


def test_no_cell_of_a_workbook_becomes_a_formula_when_it_is_edited(with_formulas):
    marked = set()

    for url in {*exports()}:
        response = with_formulas.get(url, {"export": "xlsx"})
        if response.status_code != 200 or "sheet" not in response["Content-Type"]:
            continue
        for row in load_workbook(BytesIO(response.getvalue())).worksheets[0].iter_rows():
            for cell in row:
                assert cell.data_type != "f", url
                if isinstance(cell.value, str) and is_formula(cell.value):
                    assert cell.quotePrefix, (url, cell.value)
                    marked.add(url)

    assert len(marked) >= 4, marked
