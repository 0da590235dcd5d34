"""Where a visitor can go on to from the end of a page (components/onward.html)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from wagtail.models import Page


@dataclass(frozen=True)
class Onward:
    """Pages that are alike, in groups with a heading, and the pages before and after in the order of the list."""

    alike: Sequence[tuple[str | Promise, Sequence[Page]]]
    before: Page | None
    after: Page | None

    @property
    def groups(self) -> list[tuple[str | Promise, Sequence[Page]]]:
        """The groups that have anything."""
        return [(heading, pages) for heading, pages in self.alike if pages]

    def __bool__(self):
        return bool(self.groups or self.before or self.after)
