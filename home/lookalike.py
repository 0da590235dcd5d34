"""Pages of which the address looks like one that is not there: what somebody mistyped, or what moved long ago.

Robots ask for thousands of addresses that never were, so this stays cheap: the addresses of the site are read once per
version of its content, compared outside Python, and only the few pages that are offered are fetched.
"""

from typing import NamedTuple
from urllib.parse import unquote

from rapidfuzz import fuzz, process
from wagtail.models import Page, Site

from dog_site.core.kept import kept
from dog_site.core.lists.folding import fold
from dog_site.core.lists.words import search_words
from dog_site.core.models import PageQuerySet

LONGEST, MOST_PAGES, OFFERED = 200, 6_000, 5
# The end of an address says most; the part before it is often the list that has the page.
PARTS, PART_BEFORE = 2, 15
# From 0 to 100: two letters wrong in ten, or all words of one address in the other.
ALIKE, ALL_WORDS = 78, 99
SHORTEST_WORD = 4


class Addresses(NamedTuple):
    """Of each page its key, its path below the home page, and the words of the last part of that.

    Three lists, because those are compared and read from a shared cache much faster than a list of objects.
    """

    pks: list[int]
    paths: list[str]
    words: list[str]


def words_of_address(path: str) -> str:
    """The words of an address, for the search box: "/projecten/py-grunn.html" is "projecten py grunn"."""
    if len(path) > LONGEST:
        return ""
    return " ".join(search_words(" ".join(_parts(path))))


def pages_alike(site: Site | None, path: str) -> list[Page]:
    """At most five public pages of `site` with an address like `path`, the likest first; none for a long one."""
    asked = [_words(part) for part in _parts(path)[-PARTS:]] if len(path) <= LONGEST else []
    if site is None or not any(asked):
        return []
    addresses = kept(f"addresses:{site.pk}", lambda: _addresses(site))
    scores, path = {}, fold(path)
    for number, words in enumerate(reversed(asked)):
        for place, score in _alike(words, addresses.words):
            scores[place] = max(scores.get(place, 0), score - number * PART_BEFORE)
    ranked = sorted(scores, key=lambda place: (scores[place], fuzz.ratio(path, addresses.paths[place])), reverse=True)
    best = [addresses.pks[place] for place in ranked[: 2 * OFFERED]]
    # What expired since the addresses were kept is not among these.
    pages = PageQuerySet(Page).filter(pk__in=best).visible().in_bulk() if best else {}
    return [pages[pk] for pk in best if pk in pages][:OFFERED]


def _alike(words, texts):
    """The places among `texts` of those like `words`, each with how much."""
    if not words:
        return
    for _text, score, place in process.extract(words, texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=4 * OFFERED):
        yield place, score
    for text, score, place in process.extract(
        words, texts, scorer=fuzz.token_set_ratio, score_cutoff=ALL_WORDS, limit=4 * OFFERED
    ):
        # A year alone is in many addresses and says nothing.
        if any(len(word) >= SHORTEST_WORD and word.isalpha() for word in {*words.split()} & {*text.split()}):
            yield place, score - PART_BEFORE


def _addresses(site):
    """The public pages below the home page of `site`."""
    root = site.root_page
    pages = PageQuerySet(Page).descendant_of(root).visible().order_by("pk")
    paths = pages.values_list("pk", "url_path")[:MOST_PAGES]
    below = {pk: path.removeprefix(root.url_path.rstrip("/")) for pk, path in paths}
    words = [_words(path.rstrip("/").rpartition("/")[2]) for path in below.values()]
    return Addresses(list(below), list(below.values()), words)


def _parts(path):
    """The parts of an address, the last one without the ending of a file."""
    *above, last = [part for part in unquote(path).split("/") if part] or [""]
    stem, dot, _suffix = last.rpartition(".")
    return [*above, stem if dot and stem else last]


def _words(part):
    return " ".join(search_words(fold(part)))
