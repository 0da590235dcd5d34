"""What a page says of itself to search engines: JSON-LD in the types of https://schema.org.

Browsers do not run this block of data, so the Content-Security-Policy of visitors stays as strict as it is. Unknown
values are left out: a search engine repeats what it reads here without asking.
"""

import json
from collections.abc import Iterable
from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ..images.share_cards import own_share_image

CONTEXT = "https://schema.org"
# As in Django's json_script, no text can end the element or begin one; json.dumps escapes all that is not ASCII.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}
NOTHING = (None, "", [], ())


def script(nodes: list[dict]) -> SafeString:
    """The one element with all that a page says; empty when it says nothing."""
    if not nodes:
        return SafeString("")
    data = json.dumps({"@context": CONTEXT, "@graph": nodes}, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{data}</script>')


def node(schema_type: str, **values) -> dict:
    """A node of this schema.org type with the `values` that are known."""
    known = {name: value for name, value in values.items() if value not in NOTHING}
    return {"@type": schema_type, **known}


def one_or_all(values: Iterable) -> object:
    """A single value by itself, several as a list, None when there are none."""
    values = list(values)
    return values[0] if len(values) == 1 else values or None


def breadcrumbs(ancestors: Iterable, page, request) -> list[dict]:
    """The way from the home page to `page` (schema.org BreadcrumbList); no node for the home page itself."""
    ancestors = list(ancestors)
    return way([*ancestors, page], request) if ancestors else []


def way(pages: Iterable, request, *more: tuple[str, str]) -> list[dict]:
    """The same over `pages`, the first of which is the home page, and then over `more` names and addresses."""
    steps = [(page.title, page.get_full_url(request)) for page in pages]
    if not steps:
        return []
    steps = [(_("Home"), steps[0][1]), *steps[1:], *more]
    items = [
        node("ListItem", position=position, name=name, item=address)
        for position, (name, address) in enumerate(steps, start=1)
    ]
    return [node("BreadcrumbList", itemListElement=items)]


def publisher(page, request) -> dict:
    """The office that makes the site of `page` (schema.org Organization); the same node wherever it is named."""
    _site, root, _path = page.get_url_parts(request)
    home = f"{root}/"
    return {
        "@type": "Organization",
        "@id": f"{home}#organisatie",
        "name": settings.WAGTAIL_SITE_NAME,
        "url": home,
        "logo": urljoin(home, static("icons/icon-512.png")),
    }


def image_of(page) -> str | None:
    """The address of the image of `page`, in the size in which others show it; a drawn card is no image of anything."""
    image = own_share_image(page)
    return image and image.url
