"""The rows behind the figures as a workbook for a spreadsheet (XLSX)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.writer.excel import ExcelWriter

from dog_site.core.lists.cells import is_formula

from .open_data import Dataset, iso
from .readme import Readme

AMOUNT_FORMAT = "#,##0.00"
WIDTH = 18
WIDTHS = {"title": 40, "description": 60}
EXPLANATION_WIDTHS = {"A": 40, "B": 24, "C": 80, "D": 40}
LETTERS = [get_column_letter(number) for number in range(1, 100)]
FIRST_SHEET = "xl/worksheets/sheet1.xml"
END_OF_ROWS = b"</sheetData>"
LONGEST_TEXT = 32_767
# Half the time of the usual 6, for a file that is a tenth larger.
COMPRESSION = 4
# Characters that XML cannot hold, and text that looks like Office's notation for those: "_x0007_" for a bell.
NOT_FOR_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
# Text without any of these stands in XML as it is: nearly every cell.
WITH_CARE = re.compile(r"[&<>_\x00-\x08\x0b-\x1f\ufffe\uffff]")


class Archive(ZipFile):
    """A zip file without the moment at which it was made, so that the same rows give the same bytes.

    `rows` are those of the first sheet, as XML.
    """

    def __init__(self, file, rows):
        super().__init__(file, "w")
        self.rows = rows

    def writestr(self, name, data):
        super().writestr(ZipInfo(name), data, ZIP_DEFLATED, COMPRESSION)

    def write(self, filename, name):
        content = Path(filename).read_bytes()
        if name == FIRST_SHEET:
            content = content.replace(END_OF_ROWS, self.rows + END_OF_ROWS)
        self.writestr(name, content)


def xlsx_file(dataset: Dataset, readme: Readme) -> bytes:
    """The XLSX file: a sheet of entries, and one that explains them.

    Years and amounts are numbers, dates are dates, an empty cell is no value. `modified` is ISO text, because a
    spreadsheet knows no time zones. A text is cut off at 32.767 characters, since no cell can hold more.
    """
    workbook = Workbook(write_only=True)
    workbook.properties.title = dataset.title
    if modified := dataset.modified:
        workbook.properties.created = workbook.properties.modified = modified
    entries = workbook.create_sheet(dataset.title)
    _begin_entries(entries, dataset.columns)
    rows = rows_as_xml(dataset.rows(), Styles.of(entries))
    _write_explanation(workbook.create_sheet(_("Explanation")), readme)
    file = BytesIO()
    with Archive(file, rows) as archive:
        ExcelWriter(workbook, archive).save()
    return file.getvalue()


def _begin_entries(sheet, columns):
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(column, WIDTH)
    sheet.append([bold(sheet, column) for column in columns])


@dataclass(frozen=True)
class Styles:
    """The numbers under which the workbook knows how cells look, as `cell_of` makes them."""

    amount: int
    day: int
    formula: int

    @classmethod
    def of(cls, sheet):
        like = (Decimal(0), date(2017, 1, 1), "=")
        return cls(*(cell_of(sheet, value).style_id for value in like))


def rows_as_xml(rows, styles):
    """The rows below the heading as openpyxl writes them; that makes an object of every cell, which takes seconds."""
    found = []
    for number, row in enumerate(rows, 2):
        cells = "".join(
            [
                _cell_as_xml(f"{letter}{number}", value, styles)
                for letter, value in zip(LETTERS, row, strict=False)
                if value is not None
            ]
        )
        found.append(f'<row r="{number}">{cells}</row>')
    return "".join(found).encode()


def _cell_as_xml(place, value, styles):
    if isinstance(value, datetime):
        value = iso(value)
    if isinstance(value, str):
        if not value:
            return f'<c r="{place}" t="inlineStr"/>'
        style = f' s="{styles.formula}"' if is_formula(value) else ""
        text = escape(_for_xml(value)[:LONGEST_TEXT]) if WITH_CARE.search(value) else value[:LONGEST_TEXT]
        space = ' xml:space="preserve"' if value != value.strip() else ""
        return f'<c r="{place}"{style} t="inlineStr"><is><t{space}>{text}</t></is></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, Decimal):
        return f'<c r="{place}" s="{styles.amount}" t="n"><v>{value:f}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{styles.day}" t="n"><v>{to_excel(value)}</v></c>'
    return f'<c r="{place}" t="n"><v>{value}</v></c>'


def _write_explanation(sheet, readme):
    for column, width in EXPLANATION_WIDTHS.items():
        sheet.column_dimensions[column].width = width
    for name, *texts in (row or (None,) for row in readme.rows()):
        sheet.append([bold(sheet, name) if name else None, *(cell_of(sheet, text) for text in texts)])


def bold(sheet, text):
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
    cell = WriteOnlyCell(sheet, _for_xml(text))
    # openpyxl takes text with "=" in front for a formula; the prefix keeps Excel from doing so after an edit.
    cell.data_type = "s"
    cell.quotePrefix = is_formula(text)
    return cell


def _for_xml(text):
    return NOT_FOR_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
