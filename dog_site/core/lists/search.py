"""Wagtail's index, in folded words only: what people type is no query language, and knows no accents."""

from functools import wraps
from importlib import import_module

from django.db.models import Q
from modelsearch.backends import database
from modelsearch.query import PlainText

from .folding import fold
from .words import words_of_index


def SearchBackend(params):
    """The index of the database at hand; it gets only the words of what was typed (core/lists/words.py)."""
    backend = database.SearchBackend(params)
    # The index makes the text of a field in this class, and offers no other place (tests/core/test_folding.py).
    indexer = import_module(type(backend).__module__).ObjectIndexer
    if not hasattr(indexer.prepare_value, "__wrapped__"):
        indexer.prepare_value = _folded(indexer.prepare_value)
    backend.search, backend.autocomplete = _in_words(backend.search), _in_words(backend.autocomplete)
    return backend


def _folded(prepare):
    @wraps(prepare)
    def prepared(indexer, value):
        return fold(prepare(indexer, value))

    return prepared


def in_index(rows, word: str, most: int = 500) -> Q:
    """The first of `rows` that the index finds for `word`, as a condition; none for what is no letter in the index."""
    if not words_of_index(word):
        return Q(pk__in=[])
    return Q(pk__in=rows.search(word, order_by_relevance=False)[:most].get_queryset().values("pk"))


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
