"""Every state of every public page is valid HTML, as far as html-validate can tell."""

import json
import shutil
import subprocess

import pytest

from home.views import server_error
from tests.css import FRONTEND

from .states import STATES
from .tools import missing

NEEDED = "There is no html-validate here: install Node (20.19 or newer) and run `npm --prefix frontend ci`."


@pytest.fixture(scope="session")
def html_messages():
    """What is wrong with the HTML of a response, a line each; one Node process judges all of them."""
    if not shutil.which("node"):
        missing(NEEDED)
    command = ["node", FRONTEND / "validate.mjs"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as process:
        # It stops before this line, with its reason on stderr, when Node is too old or the package is not there.
        if process.stdout.readline() != "ready\n":
            missing(NEEDED)

        def messages(response):
            html = response.content.decode()
            process.stdin.write(json.dumps({"name": "page.html", "html": html}) + "\n")
            process.stdin.flush()
            lines = html.split("\n")
            return [
                f"{found['rule']}: {found['message']}: {lines[found['line'] - 1][found['column'] - 1 :][:100]}"
                for found in json.loads(process.stdout.readline())
            ]

        yield messages


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_the_page_is_valid_html(html_messages, client, state):
    address = state.make()

    response = client.get(address)

    found = html_messages(response)
    assert found == [], "\n".join(found)


def test_the_page_of_a_server_error_is_valid_html(html_messages, rf):
    response = server_error(rf.get("/"))

    found = html_messages(response)
    assert found == [], "\n".join(found)


def test_the_style_guide_is_valid_html(html_messages, client, settings):
    settings.STYLE_GUIDE = True

    response = client.get("/stijl/")

    found = html_messages(response)
    assert found == [], "\n".join(found)


def test_wrong_html_is_found(html_messages, client):
    """The other tests would pass as well if the validator answered nothing."""
    response = client.get("/")
    response.content = response.content.replace(b"<main", b'<main style="color: red"')

    found = html_messages(response)

    assert [message.split(":")[0] for message in found] == ["no-inline-style"]
