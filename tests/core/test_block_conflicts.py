"""Of two versions of one text becomes what was chosen per block: nothing else changes, nothing comes twice."""

from hypothesis import given
from hypothesis import strategies as st
from wagtail import blocks

from dog_site.core.editing.block_conflicts import MINE, ORDER, THEIRS, changed_blocks, merged


class Text(blocks.StreamBlock):
    word = blocks.CharBlock()


def text(**words):
    """A text of these words, each by the id of its block, in this order."""
    return blocks.StreamValue(Text(), [("word", word, block_id) for block_id, word in words.items()])


def words(value):
    return {block.id: block.value for block in value}


TEXTS = st.lists(st.sampled_from("abcdef"), unique=True).flatmap(
    lambda ids: st.fixed_dictionaries({block_id: st.sampled_from(["x", "y", "z"]) for block_id in ids})
)


def choices(before, theirs, mine, choice):
    return {change.key: choice for change in changed_blocks(text(**before), text(**theirs), text(**mine))}


@given(before=TEXTS, theirs=TEXTS, mine=TEXTS)
def test_who_chooses_their_own_keeps_it_as_it_is(before, theirs, mine):
    result = merged(text(**mine), text(**theirs), choices(before, theirs, mine, MINE))

    assert list(words(result).items()) == list(mine.items())


@given(before=TEXTS, theirs=TEXTS)
def test_who_changed_nothing_gets_what_the_other_made_of_it(before, theirs):
    result = merged(text(**before), text(**theirs), choices(before, theirs, before, THEIRS))

    assert list(words(result).items()) == list(theirs.items())


@given(before=TEXTS, theirs=TEXTS, mine=TEXTS)
def test_each_block_is_as_it_was_chosen_and_there_once(before, theirs, mine):
    chosen = choices(before, theirs, mine, THEIRS)

    result = merged(text(**mine), text(**theirs), chosen)

    found = [block.id for block in result]
    assert len(found) == len(set(found))
    for block_id in before.keys() | theirs.keys() | mine.keys():
        source = theirs if block_id in chosen else mine
        assert words(result).get(block_id) == source.get(block_id)


def test_a_block_that_was_added_comes_after_what_it_follows():
    result = merged(text(a="x", mijn="x", b="x"), text(a="x", nieuw="y", b="x"), {"nieuw": THEIRS})

    assert list(words(result)) == ["a", "nieuw", "mijn", "b"]


def test_the_order_of_the_other_is_one_thing_to_choose():
    before, theirs, mine = text(a="x", b="x", c="x"), text(c="x", a="x", b="x"), text(a="x", mijn="x", b="x", c="x")
    [change] = changed_blocks(before, theirs, mine)

    assert (change.key, change.typed) == (ORDER, False)
    assert list(words(merged(mine, theirs, {ORDER: THEIRS}))) == ["c", "a", "mijn", "b"]


def test_words_of_a_block_are_those_that_people_read():
    [change] = changed_blocks(text(a="voor"), text(a="<b>na</b>"), text())

    assert (change.label, change.before, change.theirs, change.mine) == ("Word", "voor", "<b>na</b>", "staat er niet")
