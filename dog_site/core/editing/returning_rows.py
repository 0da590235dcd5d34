"""Kept rows on their way back into the database, where things changed since they left.

Nothing here trusts what was kept: it may be of an older version of the code, or damaged.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from .kept_rows import by_model, existing, pointing, read, root_model

# These name the item that they are about by its key alone.
NAMING_AN_ITEM = (Revision, WorkflowState)


class Refused(Exception):
    """Nothing was changed; the text says why."""


class ReturningRows:
    def __init__(self, kept_rows: list[dict]):
        # Fields that cannot be read, kinds of rows that do not come back, and what could not be without what is gone.
        self.lost: set[str] = set()
        self.left_out: set[str] = set()
        self.emptied: list[tuple[models.Model, models.Field]] = []
        # Where a key was taken: the new one, by the model and the old one.
        self.moved: dict[tuple[type[models.Model], object], object] = {}
        self.rows = [row for row in map(self._read, kept_rows) if row is not None]
        # A page before its own table, and both before what hangs on it.
        self.rows.sort(key=lambda row: (type(row) is not Page, not isinstance(row, Page)))

    def _read(self, kept):
        row, lost = read(kept)
        self.lost.update(lost)
        if row is None:
            self.left_out.add(kept["model"])
        return row

    @property
    def pages(self) -> list[Page]:
        """The rows of the table of all pages, the upper ones first."""
        return sorted((row for row in self.rows if type(row) is Page), key=lambda page: page.path or "")

    def of(self, model: type[models.Model]) -> list[models.Model]:
        return [row for row in self.rows if type(row) is model]

    def check_types(self):
        """Raise Refused unless each page has a row in every table of its type."""
        there = {(type(row), row.pk) for row in self.rows if isinstance(row, Page)}
        for page in self.pages:
            model = type_of(page)
            tables = [model, *model._meta.get_parent_list()] if model else []
            if not tables or any((table, page.pk) not in there for table in tables if issubclass(table, Page)):
                raise Refused(_("“%(title)s” cannot be put back: its type changed, or is no more.") % {"title": page})

    def cut_what_is_gone(self):
        """Empty each link to a row that is no more; a row that cannot be without it does not come back."""
        here = {(root_model(type(row)), row.pk) for row in self.rows}
        wanted = {pair for row in self.rows for _column, pair in _links(row)} - here
        known = here | {(model, key) for model, keys in by_model(wanted) for key in existing(model, keys)}
        while gone := [row for row in self.rows if not self._can_be_without(row, known)]:
            for row in gone:
                self._leave_out(row)
                known.discard((root_model(type(row)), row.pk))
            self.rows = [row for row in self.rows if not any(row is each for each in gone)]

    def _can_be_without(self, row, known):
        for column, pair in _links(row):
            if pair not in known:
                if not column.null:
                    return False
                setattr(row, column.attname, None)
                self.emptied.append((row, column))
        return True

    def _leave_out(self, row):
        if isinstance(row, Page):
            raise Refused(
                _("“%(title)s” cannot be put back: it cannot be without something that is gone now.")
                % {"title": _title_of(row, self.pages)}
            )
        self.left_out.add(str(row._meta.verbose_name_plural))

    def save(self):
        """Write the rows, each under its own key where that is free."""
        keys = by_model((root_model(type(row)), row.pk) for row in self.rows if row.pk is not None)
        taken = {(model, key) for model, wanted in keys for key in existing(model, wanted)}
        self.rows = [row for row in self.rows if self._save(row, taken)]
        if self.moved:
            for row in self.rows:
                self._follow(row, is_saved=True)

    def _save(self, row, taken):
        before = (root_model(type(row)), row.pk)
        self._follow(row)
        has_own_key = not type(row)._meta.pk.remote_field
        if has_own_key and before in taken:
            row.pk = None
        try:
            with transaction.atomic():
                row.save_base(raw=True, force_insert=True)
        except (DatabaseError, ValueError, TypeError, OverflowError) as error:
            if isinstance(row, Page):
                sentence = _("“%(title)s” cannot be put back: something else took what only one page can have.")
                raise Refused(sentence % {"title": _title_of(row, self.pages)}) from error
            self.left_out.add(str(row._meta.verbose_name_plural))
            return False
        if has_own_key and row.pk != before[1]:
            self.moved[before] = row.pk
        return True

    def _follow(self, row, is_saved=False):
        """Let the links of `row` lead to the new keys of what got one."""
        changed = {column.attname: self.moved[pair] for column, pair in _links(row) if pair in self.moved}
        if isinstance(row, NAMING_AN_ITEM) and str(row.object_id).isdecimal():
            key = self.moved.get((Page, int(row.object_id)))
            changed |= {"object_id": str(key)} if key else {}
        for name, value in changed.items():
            setattr(row, name, value)
        if changed and is_saved:
            type(row)._base_manager.filter(pk=row.pk).update(**changed)


def type_of(page: Page) -> type[Page] | None:
    """Its type; None where that is no more, or is none of a page."""
    kind = ContentType.objects.filter(pk=page.content_type_id).first()
    model = kind.model_class() if kind else None
    return model if model and issubclass(model, Page) else None


def _links(row):
    """The columns of `row` that point at another one, each with the model and the key of that."""
    for column in pointing(type(row)):
        key = getattr(row, column.attname)
        if key is not None and column.target_field.primary_key:
            yield column, (root_model(column.related_model), key)


def _title_of(row, pages):
    return next((page.title for page in pages if page.pk == row.pk), row.pk)
