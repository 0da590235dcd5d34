"""Totals per theme as the screen shows them: now, afterwards, and as the file prints them."""

from dataclasses import dataclass

from dog_site.core.figures import Figure, Metric
from funding.importing.plan import Outcome
from funding.importing.prepared import Prepared
from projects.models import Theme

from .lines import verdict


@dataclass(frozen=True)
class Total:
    """A theme in a year. `printed` is the contribution that the file prints for it; `verdict` whether that holds."""

    year: int
    theme: Theme
    contribution: tuple[Figure, Figure]
    project_size: tuple[Figure, Figure]
    printed: str = ""
    verdict: tuple[str, str] | None = None


def theme_lines(prepared: Prepared) -> list[Total]:
    """A line for each theme whose totals change, or of which the file prints one."""
    themes = {theme.name: theme for theme in Theme.objects.all()}
    printed = {
        (each.year, each.theme): each for each in prepared.stated if each.theme and each.metric == Metric.CONTRIBUTION
    }
    rows_of = {total.number: total.rows for total in prepared.table.printed}
    still_open = {row.number for row in prepared.plan.rows if row.outcome in (Outcome.REFUSED, Outcome.DOUBTFUL)}
    found = []
    for line in prepared.totals:
        theme = themes[line.theme]
        stated = printed.get((line.year, theme))
        if not line.is_changed and stated is None:
            continue
        waits_for = sorted(still_open.intersection(rows_of.get(stated.number, ()))) if stated else []
        words, judged = (stated.words, verdict(stated, waits_for)) if stated else ("", None)
        found.append(Total(line.year, theme, line.contribution, line.project_size, words, judged))
    return found
