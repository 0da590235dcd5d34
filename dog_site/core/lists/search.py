"""Wagtail's index, asked in words only: what people type is no query language."""

from modelsearch.backends import database
from modelsearch.query import PlainText

from .words import search_words


def SearchBackend(params):
    """The index of the database at hand; it gets only the words of what was typed (core/lists/words.py)."""
    backend = database.SearchBackend(params)
    search = backend._search

    def search_in_words(query_compiler_class, query, model_or_queryset, **kwargs):
        if isinstance(query, PlainText):
            words = " ".join(search_words(query.query_string))
            query = PlainText(words, operator=query.operator, boost=query.boost) if words else ""
        elif isinstance(query, str):
            query = " ".join(search_words(query))
        return search(query_compiler_class, query, model_or_queryset, **kwargs)

    backend._search = search_in_words
    return backend
