"""From the words of the source to blocks, paragraphs and names."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from dog_site.core.blocks.places import anchor_of_place
from projects.models import Organisation

# The page of the letter, and how source lines name the letter: with a place in it, or by its title.
LETTER = "/raadsbrief-14-maart-2018/"
_PLACE = re.compile(r"raadsbrief (?:6806242, ([^.]+)|Groningen Digital City, kenmerk 6806242, 14 maart 2018)")


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
    """How pages were loaded before they had summaries: the first sentence, and the rest as paragraphs and items."""
    text, *items = (part.strip() for part in text.split("•"))
    sentences = re.split(r"(?<=[.!])\s+(?=[A-Z])", text, maxsplit=1)
    rest = [sentences[1]] if len(sentences) == 2 else []
    return sentences[0].rstrip(","), [*rest, *(f"• {item}" for item in items)]


def with_place(source_line):
    """A source line in which the place in the letter leads to that place on this site."""
    found = _PLACE.search(source_line)
    if not found:
        return source_line
    before, after = source_line[: found.start()], source_line[found.end() :]
    address = f"{LETTER}#{anchor_of_place(found[1])}" if found[1] else LETTER
    return format_html('{}<a href="{}">{}</a>{}', before, address, found[0], after)


def body(parts) -> list[tuple]:
    """Body blocks for parts: any of a heading, a quotation, paragraphs, pages to link to, a source line; or a block."""
    blocks = []
    for part in parts:
        if "heading" in part:
            blocks.append(("heading", {"text": part["heading"], "level": part.get("level", "h2")}))
        if "quote" in part:
            # Its words are those of the source, spelling errors included; only where a line begins is ours.
            text = re.sub(r"\s*•", "\n•", part["quote"])
            blocks.append(("quote", {"text": text, "speaker": "", "source": ""}))
        paragraphs = [text for text in part.get("text", []) if not text.startswith("•")]
        items = [text.removeprefix("•").strip() for text in part.get("text", []) if text.startswith("•")]
        html = format_html_join("", "<p>{}</p>", ((text,) for text in paragraphs))
        if items:
            html += format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((item,) for item in items)))
        for page in part.get("pages", []):
            html += format_html('<p><a linktype="page" id="{}">{}</a></p>', page.pk, page.title)
        if "source_line" in part:
            html += format_html("<p><i>{}</i></p>", with_place(part["source_line"]))
        if html:
            blocks.append(("text", str(mark_safe(html))))
        if "block" in part:
            blocks.append((part["block"], None))
    return blocks
