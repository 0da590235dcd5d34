"""How long a text is, for people who read it."""

import re

# How fast somebody reads plain text on a screen, on the careful side.
WORDS_PER_MINUTE = 200
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def reading_minutes(*texts: str | None) -> int:
    """How many whole minutes reading `texts` takes, rounded; 0 for what is read in less than a minute.

    A word is what stands between spaces and has a letter or a digit in it. `texts` are plain, without HTML.
    """
    words = sum(1 for text in texts for word in (text or "").split() if _LETTER_OR_DIGIT.search(word))
    return (words + WORDS_PER_MINUTE // 2) // WORDS_PER_MINUTE if words >= WORDS_PER_MINUTE else 0
