"""One row of a table: what its cells say of an entry, and what is wrong or unsure about it."""

import re
from collections import defaultdict
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
from .amounts import read_amount
from .cells import EMPTY, Cell
from .choices import AS_WRITTEN, LEAVE_OUT, NEW, YES, Choices, Question, Wrong
from .columns import Column, Header
from .doubts import Doubt
from .existing import Existing
from .known import Known
from .names import Certainty

# What a person types in an entry, by the column it comes from.
TEXTS = {Column.TITLE: "title", Column.DESCRIPTION: "description", Column.SOURCE_LOCATOR: "source_locator"}
AMOUNTS = {
    Column.CONTRIBUTION: ("contribution", Column.CONTRIBUTION_STATE),
    Column.PROJECT_SIZE: ("project_size", Column.PROJECT_SIZE_STATE),
}
MOMENTS = {Column.START: "start", Column.END: "end"}
_REFERENCE = re.compile(r"DOG-(\d{4})-\d{3,}")
# The longest description, in characters.
LONGEST_TEXT = 10_000
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


class Planner:
    """Reads rows, one after another, with what was decided about the file."""

    def __init__(self, choices: Choices, known: Known, header: Header):
        self.choices, self.known = choices, known
        self.is_ours, self.has_dot_decimals = header.is_ours, header.is_for_programs
        self.ordinal = 0
        self.typed_in = defaultdict(dict)
        for place, text in choices.typed.items():
            row, _colon, column = place.partition(":")
            if row.isdecimal() and column in Column:
                self.typed_in[int(row)][Column(column)] = text

    def read(self, row) -> Draft:
        """What the cells of a row say, whichever entry it is about."""
        self.ordinal += 1
        draft = Draft(row.number, is_left_out=row.number in self.choices.left_out)
        cells = draft.cells = self._cells(row)
        self._read_problems(draft, row)
        self._read_identity(draft, cells)
        for column, name in TEXTS.items():
            text = self._value(draft, cells, column, self._text(name))
            if text or (text is not None and self.is_ours):
                draft.values[name] = text
        draft.title = draft.values.get("title", "")
        if not draft.title and not any(wrong.column == Column.TITLE for wrong in draft.errors):
            sentence = _("This row has no project. Write what the contribution was for, or leave it out.")
            draft.errors.append(Wrong(sentence, Column.TITLE))
        draft.locator = draft.values.get("source_locator") or self._place()
        for column, (name, state) in AMOUNTS.items():
            self._read_amount(draft, cells, column, name, state)
        self._read_rest(draft, cells)
        self._read_names(draft, cells)
        return draft

    def finish(self, draft: Draft, existing: Existing) -> Draft:
        """Find the entry that the row is about, and what would change in it."""
        found = existing.find(draft)
        if isinstance(found, Question):
            answer = self.choices.answer(found)
            if answer is None:
                # What else is unsure depends on the answer.
                draft.questions.append(found)
                draft.entry = FundingEntry()
                self._fill_new(draft)
                self._compare(draft)
                return draft
            found = existing.chosen(answer)
        draft.stored = found
        self._check_year(draft)
        self._settle_names(draft)
        draft.entry = FundingEntry() if found is None else _copy(found)
        if found is None:
            self._fill_new(draft)
        self._compare(draft)
        self._check(draft)
        return draft

    # Reading

    def _cells(self, row):
        if not self.typed_in.get(row.number):
            return row.cells
        return dict(row.cells) | {column: Cell(text.strip()) for column, text in self.typed_in[row.number].items()}

    def _place(self):
        """Where a row stands in the source, as people count: without headings and totals."""
        place = f"{self.choices.place}, " if self.choices.place else ""
        return _("%(place)srow %(number)s") % {"place": place, "number": self.ordinal}

    def _read_problems(self, draft, row):
        """What the table could not make out, unless somebody typed it; and whether a hidden row is meant."""
        typed = self.typed_in.get(row.number, ())
        for column, sentence in row.problems:
            if column not in typed:
                draft.errors.append(Wrong(sentence, column.value, row.cell(column).text))
        if not row.is_hidden:
            return
        question = Question(
            f"verborgen:{row.number}",
            _("Row %(number)s is hidden in the file. Does it count?") % {"number": row.number},
            ((YES, _("Yes, take it")), (LEAVE_OUT, _("No, leave it out"))),
            (row.number,),
        )
        answer = self.choices.answer(question)
        draft.is_left_out |= answer == LEAVE_OUT
        draft.questions += [] if answer else [question]

    def _value(self, draft, cells, column, read):
        """What `read` makes of a cell; its error or question goes to the row, and gives None."""
        if column not in cells:
            return None
        try:
            return read(cells[column])
        except Doubt as doubt:
            question = Question(
                f"cel:{draft.number}:{column.value}",
                f"{capfirst(column.label)}: {' '.join(doubt.messages)}",
                ((YES, _("Yes")),),
                (draft.number,),
                column.value,
                cells[column].text,
            )
            if self.choices.answer(question) is not None:
                return doubt.suggestion
            draft.questions.append(question)
        except ValidationError as error:
            sentence = f"{capfirst(column.label)}: {' '.join(error.messages)}"
            draft.errors.append(Wrong(sentence, column.value, cells[column].text))
        return None

    def _partners(self, cell):
        return values.read_partners(cell, only_semicolons=self.is_ours)

    @staticmethod
    def _text(name):
        field = FundingEntry._meta.get_field(name)
        longest = field.max_length or LONGEST_TEXT
        return lambda cell: values.read_text(cell, longest, keep_lines=field.max_length is None)

    def _read_identity(self, draft, cells):
        draft.reference = self._value(draft, cells, Column.REFERENCE, self._text("reference")) or ""
        year = self._value(draft, cells, Column.YEAR, values.read_year)
        named = _REFERENCE.fullmatch(draft.reference)
        if draft.reference and not named:
            sentence = _("“%(text)s” is no reference. Write it like DOG-2018-001.") % {"text": draft.reference}
            draft.errors.append(Wrong(sentence, Column.REFERENCE, draft.reference))
        draft.year = year or self.choices.year or (int(named[1]) if named else None)
        if draft.year is None and not draft.errors:
            sentence = _("This row has no year. Choose the year of the file, or write it in the row.")
            draft.errors.append(Wrong(sentence, Column.YEAR))
        if draft.year:
            draft.values["year"] = draft.year

    def _read_amount(self, draft, cells, column, name, state_column):
        found = self._value(draft, cells, column, lambda cell: read_amount(cell, dot_decimals=self.has_dot_decimals))
        if found is None:
            return
        amount, state = found
        named = self._value(draft, cells, state_column, values.read_state)
        if named and (amount is None) == (named == AmountState.KNOWN):
            sentence = _("%(column)s: the amount and “%(state)s” contradict each other. Correct one of the two.")
            sentence %= {"column": capfirst(column.label), "state": named.label}
            draft.errors.append(Wrong(sentence, column.value, cells[column].text))
        draft.values[name] = amount
        draft.values[f"{name}_state"] = named or state

    def _read_rest(self, draft, cells):
        settled = self._value(
            draft, cells, Column.SETTLED_AMOUNT, lambda cell: read_amount(cell, dot_decimals=self.has_dot_decimals)
        )
        if settled is not None and (settled[0] is not None or self.is_ours):
            draft.values["settled_amount"] = settled[0]
        for column, name, read in (
            (Column.STAGE, "stage", values.read_stage),
            (Column.PROJECT_SIZE_SCOPE, "project_size_scope", values.read_scope),
            (Column.AWARD_DATE, "award_date", values.read_day),
        ):
            value = self._value(draft, cells, column, read)
            if value is not None or (self.is_ours and column in cells and column == Column.AWARD_DATE):
                draft.values[name] = value
        for column, name in MOMENTS.items():
            year, day = self._value(draft, cells, column, values.read_moment) or (None, None)
            if day:
                draft.values |= {f"{name}_year": day.year, f"{name}_date": day}
            elif year or (self.is_ours and column in cells):
                draft.values |= {f"{name}_year": year} | ({f"{name}_date": None} if self.is_ours else {})
        draft.partners = self._value(draft, cells, Column.PARTNERS, self._partners)
        draft.applicant = self._value(draft, cells, Column.APPLICANT, self._text("applicant_text"))

    # Names

    def _read_names(self, draft, cells):
        theme = self._value(draft, cells, Column.THEME, lambda cell: values.read_text(cell, 255)) or ""
        if theme:
            options = {str(key): name for key, name in self.known.themes.all()}
            key = self._chosen(draft, "thema", theme, self.known.themes, _("Which theme is “%(name)s”?"), options)
            if key:
                draft.values["theme_id"] = int(key)
        if draft.title:
            draft.project = self.known.projects.find(draft.title).key

    def _settle_names(self, draft):
        """Ask of projects and applicants what the entry does not say already."""
        if draft.stored is None and draft.title and not draft.project:
            self._settle_project(draft)
        is_same = draft.stored is not None and _is_same(draft.stored.applicant_name, draft.applicant)
        if draft.applicant and not is_same:
            self._settle_applicant(draft)
        elif draft.applicant == "" and self.is_ours and not is_same:
            draft.values |= {"applicant_text": "", "applicant_id": None}

    def _settle_project(self, draft):
        """Ask which page is meant where one is alike; where none is, what was chosen for the whole file holds."""
        options = {AS_WRITTEN: _("None of these: leave the project page empty")}
        if self.choices.may_add_projects:
            options[NEW] = _("None of these: make a new page, as a draft")
        if self.known.projects.find(draft.title).candidates:
            asked = _("Which project page is “%(name)s” about?")
            key = self._chosen(draft, "project", draft.title, self.known.projects, asked, options)
        else:
            key = NEW if self.choices.makes_projects and self.choices.may_add_projects else AS_WRITTEN
        draft.project = int(key) if key and key.isdecimal() else None
        draft.makes_project = key == NEW

    def _settle_applicant(self, draft):
        options = {AS_WRITTEN: _("None of the list: only as the source writes it")}
        if self.choices.may_add_organisations:
            options[NEW] = _("A new organisation, as a draft")
        asked = _("Which organisation is “%(name)s”?")
        key = self._chosen(draft, "organisatie", draft.applicant, self.known.organisations, asked, options)
        draft.values["applicant_text"] = draft.applicant
        draft.values["applicant_id"] = int(key) if key and key.isdecimal() else None
        draft.makes_applicant = key == NEW

    def _chosen(self, draft, kind, name, names, asked, options):
        """The item that a name means, as it is known or was answered; None while that is asked."""
        match = names.find(name)
        if match.certainty == Certainty.SURE:
            return str(match.key)
        candidates = {str(key): label for key, label in match.candidates}
        question = Question(
            f"{kind}:{match.name[:200]}",
            asked % {"name": match.name},
            tuple((candidates | options).items()),
            (draft.number,),
        )
        answer = self.choices.answer(question)
        draft.questions += [] if answer else [question]
        return answer

    # Comparing and checking

    @staticmethod
    def _check_year(draft):
        """A reference names its year, unless the year of the entry was corrected on the site."""
        named = _REFERENCE.fullmatch(draft.reference)
        is_kept = draft.stored is not None and draft.stored.year == draft.year
        if named and draft.year and int(named[1]) != draft.year and not is_kept:
            sentence = _("The reference %(reference)s is of another year than %(year)s. Correct one of the two.")
            sentence %= {"reference": draft.reference, "year": draft.year}
            draft.errors.append(Wrong(sentence, Column.REFERENCE, draft.reference))

    def _fill_new(self, draft):
        draft.values = {"stage": self.choices.stage, "source_locator": draft.locator} | draft.values
        draft.values["source_locator"] = draft.values["source_locator"] or draft.locator
        draft.values |= {"reference": draft.reference, "project_id": draft.project}
        for name, _state in AMOUNTS.values():
            draft.values.setdefault(f"{name}_state", AmountState.NOT_STATED)
        if "theme_id" not in draft.values and not draft.errors and not draft.questions:
            sentence = _("This row has no theme. Write the theme in the row, or choose a column that has it.")
            draft.errors.append(Wrong(sentence, Column.THEME))

    def _compare(self, draft):
        for name, value in draft.values.items():
            model_field = FundingEntry._meta.get_field(name)
            old = getattr(draft.entry, model_field.attname)
            if draft.stored is not None and _is_same(old, value):
                continue
            setattr(draft.entry, model_field.attname, value)
            if draft.stored is not None:
                words = self.known.words if model_field.is_relation else in_words
                draft.changes.append(
                    Change(
                        model_field.name,
                        capfirst(model_field.verbose_name),
                        words(model_field, old),
                        words(model_field, value),
                    )
                )
        if draft.stored is not None:
            self._compare_partners(draft)

    def _compare_partners(self, draft):
        """Only our own files say of each partner where its name begins and ends."""
        others = [each.name for each in draft.stored.partners.all() if each.role != Role.APPLICANT and each.name]
        shown = "; ".join(others)
        # A name may hold what stands between names.
        is_same = draft.partners == values.read_partners(Cell(shown), only_semicolons=True)
        if not self.is_ours or draft.partners is None or is_same:
            draft.partners = None
            return
        label = capfirst(Column.PARTNERS.label)
        old, new = (text or _("empty") for text in (shown, "; ".join(draft.partners)))
        draft.changes.append(Change("partners", label, old, new))

    def _check(self, draft):
        entry, stored = draft.entry, draft.stored
        if stored is not None and not draft.changes:
            return
        if entry.theme_id and not self.known.themes.is_public(entry.theme_id):
            sentence = _("This theme is not published. Choose another or publish it first.")
            draft.errors.append(Wrong(sentence, Column.THEME.value, draft.cells.get(Column.THEME, EMPTY).text))
        try:
            entry.clean_fields(
                exclude={*NOT_CHECKED, *(name for name in ("title", "year") if not getattr(draft, name))}
            )
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                label = capfirst(FundingEntry._meta.get_field(name).verbose_name)
                draft.errors.append(Wrong(f"{label}: {' '.join(messages)}"))
        draft.errors += _in_contradiction(draft)
        if stored is not None:
            draft.errors += map(Wrong, _in_the_way(stored))


def _is_same(old, new):
    """Whether a value stays as it is; where a text is broken into lines says nothing."""
    return _bare(old) == _bare(new)


def _bare(value):
    return "".join(value.split()) if isinstance(value, str) else value


def _copy(stored):
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
