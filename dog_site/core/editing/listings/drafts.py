"""What a page that is not public says in its latest version: its row is as it was when the page was made."""

from django.core.exceptions import ValidationError
from django.db.models import ManyToManyField, prefetch_related_objects
from wagtail.models import Revision

from ...models.stored import LARGEST_KEY

# What reading a value raises that is none.
NO_VALUE = (ValidationError, TypeError, ValueError, OverflowError)


def show_drafts(rows: list, names, related) -> None:
    """Fetch the relations `related` of all `rows`; what is not public gets the fields `names` of its latest version.

    The same few queries for one row and for all.
    """
    prefetch_related_objects(rows, *related)
    drafts = {row.latest_revision_id: row for row in rows if not row.live and row.latest_revision_id}
    if not drafts or not names:
        return
    fields = [rows[0]._meta.get_field(name) for name in names]
    found = Revision.objects.filter(pk__in=drafts).order_by().values_list("pk", *(f"content__{name}" for name in names))
    versions = [(drafts[key], dict(zip(fields, values, strict=True))) for key, *values in found]
    for field in fields:
        told = [(row, values[field]) for row, values in versions]
        if isinstance(field, ManyToManyField):
            _fill_in_many(field, [(row, value) for row, value in told if isinstance(value, list)])
        else:
            _fill_in(field, told)
    # Of what points elsewhere than it did.
    prefetch_related_objects(rows, *related)


def _fill_in(field, told):
    for row, value in told:
        try:
            read = field.to_python(value)
        except NO_VALUE:
            continue  # a version may hold anything; the row keeps what it had
        if isinstance(read, int) and not _is_key(read):
            continue
        if read is not None or field.null:
            setattr(row, field.attname, read)


def _fill_in_many(field, told):
    keys = {key for _row, value in told for key in value if _is_key(key)}
    others = field.related_model.objects.in_bulk(keys)
    for row, value in told:
        getattr(row, field.name).set([others[key] for key in value if _is_key(key) and key in others])


def _is_key(value):
    return isinstance(value, int) and abs(value) <= LARGEST_KEY
