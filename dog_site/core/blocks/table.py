"""A table as readers and screen readers need it: a caption, a heading for every column, a name for every row."""

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock, TypedTableBlockValidationError

from .places import notes_at


class TableBlock(TypedTableBlock):
    """The first column names the rows."""

    text = blocks.CharBlock(required=False, max_length=1000, label=_("text"))
    number = blocks.CharBlock(required=False, max_length=30, label=_("amount or number"))

    class Meta:
        icon = "table"
        label = _("table")
        description = _("Rows and columns with a caption. The first column names the rows; numbers stand on the right.")
        template = "blocks/table.html"
        preview_value = {
            "caption": "Deelnemers per bijeenkomst",
            "columns": [
                {"type": "text", "heading": "Bijeenkomst"},
                {"type": "text", "heading": "Plaats"},
                {"type": "number", "heading": "Deelnemers"},
            ],
            "rows": [
                {"values": ["Opening", "Forum", "120"]},
                {"values": ["Terugblik", "Stadhuis", "1.050"]},
            ],
        }

    def clean(self, table):
        cleaned = super().clean(table)
        columns = [{**column, "heading": column["heading"].strip()} for column in cleaned.columns]
        cleaned = TypedTable(columns=columns, row_data=cleaned.row_data, caption=cleaned.caption.strip())
        mistakes = [*_unstorable(cleaned), *([] if self.is_deferred_validation else _incomplete(cleaned))]
        if mistakes:
            raise TypedTableBlockValidationError(non_block_errors=[ValidationError(mistake) for mistake in mistakes])
        return cleaned

    def get_context(self, value, parent_context=None):
        rows = [list(zip(value.columns, row["values"], strict=True)) for row in value.row_data]
        anchors = getattr(value, "anchors", None) or [""] * len(rows)
        notes = [notes_at(anchor, parent_context) for anchor in anchors]
        context = super().get_context(value, parent_context=parent_context)
        return {**context, "rows": list(zip(rows, anchors, notes, strict=True))}


def _unstorable(table):
    """Wagtail checks the cells only; PostgreSQL refuses a NUL anywhere."""
    if "\0" in table.caption or any("\0" in column["heading"] for column in table.columns):
        yield ProhibitNullCharactersValidator.message


def _incomplete(table):
    if not table.caption:
        yield _("Give the table a caption that says what it shows.")
    if not table.columns:
        yield _("Add at least one column.")
    if not all(column["heading"] for column in table.columns):
        yield _("Give every column a heading.")
    if not table.row_data:
        yield _("Add at least one row.")
