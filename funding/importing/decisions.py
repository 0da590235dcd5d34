"""What people decided about a file that was handed in, in sentences for the register."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from projects.models import Organisation, ProjectPage, Theme

from .choices import AS_WRITTEN, NEW, YES
from .columns import Column, letters

_KINDS = {"thema": Theme, "organisatie": Organisation, "project": ProjectPage}


def decisions(decided: dict) -> list[str]:
    """What `ImportRun.plan["decided"]` holds, in the order of the steps; what is not known any more is left out."""
    return [*_columns(decided), *_answers(decided), *_rows(decided)]


def _columns(decided) -> Iterator[str]:
    for place, column in (decided.get("columns") or {}).items():
        held = Column(column).label if column in Column.values else pgettext("column", "not read")
        yield _("Column %(letter)s: %(column)s") % {"letter": letters(int(place)), "column": held}


def _answers(decided) -> Iterator[str]:
    answers = decided.get("answers") or {}
    names = {kind: _names(model, kind, answers) for kind, model in _KINDS.items()}
    for key, value in answers.items():
        kind, _colon, text = key.partition(":")
        said = {AS_WRITTEN: _("as the source writes it"), NEW: pgettext("row of an import", "new"), YES: _("yes")}
        words = names.get(kind, {}).get(value) or said.get(value)
        if kind in _KINDS and words:
            yield f"{capfirst(_KINDS[kind]._meta.verbose_name)} “{text}”: {words}"
        elif words:
            yield _("Row %(number)s: %(answer)s") % {"number": text.partition(":")[0], "answer": words}


def _names(model, kind, answers):
    """The names of the items that were chosen, by their key as text."""
    keys = [value for key, value in answers.items() if key.startswith(f"{kind}:") and value.isdecimal()]
    return {str(key): str(item) for key, item in model._base_manager.in_bulk([int(key) for key in keys]).items()}


def _rows(decided) -> Iterator[str]:
    for place, text in (decided.get("typed") or {}).items():
        number, _colon, column = place.partition(":")
        if column in Column.values:
            values = {"number": number, "column": Column(column).label, "text": text}
            yield _("Row %(number)s, %(column)s: “%(text)s” was typed") % values
    if left_out := decided.get("left_out"):
        yield _("Left out: rows %(rows)s") % {"rows": ", ".join(map(str, left_out))}
