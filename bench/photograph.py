"""A made-up photograph for measuring image bytes: nothing real, but as hard to compress as a real one."""

from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageOps

SIZE = 2400, 1600
# Cells across the width and how much each layer counts: a photograph has much in large shapes and a little in grain.
LAYERS = {3: 0.5, 12: 0.5, 48: 0.4, 192: 0.28, 600: 0.16, 1200: 0.1, 2400: 0.06}
SKY, GROUND = "#9db8d6", "#4a4030"


@cache
def photograph(number: int = 0) -> bytes:
    """A JPEG of 2400 by 1600, about as large as a camera makes it; each `number` gives another one, always the same."""
    random = Random(number)
    gradient = Image.linear_gradient("L").resize(SIZE)
    picture = ImageOps.colorize(gradient, SKY, GROUND)
    for cells, strength in LAYERS.items():
        layer = Image.merge("RGB", _bands(random, cells))
        picture = ImageChops.overlay(picture, Image.blend(Image.new("RGB", SIZE, "#808080"), layer, strength))
    content = BytesIO()
    picture.save(content, "JPEG", quality=90)
    return content.getvalue()


def _bands(random, cells):
    """Noise in cells, mostly the same in red, green and blue: colours differ less than light does."""
    size = cells, cells * SIZE[1] // SIZE[0]
    light, *colours = (Image.frombytes("L", size, random.randbytes(size[0] * size[1])) for _band in range(4))
    return [Image.blend(light, colour, 0.25).resize(SIZE, Image.Resampling.BICUBIC) for colour in colours]
