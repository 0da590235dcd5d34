"""One row of a table: what its cells say of an entry, and what is wrong or unsure about it."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..models import AmountState, FundingEntry
from . import values
from .amounts import read_amount
from .cells import Cell
from .choices import AS_WRITTEN, LEAVE_OUT, NEW, YES, Choices, Question, Wrong
from .columns import Column, Header
from .compared import AMOUNTS, REFERENCE, Draft, check, check_year, compare, copy_of, fill_new, is_same
from .doubts import Doubt
from .existing import Existing
from .known import Known
from .names import Certainty

# What a person types in an entry, by the column it comes from.
TEXTS = {Column.TITLE: "title", Column.DESCRIPTION: "description", Column.SOURCE_LOCATOR: "source_locator"}
MOMENTS = {Column.START: "start", Column.END: "end"}
# The longest description, in characters.
LONGEST_TEXT = 10_000


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
                fill_new(draft, self.choices.stage)
                compare(draft, self.known, self.is_ours)
                return draft
            found = existing.chosen(answer)
        draft.stored = found
        check_year(draft)
        self._settle_names(draft)
        draft.entry = FundingEntry() if found is None else copy_of(found)
        if found is None:
            fill_new(draft, self.choices.stage)
        compare(draft, self.known, self.is_ours)
        check(draft, self.known)
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

    def _is_erased(self, cells, column):
        """Only in our own files an empty cell says that there is nothing."""
        return self.is_ours and column in cells and cells[column].is_empty

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
        named = REFERENCE.fullmatch(draft.reference)
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
            if value is not None or (column == Column.AWARD_DATE and self._is_erased(cells, column)):
                draft.values[name] = value
        for column, name in MOMENTS.items():
            year, day = self._value(draft, cells, column, values.read_moment) or (None, None)
            if day:
                draft.values |= {f"{name}_year": day.year, f"{name}_date": day}
            elif year or self._is_erased(cells, column):
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
        stays = draft.stored is not None and is_same(draft.stored.applicant_name, draft.applicant)
        if draft.applicant and not stays:
            self._settle_applicant(draft)
        elif draft.applicant == "" and self.is_ours and not stays:
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
