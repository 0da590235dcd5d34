"""What a page shows beside its own fields, kept per page (values.py).

A preview shows other fields than those of its row, and a page that is not saved yet has none: for those everything is
made anew, and nothing of it is kept.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet

from .values import kept

T = TypeVar("T")


@dataclass(frozen=True)
class Keeping:
    """Keeps values under names that begin with `of`; without that it makes each of them anew.

    What is made holds no query set that was not asked yet, and nothing of a request: `keep("shown", self._shown)`.
    """

    of: str = ""

    def __call__(self, name: str, make: Callable[[], T]) -> T:
        return kept(f"{self.of}:{name}", make) if self.of else make()

    def within(self, form) -> "Keeping":
        """The same for what the filters of `form` leave: under what was chosen, and not where anybody typed words."""
        return Keeping(f"{self.of}{form.query()}" if self.of and not form.typed else "")

    def rows(
        self, name: str, ask: Callable[[], QuerySet], finish: Callable[[QuerySet], Iterable] = tuple
    ) -> "KeptRows":
        """The rows that `ask` asks for, to be shown a page at a time: each page as `finish` makes it."""
        return KeptRows(self, name, ask, finish)


@dataclass(frozen=True)
class KeptRows:
    """Rows as a paginator wants them; the query set itself is made only when a page of it is not kept yet."""

    keep: Keeping
    name: str
    ask: Callable[[], QuerySet]
    finish: Callable[[QuerySet], Iterable]
    ordered = True

    def count(self) -> int:
        return self.keep(f"{self.name}:count", lambda: self.ask().count())

    def __getitem__(self, part: slice) -> tuple[Any, ...]:
        return self.keep(f"{self.name}:{part.start}-{part.stop}", lambda: tuple(self.finish(self.ask()[part])))


def keeping(page, request) -> Keeping:
    """Keeps what `page` shows to everybody; nothing of a preview."""
    is_as_saved = page.pk is not None and not getattr(request, "is_preview", False)
    return Keeping(f"page:{page.pk}" if is_as_saved else "")
