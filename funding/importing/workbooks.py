"""The spreadsheets that an import gives: a file with the reasons of each row, and a template to fill in."""

from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from projects.models import Organisation, Theme

from ..models import AmountState, SizeScope, Stage
from ..people_csv import HEADINGS
from ..workbook import bold, cell_of
from .columns import Column
from .prepared import Prepared

XML = '<?xml version="1.0" encoding="UTF-8"?>'
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODS_NAMES = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text"))
ODS_NAMES += f' xmlns:of="{_ODF}:of:1.2"'
ODS_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
# As many rows of a template have lists to choose from.
ROWS = 500
# What a template asks, in the order in which the annex of 2017 has it.
ASKED = (
    Column.THEME,
    Column.TITLE,
    Column.APPLICANT,
    Column.YEAR,
    Column.CONTRIBUTION,
    Column.CONTRIBUTION_STATE,
    Column.PROJECT_SIZE,
    Column.PROJECT_SIZE_STATE,
    Column.PROJECT_SIZE_SCOPE,
    Column.STAGE,
    Column.DESCRIPTION,
    Column.PARTNERS,
    Column.START,
    Column.END,
    Column.REFERENCE,
)


def with_reasons(prepared: Prepared) -> bytes:
    """The sheet as it was read, as XLSX, with what happens to each row and why in two columns behind it.

    Every row keeps its number, so that a sentence about row 12 is about row 12 here as well, and the file can be mended
    and uploaded again.
    """
    plan = {row.number: row for row in prepared.plan.rows}
    width = max(len(row.cells) for row in prepared.sheet.rows)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_safe_title(prepared.sheet.name))
    written = 0
    for row in prepared.sheet.rows:
        while written < row.number - 1:
            sheet.append([])
            written += 1
        cells = [cell_of(sheet, _content(cell)) for cell in row.cells] + [None] * (width - len(row.cells))
        if row.number == prepared.header.row:
            cells += [bold(sheet, _("What happens")), bold(sheet, _("Reason"))]
        elif planned := plan.get(row.number):
            reasons = [*map(str, planned.errors), *(question.text for question in planned.questions)]
            cells += [cell_of(sheet, str(capfirst(planned.outcome.label))), cell_of(sheet, "\n".join(reasons) or None)]
        sheet.append(cells)
        written += 1
    return _bytes(workbook)


def template_lists() -> dict[Column, list[str]]:
    """What can be chosen in the columns of a template that have a list."""
    return {
        Column.THEME: [theme.name for theme in Theme.objects.visible().order_by("sort_order", "sort_key")],
        Column.APPLICANT: list(Organisation.objects.visible().order_by("sort_key").values_list("name", flat=True)),
        Column.CONTRIBUTION_STATE: [str(label) for label in AmountState.labels],
        Column.PROJECT_SIZE_STATE: [str(label) for label in AmountState.labels],
        Column.PROJECT_SIZE_SCOPE: [str(label) for label in SizeScope.labels],
        Column.STAGE: [str(label) for label in Stage.labels],
    }


def template() -> bytes:
    """An empty XLSX with our headings, and the lists of the site to choose from; another value may be typed."""
    workbook = Workbook()
    sheet, lists = workbook.active, workbook.create_sheet(_("Lists"))
    sheet.title = _("Contributions")
    sheet.freeze_panes = "A2"
    lists.sheet_state = "hidden"
    for place, column in enumerate(ASKED, 1):
        letter = get_column_letter(place)
        sheet.cell(1, place, _heading(column)).font = Font(bold=True)
        sheet.column_dimensions[letter].width = 24
    for place, (column, values) in enumerate(template_lists().items(), 1):
        _offer(sheet, lists, get_column_letter(ASKED.index(column) + 1), get_column_letter(place), values)
    return _bytes(workbook)


def template_ods() -> bytes:
    """The same template as an OpenDocument sheet."""
    lists = template_lists()
    choices = "".join(
        f'<table:content-validation table:name="{column}" table:allow-empty-cell="true" table:display-list="unsorted" '
        f"table:condition={quoteattr(_one_of(values))}>"
        '<table:error-message table:display="false"/></table:content-validation>'
        for column, values in lists.items()
        if values
    )
    heading = "".join(_ods_cell(_heading(column)) for column in ASKED)
    row = "".join(
        f'<table:table-cell table:content-validation-name="{column}"/>' if lists.get(column) else "<table:table-cell/>"
        for column in ASKED
    )
    content = (
        f'<office:document-content {ODS_NAMES} office:version="1.3"><office:body><office:spreadsheet>'
        f"<table:content-validations>{choices}</table:content-validations>"
        f"<table:table table:name={quoteattr(_('Contributions'))}><table:table-row>{heading}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="{ROWS}">{row}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        # The type comes first and unpacked, so that programs know it by the first bytes.
        archive.writestr(ZipInfo("mimetype"), ODS_TYPE)
        archive.writestr(ZipInfo("content.xml"), f"{XML}{content}", ZIP_DEFLATED)
        archive.writestr(ZipInfo("META-INF/manifest.xml"), f"{XML}{ODS_MANIFEST}", ZIP_DEFLATED)
    return file.getvalue()


def _heading(column):
    return str(HEADINGS.get(column.value) or capfirst(column.label))


def _one_of(values):
    quoted = ";".join('"' + value.replace('"', '""') + '"' for value in values)
    return f"of:cell-content-is-in-list({quoted})"


def _ods_cell(text):
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'


def _offer(sheet, lists, column, where, values: Iterable[str]):
    """Offer `values` in a column of a sheet; they stand in a column of the sheet of lists."""
    count = 0
    for count, value in enumerate(values, 1):
        cell = lists[f"{where}{count}"]
        cell.value, cell.data_type = value, "s"
    if not count:
        return
    choice = DataValidation("list", f"'{lists.title}'!${where}$1:${where}${count}", allow_blank=True)
    choice.showErrorMessage = False
    choice.add(f"{column}2:{column}{ROWS + 1}")
    sheet.add_data_validation(choice)


def _content(cell):
    return (cell.text or None) if cell.value is None else cell.value


def _safe_title(name):
    """The name of a sheet as Excel allows it."""
    return "".join(" " if letter in "[]:*?/\\" else letter for letter in name)[:31].strip("' ") or _("Contributions")


def _bytes(workbook):
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
