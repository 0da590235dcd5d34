"""What a page weighs stays within the budgets of a public page; no check here knows a time."""

import gzip
from collections import defaultdict

KB = 1024
MAX_HTML, MAX_CSS, MAX_SCRIPT, MAX_REQUESTS, MAX_IMAGES = 20 * KB, 22 * KB, 8 * KB, 8, 150 * KB
# A telephone that asks for the largest image, and a screen on a desk.
TELEPHONE = {"width": 360, "height": 800, "scale": 3, "mobile": True}
DESK = {"width": 1280, "height": 800}
# From this far below the window no browser fetches a lazy image (Chromium: 1250 pixels, 2500 on a slow network).
FAR_BELOW = 2_500
# Nearer than this every browser fetches it.
NEAR = 1_000
# A headless browser does not ask for all of these; counted as if it did.
ICONS = """() => [...document.querySelectorAll("link[rel~=icon], link[rel=manifest]")].map((link) => link.href)"""
IMAGES = """() => [...document.images].map((image) => {
    const {x, y, width, height} = image.getBoundingClientRect();
    return {
        address: image.currentSrc,
        box: [x, y, width, height].map(Math.round),
        hasSize: image.getAttribute("width") > 0 && image.getAttribute("height") > 0,
        isLazy: image.loading === "lazy",
        isInWindow: y < innerHeight,
        below: y - innerHeight,
    };
})"""


def has_images(page):
    return page.evaluate("document.images.length") > 0


def over_budget(tab, where):
    """All that is over a budget on the page that is open and of which nothing but the opening was asked."""
    images = tab.page.evaluate(IMAGES)
    kinds = defaultdict(dict)
    for address, (kind, content) in tab.traffic.served.items():
        kinds[kind][address] = content
    # A lazy image below the window is fetched when the browser sees fit, and nobody waits for it.
    later = {image["address"] for image in images if image["isLazy"] and not image["isInWindow"]}
    needed = (tab.traffic.served.keys() | set(tab.page.evaluate(ICONS))) - later
    fetched = kinds["image"]
    found = [
        *over("HTML", MAX_HTML, *map(zipped, kinds["document"].values())),
        *over("CSS", MAX_CSS, *map(zipped, kinds["stylesheet"].values())),
        *over("scripts", MAX_SCRIPT, *map(zipped, kinds["script"].values())),
        *over("images", MAX_IMAGES, *(len(content) for address, content in fetched.items() if address not in later)),
        *(wrong for image in images for wrong in wrong_with(image, is_loaded=image["address"] in fetched)),
    ]
    if (number := len(kinds["stylesheet"])) > 1:
        found.append(f"{number} style sheets")
    if len(needed) > MAX_REQUESTS:
        found.append(f"{len(needed)} requests: {sorted(needed)}")
    if any(image["below"] < NEAR for image in images) and not fetched:
        found.append("no image was fetched")
    yield from (f"{where}, weight: {wrong}" for wrong in found)


def over(what, limit, *sizes):
    if sum(sizes) > limit:
        yield f"{what}: {sum(sizes) / KB:.1f} KB"


def zipped(body):
    return len(gzip.compress(body, compresslevel=6))


def wrong_with(image, is_loaded):
    if not image["hasSize"]:
        yield f"no width and height: {image['address']}"
    if not image["isInWindow"] and not image["isLazy"]:
        yield f"below the fold and not lazy: {image['address']}"
    if is_loaded and image["below"] > FAR_BELOW:
        yield f"{image['below']:.0f} pixels below the window and loaded: {image['address']}"
