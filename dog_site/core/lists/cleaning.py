"""Text as it is kept: one way of writing each letter, no marks that nobody sees, plain spaces."""

import re
import unicodedata

# Joiners hold an emoji together and shape the letters of some scripts; between plain letters they are only invisible.
_OTHER = r"[\u0590-\u1dff\u2100-\ufefe\uff00-\U0010ffff]"
_JOINER = re.compile(rf"(?<={_OTHER})[\u200c\u200d](?={_OTHER})")
# A flag of a part of a country is a black flag with tags behind it.
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+")
_BREAKS = re.compile("[\v\f\x85\u2028\u2029]")
# An invisible mark that Unicode does not call one.
_GRAPHEME_JOINER = "\u034f"
_DIRECTION_MARKS = {*"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
_KEPT_CONTROLS = {*"\t\n\r"}
# Letters and signs that stay as they are, whatever stands beside them: nearly every text here has no others.
_PLAIN = re.compile("[\t\n\r\x20-\x7e\u00a1-\u00ac\u00ae-\u017f‘’“”–—…•€]*")


def clean_text(text: str) -> str:
    """`text` in NFC with plain spaces and without invisible marks; its lines stay lines.

    Marks of direction stay where there is right-to-left text for them to work on.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    joined = {match.start() for match in _JOINER.finditer(text)}
    joined |= {place for match in _FLAG.finditer(text) for place in range(*match.span())}
    right_to_left = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    kept = (_written(letter, right_to_left) if place not in joined else letter for place, letter in enumerate(text))
    # Two letters that a mark kept apart may be one now.
    return unicodedata.normalize("NFC", "".join(kept))


def clean_line(text: str) -> str:
    """`text` as clean_text has it, on one line, without blanks at its ends or two in a row."""
    return " ".join(clean_text(text).split())


def clean_values(value):
    """Whatever JSON holds, with every text in it clean; the keys stay."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [clean_values(item) for item in value]
    if isinstance(value, dict):
        return {key: clean_values(item) for key, item in value.items()}
    return value


def _written(letter, right_to_left):
    if letter in _DIRECTION_MARKS:
        return letter if right_to_left else ""
    category = unicodedata.category(letter)
    if category == "Zs":
        return " "
    is_invisible = category in ("Cc", "Cf") and letter not in _KEPT_CONTROLS
    return "" if is_invisible or letter == _GRAPHEME_JOINER else letter
