"""Two people in the blocks of one text: what each of them did per block, and one text out of both by choice.

A block keeps its id from version to version, so the same block is found again wherever it stands.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.admin.compare import get_comparison_class_for_block
from wagtail.blocks import StreamValue
from wagtail.utils.text import text_from_html

MINE, THEIRS = "mine", "theirs"
# The key of what is no block: the order in which the blocks stand.
ORDER = "order"


@dataclass(frozen=True)
class BlockConflict:
    """One block, or the order of all, that somebody else changed, in words; `typed` if the person at the form did too.

    `key` is the id of the block, or ORDER.
    """

    key: str
    label: str
    before: str
    theirs: str
    mine: str
    typed: bool


def changed_blocks(before: StreamValue, theirs: StreamValue, mine: StreamValue) -> list[BlockConflict]:
    """What differs between `before` and `theirs`, in the order in which the blocks stand there."""
    versions = [_by_id(value) for value in (before, theirs, mine)]
    old, new, typed = versions
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        states = [_state(version.get(key)) for version in versions]
        if states[0] != states[1]:
            some = new.get(key) or old[key]
            words = [_words(version.get(key)) for version in versions]
            found.append(BlockConflict(key, str(some.block.label), *words, typed=states[2] != states[0]))
    orders = [[key for key in version if key in old and key in new] for version in (old, new)]
    if orders[0] != orders[1]:
        in_words = [_order(version) for version in versions]
        is_typed = [key for key in typed if key in old] != [key for key in old if key in typed]
        found.append(BlockConflict(ORDER, _("order of the blocks"), *in_words, typed=is_typed))
    return found


def merged(mine: StreamValue, theirs: StreamValue, choices: dict[str, str]) -> StreamValue:
    """`mine`, with what is chosen of `theirs`: `choices` says MINE or THEIRS per key of a BlockConflict.

    A block that only `theirs` has comes after the block that it follows there.
    """
    result, new = _by_id(mine), _by_id(theirs)
    before = None
    for key, block in new.items():
        if choices.get(key) == THEIRS:
            result = {**result, key: block} if key in result else _placed(result, before, key, block)
        before = key if key in result else before
    for key, choice in choices.items():
        if choice == THEIRS and key not in new:
            result.pop(key, None)
    if choices.get(ORDER) == THEIRS:
        result = _in_order(result, new)
    return StreamValue(mine.stream_block, [(block.block_type, block.value, block.id) for block in result.values()])


def _by_id(value):
    """The blocks by their id; one that has none yet is new, and known by where it stands."""
    return {block.id or f"new-{number}": block for number, block in enumerate(value or ())}


def _state(block):
    return block and (block.block_type, block.get_prep_value()["value"])


def _words(block):
    if block is None:
        return _("not there")
    comparison = get_comparison_class_for_block(block.block)(block.block, True, True, block.value, block.value)
    html = str(comparison.htmlvalue(block.value)).replace("</dt>", ": ").replace("</dd>", "; ")
    return " ".join(text_from_html(html).split()).removesuffix(";") or _("empty")


def _order(blocks):
    return ", ".join(str(block.block.label) for block in blocks.values())


def _placed(blocks, before, key, block):
    """`blocks` with one more, after the one that is called `before`; first when that is None."""
    if before is None:
        return {key: block, **blocks}
    placed = {}
    for other, value in blocks.items():
        placed[other] = value
        if other == before:
            placed[key] = block
    return placed


def _in_order(blocks, order):
    """`blocks` as they stand in `order`; what is not there follows what it followed."""
    placed = {key: blocks[key] for key in order if key in blocks}
    before = None
    for key, block in blocks.items():
        if key not in placed:
            placed = _placed(placed, before, key, block)
        before = key
    return placed
