"""What a database holds of a text: whether a block can read it, and what stands in it.

An older version of the code, a migration that was cut off or a hand in the database can leave what no block reads.
Wagtail passes over a block of an unknown type, and so loses it with the next save; on another shape it fails, and with
it every screen that shows the page.
"""

import json
from collections.abc import Iterator

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

# The type of the block that keeps what cannot be read (blocks/unreadable.py).
UNREADABLE = "unreadable"
# The largest key that every database takes.
LARGEST_KEY = 2**31 - 1

# What is stored of a block without blocks of its own; None stands for nothing, in a draft.
SHAPES = {
    blocks.CharBlock: str,
    blocks.TextBlock: str,
    blocks.URLBlock: str,
    blocks.RichTextBlock: str,
    blocks.ChoiceBlock: str,
    blocks.BooleanBlock: bool,
    blocks.ChooserBlock: int,
}


class Unreadable(ValueError):
    """What is stored has not the shape that its block reads."""


def leaves(block: blocks.Block, stored) -> Iterator[tuple[blocks.Block, object]]:
    """Each block without blocks of its own in `stored`, which is JSON, with what is stored of it.

    Raises Unreadable, on the way, where `stored` has not the shape that `block` reads.
    """
    if isinstance(block, blocks.StructBlock):
        for name, value in _as(dict, stored).items():
            if name in block.child_blocks:
                yield from leaves(block.child_blocks[name], value)
    elif isinstance(block, blocks.ListBlock):
        for item in _as(list, stored):
            is_whole = isinstance(item, dict) and {"id", "type", "value"} <= item.keys()
            yield from leaves(block.child_block, item["value"] if is_whole else item)
    elif isinstance(block, TypedTableBlock):
        yield from _cells(block, stored)
    elif not isinstance(block, blocks.StaticBlock):
        yield block, _leaf(block, stored)


def as_readable(block: blocks.StreamBlock, stored) -> list:
    """The blocks of `stored`, which is JSON, with those that `block` cannot read as blocks that keep them whole."""
    items = stored if isinstance(stored, list) else [stored]
    return [item if _is_readable(block, item) else _kept(item) for item in items]


def _is_readable(block, item):
    try:
        kind = block.child_blocks[item["type"]]
        for _leaf in leaves(kind, item["value"]):
            pass
    except (KeyError, TypeError, Unreadable):
        return False
    return True


def _kept(item):
    key = item.get("id") if isinstance(item, dict) else None
    return {"type": UNREADABLE, "value": json.dumps(item, ensure_ascii=False), "id": key}


def _cells(block, stored):
    if not stored:
        return
    table = _as(dict, stored)
    if not {"columns", "rows"} <= table.keys():
        raise Unreadable
    columns = []
    for column in _as(list, table["columns"]):
        kind = block.child_blocks.get(_as(str, _as(dict, column).get("type")))
        if kind is None or "heading" not in column:
            raise Unreadable
        columns.append(kind)
    for row in _as(list, table["rows"]):
        values = _as(list, _as(dict, row).get("values"))
        if len(values) < len(columns):
            raise Unreadable
        for column, value in zip(columns, values, strict=False):
            yield from leaves(column, value)


def _leaf(block, stored):
    shape = next(shape for kind, shape in SHAPES.items() if isinstance(block, kind))
    if stored is None:
        return None
    if shape is int and (isinstance(stored, bool) or not abs(_as(int, stored)) <= LARGEST_KEY):
        raise Unreadable
    return _as(shape, stored)


def _as(shape, stored):
    if not isinstance(stored, shape):
        raise Unreadable
    return stored
