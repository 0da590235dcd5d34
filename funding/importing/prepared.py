"""A file with everything that was decided about it, read as far as it can be: each step of an import asks this."""

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from projects.models import ProjectIndexPage

from ..models import SourceDocument, Stage
from . import stated as printed_totals
from .before_after import ThemeLine, before_and_after
from .cells import Reading, Sheet, Unreadable
from .choices import Choices
from .columns import NO_HEADER, Column, Header, guess_header, guess_sheet, header_at, shape_of
from .hand_in import File
from .plan import Plan, plan
from .reading import paste, read
from .remembered import columns_of
from .table import Table, read_table

# A text that was pasted is kept under this name.
PASTED = "geplakt.txt"


def may_add_projects(user) -> bool:
    """Whether `user` may make pages below the page of projects: a right in the tree, not one of the model."""
    index = ProjectIndexPage.objects.first()
    return bool(user and index and index.permissions_for_user(user).can_add_subpage())


@dataclass
class Prepared:
    """A file and what was decided (`ImportUpload.decided`), for `user`, who may add more or less.

    With `most_rows` a longer table is refused, since a person reads it and another agrees with it. Every part is read
    when it is asked for, and raises Unreadable where the file or a decision does not allow it.
    """

    name: str
    content: bytes
    decided: dict = field(default_factory=dict)
    user: AbstractBaseUser | None = None
    most_rows: int | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def reading(self) -> Reading:
        if self.decided.get("is_pasted"):
            return paste(self.content.decode())
        how = {name: str(self.decided.get(name, "")) for name in ("encoding", "delimiter")}
        return read(self.content, self.name, **how)

    @cached_property
    def sheet(self) -> Sheet:
        named = [sheet for sheet in self.reading.sheets if sheet.name == self.decided.get("sheet")]
        return named[0] if named else guess_sheet(self.reading)

    @cached_property
    def guessed(self) -> Header:
        """Where the headings seem to be, and what each column seems to hold; below the row that was chosen, if any."""
        first = self.decided.get("header") or 1
        rows = tuple(row for row in self.sheet.rows if row.number >= first)
        header = guess_header(replace(self.sheet, rows=rows))
        if header is None and self.decided.get("header"):
            header = header_at(self.sheet, first)
        if header is None:
            raise Unreadable(NO_HEADER)
        return header

    @cached_property
    def columns(self) -> dict[str, str]:
        """The columns that people chose, by their place: for a file of this shape before, and for this one."""
        return columns_of(shape_of(self.guessed)) | (self.decided.get("columns") or {})

    @cached_property
    def header(self) -> Header:
        """The headings with what each column holds, as guessed and as chosen by hand."""
        return self.guessed.with_columns(
            {int(place): Column(name) if name else None for place, name in self.columns.items()}
        )

    @cached_property
    def table(self) -> Table:
        table = read_table(self.sheet, self.header)
        if self.most_rows and len(table.rows) > self.most_rows:
            sentence = _(
                "The table has %(rows)s rows, and at most %(most)s go in at once. Divide it over several files."
            )
            raise Unreadable(sentence % {"rows": len(table.rows), "most": self.most_rows})
        return table

    @cached_property
    def choices(self) -> Choices:
        decided = self.decided
        return Choices(
            year=decided.get("year") or self.header.year,
            stage=decided.get("stage") or Stage.GRANTED,
            place=decided.get("place", ""),
            makes_projects=bool(decided.get("makes_projects")),
            may_add_projects=may_add_projects(self.user),
            may_add_organisations=bool(self.user and self.user.has_perm("projects.add_organisation")),
            answers=decided.get("answers") or {},
            typed=decided.get("typed") or {},
            left_out=frozenset(decided.get("left_out") or ()),
        )

    @cached_property
    def plan(self) -> Plan:
        return plan(self.table, self.header, self.choices)

    @cached_property
    def totals(self) -> list[ThemeLine]:
        return before_and_after(self.plan)

    @cached_property
    def stated(self) -> list[printed_totals.Stated]:
        return printed_totals.stated(self.table, self.plan)

    @property
    def file(self) -> File:
        """The file as it is handed in. Raises ValidationError where its source is gone."""
        source = None
        if key := self.decided.get("source"):
            source = SourceDocument.objects.filter(pk=key).first()
            if source is None:
                raise ValidationError(_("The chosen source is gone. Choose another."))
        decided = self.decided | {"shape": shape_of(self.guessed), "columns": self.columns}
        return File(self.name, self.sha256, self.content, source, decided)
        return File(self.name, self.sha256, self.content, source, self.decided)
