"""No page of the admin says anything in English: what is read of every address that opens, by who may open all.

The addresses come from the resolver, so a new one is among them by itself.
"""

import re

import pytest

from tests.core.desk.test_face import words_of
from tests.desk.browser import taken_back
from tests.desk.test_every_address import ROLES, addresses, waiting
from tests.pages import parsed

__all__ = ["waiting"]

# Words of English sentences and buttons that are no words of Dutch.
ENGLISH = re.compile(
    r"\b(the|and|with|your|you|this|that|these|those|from|which|choose|select|save|delete|edit|add|search|view|"
    r"password|cancel|close|are|not|have|has|been|will|yes|page|pages|user|users|change|changes|enable|disable|"
    r"cannot|must|should|please|unknown|none|untitled|settings|enabled|disabled|created|updated|by|name|root)\b",
    re.IGNORECASE,
)
# What is English because it is the name of something.
NAMES = ("Everyone has a right to a digital future", "Coffee and coding", "Battle of the Schools", "CC BY")


def english_in(html):
    """The sentences of a page in which an English word stands."""
    page = parsed(html)
    for element in page.find_all(hidden=True):
        element.decompose()
    read = [*words_of(page).split("\n"), *said_by_attributes(page)]
    return {line for line in map(plain, read) if ENGLISH.search(line)}


def said_by_attributes(page):
    for name in ("aria-label", "title", "placeholder", "alt"):
        yield from (element[name] for element in page.find_all(attrs={name: True}))


def plain(line):
    line = " ".join(line.split())
    for name in NAMES:
        line = line.replace(name, "")
    return line


def test_english_is_found():
    html = '<main><p>De regel.</p>\n<p>Choose a page</p><p hidden>None</p><img alt="The mark"><script>if (not)</script>'

    assert english_in(html) == {"Choose a page", "The mark"}


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_every_address_that_opens_is_dutch(waiting, role):  # noqa: F811
    client, found, opened = waiting(role), {}, 0
    client.raise_request_exception = False

    for name, url in addresses():
        with taken_back():
            answer = client.get(url)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            opened += 1
            if english := english_in(answer.content):
                found[name] = english

    assert opened > 50
    assert found == {}, "\n".join(f"{name}: {' | '.join(sorted(each))}" for name, each in found.items())
