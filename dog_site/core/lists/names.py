"""Names as people sort them, and when two are the same: whatever their capitals, accents and marks."""

import re

from .cleaning import clean_line
from .folding import fold, plain_letters

# "C++", "C#" and "C" are three names.
_NOT_COMPARED = re.compile(r"[^a-z0-9+#]+")
_NOT_SORTED = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"0*(\d+)")
# As long as a name in a list; what stands after that decides nothing.
LENGTH = 255


def sort_key(name: str) -> str:
    """A text of small letters, digits and spaces, of which the bytes stand in the order of the names.

    É stands with E, Æ as AE, ĳ as ij, and "3D" before "10". A number is written with the number of its digits first.
    """
    plain = _NOT_SORTED.sub(" ", plain_letters(name)).strip()
    return _NUMBER.sub(lambda found: f"{len(found[1]):02}{found[1]}", plain)[:LENGTH]


def same_name(name: str) -> str:
    """A text that two names share when people mean the same by them: "Zorg & ĳs" and "zorg en IJs"."""
    return " ".join(_NOT_COMPARED.sub(" ", fold(clean_line(name))).split()) or clean_line(name)
