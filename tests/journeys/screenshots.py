"""Pictures of the pages, to be looked at: no promise is tested here, so pytest takes this file only when it is named.

make screenshots                        one picture per page type in docs/img, and those of the handbook
SCREENSHOTS=folder make screenshots     every state in every width, in a folder of your own
"""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from .pictures import FOLDER as OF_THE_DESK
from .pictures import PICTURES, remember_drawing
from .same_rows import count_anew
from .states import STATES, VIEWS

WIDTHS = (360, 768, 1280)
# What of a page goes into the docs: its beginning, at a quarter of its size.
HEIGHT, SCALE, GAP = 2_400, 4, 12
DOCS = Path(__file__).resolve().parents[2] / "docs" / "img" / "pages"
IN_DOCS = {
    "home",
    "project_list",
    "project",
    "themes",
    "theme_page",
    "results",
    "results_of_2017",
    "agenda",
    "event_of_which_everything_is_known",
    "event_over_with_a_report",
    "event_cancelled",
    "series",
    "news_list",
    "news_with_everything",
    "search_with_results",
    "standard_page_with_every_block",
    "not_found",
}
FOLDER = os.environ.get("SCREENSHOTS")


@pytest.mark.parametrize(
    "state", [state for state in STATES if FOLDER or state.name in IN_DOCS], ids=lambda state: state.name
)
def test_screenshot(page, state):
    page.goto(state.make())
    pictures = [picture_of(page, width) for width in WIDTHS]

    if FOLDER:
        for width, picture in zip(WIDTHS, pictures, strict=True):
            Path(FOLDER).mkdir(parents=True, exist_ok=True)
            picture.save(Path(FOLDER) / f"{state.name}-{width}.png")
    else:
        DOCS.mkdir(parents=True, exist_ok=True)
        side_by_side(pictures).save(DOCS / f"{state.name}.webp", quality=60, method=6)


@pytest.mark.parametrize("view", [view for view in VIEWS if view.name in PICTURES], ids=lambda view: view.name)
def test_picture_of_the_desk(page, log_in, view):
    count_anew()
    page.set_viewport_size({"width": 1280, "height": 900})
    log_in(view.username)
    view.opens(page)
    page.wait_for_timeout(500)

    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")

    OF_THE_DESK.mkdir(parents=True, exist_ok=True)
    picture.save(OF_THE_DESK / f"{view.name}.webp", quality=60, method=6)
    remember_drawing(view.name)


def picture_of(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    return Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")


def side_by_side(pictures):
    """The beginnings of the pictures on a grey ground, small."""
    parts = [picture.crop((0, 0, picture.width, min(picture.height, HEIGHT))) for picture in pictures]
    small = [part.resize((part.width // SCALE, part.height // SCALE), Image.Resampling.LANCZOS) for part in parts]
    width = sum(part.width for part in small) + GAP * (len(small) + 1)
    sheet = Image.new("RGB", (width, max(part.height for part in small) + 2 * GAP), "#c6d0c9")
    x = GAP
    for part in small:
        sheet.paste(part, (x, GAP))
        x += part.width + GAP
    return sheet
