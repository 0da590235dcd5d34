"""From the words of the source to blocks, paragraphs and names."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from projects.models import Organisation


def organisation(name: str) -> Organisation | None:
    """The organisation with exactly this name or other name, or None."""
    for found in Organisation.objects.all():
        if name.lower() in (known.lower() for known in found.all_names):
            return found
    return None


def lines(texts: dict) -> str:
    """What a page is also called, one name on each line."""
    return "\n".join(texts.get("also_known_as", []))


def split_description(text: str) -> tuple[str, list[str]]:
    """The first sentence as lede, the rest as paragraphs or, after a bullet, as list items ("• ...")."""
    text, *items = (part.strip() for part in text.split("•"))
    sentences = re.split(r"(?<=[.!])\s+(?=[A-Z])", text, maxsplit=1)
    rest = [sentences[1]] if len(sentences) == 2 else []
    return sentences[0].rstrip(","), [*rest, *(f"• {item}" for item in items)]


def body(parts) -> list[tuple]:
    """Body blocks for parts: any of a heading, paragraphs, pages to link to, a source line; or a block by name."""
    blocks = []
    for part in parts:
        if "heading" in part:
            blocks.append(("heading", {"text": part["heading"], "level": part.get("level", "h2")}))
        paragraphs = [text for text in part.get("text", []) if not text.startswith("•")]
        items = [text.removeprefix("•").strip() for text in part.get("text", []) if text.startswith("•")]
        html = format_html_join("", "<p>{}</p>", ((text,) for text in paragraphs))
        if items:
            html += format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((item,) for item in items)))
        for page in part.get("pages", []):
            html += format_html('<p><a linktype="page" id="{}">{}</a></p>', page.pk, page.title)
        if "source_line" in part:
            html += format_html("<p><i>{}</i></p>", part["source_line"])
        if html:
            blocks.append(("text", str(mark_safe(html))))
        if "block" in part:
            blocks.append((part["block"], None))
    return blocks
