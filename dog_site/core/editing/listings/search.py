"""A plain search in a list of pages: every word in a title of now or before, an address of now or before, or an alias.

What is compared is folded (lists/folding.py), by us and not by the database: "cafe" finds "Café" on each of them.
"""

from collections import defaultdict
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, TextField
from django.db.models.functions import Cast
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Revision

from ...lists.folding import fold

# A word more narrows nothing down that eight did not.
MOST_WORDS = 8


def mentioning(pages, text: str, *further):
    """Those of `pages` in whose texts all words of `text` stand.

    `further` are query sets, each with the name of the key of the page and of the text: (entries, "project", "title").
    """
    words = [word for word in fold(_without_site(text)).split() if word][:MOST_WORDS]
    if not words:
        return pages
    texts = defaultdict(set)
    # A word without a slash is no address of a whole part of the site.
    address = "url_path" if "/" in text else "slug"
    for key, found in _texts(pages.model, address, further):
        texts[int(key)].add(found)
    return pages.filter(pk__in=[key for key, found in texts.items() if _has_all(words, found)])


def _without_site(text):
    """Of an address that somebody copied from the site, what stands behind the name of the site."""
    address = text.strip()
    if address.startswith(("http://", "https://")):
        try:
            return urlsplit(address).path.rstrip("/")
        except ValueError:
            return text
    return address.rstrip("/")


def _has_all(words, texts):
    folded = " ".join(map(fold, texts))
    return all(word in folded for word in words)


def _texts(model, address, further):
    """Keys of pages with their texts, in one query."""
    pages = model.objects.all()
    own = [(pages, "pk", name) for name in ("title", "draft_title", address, "also_known_as")]
    # The titles of earlier versions; a version knows its page by a key that is a text.
    versions = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model))
    redirects = Redirect.objects.exclude(redirect_page=None)
    before = [(versions, "object_id", "object_str"), (redirects, "redirect_page", "old_path")]
    first, *others = (_pairs(*each) for each in (*own, *before, *further))
    return first.union(*others)


def _pairs(rows, key, text):
    # As texts, so that they are alike on every database; a text that is missing is none.
    as_text = Cast(F(key), TextField()), Cast(F(text), TextField())
    return (
        rows.order_by()
        .exclude(**{text: ""})
        .annotate(found_for=as_text[0], found=as_text[1])
        .values_list("found_for", "found")
    )
