"""The handbook of editors (docs/editors.md), read inside the admin; a form leads to the part about it."""

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markdown import Markdown
from markdown.extensions.toc import TocExtension

_PICTURE = re.compile(r'src="img/desk/([\w-]+)\.webp"')
_HEADING_OR_TABLE = re.compile(r'<h[23] id="(?P<heading>[^"]+)"|<table>|</table>')
PATH = Path(settings.BASE_DIR) / "docs" / "editors.md"


@require_safe
def handbook(request):
    """The whole handbook, with its parts beside it."""
    title, parts, html = _read(PATH.stat().st_mtime_ns)
    context = {"page_title": title, "parts": parts, "text": mark_safe(html)}  # noqa: S308 written by ourselves
    return render(request, "desk/handbook.html", context)


@require_safe
def picture(request, name):
    """A picture of the handbook."""
    # One of those that are there: a name of any length comes from an address.
    found = {path.stem: path for path in (PATH.parent / "img" / "desk").glob("*.webp")}
    if name not in found:
        raise Http404
    return FileResponse(found[name].open("rb"), content_type="image/webp")


@lru_cache(maxsize=1)
def _read(_moment) -> tuple[str, list[dict], str]:
    """The title, the parts (name and anchor) and the text of the handbook as it is at a moment."""
    reader = Markdown(extensions=["tables", "sane_lists", TocExtension(slugify=_slug, toc_depth="2")])
    title, _end, rest = PATH.read_text(encoding="utf-8").partition("\n")
    # The list of parts stands beside the text here.
    opening, _before, text = rest.partition("\n## ")
    introduction = "\n".join(line for line in opening.splitlines() if not line.startswith("- ["))
    html = reader.convert(f"{introduction}\n\n## {text}")
    # In the folder of the code a picture stands beside the text; here it has an address.
    html = _PICTURE.sub(lambda found: f'src="{reverse("desk_handbook_picture", args=[found[1]])}"', html)
    return title.removeprefix("# ").strip() or _("Handbook"), reader.toc_tokens, _with_wide_tables(html)


def _with_wide_tables(html) -> str:
    """Every table in a frame that scrolls by the keyboard too, named by the heading above it."""
    heading = ""

    def framed(found):
        nonlocal heading
        heading = found["heading"] or heading
        if found[0] == "<table>":
            return f'<div class="d-wide" tabindex="0" role="group" aria-labelledby="{heading}"><table>'
        return "</table></div>" if found[0] == "</table>" else found[0]

    return _HEADING_OR_TABLE.sub(framed, html)


def _slug(words, _separator):
    """The anchor that the site of the code makes of a heading, so that links within the handbook work in both."""
    kept = "".join(letter for letter in words.lower() if letter.isalnum() or letter in " -_")
    return kept.replace(" ", "-")
