"""A plan in sentences: what the screen and the command both say."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .plan import Outcome, Plan, PlannedRow
from .stated import Stated
from .table import LeftOut


def counted(plan: Plan) -> str:
    """How many rows there are of each outcome: "2 nieuw, 1 gewijzigd, 20 ongewijzigd"."""
    found = [f"{count} {outcome.label}" for outcome, count in plan.counts.items() if count]
    return ", ".join(found) or _("no rows")


def row_in_words(row: PlannedRow) -> Iterator[str]:
    """What happens to a row, and why; the first sentence names it."""
    reference = row.entry.reference if row.entry else ""
    yield _("Row %(number)s, %(title)s: %(outcome)s%(reference)s") % {
        "number": row.number,
        "title": row.title or _("without a project"),
        "outcome": row.outcome.label,
        "reference": f" ({reference})" if reference else "",
    }
    yield from map(str, row.errors)
    if row.outcome in (Outcome.CHANGED, Outcome.REFUSED, Outcome.DOUBTFUL):
        yield from (f"{change.label}: {change.old} → {change.new}" for change in row.changes)


def stated_in_words(stated: Stated) -> str:
    return _("Row %(number)s prints %(words)s. %(sentence)s") % {
        "number": stated.number,
        "words": stated.words,
        "sentence": stated.sentence,
    }


def left_out_in_words(left_out: LeftOut) -> str:
    return _("Row %(number)s was not read: %(reason)s") % {"number": left_out.number, "reason": left_out.reason}


def batch_in_words(plan: Plan) -> str:
    """What handing in comes down to."""
    rows = len(plan.to_save)
    return ngettext("%(count)s entry is proposed.", "%(count)s entries are proposed.", rows) % {"count": rows}
