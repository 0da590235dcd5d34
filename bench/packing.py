"""Prints how small pages get in each encoding, and the CPU that takes, of a site that is being served.

.venv/bin/python bench/packing.py http://127.0.0.1:8000          the site of `make run`
"""

import gzip
import sys
import time
from urllib.request import urlopen

import brotli

PAGES = ("/", "/resultaten/2017/", "/agenda/")
PACKERS = {
    f"br {quality}": lambda body, quality=quality: brotli.compress(body, quality=quality) for quality in (5, 6, 7, 11)
}
PACKERS |= {f"gzip {level}": lambda body, level=level: gzip.compress(body, level) for level in (6, 9)}
TURNS = 5


def main(site):
    sys.stdout.write(f"{'page':20} {'bytes':>7}" + "".join(f"{name:>15}" for name in PACKERS) + "\n")
    for page in PAGES:
        with urlopen(site + page) as answer:  # noqa: S310 (an address that the developer typed)
            body = answer.read()
        cells = "".join(f"{cost(pack, body):>15}" for pack in PACKERS.values())
        sys.stdout.write(f"{page:20} {len(body):7}{cells}\n")


def cost(pack, body):
    start = time.process_time()
    for _turn in range(TURNS):
        packed = pack(body)
    return f"{len(packed)} {1000 * (time.process_time() - start) / TURNS:.1f} ms"


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
