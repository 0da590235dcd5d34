"""Draws the mark of the site as icons: `python tools/icons.py` writes static/icons/ anew (needs Pillow).

The mark is the flag: a white field with an ink border and one green band, on a grid of 36 units.
"""

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).resolve().parents[1] / "static" / "icons"
WHITE, INK, GREEN = "#ffffff", "#121c17", "#007a3e"
UNITS = 36
SVG = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {UNITS} {UNITS}">
<path fill="{INK}" d="M0 0h36v36H0z"/>
<path fill="{WHITE}" d="M2 2h32v32H2z"/>
<path fill="{GREEN}" d="M2 12h32v12H2z"/>
</svg>
"""


def mark(size):
    """The mark without a margin, its edges on whole pixels so that it is sharp in a tab."""
    image = Image.new("RGB", (size, size), INK)
    draw = ImageDraw.Draw(image)
    border = max(1, round(2 * size / UNITS))
    top, bottom = round(12 * size / UNITS), round(24 * size / UNITS)
    draw.rectangle((border, border, size - border - 1, size - border - 1), WHITE)
    draw.rectangle((border, top, size - border - 1, bottom - 1), GREEN)
    return image


def on_white(size, part):
    """The mark with white around it, for systems that round or cut an icon."""
    image = Image.new("RGB", (size, size), WHITE)
    inner = round(size * part / 2) * 2
    image.paste(mark(inner), ((size - inner) // 2, (size - inner) // 2))
    return image


def images():
    """The name of each drawn file with its image; the .ico holds three sizes."""
    return {
        "favicon.ico": mark(48),
        "apple-touch-icon.png": on_white(180, 0.72),
        "icon-192.png": mark(192),
        "icon-512.png": mark(512),
        "icon-maskable-512.png": on_white(512, 0.56),
    }


def write(folder=FOLDER):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "favicon.svg").write_text(SVG, encoding="utf-8")
    for name, image in images().items():
        if name.endswith(".ico"):
            small = [mark(16), mark(32)]
            image.save(folder / name, sizes=[(16, 16), (32, 32), (48, 48)], append_images=small)
        else:
            image.save(folder / name, optimize=True)


if __name__ == "__main__":
    write()
