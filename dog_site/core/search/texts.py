"""What an item of Wagtail's index says, word by word, and how much each word says of it."""

from collections import Counter
from itertools import pairwise

from modelsearch.index import Indexed, RelatedFields, SearchField
from wagtail.blocks import StreamValue

from ..lists.stems import LENGTH, NOISE, stem, words_of

# A title is all about its words, the more so the fewer they are; a long text holds every word sooner or later.
TITLE, TITLE_SHARED, SUMMARY, HEADING, TEXT, LONG_TEXT = 40, 60, 14, 8, 3, 1
# In words; the council letter has thousands.
LONG = 400
# Fields that name an item: each line is a name by itself.
NAMES = {"title", "name", "aliases", "also_known_as", "reference"}


def weights_of(item: Indexed) -> Counter:
    """The weight of each word of `item`, in the form of the index; words that say nothing count in names only."""
    weights = Counter()
    for field in item.get_search_fields():
        if isinstance(field, SearchField):
            for text, weight in _texts(field.field_name, _value(item, field)):
                weights.update(_weigh(text, weight))
        elif isinstance(field, RelatedFields) and field.field_name == "tags":
            weights.update(_weigh(" ".join(map(str, item.tags.all())), SUMMARY))
    return weights


def _value(item, field):
    found = getattr(item, field.field_name, "")
    return found() if callable(found) else found


def _texts(name, value):
    """The texts of a field, each with what its words weigh."""
    if name in NAMES:
        yield from ((line, TITLE) for line in str(value).splitlines())
    elif isinstance(value, StreamValue):
        headings, texts = [], []
        for part in value:
            found = headings if part.block_type == "heading" else texts
            found += part.block.get_searchable_content(part.value)
        yield "\n".join(map(str, headings)), HEADING
        yield "\n".join(map(str, texts)), TEXT
    else:
        yield str(value or ""), SUMMARY if name == "summary" else TEXT


def _weigh(text, weight):
    words = words_of(text)
    telling = [word for word in words if word not in NOISE]
    if weight == TITLE:
        share = TITLE_SHARED // max(1, len(telling))
        # Who writes two words of a name as one means the name.
        pairs = {stem(f"{one}{two}"[:LENGTH]): weight for one, two in pairwise(words)}
        return pairs | {stem(word): weight + share if word not in NOISE else SUMMARY for word in words}
    weight = LONG_TEXT if weight == TEXT and len(telling) > LONG else weight
    return dict.fromkeys(map(stem, telling), weight)
