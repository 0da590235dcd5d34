"""How far a page is: what the rules of attention (attention.py) still have to say of a version of it."""

from dataclasses import dataclass

from wagtail.models import Page

from .attention import RuleOfPages, points_of


@dataclass(frozen=True)
class Readiness:
    """How many points of a page there are, and which rules have something left to do."""

    total: int
    todo: tuple[RuleOfPages, ...]

    @property
    def done(self) -> int:
        return self.total - len(self.todo)

    @property
    def words(self) -> str:
        """What is still to do, in a few words."""
        return ", ".join(str(rule.todo) for rule in self.todo)

    @property
    def is_ready(self) -> bool:
        return not self.todo


def readiness_of(model: type[Page], content: dict) -> Readiness | None:
    """The readiness of a version of a page of `model`; None for a kind without points, or what cannot be read."""
    points = points_of(model)
    if not points or not isinstance(content, dict):
        return None
    return Readiness(len(points), tuple(rule for rule in points if not rule.is_done(content)))
