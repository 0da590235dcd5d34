"""What it takes to accept the largest images that the form accepts: CPU and memory, each in a process of its own.

.venv/bin/python bench/uploads.py
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
KINDS = {
    "baseline.jpg": {"quality": 50},
    "progressive.jpg": {"quality": 50, "progressive": True},
    "noise.png": {"compress_level": 1},
    "clear.png": {},
    "noise.webp": {"quality": 60, "method": 0},
    "noise.avif": {"quality": 50, "speed": 10},
    "flat.gif": {},
}


def main():
    print(f"{'file':20}{'megapixels':>12}{'KB':>8}{'CPU s':>8}{'MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for name in KINDS:
            path = Path(folder, name)
            # A process of its own for each: the largest size of one counts for those that it starts.
            pixels = _run("make", path)
            print(f"{name:20}{pixels}{path.stat().st_size / 1024:8.0f}{_run('measure', path)}")


def _run(step, path):
    command = [sys.executable, __file__, step, str(path)]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


def make(path):
    """The largest image of its kind that the form accepts."""
    _setup()
    from dog_site.core.images.upload import max_pixels

    options = KINDS[path.name]
    kind = path.suffix[1:].replace("jpg", "jpeg").upper()
    small = Image.new("RGBA" if "clear" in path.name else "RGB", (1, 1))
    small.format, small.info = kind, {"progressive": True} if options.get("progressive") else {}
    height = int((max_pixels(small) * 3 / 4) ** 0.5) // 8 * 8
    width = height * 4 // 3
    image = Image.new("P" if kind == "GIF" else "RGBA" if "clear" in path.name else "RGB", (width, height))
    if "noise" in path.name or kind == "JPEG":
        tile = Image.effect_noise((512, 512), 60).convert("RGB")
        for x in range(0, width, 512):
            for y in range(0, height, 512):
                image.paste(tile, (x, y))
    image.save(path, **options)
    print(f"{width * height / 1e6:12.1f}", end="")


def _setup():
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dog_site.settings.test")
    sys.path.insert(0, str(ROOT))
    django.setup()


def measure(path):
    """Check the file as the form does, and make what a list of the admin shows of it."""
    _setup()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from willow.image import Image as Willow

    from dog_site.core.images.upload import ImageField

    Image.init()
    file = SimpleUploadedFile(path.name, path.read_bytes())
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    ImageField().to_python(file)
    file.seek(0)
    with tempfile.TemporaryFile() as small:
        Willow.open(file).resize((165, 124)).save_as_png(small)
    took = time.process_time() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{took:8.2f}{grown:8.0f}", end="")


if __name__ == "__main__":
    if sys.argv[1:]:
        {"make": make, "measure": measure}[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
