"""Wagtail's index, asked in words only: what people type is no query language."""

from functools import wraps

from modelsearch.backends import database
from modelsearch.query import PlainText

from .words import search_words


def SearchBackend(params):
    """The index of the database at hand; it gets only the words of what was typed (core/lists/words.py)."""
    backend = database.SearchBackend(params)
    backend.search, backend.autocomplete = _in_words(backend.search), _in_words(backend.autocomplete)
    return backend


def _in_words(ask):
    @wraps(ask)
    def asked(query, *args, **kwargs):
        return ask(_words_of(query), *args, **kwargs)

    return asked


def _words_of(query):
    """What was typed as words; a query that is more than a text was made by code and stays what it is."""
    if isinstance(query, PlainText):
        words = " ".join(search_words(query.query_string))
        return PlainText(words, operator=query.operator, boost=query.boost) if words else ""
    return " ".join(search_words(query)) if isinstance(query, str) else query
