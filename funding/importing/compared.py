"""What a row makes of its entry: what changes in it, what the site would refuse, and who is in the way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name

from dog_site.core.models.approval import Change, in_words
from projects.models import Role

from ..models import AmountState, FundingEntry
from . import values
from .cells import EMPTY, Cell
from .choices import Question, Wrong
from .columns import Column
from .known import Known

AMOUNTS = {
    Column.CONTRIBUTION: ("contribution", Column.CONTRIBUTION_STATE),
    Column.PROJECT_SIZE: ("project_size", Column.PROJECT_SIZE_STATE),
}
REFERENCE = re.compile(r"DOG-(\d{4})-\d{3,}")
# A file says nothing of these, or in other columns.
NOT_CHECKED = {"source", "theme", "project", "applicant", "reference"}


@dataclass
class Draft:
    """What is known so far of a row. `values` are those of fields of the entry, by the name of the attribute."""

    number: int
    title: str = ""
    reference: str = ""
    year: int | None = None
    project: int | None = None
    locator: str = ""
    cells: Mapping[Column, Cell] = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    partners: tuple[str, ...] | None = None
    applicant: str | None = None
    makes_project: bool = False
    makes_applicant: bool = False
    is_left_out: bool = False
    stored: FundingEntry | None = None
    entry: FundingEntry | None = None
    changes: list[Change] = field(default_factory=list)
    errors: list[Wrong] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def check_year(draft: Draft) -> None:
    """A reference names its year, unless the year of the entry was corrected on the site."""
    named = REFERENCE.fullmatch(draft.reference)
    is_kept = draft.stored is not None and draft.stored.year == draft.year
    if named and draft.year and int(named[1]) != draft.year and not is_kept:
        sentence = _("The reference %(reference)s is of another year than %(year)s. Correct one of the two.")
        sentence %= {"reference": draft.reference, "year": draft.year}
        draft.errors.append(Wrong(sentence, Column.REFERENCE, draft.reference))


def fill_new(draft: Draft, stage: str) -> None:
    """What a new entry has that no cell says."""
    draft.values = {"stage": stage, "source_locator": draft.locator} | draft.values
    draft.values["source_locator"] = draft.values["source_locator"] or draft.locator
    draft.values |= {"reference": draft.reference, "project_id": draft.project}
    for name, _state in AMOUNTS.values():
        draft.values.setdefault(f"{name}_state", AmountState.NOT_STATED)
    if "theme_id" not in draft.values and not draft.errors and not draft.questions:
        sentence = _("This row has no theme. Write the theme in the row, or choose a column that has it.")
        draft.errors.append(Wrong(sentence, Column.THEME))


def compare(draft: Draft, known: Known, is_ours: bool) -> None:
    """Write the values of a row in its entry, and tell what that changes in the one that is stored."""
    for name, value in draft.values.items():
        model_field = FundingEntry._meta.get_field(name)
        old = getattr(draft.entry, model_field.attname)
        if draft.stored is not None and is_same(old, value):
            continue
        setattr(draft.entry, model_field.attname, value)
        if draft.stored is not None:
            words = known.words if model_field.is_relation else in_words
            draft.changes.append(
                Change(
                    model_field.name,
                    capfirst(model_field.verbose_name),
                    words(model_field, old),
                    words(model_field, value),
                )
            )
    if draft.stored is not None:
        _compare_partners(draft, is_ours)


def _compare_partners(draft, is_ours):
    """Only our own files say of each partner where its name begins and ends."""
    others = [each.name for each in draft.stored.partners.all() if each.role != Role.APPLICANT and each.name]
    shown = "; ".join(others)
    # A name may hold what stands between names.
    are_same = draft.partners == values.read_partners(Cell(shown), only_semicolons=True)
    if not is_ours or draft.partners is None or are_same:
        draft.partners = None
        return
    label = capfirst(Column.PARTNERS.label)
    old, new = (text or _("empty") for text in (shown, "; ".join(draft.partners)))
    draft.changes.append(Change("partners", label, old, new))


def check(draft: Draft, known: Known) -> None:
    """What the form and the database would refuse, and who is in the way; not of a row that changes nothing."""
    entry, stored = draft.entry, draft.stored
    if stored is not None and not draft.changes:
        return
    if entry.theme_id and not known.themes.is_public(entry.theme_id):
        sentence = _("This theme is not published. Choose another or publish it first.")
        draft.errors.append(Wrong(sentence, Column.THEME.value, draft.cells.get(Column.THEME, EMPTY).text))
    try:
        entry.clean_fields(exclude={*NOT_CHECKED, *(name for name in ("title", "year") if not getattr(draft, name))})
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            label = capfirst(FundingEntry._meta.get_field(name).verbose_name)
            draft.errors.append(Wrong(f"{label}: {' '.join(messages)}"))
    draft.errors += _in_contradiction(draft)
    if stored is not None:
        draft.errors += map(Wrong, _in_the_way(stored))


def is_same(old, new) -> bool:
    """Whether a value stays as it is; where a text is broken into lines says nothing."""
    return _bare(old) == _bare(new)


def _bare(value):
    return "".join(value.split()) if isinstance(value, str) else value


def copy_of(stored: FundingEntry) -> FundingEntry:
    """The entry as it is stored, to be changed: the one that was found stays as it is."""
    copy = FundingEntry(**{each.attname: getattr(stored, each.attname) for each in FundingEntry._meta.concrete_fields})
    copy._state.adding = False
    return copy


def _in_contradiction(draft):
    """What the constraints of the database would refuse, without asking it for each row."""
    entry = draft.entry
    known = isinstance(entry.contribution, Decimal) and isinstance(entry.project_size, Decimal)
    if known and entry.project_size < entry.contribution:
        sentence = _sentence_of("entry_size_covers_contribution")
        yield Wrong(sentence, Column.PROJECT_SIZE, draft.cells.get(Column.PROJECT_SIZE, EMPTY).text)
    for name, kind in (("years", int), ("dates", date)):
        ends = [getattr(entry, f"{end}_{name.removesuffix('s')}") for end in ("start", "end")]
        if all(isinstance(end, kind) for end in ends) and ends[1] < ends[0]:
            sentence = _sentence_of(f"fundingentry_{name}_in_order")
            yield Wrong(sentence, Column.END, draft.cells.get(Column.END, EMPTY).text)


def _sentence_of(constraint):
    return next(str(each.violation_error_message) for each in FundingEntry._meta.constraints if each.name == constraint)


def _in_the_way(stored):
    """Why an entry cannot get another version now."""
    if stored.has_unpublished_changes and stored.latest_revision:
        who = user_display_name(stored.latest_revision.user) or _("the site itself")
        yield _("%(who)s works on this entry: its draft is not public yet. Wait for it, or leave this row out.") % {
            "who": who
        }
    elif stored.locked:
        yield _("This entry is locked by %(who)s. Ask for it, or leave this row out.") % {
            "who": user_display_name(stored.locked_by) or _("somebody else")
        }
