"""The image that others show with a link to a page: the page's own, else a card drawn with its title."""

import hashlib
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Page

from .renditions import SHARE, alternative, rendition

# Raise it when the drawing changes: the address changes with it, and nobody is shown an old card.
DESIGN = 1
SIZE = WIDTH, HEIGHT = 1200, 630
# Services crop or refuse what is smaller than this; a drawn card serves them better.
SMALLEST = 600, 315
PAPER, INK, GREEN = "#ffffff", "#121c17", "#007a3e"
MARGIN = 72
BAND = 168, 200
FOOT = 606
TITLE_TOP, TITLE_BOTTOM = 232, 584
TITLE_SIZES = (88, 76, 64, 54, 46)
LEADING = 1.12
MAX_LINES = 4
FONT = Path(__file__).parent / "fonts" / "LiberationSerif-Regular.ttf"


@dataclass(frozen=True)
class ShareImage:
    """An absolute address, the size in pixels, and the words for people who cannot see it."""

    url: str
    width: int
    height: int
    alt: str


def share_image(page: Page) -> ShareImage:
    """The image for links to `page`, which has an address."""
    card = ShareImage(urljoin(page.full_url, card_address(page)), *SIZE, page.title)
    return own_share_image(page) or card


def own_share_image(page: Page) -> ShareImage | None:
    """The page's own image; None where it has none, none that may be shown, or one too small to share."""
    image = getattr(page, "image", None)
    if not (image and image.may_be_shown) or image.width < SMALLEST[0] or image.height < SMALLEST[1]:
        return None
    prefetch_related_objects([image], "renditions")  # the page prints the same image further down
    own = rendition(image, SHARE)
    return ShareImage(urljoin(page.full_url, own.url), own.width, own.height, alternative(image)) if own else None


def card_address(page: Page) -> str:
    return reverse("share_image", args=[page.pk, card_key(page.title)])


def card_key(title: str) -> str:
    """A key that changes as soon as the card would look different."""
    return hashlib.sha256(f"{DESIGN}\n{settings.WAGTAIL_SITE_NAME}\n{title}".encode()).hexdigest()[:12]


def draw_card(title: str) -> bytes:
    """A PNG in the look of the site: the mark and the name, the green band, and `title` in at most four lines."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((MARGIN, 48, MARGIN + 71, 119), PAPER, INK, 4)
    draw.rectangle((MARGIN + 4, 72, MARGIN + 67, 95), GREEN)
    draw.text((MARGIN + 96, 84), drawable(settings.WAGTAIL_SITE_NAME), INK, _font(46), anchor="lm")
    draw.rectangle((0, BAND[0], WIDTH, BAND[1] - 1), GREEN)
    draw.rectangle((0, FOOT, WIDTH, HEIGHT), GREEN)
    size, lines = fit(drawable(title))
    for number, line in enumerate(lines):
        draw.text((MARGIN, TITLE_TOP + number * round(size * LEADING)), line, INK, _font(size), anchor="la")
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def drawable(text: str) -> str:
    """`text` without what the font cannot show: emoji, other scripts, and what is written from right to left."""
    characters = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    return " ".join("".join(char for char in characters if char == " " or _has_glyph(char)).split())


def fit(text: str) -> tuple[int, list[str]]:
    """The largest type size in which `text` fits, and its lines; a text too long for the smallest ends in dots."""
    for size in TITLE_SIZES:
        lines = _wrap(text, _font(size), breaks_words=size == TITLE_SIZES[-1])
        if lines is not None and len(lines) <= min(MAX_LINES, (TITLE_BOTTOM - TITLE_TOP) // round(size * LEADING)):
            return size, lines
    last = lines[MAX_LINES - 1]
    while last and _font(size).getlength(f"{last}…") > WIDTH - 2 * MARGIN:
        last = last[:-1]
    return size, [*lines[: MAX_LINES - 1], f"{last.rstrip()}…"]


def _wrap(text, font, breaks_words):
    """Lines as wide as the card; None for a word that is wider, unless it may be broken."""
    width, lines, line = WIDTH - 2 * MARGIN, [], ""
    for word in text.split():
        if font.getlength(f"{line} {word}".strip()) <= width:
            line = f"{line} {word}".strip()
            continue
        if line:
            lines.append(line)
        line = word
        while font.getlength(line) > width:
            if not breaks_words:
                return None
            fits = bisect_right(range(1, len(line)), width, key=lambda n: font.getlength(line[:n]))
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line] if line else lines


@cache
def _font(size):
    # The basic layout is the same on every machine; Raqm needs a library that some lack.
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _has_glyph(char):
    if unicodedata.category(char)[0] == "C" or unicodedata.bidirectional(char) in ("R", "AL", "AN"):
        return False
    return _drawn(char) != _drawn("\U0010ffff")


def _drawn(char):
    mask = _font(TITLE_SIZES[-1]).getmask(char)
    return mask.size, bytes(mask)
