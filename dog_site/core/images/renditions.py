"""The sizes and formats in which a page shows an image, in one place for the template and for their maker.

An image takes one to three seconds to make, mostly for AVIF. So the files are made when a page is published or the
image of a page is replaced, not while a visitor waits. Without them, as in a preview, the page makes do with JPEG,
which costs a tenth.
"""

import logging
import time

from django.contrib.contenttypes.models import ContentType
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.models import Filter, Picture
from wagtail.models import Page, ReferenceIndex

from ..models import ContentVersion, DogImage

logger = logging.getLogger(__name__)

# The longest side in pixels, so that an image of 1:3 weighs no more than one of 3:1; large first: it is the fallback.
SIDES = (1200, 800, 400)
FORMATS = ("avif", "webp", "jpeg")
FALLBACK = "format-jpeg"
# How high a picture stands on a page, in CSS pixels: an image of 1:3 does not push the text off the screen.
MAX_HEIGHT = 640
# It is as wide as a narrow window, yet stated as two thirds: three device pixels to a pixel show no more than two do.
NARROW = "67vw"
# The crop around the focal point for links that people share (share_cards.py), made of the page's own image only.
SHARE = "fill-1200x630|format-jpeg"
# How many seconds publishing may take; a server gives up on a request after 30.
PATIENCE = 15


def specs(image: DogImage) -> list[str]:
    """The renditions of `image` on a page, without sizes that would give the same file twice."""
    longest = max(image.width, image.height)
    smaller = [side for side in SIDES if side < longest]
    enough = min((side for side in SIDES if side >= longest), default=None)
    sides = smaller if enough is None else [enough, *smaller]
    return [f"max-{side}x{side}|format-{name}" for side in sides for name in FORMATS]


def picture(image: DogImage, lazy: bool = False, sizes: str = "") -> SafeString:
    """The <picture> of `image`; empty when its file cannot be read, because a page is more than its image.

    Width and height are the size at which it is shown when there is room, in the proportions of the file.
    """
    found = _for_visitor(image)
    if not found:
        return SafeString()
    largest = next(iter(found.values()))
    width, height = largest.width, largest.height
    if height > MAX_HEIGHT:
        width, height = max(1, round(width * MAX_HEIGHT / height)), MAX_HEIGHT
    attributes = {"width": width, "height": height, "alt": alternative(image), "decoding": "async"}
    if len({made.width for made in found.values()}) > 1:
        attributes["sizes"] = sizes or f"(min-width: {width}px) {width}px, {NARROW}"
    if lazy:
        attributes["loading"] = "lazy"
    return mark_safe(Picture(found, attributes).__html__())


def alternative(image: DogImage) -> str:
    """The words in place of the image: those of its block, else its own description; none when it is decoration."""
    return "" if image.decorative else image.contextual_alt_text or image.description


def rendition(image: DogImage, spec: str):
    """One rendition of `image`, or None when its file cannot be read."""
    return _renditions(image, [spec]).get(spec)


def make_renditions(page: Page) -> None:
    """Make the renditions that visitors of `page` will ask for: of every image in its fields, rows and blocks."""
    references = ReferenceIndex.get_references_for_object(page)
    references = references.filter(to_content_type=ContentType.objects.get_for_model(DogImage))
    paths = {}
    for pk, path in references.values_list("to_object_id", "model_path"):
        paths.setdefault(int(pk), set()).add(path)
    until = time.monotonic() + PATIENCE
    for image in DogImage.objects.filter(pk__in=paths).order_by("pk").prefetch_related("renditions"):
        if time.monotonic() >= until:
            logger.warning("Page %s has more new images than time allows; publish it again for the rest.", page.pk)
            break
        _renditions(image, _wanted(image, paths[image.pk]))


def make_renditions_of(image: DogImage) -> None:
    """Make the renditions of `image` anew when a page shows it: its file or focal point was changed."""
    paths = set(ReferenceIndex.get_references_to(image).values_list("model_path", flat=True))
    if paths:
        _renditions(image, _wanted(image, paths))


def _for_visitor(image):
    """The renditions of `image` on a page by spec; when some are missing, only those that are quickly made."""
    wanted = specs(image)
    existing = {made.spec: found for made, found in image.find_existing_renditions(*map(Filter, wanted)).items()}
    if len(existing) == len(wanted):
        return {spec: existing[spec] for spec in wanted}
    # Soon there will be better ones.
    ContentVersion.keep_no_answer()
    return _renditions(image, [spec for spec in wanted if spec.endswith(FALLBACK)])


def _wanted(image, paths):
    return [*specs(image), *([SHARE] if "image" in paths else [])]


def _renditions(image, wanted):
    """Renditions by spec, made when missing; a damaged file gives none and a line in the log."""
    try:
        return image.get_renditions(*wanted)
    except Exception as error:  # Pillow and the storage raise many kinds for a file that is damaged or gone
        image.note_damage(error)
        return {}
