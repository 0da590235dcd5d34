"""Text in the cell of a spreadsheet: never run as a formula, whichever file brings it there."""

import unicodedata

# A cell that opens with one of these is taken for a formula, also behind blanks and marks that nobody sees.
SIGNS = ("=", "+", "-", "@")
BREAKS = ("\t", "\r", "\n")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might run `text`. Full-width signs count: some programs read them as the plain ones."""
    if text[:1].isascii() and text[:1].isalnum():
        return False  # nearly every cell, so that a file of thousands is made at once
    if text.startswith(BREAKS):
        return True
    # Cc, Cf, Zs and the like: control, format and blank.
    first = next((letter for letter in text if unicodedata.category(letter)[0] not in "CZ"), "")
    return unicodedata.normalize("NFKC", first).startswith(SIGNS)


def neutralise(text: str) -> str:
    """`text` with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{text}" if is_formula(text) else text
