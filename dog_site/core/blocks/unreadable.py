"""The block that keeps what no block can read: visitors see nothing of it, editors what is stored, no save loses it."""

import json

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter

from ..models.stored import UNREADABLE, as_readable


class UnreadableBlock(blocks.TextBlock):
    class Meta:
        icon = "warning"
        label = _("unreadable part")
        description = _("A part of the text that cannot be read any more.")
        template = "blocks/unreadable.html"

    @cached_property
    def field(self):
        return forms.CharField(
            required=False,
            widget=forms.Textarea(attrs={"readonly": True, "rows": 4, "aria-label": self.label}),
            help_text=_(
                "Visitors do not see this part, for it cannot be read any more. Below is what was kept of it. Make a "
                "new block of what you need, and delete this one."
            ),
        )

    def get_searchable_content(self, value):
        return []


class ReadableStreamBlock(blocks.StreamBlock):
    """A stream in which what cannot be read stands as an UnreadableBlock, and the other blocks as they are."""

    unreadable = UnreadableBlock()

    @property
    def offered_blocks(self) -> dict[str, blocks.Block]:
        """What an editor can add, by its type."""
        return {name: block for name, block in self.child_blocks.items() if name != UNREADABLE}

    def to_python(self, value):
        if isinstance(value, blocks.StreamValue) or _is_made(value):
            return super().to_python(value)
        stored = _parsed(value)
        return super().to_python(as_readable(self, stored) if stored else [])


class ReadableStreamBlockAdapter(StreamBlockAdapter):
    """Nobody adds an unreadable part: the menu of blocks leaves it out."""

    js_constructor = "dog.ReadableStreamBlock"

    @cached_property
    def media(self):
        return super().media + forms.Media(js=["js/readable_stream.js"])


register(ReadableStreamBlockAdapter(), ReadableStreamBlock)


def _is_made(value):
    """Whether `value` comes from code and not from a database: pairs of a name and a value."""
    return isinstance(value, list | tuple) and any(isinstance(each, tuple) for each in value)


def _parsed(value):
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
