"""What people mean by what they type: words of the index that stand for it, and the items that have those.

A word stands for itself whatever its ending, for words that begin with it, for compounds that it is a part of, for its
synonyms and, when the site has none of these, for words that are spelled alike. The items that have these are read at
once and ranked here, on every database alike.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import mul

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..lists.stems import NOISE, stem, words_of
from ..lists.words import search_words
from ..models.words import Occurrence, Word
from .texts import LONG_TEXT

MOST_TERMS = 8
# How much a word of the index counts for what was typed, in tenths.
ITSELF, SYNONYM, BEGINNING, PART, ALIKE = 10, 7, 6, 4, 3
# A beginning of one letter would be a tenth of all words; a part of three is in words that mean something else.
SHORTEST_BEGINNING, SHORTEST_PART, SHORTEST_ALIKE = 2, 4, 4
# What a word far down in a long text counts for; how many come along with those that have no better.
IN_A_LONG_TEXT, NEAR = ITSELF * LONG_TEXT, 10
# The words that one typed word stands for, the shortest ones first, and those that are spelled like it.
MOST_WORDS, MOST_ALIKE = 200, 10
# The rows that one search reads of the index at once, and the items of which it reads the common words as well.
MOST_OCCURRENCES, MOST_CANDIDATES = 15_000, 2_000


# A content type and a primary key.
Item = tuple[int, int]
# Which of these items a visitor may see.
Visible = Callable[[list[Item]], Collection[Item]]


@dataclass(frozen=True)
class Known:
    """A word of the index: its key, its text and in how many items it is."""

    pk: int
    text: str
    occurrences: int


@dataclass
class Term:
    """One word that was typed, and the keys of the words that stand for it, each with how much it counts."""

    text: str
    words: dict[int, int] = field(default_factory=dict)
    # In the form of the index, to mark in a text.
    stems: set[str] = field(default_factory=set)
    occurrences: int = 0
    is_alike: bool = False

    def add(self, found: Iterable[Known], counts: int) -> None:
        for known in found:
            if known.pk not in self.words:
                self.words[known.pk] = counts
                self.stems.add(known.text)
                self.occurrences += known.occurrences

    def within(self, model: type[models.Model]):
        """The keys of the items of `model` that have it, as a query set."""
        return _items(model).filter(word__in=list(self.words)).values("object_id")


def terms_of(text: str, synonyms: Mapping[str, Iterable[str]] | None = None) -> list[Term]:
    """The words of `text` that say something, or all of them when none does, and what each stands for.

    `synonyms` has words in the form of the index, with those that mean the same.
    """
    # Letters that are none in plain letters are a word too, that nothing has.
    typed = list(dict.fromkeys(words_of(text) or search_words(text)))
    asked = [word for word in typed if word not in NOISE] or typed
    terms = {stem(word): Term(word) for word in asked[:MOST_TERMS]}
    others = {key: set((synonyms or {}).get(key, ())) for key in terms}
    halves = {key: _halves(term.text) for key, term in terms.items()}
    known = _known(terms, {*chain(*others.values()), *chain(*chain(*halves.values()))}) if terms else {}
    found = []
    for key, term in terms.items():
        _stand_for(term, key, known, others[key])
        whole = next((cut for cut in halves[key] if known.keys() >= {*cut}), ())
        found += [_known_term(half, known) for half in whole] if whole and not term.words else [term]
    unknown = {stem(term.text): term for term in found if not term.words}
    if unknown:
        _spell_alike(unknown)
    for key, term in unknown.items():
        half = max((half for cut in halves[key] for half in cut if half in known), key=len, default="")
        if not term.words and len(half) >= SHORTEST_PART:
            term.add([known[half]], PART)
            term.is_alike = True
    return found


def rank(terms: list[Term], kinds: Collection[int], visible: Visible, most: int) -> tuple[list[Item], bool]:
    """The `visible` items of these content types that have the words, best first, and whether those have all of them.

    Where no item has all, those with the most of what was asked. Where only a long text has all, which holds every word
    sooner or later, what has all but one comes after it.
    """
    terms = [term for term in terms if term.words]
    if not terms:
        return [], False
    rarity = [_rarity(term) for term in terms]
    ranked = [
        (sum(map(bool, has)), sum(map(mul, has, rarity)), item, min(has)) for item, has in _having(terms, kinds).items()
    ]
    ranked.sort(key=lambda row: (row[0], row[1], row[2][1]), reverse=True)
    # More than are shown, for some are not visible.
    ranked = ranked[: 2 * most]
    seen = visible([row[2] for row in ranked])
    ranked = [row for row in ranked if row[2] in seen][:most]
    best = ranked[0][0] if ranked else 0
    first = [row for row in ranked if row[0] == best]
    if best > 1 and all(row[3] <= IN_A_LONG_TEXT for row in first):
        first += [row for row in ranked if row[0] == best - 1][:NEAR]
    return [row[2] for row in first], best == len(terms)


def _having(terms, kinds):
    """What each item has of each term: the weight of the word there, times how well it stands for the term.

    Rows of the rarest terms come first. What is too common to read whole is read of the items that have those, or as
    far as its heaviest rows go.
    """
    counts = {}
    for number, term in enumerate(terms):
        for key, of_term in term.words.items():
            counts.setdefault(key, []).append((number, of_term))
    few, many, number = [], [], 0
    for term in sorted(terms, key=lambda term: term.occurrences):
        if number + term.occurrences <= MOST_OCCURRENCES:
            number += term.occurrences
            few.extend(term.words)
        else:
            many.extend(term.words)
    every = Occurrence.objects.filter(content_type__in=kinds).order_by()
    every = every.values_list("content_type", "object_id", "word", "weight")
    rare = Q(word__in=few)
    if many and few and number <= MOST_CANDIDATES:
        rows = every.filter(rare | Q(word__in=many, object_id__in=every.filter(rare).values("object_id")))
    else:
        rows = every.filter(rare) if few else ()
        rows = [*rows, *(every.filter(word__in=many).order_by("-weight")[:MOST_OCCURRENCES] if many else ())]
    found = defaultdict(lambda: [0] * len(terms))
    for kind, pk, word, weight in rows:
        has = found[kind, pk]
        for number, of_term in counts[word]:
            has[number] = max(has[number], weight * of_term)
    return found


def beginning(model: type[models.Model], words: str) -> Q:
    """A condition for items of `model`: each of `words` begins a word of theirs."""
    condition = Q()
    for word in words_of(words):
        begins = Q(word__text__startswith=stem(word)) if not word.isdigit() else Q(word__text=word)
        condition &= Q(pk__in=_items(model).filter(begins).values("object_id"))
    return condition or Q(pk__in=[])


def _items(model):
    return Occurrence.objects.filter(content_type=ContentType.objects.get_for_model(model)).order_by()


def _known(keys, others):
    """The words of the index that any of these may stand for, by their text, in one query, the shortest first."""
    wanted = Q(text__in={*keys, *others})
    for key in keys:
        if key.isalpha() and len(key) >= SHORTEST_PART:
            wanted |= Q(text__contains=key)
        elif key.isalpha() and len(key) >= SHORTEST_BEGINNING:
            wanted |= Q(text__startswith=key)
    rows = Word.objects.filter(wanted).annotate(number=Count("occurrences")).order_by()
    found = [Known(*row) for row in rows.values_list("pk", "text", "number")]
    return {known.text: known for known in sorted(found, key=lambda known: (len(known.text), known.text))}


def _halves(word):
    """Each way to cut a word in two, in the form of the index: "blockchaintechnologie" may be two words here."""
    cuts = range(3, len(word) - 2) if word.isalnum() else ()
    return [(stem(word[:at]), stem(word[at:])) for at in cuts]


def _known_term(key, known):
    term = Term(key)
    term.add([known[key]], ITSELF)
    return term


def _stand_for(term, key, known, synonyms):
    term.add((known[text] for text in [key] if text in known), ITSELF)
    term.add((known[other] for other in synonyms if other in known), SYNONYM)
    if key.isalpha() and len(key) >= SHORTEST_BEGINNING:
        term.add(islice((word for text, word in known.items() if text.startswith(key)), MOST_WORDS), BEGINNING)
    if key.isalpha() and len(key) >= SHORTEST_PART:
        term.add(islice((word for text, word in known.items() if key in text), MOST_WORDS), PART)


def _spell_alike(unknown):
    """Words of about the same length that a mistake or two make of one that the site does not have."""
    asked = {key: term for key, term in unknown.items() if key.isalpha() and len(key) >= SHORTEST_ALIKE}
    lengths = {length for key in asked for length in range(len(key) - _mistakes(key), len(key) + _mistakes(key) + 1)}
    if not lengths:
        return
    words = Word.objects.annotate(length=Length("text")).filter(length__in=lengths)
    texts = dict(words.order_by().values_list("pk", "text"))
    for key, term in asked.items():
        # Not counted: the few words that are this near are read whole.
        term.add((Known(pk, text, 0) for pk, text in _nearest(key, texts)), ALIKE)
        term.is_alike = bool(term.words)


def _nearest(key, texts):
    alike = process.extract(key, texts, scorer=OSA.distance, score_cutoff=_mistakes(key), limit=MOST_ALIKE)
    nearest = min((distance for _text, distance, _pk in alike), default=0)
    return [(pk, text) for text, distance, pk in alike if distance == nearest]


def _mistakes(key):
    return 1 if len(key) < 7 else 2


def _rarity(term):
    """How much a term tells things apart, from 10 up: a word that everything has tells nothing."""
    return 10 + round(10 * math.log2(1 + 10_000 / (1 + term.occurrences)))
