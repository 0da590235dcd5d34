"""Wagtail's index, in folded words only: what people type is no query language, and knows no accents.

Whatever it hears of, the index of the site's own words hears of too (index.py): that is what visitors search.
"""

from functools import wraps
from importlib import import_module

from modelsearch.backends import database
from modelsearch.query import PlainText

from ..lists.folding import fold
from ..lists.words import words_of_index
from ..models import ContentVersion
from . import index as words


def SearchBackend(params):
    """The index of the database at hand; it gets only the words of what was typed (core/lists/words.py)."""
    backend = database.SearchBackend(params)
    # The index makes the text of a field in this class, and offers no other place (tests/core/test_folding.py).
    indexer = import_module(type(backend).__module__).ObjectIndexer
    if not hasattr(indexer.prepare_value, "__wrapped__"):
        indexer.prepare_value = _folded(indexer.prepare_value)
    backend.index_class = _with_words(backend.index_class)
    backend.search, backend.autocomplete = _in_words(backend.search), _in_words(backend.autocomplete)
    return backend


def _with_words(index_class):
    """`index_class` with the index of words beside it."""

    class Index(index_class):
        def add_items(self, model, items):
            super().add_items(model, items)
            words.add(model, items)

        def delete_item(self, item):
            super().delete_item(item)
            words.remove(item)

        def delete_stale_entries(self):
            """A rebuild begins with this, and then writes each item anew: meanwhile visitors go on searching."""
            super().delete_stale_entries()
            words.forget_gone()
            # Who has searched already is not told any more that nothing changed.
            ContentVersion.raise_number(is_seen=False)

        def reset(self):
            super().reset()
            words.clear()
            ContentVersion.raise_number(is_seen=False)

    return Index


def _folded(prepare):
    @wraps(prepare)
    def prepared(indexer, value):
        text = prepare(indexer, value)
        # A list or dict was prepared item by item, each by this.
        return text if isinstance(value, list | dict) else fold(text)

    return prepared


def _in_words(ask):
    @wraps(ask)
    def asked(query, *args, **kwargs):
        return ask(_words_of(query), *args, **kwargs)

    return asked


def _words_of(query):
    """What was typed as words; a query that is more than a text was made by code and stays what it is."""
    if isinstance(query, PlainText):
        words = words_of_index(query.query_string)
        return PlainText(words, operator=query.operator, boost=query.boost) if words else ""
    return words_of_index(query) if isinstance(query, str) else query
