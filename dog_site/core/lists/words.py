"""What people type in a search box, made safe for every database and found again in a text."""

import re
import unicodedata
from collections.abc import Set

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .folding import fold
from .stems import stems_of

MAX_WORDS = 8
MAX_WORD_LENGTH = 60
_WORD = re.compile(r"[^\W_]+")
# As it stands in a text: an apostrophe is inside a word, as in "let's".
_WRITTEN = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")


def search_words(text: str) -> list[str]:
    """The words of `text`: letters and digits only, at most eight.

    Quotes, NUL and operators give a 500 in a full-text index that takes them for syntax, and no visitor
    means them. A letter and its accent are one, even when typed as two.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return [word[:MAX_WORD_LENGTH] for word in words[:MAX_WORDS]]


def words_of_index(text: str) -> str:
    """The words of `text` as the index has them (search.py); "en" is in every text, and stands for "&" in others."""
    words = [word[:MAX_WORD_LENGTH] for word in _WORD.findall(fold(text))[:MAX_WORDS]]
    return " ".join([word for word in words if word != "en"] or words)


def highlight(text: str, words: list[str], stems: Set[str] = frozenset()) -> SafeString:
    """`text` as HTML, with <mark> around every word that begins as one of `words` does or has one of the `stems`."""
    return format_html_join("", "{}", ((part,) for part in _marked(text, words, stems)))


def excerpt(text: str, words: list[str], length: int = 240, stems: Set[str] = frozenset()) -> str:
    """About `length` letters of `text`, in whole words, around the first word that `highlight` would mark."""
    text = " ".join(text.split())
    first = next((match.start() for match in _WRITTEN.finditer(text) if _is_meant(match[0], words, stems)), 0)
    start = max(0, first - length // 4) if len(text) > length else 0
    if start:
        start = text.find(" ", start, first) + 1 or first
    end = len(text) if start + length >= len(text) else text.rfind(" ", start, start + length)
    end = end if end > first else start + length
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def _marked(text, words, stems):
    end = 0
    for match in _WRITTEN.finditer(text):
        if _is_meant(match[0], words, stems):
            yield text[end : match.start()]
            yield format_html("<mark>{}</mark>", match[0])
            end = match.end()
    yield text[end:]


def _is_meant(word, words, stems):
    if fold(word).startswith(tuple(folded for wanted in words if (folded := fold(wanted)))):
        return True
    return bool(stems) and not stems.isdisjoint(stems_of(word))
