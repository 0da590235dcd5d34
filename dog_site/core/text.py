"""What people type in a search box, made safe for every database."""

import re

MAX_WORDS = 8
MAX_WORD_LENGTH = 60


def search_words(text: str) -> list[str]:
    """The words of `text`: letters and digits only, at most eight.

    Quotes, NUL and operators give a 500 in a full-text index that takes them for syntax, and no visitor
    means them.
    """
    words = re.findall(r"[^\W_]+", text, flags=re.UNICODE)
    return [word[:MAX_WORD_LENGTH] for word in words[:MAX_WORDS]]
