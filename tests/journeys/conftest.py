"""A browser that gets its pages from the test client: no server, and the test's own database transaction."""

import os
import shutil
from contextvars import copy_context
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from playwright.sync_api import sync_playwright

from .tools import missing

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
SITE = "http://testserver"


@pytest.fixture(scope="session")
def chromium():
    """The browser of CHROMIUM, or the first one on PATH."""
    path = os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        missing("There is no Chromium here: install it, or name it in CHROMIUM.")
    # Playwright keeps an event loop on this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, client):
    """A page whose requests the test client answers; `page.foreign` lists requests to anybody else."""
    page = chromium.new_context(base_url=SITE).new_page()
    page.foreign = []
    # Requests are answered in the context of the test, so on its database connection and in its transaction.
    context = copy_context()

    def answer(route):
        address = urlsplit(route.request.url)
        if f"{address.scheme}://{address.netloc}" != SITE:
            page.foreign.append(route.request.url)
            route.abort()
        elif address.path.startswith("/static/"):
            route.fulfill(path=finders.find(address.path.removeprefix("/static/")))
        elif address.path.startswith("/media/"):
            route.fulfill(path=default_storage.path(address.path.removeprefix("/media/")))
        else:
            path = f"{address.path}?{address.query}" if address.query else address.path
            sent, typed = route.request.post_data_buffer or b"", route.request.headers.get("content-type", "")
            # What scripts ask is answered as to scripts.
            by_script = {name: value for name, value in route.request.headers.items() if name == "x-requested-with"}
            response = context.run(client.generic, route.request.method, path, sent, typed, headers=by_script)
            route.fulfill(status=response.status_code, headers=dict(response.items()), body=response.getvalue())

    page.route("**/*", answer)
    yield page
    page.context.close()
