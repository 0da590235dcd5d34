"""What a page weighs in a browser stays within the budgets of a public page; no test here knows a time."""

import datetime
import gzip
from collections import defaultdict
from functools import cache

import pytest
from django.core.files.base import ContentFile

from bench.photograph import photograph
from dog_site.core.images.renditions import specs
from dog_site.core.models import DogImage
from events.models import EventPhoto
from tests.factories import NewsPageFactory, ProjectPageFactory
from tests.pages import public_addresses

from . import states
from .states.making import full_event, with_body

pytestmark = pytest.mark.browser

KB = 1024
MAX_HTML, MAX_CSS, MAX_SCRIPT, MAX_REQUESTS, MAX_IMAGES = 20 * KB, 22 * KB, 8 * KB, 8, 150 * KB
# A telephone that asks for the largest image, and a screen on a desk.
WINDOWS = {
    360: {"width": 360, "height": 800, "deviceScaleFactor": 3, "mobile": True},
    1280: {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False},
}
# From this far below the window no browser fetches a lazy image (Chromium: 1250 pixels, 2500 on a slow network).
FAR_BELOW = 2_500
WEIGHED = ("document", "stylesheet", "script", "image")
PHOTOS = 12
# A headless browser does not ask for all of these; counted as if it did.
ICONS = """() => [...document.querySelectorAll("link[rel~=icon], link[rel=manifest]")].map((link) => link.href)"""
STYLED = """() => Promise.all([...document.querySelectorAll("link[rel=stylesheet]")].map(
    (link) => link.sheet ?? new Promise((done) => link.addEventListener("load", done)))).then(() => true)"""
# Two frames on, what was loaded has its place also on a busy machine.
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
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

FULL_LISTS = [
    states.project_list_of_many,
    states.agenda_of_many,
    states.news_list_of_many,
    states.series_of_many_editions,
    states.theme_page_of_many,
    states.results_of_many_entries,
    states.search_for_everything,
]


@cache
def files_of_a_photograph():
    """What publishing makes of a photograph, once: it takes seconds."""
    image = DogImage.objects.create(title="Foto", file=ContentFile(photograph(), name="foto.jpg"))
    made = image.get_renditions(*specs(image))
    return [(spec, found.file.read(), found.width, found.height) for spec, found in made.items()]


def photo():
    files = files_of_a_photograph()
    file = ContentFile(photograph(), name="foto.jpg")
    image = DogImage.objects.create(title="Foto", description="Een zaal vol mensen", file=file)
    for spec, content, width, height in files:
        file = ContentFile(content, name=f"{image.pk}-{width}.{spec.rpartition('-')[2]}")
        image.renditions.create(filter_spec=spec, file=file, width=width, height=height, focal_point_key="")
    return image


def project_with_a_photograph():
    return ProjectPageFactory(theme=states.theme(), image=photo()).url


def news_with_a_photograph():
    return NewsPageFactory(summary="Een bericht.", image=photo()).url


def event_with_photographs():
    """What an editor makes of an event that is over: a report, and photographs below it."""
    page = with_body(full_event(start_date=datetime.date(2019, 5, 14)), field="report")
    EventPhoto.objects.bulk_create(EventPhoto(event=page, image=photo()) for _number in range(PHOTOS))
    return page.url


WITH_PHOTOGRAPHS = [project_with_a_photograph, news_with_a_photograph, event_with_photographs]


@pytest.fixture(params=WINDOWS)
def window(request, page):
    """The page in a window of each width, with `page.answers`: what was answered, by address."""
    page.context.new_cdp_session(page).send("Emulation.setDeviceMetricsOverride", WINDOWS[request.param])
    page.answers = {}
    page.on("response", lambda response: page.answers.update({response.url: response}))
    return page


def findings(window, address):
    """All that is over a budget on the page at `address`, in words."""
    window.answers.clear()
    window.goto(address)
    if window.evaluate("document.images.length"):
        window.wait_for_load_state("networkidle")
    images = window.evaluate(IMAGES)
    answers = dict(window.answers)
    kinds = defaultdict(dict)
    for url, response in answers.items():
        if response.request.resource_type in WEIGHED:
            kinds[response.request.resource_type][url] = response.body()
    yield from over("HTML", MAX_HTML, *map(zipped, kinds["document"].values()))
    yield from over("CSS", MAX_CSS, *map(zipped, kinds["stylesheet"].values()))
    yield from over("scripts", MAX_SCRIPT, *map(zipped, kinds["script"].values()))
    if (number := len(kinds["stylesheet"])) > 1:
        yield f"{number} style sheets"
    # A lazy image below the window is fetched when the browser sees fit, and nobody waits for it.
    later = {image["address"] for image in images if image["isLazy"] and not image["isInWindow"]}
    needed = (answers.keys() | set(window.evaluate(ICONS))) - later
    if len(needed) > MAX_REQUESTS:
        yield f"{len(needed)} requests: {sorted(needed)}"
    yield from over("images", MAX_IMAGES, *(len(body) for url, body in kinds["image"].items() if url not in later))
    for image in images:
        yield from wrong_with(image, is_loaded=image["address"] in kinds["image"])


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


def test_every_page_keeps_to_its_budget(window):
    pages = [*public_addresses(), "/zoeken/?q=groningen", "/bestaat-niet/"]

    found = {address: list(findings(window, address)) for address in pages if "." not in address}

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("make", FULL_LISTS, ids=lambda make: make.__name__)
def test_a_full_list_keeps_to_its_budget(window, make):
    found = list(findings(window, make()))

    assert found == []


@pytest.mark.parametrize("make", WITH_PHOTOGRAPHS, ids=lambda make: make.__name__)
def test_a_page_with_photographs_keeps_to_its_budget(window, make):
    address = make()

    found = list(findings(window, address))

    assert any(response.request.resource_type == "image" for response in window.answers.values())
    assert found == []


@pytest.mark.parametrize("make", WITH_PHOTOGRAPHS, ids=lambda make: make.__name__)
def test_an_image_has_its_place_before_it_is_there(window, make):
    address, held = make(), []
    window.route("**/media/**", lambda route: held.append(route))

    window.goto(address, wait_until="domcontentloaded")
    window.evaluate(STYLED)
    window.evaluate(PAINTED)
    before = [image["box"] for image in window.evaluate(IMAGES)]
    window.unroute("**/media/**")
    for route in held:
        route.fallback()
    window.wait_for_load_state("networkidle")
    window.evaluate(PAINTED)

    assert held != []
    assert before == [image["box"] for image in window.evaluate(IMAGES)]
