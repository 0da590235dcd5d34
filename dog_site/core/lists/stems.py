"""The form in which a word is searched: its plain letters without its Dutch ending, every double letter once.

"Hackathons" and "hackathon" are one, as are "school" and "scholen", "programeren" and "programmeren".
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from .folding import fold

# As long as a word in the index; what stands after that tells no two words apart.
LENGTH = 60
# "C", "C++" and "C#" are three, 1.600 is a number, and "e-health" is also one word.
_WORD = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\d)|[a-z](?:\+\+|#)(?![a-z0-9+#])|[a-z0-9]+")
_JOINED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_TWICE = re.compile(r"([a-z])\1")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# Pictures and signs of money have names in plain letters, which nobody wrote.
_SIGNS = {"So", "Sc", "Co", "Cn", "Cs"}
_PLURAL = re.compile(r"(?<=[a-z]{2}[aeiou])s$")
# Words of a question, that say nothing of what is asked.
NOISE = frozenset(
    """
    de het een en van voor in op met aan bij te om uit tot naar over door is zijn was waren ben bent word wordt worden
    heeft hebben had heb wat welk welke wie waar wanneer hoe hoeveel waarom waarvoor dat die dit deze er ik we wij u uw
    jullie je jij jouw onze ons mijn hij zij ze hun hen kan kunnen moet mag wil willen gaat gaan gaf geeft geven doet
    doen ook niet al als of dan nog maar onder tussen per via dus hier daar alle alles iets veel meer info informatie
    the of and to a
    """.split()  # noqa: SIM905 (a list of these would be a page long)
)


def words_of(text: str) -> list[str]:
    """The words of `text` in plain letters, in their order; what hyphens join is there in parts and as one."""
    folded = fold(_FOREIGN.sub(_letter, text))
    words = [word.replace(".", "") if word[0].isdigit() else word for word in _WORD.findall(folded)]
    joined = [word.replace("-", "") for word in _JOINED.findall(folded)]
    return [word[:LENGTH] for word in [*words, *joined]]


def _letter(found):
    return " " if unicodedata.category(found[0]) in _SIGNS else found[0]


@lru_cache(maxsize=2**15)
def stem(word: str) -> str:
    """The form of a word of `words_of` under which the index has it; a number is its own."""
    if not word.isalpha():
        return word
    return _TWICE.sub(r"\1", _stemmer().stemWord(_PLURAL.sub("", word)))


def stems_of(text: str) -> list[str]:
    """The form of each word of `text`, in their order."""
    return [stem(word) for word in words_of(text)]


@lru_cache(maxsize=1)
def _stemmer():
    # The one that PostgreSQL has for Dutch; the other of Snowball makes "letter" of "geletterdheid".
    return snowballstemmer.stemmer("dutch_porter")
