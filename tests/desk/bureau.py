"""Reads the first page of the admin as somebody does: its panels, their lines, and where each leads."""

from collections import defaultdict
from dataclasses import dataclass

import bs4

FIRST_PAGE = "/beheer/"
# What stands in the place of a panel or a rule that raised an error.
FAILED = ("kan nu niet worden getoond", "kon niet worden gevraagd")


@dataclass(frozen=True)
class Line:
    """A line of what needs attention: its words, and the addresses of its links."""

    words: str
    address: str
    later: str


def page_of(client, address=FIRST_PAGE):
    answer = client.get(address)
    assert answer.status_code == 200
    assert [words for words in FAILED if words in answer.content.decode()] == []
    return bs4.BeautifulSoup(answer.content, "html.parser")


def panel(client, name):
    """A panel of the first page by its name; None where this person has none."""
    return page_of(client).find("section", id=name)


def lines(page) -> list[Line]:
    """The lines of what needs attention in a page or a panel."""
    rows = page.select(".d-lines > li") if page else []
    return [_line(row) for row in rows]


def _line(row):
    link, later = row.select_one("a.d-t"), row.select_one("a.d-later")
    words = " ".join(row.span.get_text().split())
    return Line(words, link["href"] if link else "", later["href"] if later else "")


def needs(client) -> dict[str, str]:
    """What the first page says needs the attention of this person, by where it leads; a line for each thing."""
    found = defaultdict(list)
    for line in lines(panel(client, "aandacht")):
        found[line.address].append(line.words)
    return {address: "\n".join(words) for address, words in found.items()}
