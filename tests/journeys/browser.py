"""A browser that gets its pages from the test client: no server, and the test's own database transaction."""

import os
import shutil
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from playwright.sync_api import sync_playwright

from dog_site.operations.stack import with_room

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FILES = settings.STATIC_URL, settings.MEDIA_URL
NAMES = ("chromium", "chromium-browser", "google-chrome")
SITE = "http://testserver"
# The browser trusts no HTTP, so it takes opener policies only over HTTPS.
UNTRUSTED = "The Cross-Origin-Opener-Policy header has been ignored"
NOT_LOADED = "Failed to load resource: the server responded with a status of"
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => window.refused.push(
    `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`
));
"""


def path_of_chromium():
    """The browser of CHROMIUM, or the first one on PATH; None where there is none."""
    return os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def started(path):
    # Playwright keeps an event loop on this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Traffic:
    """What a page asked, got and said."""

    foreign: list[str] = field(default_factory=list)  # addresses of anybody else
    asked: set[str] = field(default_factory=set)  # what the site was asked, files aside
    served: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # what was answered, by address: kind and bytes
    said: list[str] = field(default_factory=list)  # errors and warnings in the console, and scripts that broke


class Tab:
    """A page whose requests are answered by the test client that `use` names; `traffic` tells what went by since."""

    def __init__(self, browser):
        self.page = browser.new_context(base_url=SITE).new_page()
        self.page.add_init_script(LISTEN)
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.traffic.said.append(str(error)))
        self.page.route("**/*", self._answer)
        self.devtools = self.page.context.new_cdp_session(self.page)

    def use(self, client, answers=()):
        """Begin anew for this client, as somebody who never was here; `answers` are given instead of asked for."""
        self.client, self.answers = client, dict(answers)
        # Requests are answered in the context of the test, so on its database connection and in its transaction.
        self.context = copy_context()
        self.devtools.send("Storage.clearDataForOrigin", {"origin": SITE, "storageTypes": "cookies,local_storage"})
        self.page.emulate_media(media="screen", color_scheme="light")
        self._leave()
        self.traffic = Traffic()

    def _leave(self):
        """Leave the page of before; what it still asks gets no answer."""
        self.is_leaving = True
        self.page.goto("about:blank")
        self.is_leaving = False

    def window(self, width, height=800, scale=1, mobile=False):
        """Give the page another window."""
        values = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": mobile}
        self.devtools.send("Emulation.setDeviceMetricsOverride", values)

    def close(self):
        self.page.context.close()

    def _answer(self, route):
        request, address = route.request, urlsplit(route.request.url)
        if self.is_leaving:
            route.abort()
        elif f"{address.scheme}://{address.netloc}" != SITE:
            self.traffic.foreign.append(request.url)
            route.abort()
        elif address.path.startswith(FILES):
            self._give(route, *file_at(address.path))
        else:
            path = f"{address.path}?{address.query}" if address.query else address.path
            self.traffic.asked.add(path)
            response = self.answers.get(path) or self.context.run(with_room(ask), self.client, path, request)
            self._give(route, response.status_code, headers(response), response.getvalue())

    def _give(self, route, status, headers, content):
        self.traffic.served[route.request.url] = route.request.resource_type, content
        route.fulfill(status=status, headers=headers, body=content)

    def _note(self, message):
        # A page that is not found or broke says so itself.
        kind, _content = self.traffic.served.get(message.location["url"], ("", b""))
        is_expected = message.text.startswith(UNTRUSTED) or (kind == "document" and message.text.startswith(NOT_LOADED))
        is_wrong = message.type in ("error", "warning") or "Policy" in message.text
        if is_wrong and not is_expected:
            self.traffic.said.append(message.text)


def file_at(path):
    """Status, headers and content of what a web server has at the address of a file."""
    if path.startswith(settings.STATIC_URL):
        found = finders.find(path.removeprefix(settings.STATIC_URL))
    else:
        found = default_storage.path(path.removeprefix(settings.MEDIA_URL))
    if not found or not Path(found).is_file():
        return 404, {}, b""
    return 200, {"Content-Type": guess_type(found)[0] or "application/octet-stream"}, Path(found).read_bytes()


def ask(client, path, request):
    sent, kind = request.post_data_buffer or b"", request.headers.get("content-type", "")
    # What scripts ask is answered as to scripts.
    by_script = {name: value for name, value in request.headers.items() if name == "x-requested-with"}
    return client.generic(request.method, path, sent, kind, headers=by_script)


def headers(response):
    """Those of the response and its cookies, which Django keeps apart."""
    cookies = "\n".join(cookie.OutputString() for cookie in response.cookies.values())
    return {**dict(response.items()), **({"Set-Cookie": cookies} if cookies else {})}
