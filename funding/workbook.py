"""The rows behind the figures as a workbook for a spreadsheet (XLSX)."""

import re
import shutil
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from dog_site.core.lists.cells import is_formula

from .open_data import Dataset, iso
from .readme import Readme

AMOUNT_FORMAT = "#,##0.00"
WIDTH = 18
WIDTHS = {"title": 40, "description": 60}
EXPLANATION_WIDTHS = {"A": 40, "B": 24, "C": 80, "D": 40}
# Characters that XML cannot hold, and text that looks like Office's notation for those: "_x0007_" for a bell.
NOT_FOR_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class _Archive(ZipFile):
    """A zip file without the moment at which it was made, so that the same rows give the same bytes."""

    def writestr(self, name, data):
        super().writestr(ZipInfo(name), data, ZIP_DEFLATED)

    def write(self, filename, name):
        member = ZipInfo(name)
        member.compress_type = ZIP_DEFLATED
        with Path(filename).open("rb") as source, self.open(member, "w") as target:
            shutil.copyfileobj(source, target)


def xlsx_parts(dataset: Dataset, readme: Readme) -> list[bytes]:
    """The XLSX file, whole: a sheet of entries, and one that explains them.

    Years and amounts are numbers, dates are dates, an empty cell is no value. `modified` is ISO text, because a
    spreadsheet knows no time zones. A text is cut off at 32.767 characters, since no cell can hold more.
    """
    workbook = Workbook(write_only=True)
    workbook.properties.title = dataset.title
    if modified := dataset.modified:
        workbook.properties.created = workbook.properties.modified = modified
    _write_entries(workbook.create_sheet(dataset.title), dataset)
    _write_explanation(workbook.create_sheet(_("Explanation")), readme)
    file = BytesIO()
    with _Archive(file, "w") as archive:
        ExcelWriter(workbook, archive).save()
    return [file.getvalue()]


def _write_entries(sheet, dataset):
    sheet.freeze_panes = "A2"
    for number, column in enumerate(dataset.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(column, WIDTH)
    sheet.append([_bold(sheet, column) for column in dataset.columns])
    for row in dataset.records():
        sheet.append([cell_of(sheet, value) for value in row.values()])


def _write_explanation(sheet, readme):
    for column, width in EXPLANATION_WIDTHS.items():
        sheet.column_dimensions[column].width = width
    for name, *texts in (row or (None,) for row in readme.rows()):
        sheet.append([_bold(sheet, name) if name else None, *(cell_of(sheet, text) for text in texts)])


def _bold(sheet, text):
    cell = cell_of(sheet, text)
    cell.font = Font(bold=True)
    return cell


def cell_of(sheet, value):
    """A cell with `value`: amounts are numbers with cents, text is never a formula, None is an empty cell."""
    if value is None:
        return None
    if isinstance(value, datetime):
        value = iso(value)
    if isinstance(value, str):
        return _text(sheet, value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, Decimal):
        cell.number_format = AMOUNT_FORMAT
    return cell


def _text(sheet, text):
    cell = WriteOnlyCell(sheet, NOT_FOR_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
    # openpyxl takes text with "=" in front for a formula; the prefix keeps Excel from doing so after an edit.
    cell.data_type = "s"
    cell.quotePrefix = is_formula(text)
    return cell
