"""What a person decided about a file: the values that hold for all its rows, and the answers to questions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..models import Stage

# Answers beside the primary keys of items: as the source writes it, a new one; yes, and a row that is not taken.
AS_WRITTEN, NEW, YES, LEAVE_OUT = "tekst", "nieuw", "ja", "weglaten"

# What the question begins with which organisation a name means; the name itself follows.
OF_ORGANISATION = "organisatie:"


@dataclass(frozen=True)
class Question:
    """Something of which a person decides; asked once, however many rows need it.

    `key` is what the answer is kept under. `options` are the answers with their words; the first is the likeliest.
    `rows` are the numbers of the rows that wait for it. Of a question about one cell, `column` and `cell` say which one
    and what it holds, so that something else can be typed there.
    """

    key: str
    text: str
    options: tuple[tuple[str, str], ...]
    rows: tuple[int, ...] = ()
    column: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Wrong:
    """Why a row is refused; where that is for one cell, with its column and what it holds."""

    sentence: str
    column: str = ""
    cell: str = ""

    def __str__(self):
        return self.sentence


@dataclass(frozen=True)
class Choices:
    """`year` and `stage` hold where the file gives none; `place` goes before the row in the place in the source.
    `makes_projects` asks for a draft of a page for each project that has none; somebody needs the right to add one.

    `answers` are those to questions, by their key. `typed` holds cells that were mended here, by "row:column", and
    `left_out` the numbers of the rows that are not taken.
    """

    year: int | None = None
    stage: str = Stage.GRANTED
    place: str = ""
    makes_projects: bool = False
    may_add_projects: bool = False
    may_add_organisations: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()

    def answer(self, question: Question) -> str | None:
        """The answer to a question; None while there is none that can be given."""
        given = self.answers.get(question.key)
        return given if given in dict(question.options) else None
