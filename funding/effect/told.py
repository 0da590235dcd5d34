"""The effect of publishing an entry as people read it: lines of totals, statements of sources, words in texts."""

from dataclasses import dataclass

from dog_site.core.figures import Figure, Scope

from ..claims import Claim
from ..models import FundingEntry, PublishedFigure
from ..reconciliation import Finding, Verdict

# The fields that decide what an entry adds to which total.
DECISIVE = (
    "year",
    "theme",
    "project",
    "stage",
    "contribution",
    "contribution_state",
    "project_size",
    "project_size_state",
    "project_size_scope",
)


@dataclass(frozen=True)
class Line:
    """One total that changes; `name` is the name of its project, theme or scope."""

    name: str
    year: int
    before: Figure
    after: Figure


@dataclass(frozen=True)
class Statement:
    """A stated figure whose computed figure changes, judged before and after."""

    before: Finding
    after: Finding

    @property
    def stated(self) -> PublishedFigure:
        return self.after.stated

    @property
    def stops(self) -> bool:
        return self.before.verdict == Verdict.AGREES != self.after.verdict

    @property
    def starts(self) -> bool:
        return self.after.verdict == Verdict.AGREES != self.before.verdict

    @property
    def stays(self) -> bool:
        return self.before.verdict == self.after.verdict == Verdict.AGREES


@dataclass(frozen=True)
class Words:
    """A figure in the text of a live page that would be printed in other words."""

    claim: Claim
    before: str
    after: str
    stops: bool
    starts: bool


@dataclass(frozen=True)
class Effect:
    """What publishing changes: `lines` of totals, `statements` of sources (what stops first), and `words` in texts.

    `missing` names the fields of DECISIVE that something could not be computed without; the three lists leave out what
    depends on them. `repeated` are the public entries whose size counts only once with that of this
    entry (R10). `counts` tells whether the entry counts once it is published (R1).
    """

    lines: tuple[Line, ...] = ()
    statements: tuple[Statement, ...] = ()
    words: tuple[Words, ...] = ()
    missing: tuple[str, ...] = ()
    repeated: tuple[FundingEntry, ...] = ()
    counts: bool = True

    @property
    def is_nothing(self) -> bool:
        return not (self.lines or self.statements or self.words)

    @property
    def main_line(self) -> Line | None:
        """The line that is told in one sentence: the first of the headline total, else the first of all."""
        of_headline = (line for line in self.lines if line.before.scope == Scope.HEADLINE)
        return next(of_headline, self.lines[0] if self.lines else None)

    @property
    def broken(self) -> tuple[Statement | Words, ...]:
        """Statements and words that hold now and would no longer hold."""
        return tuple(each for each in (*self.statements, *self.words) if each.stops)
