"""How far a page is: what the rules of attention (attention.py) still have to say of a version of it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Value
from wagtail.models import Page, Revision

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


def mark_readiness(rows: list[Page]) -> None:
    """Give each of `rows`, pages of one kind, its `readiness`: as it is public, or else in its latest version.

    Two queries, whatever the number of rows.
    """
    points = points_of(type(rows[0])) if rows else []
    drafts = {row.latest_revision_id: row for row in rows if not row.live and row.latest_revision_id}
    todo = _todo_of_public(points, [row.pk for row in rows if row.live])
    for row in rows:
        row.readiness = Readiness(len(points), tuple(todo[row.pk]))
    for pk, content in Revision.objects.filter(pk__in=drafts).values_list("pk", "content") if drafts else ():
        drafts[pk].readiness = readiness_of(type(rows[0]), content) or drafts[pk].readiness


def _todo_of_public(points, keys):
    todo = defaultdict(list)
    if points and keys:
        first, *others = (
            rule.pages().filter(pk__in=keys).order_by().annotate(point=Value(number)).values_list("pk", "point")
            for number, rule in enumerate(points)
        )
        for pk, number in sorted(first.union(*others, all=True)):
            todo[pk].append(points[number])
    return todo
