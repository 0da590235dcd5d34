"""Which theme, organisation or project is meant by a text.

The names of a kind are read once, and each text is then looked up in memory: a file has thousands of rows and a few
hundred names.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from rapidfuzz import fuzz, process
from wagtail.models import Revision

from dog_site.core.lists.cleaning import clean_line
from dog_site.core.lists.names import same_name
from dog_site.core.models import published, was_published
from projects.models import Organisation, ProjectPage, Theme

OFFERED = 5
# Below this a name is an abbreviation, in which another letter is another organisation.
SHORTEST_ALIKE = 5
# From 0 to 100: two letters wrong in ten.
ALIKE = 80
# All words of the one in the other says less than the same letters, and nothing where more names have them.
CONTAINED, MOST_CONTAINED = 60, OFFERED


class Certainty(Enum):
    """SURE: it is called so. LIKELY: a person chooses among the candidates. NONE: nothing is called like it."""

    SURE = "sure"
    LIKELY = "likely"
    NONE = "none"


class Item(NamedTuple):
    """A row of the database: `names` are what it is called, `others` what it may be called."""

    key: int
    name: str
    is_public: bool
    names: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What is meant by a text.

    Where it is SURE, `key` and `name` are those of the row, and `is_public` says whether visitors can see it.
    Otherwise `key` is None and `name` is the text. `candidates` are keys with names, the likeliest first.
    """

    key: int | None
    name: str
    certainty: Certainty
    is_public: bool = False
    candidates: tuple[tuple[int, str], ...] = ()


class Names:
    """The names of one kind. Each distinct text is compared once, however many rows have it."""

    def __init__(self, items: Iterable[Item], *, blanks_are_sure: bool = False):
        """`blanks_are_sure`: "Infra structuur" is Infrastructuur for certain, not only likely."""
        self._items = {item.key: item for item in items}
        self._blanks_are_sure = blanks_are_sure
        self._called, self._maybe, self._joined = {}, {}, {}
        for item in self._items.values():
            for name in map(same_name, item.names):
                _add(self._called, name, item.key)
                _add(self._joined, name.replace(" ", ""), item.key)
            for name in map(same_name, item.others):
                _add(self._maybe, name, item.key)
        self._alike = [name for name in {**self._called, **self._maybe} if len(name) >= SHORTEST_ALIKE]
        self._ordered = [_in_order(name) for name in self._alike]
        self._with_word = {}
        self._words = [{*name.split()} for name in self._alike]
        for place, words in enumerate(self._words):
            for word in words:
                self._with_word.setdefault(word, []).append(place)
        self._found = {}

    def find(self, text: str) -> Match:
        """What `text` means; of two rows with one name a person has to choose."""
        text = clean_line(text)
        if text not in self._found:
            self._found[text] = self._match(text)
        return self._found[text]

    def all(self) -> list[tuple[int, str]]:
        """Every key with its name, in the order in which they were read."""
        return [(item.key, item.name) for item in self._items.values()]

    def name_of(self, key: int) -> str:
        """The name of the row with this key; empty for another."""
        return self._items[key].name if key in self._items else ""

    def is_public(self, key: int) -> bool:
        """Whether visitors can see the row with this key: published, and not behind a password."""
        return self._items[key].is_public

    def _match(self, text):
        name = same_name(text)
        if not name:
            return Match(None, text, Certainty.NONE)
        sure = self._called.get(name, ())
        joined = self._joined.get(name.replace(" ", ""), ()) if len(name) >= SHORTEST_ALIKE else ()
        if not sure and self._blanks_are_sure:
            sure = joined
        if len(sure) == 1:
            item = self._items[next(iter(sure))]
            return Match(item.key, item.name, Certainty.SURE, item.is_public, ((item.key, item.name),))
        first = [*sure, *self._maybe.get(name, ()), *joined]
        keys = list(dict.fromkeys(first if sure else [*first, *self._like(name)]))[:OFFERED]
        candidates = tuple((key, self._items[key].name) for key in keys)
        return Match(None, text, Certainty.LIKELY if candidates else Certainty.NONE, candidates=candidates)

    def _like(self, name):
        """The keys of what is called like `name`, the likest first."""
        if len(name) < SHORTEST_ALIKE:
            return []
        scores = dict.fromkeys(self._sharing_words(name), CONTAINED)
        for asked, names in ((name, self._alike), (_in_order(name), self._ordered)):
            found = process.extract(asked, names, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=2 * OFFERED)
            for _name, score, place in found:
                scores[place] = max(scores.get(place, 0), score)
        places = sorted(scores, key=lambda place: (-scores[place], place))
        return [
            key
            for place in places
            for key in (*self._called.get(self._alike[place], ()), *self._maybe.get(self._alike[place], ()))
        ]

    def _sharing_words(self, name):
        """The places of names of which all words are in `name`, and of those with all words of it."""
        words = {*name.split()}
        shared = Counter(place for word in words for place in self._with_word.get(word, ()))
        within = [place for place, number in shared.items() if number == len(self._words[place])]
        around = [place for place, number in shared.items() if number == len(words)]
        return {place for places in (within, around) if len(places) <= MOST_CONTAINED for place in places}


def themes() -> Names:
    """Themes by their names, drafts too."""
    rows = Theme.objects.annotate(is_public=published()).order_by("pk")
    rows = rows.values_list("pk", "name", "is_public", "latest_revision__object_str")
    return Names((_item(*row) for row in rows), blanks_are_sure=True)


def organisations() -> Names:
    """Organisations by their names and other names, drafts too.

    One that was published as the same as another leads there.
    """
    rows = Organisation.objects.annotate(is_public=published(), was_public=was_published()).order_by("pk")
    rows = rows.values_list(
        "pk", "name", "is_public", "latest_revision__object_str", "aliases", "was_public", "merged_into"
    )
    items, leads_to = {}, {}
    for key, name, is_public, latest, aliases, was_public, merged_into in rows:
        items[key] = _item(key, name, is_public, latest, aliases)
        if merged_into and was_public:
            leads_to[key] = merged_into
    for key in leads_to:
        stays, merged = items[_end_of(leads_to, key)], items[key]
        items[stays.key] = stays._replace(names=stays.names + merged.names, others=stays.others + merged.others)
    return Names(item for key, item in items.items() if key not in leads_to)


def projects() -> Names:
    """Projects by the titles of their pages, drafts and private ones too.

    What else people look for it by, and what it was called in an earlier version, only makes it likely: "wifi" is how
    a page is found, and money on the wrong page is worse than a question.
    """
    pages = ProjectPage.objects.filter(alias_of=None).order_by("pk")
    public = {*ProjectPage.objects.visible().values_list("pk", flat=True)}
    earlier = {}
    versions = Revision.objects.filter(content_type=ContentType.objects.get_for_model(ProjectPage))
    for key, title in versions.order_by("object_id", "object_str").values_list("object_id", "object_str").distinct():
        earlier.setdefault(int(key), []).append(title)
    return Names(
        _item(key, title, key in public, draft_title, others="\n".join([also_known_as, *earlier.get(key, ())]))
        for key, title, draft_title, also_known_as in pages.values_list("pk", "title", "draft_title", "also_known_as")
    )


def _item(key, name, is_public, latest=None, aliases="", others=""):
    """A row; what was never published is called as in its latest version."""
    latest = latest or name
    names, others = [name, *_lines(aliases)], _lines(others)
    if not is_public:
        name, names = latest, [latest, *names]
    return Item(key, name, is_public, tuple(names), (*others, latest))


def _lines(text):
    return [line for line in map(clean_line, text.splitlines()) if line]


def _in_order(name):
    """A name with its words in alphabetical order: "Groningen, gemeente" is like "Gemeente Groningen"."""
    return " ".join(sorted(name.split()))


def _end_of(leads_to, key):
    seen = {key}
    while (following := leads_to.get(key)) is not None and following not in seen:
        seen.add(following)
        key = following
    return key


def _add(keys, name, key):
    if name:
        keys.setdefault(name, {})[key] = None
