"""Names as people sort them: whatever their capitals, accents and marks, and numbers by their value."""

import re
import unicodedata

from anyascii import anyascii

_NOT_SORTED = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"0*(\d+)")
# As long as a name in a list; what stands after that decides nothing.
LENGTH = 255


def sort_key(name: str) -> str:
    """A text of small letters, digits and spaces, of which the bytes stand in the order of the names.

    É stands with E, Æ as AE, ĳ as ij, and "3D" before "10". A number is written with the number of its digits first.
    """
    plain = _NOT_SORTED.sub(" ", anyascii(unicodedata.normalize("NFKC", name)).casefold()).strip()
    return _NUMBER.sub(lambda found: f"{len(found[1]):02}{found[1]}", plain)[:LENGTH]
