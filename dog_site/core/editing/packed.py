"""What the editor of a text is told of its blocks, packed once instead of for every form that opens.

Packing all blocks takes a quarter of the form of a page, and gives the same each time but for the language, for what
an editor can choose in a block, and for the ids of the items with which a new list begins. The first two are part of
what it is kept under; the ids are new in every form, as Wagtail's are.
"""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterator

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail import blocks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.fields import StreamField

# Languages times what could be chosen of late.
KEPT = 16
_ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b")


class PackedOnceWidget(blocks.BlockWidget):
    """Every form has a widget of its own; those of a field share in `known` what one of them packed."""

    def __init__(self, block_def, known, attrs=None):
        super().__init__(block_def, attrs)
        self._known = known

    @property
    def js_context(self):
        return self._packed.js_context

    @cached_property
    def block_json(self):
        ids = defaultdict(lambda: str(uuid.uuid4()))
        return _ID.sub(lambda found: ids[found[0]], self._packed.block_json)

    @cached_property
    def _packed(self):
        key = self._key()
        found = self._known.get(key)
        if not found:
            found = blocks.BlockWidget(self.block_def)
            found.block_json  # noqa: B018 (packs it)
            # What changed in the meantime was packed, and is not what it would be kept under.
            if key == self._key():
                if len(self._known) >= KEPT:
                    self._known.clear()
                self._known[key] = found
        return found

    def _key(self):
        return get_language(), *choices_in(self.block_def)


def choices_in(block: blocks.Block) -> Iterator[str]:
    """What can be chosen now in `block` and in every block within it, in their order; choosers open a window."""
    widget = block.field.widget if isinstance(block, blocks.FieldBlock) else None
    if isinstance(widget, forms.widgets.ChoiceWidget):
        yield repr([(value, _in_words(label)) for value, label in widget.choices])
    within = [*getattr(block, "child_blocks", {}).values(), *filter(None, [getattr(block, "child_block", None)])]
    for each in within:
        yield from choices_in(each)


def _in_words(label):
    """A label, or the choices of a group; a text that is still to be translated says nothing of its language."""
    if isinstance(label, list | tuple):
        return [(value, _in_words(of_value)) for value, of_value in label]
    return str(label)


def pack_blocks_once() -> None:
    known = defaultdict(dict)
    register_form_field_override(
        StreamField, override=lambda field: {"widget": PackedOnceWidget(field.stream_block, known[field])}
    )
