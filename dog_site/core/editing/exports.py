"""The exports of Wagtail's own lists and reports: what they hold is text, and no spreadsheet runs it.

Wagtail writes a title that begins with "=" as it is. Every view that exports has one mixin, so that is where it is
mended; until Wagtail neutralises by itself (docs/decisions/0018).
"""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from ..lists.cells import is_formula, neutralise


def neutralise_exports() -> None:
    """Make every export of the admin safe, once, when the site starts."""
    if getattr(SpreadsheetExportMixin, "is_neutralised", False):
        return
    in_words, cells = SpreadsheetExportMixin.preprocess_field_value, SpreadsheetExportMixin.generate_xlsx_row

    def preprocess_field_value(self, field, value, export_format):
        found = in_words(self, field, value, export_format)
        is_text = isinstance(found, str) and export_format == self.FORMAT_CSV
        return neutralise(found) if is_text else found

    def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
        for cell in cells(self, worksheet, row_dict, date_format):
            if isinstance(cell.value, str) and is_formula(cell.value):
                cell.quotePrefix = True  # it stays text when somebody edits the cell
            yield cell

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
    SpreadsheetExportMixin.generate_xlsx_row = generate_xlsx_row
    SpreadsheetExportMixin.is_neutralised = True
