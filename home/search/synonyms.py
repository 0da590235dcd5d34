"""Words that mean the same on this site, as its editors wrote them in the settings."""

from wagtail.models import Site

from dog_site.core.lists.stems import stems_of
from dog_site.core.models import SiteSettings

from .find import Synonyms


def synonyms_of(request) -> Synonyms:
    return read_synonyms(SiteSettings.of(Site.find_for_request(request)).synonyms)


def read_synonyms(text: str) -> Synonyms:
    """Each line of `text` is a group of words, with "=" between them; what is no single word is left out."""
    found = {}
    for line in text.splitlines():
        group = {stem for word in line.split("=") for stem in stems_of(word)[:1] if len(stems_of(word)) == 1}
        for stem in group:
            found[stem] = found.get(stem, frozenset()) | (group - {stem})
    return found
