"""A figure or a year with more entries than one file may hold: the parts that have a file each.

Its file is not made: who asks for it would hold a worker for seconds. The address answers 404, since what it names does
not exist (413 would say that the question was too large), and says in words where the same entries are.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from dog_site.core.figures import Scope, page_of
from dog_site.core.numbers.notation import dutch_number
from funding import open_data
from funding.rollup import Rollup


@dataclass(frozen=True)
class Part:
    """A year or a theme whose entries have a file of their own, with the page of its figure, where that file is."""

    name: str
    page: str


def parts_of_all_years(metric: str, scope: str, years: Iterable[int]) -> list[Part]:
    return [Part(str(year), page_of(metric, scope, year)) for year in years]


def parts_of_year(metric: str, scope: str, rollup: Rollup) -> list[Part]:
    """The themes that a scope of one year is about; none for a scope that is one theme or organisation already."""
    themes = {Scope.ALL: rollup.themes, Scope.HEADLINE: rollup.headline_themes, Scope.OTHER: rollup.other_themes}
    return [Part(theme.name, page_of(metric, theme.scope, rollup.year)) for theme in themes.get(scope, ())]


def refused(entries: int, parts: list[Part], site_url: str, suffix: str) -> HttpResponse:
    """What the address of a file that is not made answers."""
    lines = [
        _("This file is not made: it would hold %(entries)s entries, and a file holds %(most)s at most.")
        % {"entries": dutch_number(entries), "most": dutch_number(open_data.LARGEST_FILE)}
    ]
    if parts:
        lines += [
            _("The same entries are in these files:"),
            *(f"{site_url}{part.page}regels.{suffix}" for part in parts),
        ]
    return HttpResponse("".join(f"{line}\n" for line in lines), status=404, content_type="text/plain; charset=utf-8")
