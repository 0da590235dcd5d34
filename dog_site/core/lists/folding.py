"""A text in the form in which names are compared, words are searched and lists are sorted."""

import re
import unicodedata

from anyascii import anyascii

_APOSTROPHE = re.compile(r"['`]")


def plain_letters(text: str) -> str:
    """`text` small, in the letters that a keyboard has: É is e, Æ is ae, ĳ is ij, and a wide letter is a letter."""
    if text.isascii():
        return text.casefold()  # most texts, at a tenth of the price
    return anyascii(unicodedata.normalize("NFKC", text)).casefold()


def fold(text: str) -> str:
    """`text` in plain letters, with "&" as "en" and without apostrophes: "Let's & ĳs" and "lets en IJs" are one."""
    return _APOSTROPHE.sub("", plain_letters(text)).replace("&", " en ")
