"""What people mean by what they type: words of the index that stand for it, and the items that have those.

A word stands for itself whatever its ending, for words that begin with it, for compounds that it is a part of, for its
synonyms and, when the site has none of these, for words that are spelled alike. One query finds the items and ranks
them, on every database alike.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Count, F, Max, Q, Value, When
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
# The words that one typed word stands for, the shortest ones first.
MOST_WORDS = 200


@dataclass
class Term:
    """One word that was typed, and the keys of the words that stand for it, each with how much it counts."""

    text: str
    words: dict[int, int] = field(default_factory=dict)
    # In the form of the index, to mark in a text.
    stems: set[str] = field(default_factory=set)
    is_alike: bool = False

    def add(self, rows: Iterable[tuple[int, str]], counts: int) -> None:
        for key, text in rows:
            self.words.setdefault(key, counts)
            self.stems.add(text)

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
            term.add([(known[half], half)], PART)
            term.is_alike = True
    return found


def rank(terms: list[Term], where: Q, most: int) -> tuple[list[tuple[int, int]], bool]:
    """Content type and key of the items `where` that have the words, best first, and whether those have all of them.

    Where no item has all, those with the most of what was asked. Where only a long text has all, which holds every word
    sooner or later, what has all but one comes after it.
    """
    terms = [term for term in terms if term.words]
    if not terms:
        return [], False
    words = {key for term in terms for key in term.words}
    found = Occurrence.objects.filter(where, word__in=words).order_by().values("content_type", "object_id")
    has = {f"has{number}": Max(_counts(term)) for number, term in enumerate(terms)}
    covered = sum((Case(When(**{f"{name}__gt": 0}, then=Value(1)), default=Value(0)) for name in has), Value(0))
    score = sum((F(name) * Value(rare) for name, rare in zip(has, _rarity(terms), strict=True)), Value(0))
    ranked = found.annotate(**has).annotate(covered=covered, score=score)
    rows = ranked.order_by("-covered", "-score", "-object_id")
    rows = list(rows.values_list("content_type", "object_id", "covered", *has)[:most])
    best = rows[0][2] if rows else 0
    first = [row for row in rows if row[2] == best]
    if best > 1 and all(min(row[3:]) <= IN_A_LONG_TEXT for row in first):
        first += [row for row in rows if row[2] == best - 1][:NEAR]
    return [row[:2] for row in first], best == len(terms)


def beginning(model: type[models.Model], words: str) -> Q:
    """A condition for items of `model`: each of `words` begins a word of theirs."""
    condition = Q()
    for word in words_of(words):
        begins = Q(word__text__startswith=stem(word)) if word.isalpha() else Q(word__text=word)
        condition &= Q(pk__in=_items(model).filter(begins).values("object_id"))
    return condition or Q(pk__in=[])


def _items(model):
    return Occurrence.objects.filter(content_type=ContentType.objects.get_for_model(model)).order_by()


def _known(keys, others):
    """The words of the index that any of these may stand for, with their keys, in one query, the shortest first."""
    wanted = Q(text__in={*keys, *others})
    for key in keys:
        if key.isalpha() and len(key) >= SHORTEST_PART:
            wanted |= Q(text__contains=key)
        elif key.isalpha() and len(key) >= SHORTEST_BEGINNING:
            wanted |= Q(text__startswith=key)
    return dict(Word.objects.filter(wanted).order_by(Length("text"), "text").values_list("text", "pk"))


def _halves(word):
    """Each way to cut a word in two, in the form of the index: "blockchaintechnologie" may be two words here."""
    cuts = range(3, len(word) - 2) if word.isalnum() else ()
    return [(stem(word[:at]), stem(word[at:])) for at in cuts]


def _known_term(key, known):
    term = Term(key)
    term.add([(known[key], key)], ITSELF)
    return term


def _stand_for(term, key, known, synonyms):
    if key in known:
        term.add([(known[key], key)], ITSELF)
    term.add(((known[other], other) for other in synonyms if other in known), SYNONYM)
    if key.isalpha() and len(key) >= SHORTEST_BEGINNING:
        begin = ((pk, text) for text, pk in known.items() if text.startswith(key))
        term.add(islice(begin, MOST_WORDS), BEGINNING)
    if key.isalpha() and len(key) >= SHORTEST_PART:
        term.add(islice(((pk, text) for text, pk in known.items() if key in text), MOST_WORDS), PART)


def _spell_alike(unknown):
    """Words of about the same length that a mistake or two make of one that the site does not have."""
    lengths = Q()
    for key in unknown:
        if key.isalpha() and len(key) >= SHORTEST_ALIKE:
            lengths |= Q(length__range=(len(key) - _mistakes(key), len(key) + _mistakes(key)))
    if not lengths:
        return
    known = dict(Word.objects.annotate(length=Length("text")).filter(lengths).values_list("pk", "text"))
    for key, term in unknown.items():
        if key.isalpha() and len(key) >= SHORTEST_ALIKE:
            alike = process.extract(key, known, scorer=OSA.distance, score_cutoff=_mistakes(key), limit=MOST_WORDS)
            nearest = min((distance for _text, distance, _pk in alike), default=0)
            term.add(((pk, text) for text, distance, pk in alike if distance == nearest), ALIKE)
            term.is_alike = bool(alike)


def _mistakes(key):
    return 1 if len(key) < 7 else 2


def _counts(term):
    """What an occurrence counts for the term: its weight, times how well the word stands for it."""
    levels = {}
    for key, counts in term.words.items():
        levels.setdefault(counts, []).append(key)
    return Case(
        *(When(word__in=keys, then=F("weight") * Value(counts)) for counts, keys in levels.items()), default=Value(0)
    )


def _rarity(terms):
    """How much each term tells things apart, from 10 up: a word that everything has tells nothing."""
    words = {key for term in terms for key in term.words}
    rows = Occurrence.objects.filter(word__in=words).order_by().values_list("word").annotate(number=Count("pk"))
    numbers = dict(rows)
    for term in terms:
        of_term = sum(numbers.get(key, 0) for key in term.words)
        yield 10 + round(10 * math.log2(1 + 10_000 / (1 + of_term)))
