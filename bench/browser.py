"""Prints what each type of page costs in a browser: bytes, requests, images, Lighthouse. It never fails a limit.

    .venv/bin/python bench/browser.py              everything; needs Chromium, and Node 18 for Lighthouse
    .venv/bin/python bench/browser.py --runs 3     the median of three runs of Lighthouse per page

The site is served by gunicorn on a free port of this machine, with production settings and the real content of
2017 in a temporary folder. bench/settings.py and bench/wsgi.py do here what nginx does in production: gzip for
HTML, the header that says https, and the uploaded images. Lighthouse is installed by `npm --prefix bench ci`.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright
from servers import HOST, ROOT, production_environment

BENCH = Path(__file__).resolve().parent
LIGHTHOUSE = BENCH / "node_modules" / "lighthouse"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = "360 × 800, 3 pixels per pixel", "1280 × 800"
WINDOWS = {
    PHONE: {"viewport": {"width": 360, "height": 800}, "device_scale_factor": 3, "is_mobile": True},
    DESK: {"viewport": {"width": 1280, "height": 800}},
}
# The budgets of a public page; only printed, beside what was measured. KB are of 1024 bytes, gzip.
MAX_HTML, MAX_CSS, MAX_JS, MAX_REQUESTS, MAX_IMAGES = 20, 22, 8, 8, 150
MAX_LCP, MAX_CLS, MAX_TBT, MIN_ACCESSIBILITY = 1500, 0.02, 100, 100
# A headless browser does not ask for these, a real one does for some: counted as if it asked for all.
ICONS = """() => [...document.querySelectorAll("link[rel~=icon], link[rel=manifest]")].map((link) => link.href)"""
SHIFTS = """window.shifts = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifts += entry.value; }))
    .observe({type: "layout-shift", buffered: true});"""
IN_FIRST_VIEW = """() => [...document.images].filter((image) => {
    const {top, bottom} = image.getBoundingClientRect();
    return image.complete && bottom > 0 && top < innerHeight;
}).map((image) => image.currentSrc)"""


def main():
    options = read_options()
    if options.prepare:
        prepare(options.prepare)
        return
    chromium = os.environ.get("CHROMIUM") or next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if chromium is None:
        print("There is no Chromium here, so nothing is measured in a browser: install it, or name it in CHROMIUM.")
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server and the browsers end as well
    with tempfile.TemporaryDirectory(prefix="dog-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        database = f"sqlite:///{folder}/bench.sqlite3"
        environment = production_environment(folder, database, BENCH_COMPRESSES="1")
        pages_file = folder / "pages.json"
        run([sys.executable, __file__, f"--prepare={pages_file}"], environment)
        pages = json.loads(pages_file.read_text(encoding="utf-8"))
        with served(environment) as site:
            print("\nThe real content of 2017, and photographs of 2400 × 1600 made of gradients and noise.")
            print_weights(chromium, site, pages)
            print_lighthouse(chromium, site, pages, folder, options.runs)


def read_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--runs", type=int, default=1, help="runs of Lighthouse per page, of which the median counts (1)"
    )
    parser.add_argument("--prepare", metavar="FILE", help=argparse.SUPPRESS)
    return parser.parse_args()


def prepare(pages_file):
    """The modules want Django to be set up when they load."""
    import django

    django.setup()

    import content

    content.prepare(pages_file)


def run(command, environment):
    done = subprocess.run(command, env=environment, cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit("The site could not be made; why stands above.")


@contextmanager
def served(environment):
    """The address of the site, served by gunicorn until the end of the block."""
    with socket.create_server((HOST, 0)) as listener:
        arguments = ["--worker-class=gthread", "--threads=4", "--log-level=error", f"--bind=fd://{listener.fileno()}"]
        command = [sys.executable, "-m", "gunicorn", *arguments, "bench.wsgi"]
        server = subprocess.Popen(command, env=environment, cwd=ROOT, pass_fds=[listener.fileno()])
        address = f"http://{HOST}:{listener.getsockname()[1]}"
        try:
            wait_for(address)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=60)


def wait_for(address):
    """A server that is starting takes connections already, and answers when it is ready."""
    try:
        urlopen(address, timeout=60).close()
    except (URLError, TimeoutError) as error:
        raise SystemExit(f"The server does not answer: {error}") from None


def print_weights(chromium, site, pages):
    header = ("page", "HTML KB ", "CSS KB ", "JS KB ", "requests ", "images KB ", "in first view KB ", "CLS ")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for window, size in WINDOWS.items():
            print(f"\nWindow of {window}\n")
            print_table([header, *(weigh(browser, size, name, site + path) for name, path in pages)])
        browser.close()
    print(
        f"\nLimits: HTML {MAX_HTML} KB, CSS {MAX_CSS} KB, JS {MAX_JS} KB (all gzip), {MAX_REQUESTS} requests, "
        f"{MAX_IMAGES} KB of images in the first view, CLS {MAX_CLS}; ! is over one."
    )
    print("Images are those that load without scrolling, of which the next column counts those in the window.")
    print("Requests are those of the browser, plus every icon and the manifest that the page names.")


def weigh(browser, size, name, address):
    """The row of one page, opened with an empty cache."""
    context = browser.new_context(**size)
    page = context.new_page()
    page.add_init_script(SHIFTS)
    answered = []
    page.on("requestfinished", lambda request: answered.append(request))
    page.goto(address, wait_until="networkidle")
    bytes_of = defaultdict(int)
    for request in answered:
        bytes_of[request.resource_type] += request.sizes()["responseBodySize"]
    shown = set(page.evaluate(IN_FIRST_VIEW))
    first_view = sum(request.sizes()["responseBodySize"] for request in answered if request.url in shown)
    requests = len({request.url for request in answered} | set(page.evaluate(ICONS)))
    shifts = page.evaluate("window.shifts")
    context.close()
    html, css, script, images = (bytes_of[kind] / 1024 for kind in ("document", "stylesheet", "script", "image"))
    return (
        name,
        mark(f"{html:.1f}", html > MAX_HTML),
        mark(f"{css:.1f}", css > MAX_CSS),
        mark(f"{script:.1f}", script > MAX_JS),
        mark(f"{requests}", requests > MAX_REQUESTS),
        f"{images:.0f} ",
        mark(f"{first_view / 1024:.0f}", first_view / 1024 > MAX_IMAGES),
        mark(f"{shifts:.3f}", shifts > MAX_CLS),
    )


def print_lighthouse(chromium, site, pages, folder, runs):
    node = shutil.which("node")
    if node is None:
        print("\nThere is no Node here, so Lighthouse is left out: install Node 18 or newer.")
        return
    if not LIGHTHOUSE.is_dir():
        print("\nLighthouse is not installed, so it is left out: run `npm --prefix bench ci`.")
        return
    addresses = {site + path: name for name, path in pages}
    (folder / "profile").mkdir()
    command = [node, str(BENCH / "lighthouse.mjs"), str(folder / "profile"), str(runs), *addresses]
    output, is_done = read_output(command, os.environ | {"CHROMIUM": chromium})
    found = [json.loads(line) for line in output.splitlines()]
    version = json.loads((BENCH / "node_modules" / "lighthouse" / "package.json").read_text(encoding="utf-8"))[
        "version"
    ]
    print(f"\nLighthouse {version}, mobile; {describe_runs(runs)}\n")
    header = ("page", "FCP s ", "LCP s ", "CLS ", "TBT ms ", "accessibility ")
    print_table([header, *((addresses[page["address"]], *cells(page)) for page in found)])
    print(
        f"\nLimits: LCP {MAX_LCP / 1000} s, CLS {MAX_CLS}, TBT {MAX_TBT} ms, accessibility {MIN_ACCESSIBILITY}; "
        "! is over one."
    )
    for page in found:
        for line in reasons(page):
            print(f"{addresses[page['address']]}: {line}")
    if not is_done:
        print("Lighthouse stopped before the last page; what it says stands above.")


def read_output(command, environment):
    """What a command prints, and whether it got to its end; it ends when this process does."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        output, _errors = process.communicate()
    finally:
        process.terminate()
        process.wait(timeout=60)
    return output, process.returncode == 0


def describe_runs(runs):
    return "one run per page" if runs == 1 else f"median of {runs} runs per page"


def cells(page):
    return (
        f"{page['fcp'] / 1000:.2f} ",
        mark(f"{page['lcp'] / 1000:.2f}", page["lcp"] > MAX_LCP),
        mark(f"{page['cls']:.3f}", page["cls"] > MAX_CLS),
        mark(f"{page['tbt']:.0f}", page["tbt"] > MAX_TBT),
        mark(f"{page['accessibility']}", page["accessibility"] < MIN_ACCESSIBILITY),
    )


def reasons(page):
    """What Lighthouse names as the cause of what is over a limit."""
    if page["lcp"] > MAX_LCP:
        yield f"LCP is of {page['element']}"
    if page["cls"] > MAX_CLS:
        yield from (f"CLS {shift}" for shift in page["shifts"])
    if page["tbt"] > MAX_TBT:
        yield from (f"TBT {task}" for task in page["tasks"])
    yield from page["failed"]


def mark(text, is_over):
    return f"{text}!" if is_over else f"{text} "


def print_table(rows):
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        print(first.ljust(widths[0]), *(cell.rjust(width + 1) for cell, width in zip(others, widths[1:], strict=True)))


if __name__ == "__main__":
    main()
