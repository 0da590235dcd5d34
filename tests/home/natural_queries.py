"""How often the search finds what people mean: queries as people type them, each with what they expect to find."""

import csv
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

QUERIES = Path(__file__).parent / "queries.tsv"
# Written by somebody who knew the pages and neither the search nor the list above; the search was not made to fit it.
OF_A_VISITOR = Path(__file__).parent / "queries_of_a_visitor.tsv"
# Fewer than these find nobody patient enough.
FIRST = 3


@dataclass(frozen=True)
class Query:
    """What somebody types, and the hits of which any will do: addresses, or "organisatie:" and a name."""

    text: str
    expected: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    query: Query
    hits: tuple[str, ...]

    @property
    def place(self) -> int | None:
        """Where the first hit stands that was expected, counted from one; None when it is not on the first page."""
        return next((place for place, hit in enumerate(self.hits, 1) if hit in self.query.expected), None)

    @property
    def is_right(self):
        return self.place is not None and self.place <= FIRST

    def __str__(self):
        return f"{self.query.text}: {', '.join(self.hits[:FIRST]) or 'nothing'}"


def queries(path: Path = QUERIES) -> list[Query]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Query(row["query"], tuple(row["expected"].split(", "))) for row in rows]


def answers(client, path: Path = QUERIES) -> list[Answer]:
    """What the first page of results has for each query."""
    return [Answer(query, _hits(client, query.text)) for query in queries(path)]


def score(found: list[Answer]) -> str:
    """ "99 queries: 70 first, 90 among the first 3 (91%)"."""
    first, right = (sum(answer.place == 1 for answer in found), sum(answer.is_right for answer in found))
    return f"{len(found)} queries: {first} first, {right} among the first {FIRST} ({right / len(found):.0%})"


def _hits(client, text):
    response = client.get("/zoeken/", {"q": text})
    assert response.status_code == 200, f"{text}: {response.status_code}"
    links = BeautifulSoup(response.content, "html.parser").select(".dog-results h3 a")
    return tuple(_name(link) for link in links)


def _name(link):
    """The address of a page without the place on it; of an organisation its name, since its address has a key."""
    address = urlsplit(link["href"])
    return (
        f"organisatie:{' '.join(link.get_text().split())}"
        if address.path.startswith("/organisaties/")
        else address.path
    )
