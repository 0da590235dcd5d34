"""Which entry of the site a row is about: by reference, else by project, or title, with year and row of the source.

Never by project or title alone: then a person is asked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from dog_site.core.lists.names import same_name

from ..models import FundingEntry, FundingPartner
from .choices import NEW, Question

# So many values fit in a question to SQLite.
AT_ONCE = 900
_LAST_NUMBER = re.compile(r"(\d+)\D*$")


@dataclass(frozen=True)
class Existing:
    """The entries that rows may be about, each by what it is found by; as they are stored, with latest version."""

    by_key: dict[int, FundingEntry]
    by_reference: dict[str, FundingEntry]
    by_project: dict[tuple, list[FundingEntry]]
    by_title: dict[tuple, list[FundingEntry]]

    @classmethod
    def of(cls, rows: Iterable) -> "Existing":
        """Those that rows with a `reference` and a `year` may be about."""
        found = _entries({row.reference for row in rows if row.reference}, {row.year for row in rows if row.year})
        by_project, by_title = defaultdict(list), defaultdict(list)
        for entry in found.values():
            by_project[entry.project_id, entry.year].append(entry)
            by_title[same_name(entry.title), entry.year].append(entry)
        by_reference = {entry.reference: entry for entry in found.values()}
        return cls(found, by_reference, dict(by_project), dict(by_title))

    def find(self, row) -> FundingEntry | Question | None:
        """The entry that a row is about, the question which, or None for a new one."""
        if row.reference:
            return self.by_reference.get(row.reference)
        of_project = self.by_project.get((row.project, row.year), []) if row.project else []
        alike = list(dict.fromkeys([*of_project, *self.by_title.get((same_name(row.title), row.year), [])]))
        here = [entry for entry in alike if row_of(entry.source_locator) == row_of(row.locator)]
        if len(here) == 1:
            return here[0]
        return self._question(row, alike) if alike else None

    def chosen(self, answer: str) -> FundingEntry | None:
        """The entry that was answered to the question which; None for a new one."""
        return None if answer == NEW else self.by_key[int(answer)]

    @staticmethod
    def _question(row, entries):
        return Question(
            f"regel:{row.number}",
            _("Is “%(title)s” one of these entries of %(year)s?") % {"title": row.title, "year": row.year},
            (
                *((str(entry.pk), _("Yes, %(entry)s") % {"entry": entry}) for entry in entries),
                (NEW, _("No, it is a new entry")),
            ),
            (row.number,),
        )


def in_parts(keys: Iterable) -> list[list]:
    """Keys in order, as many at a time as fit in a question."""
    keys = sorted(keys)
    return [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]


def row_of(locator: str) -> int | None:
    """The row in a place in a source: 3 in "bijlage 1, rij 3"."""
    found = _LAST_NUMBER.search(locator)
    return int(found[1]) if found else None


def _entries(references, years) -> dict[int, FundingEntry]:
    partners = Prefetch("partners", queryset=FundingPartner.objects.select_related("organisation"))
    entries = FundingEntry.objects.select_related("latest_revision__user", "applicant", "locked_by")
    entries = entries.order_by("pk").prefetch_related(partners)
    found = {entry.pk: entry for entry in entries.filter(year__in=years).iterator(AT_ONCE)}
    for some in in_parts(references - {entry.reference for entry in found.values()}):
        of_other_years = entries.filter(reference__in=some)
        found |= {entry.pk: entry for entry in of_other_years}
    return found
