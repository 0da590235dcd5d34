"""What the latest versions of the rows of a list say: the row of a page that is not public is as when it was made."""

from django.core.exceptions import ValidationError
from django.db.models import Case, F, ManyToManyField, TextField, When, prefetch_related_objects
from django.db.models.functions import Cast
from wagtail.fields import StreamField

from ...models.stored import LARGEST_KEY
from ..readiness import content_of

# What reading a value raises that is none.
NO_VALUE = (ValidationError, TypeError, ValueError, OverflowError)


def latest_contents(rows: list) -> list:
    """What is stored of the latest version of each row, or of the row itself where it has none: in one query."""
    if not rows:
        return []
    model = type(rows[0])
    texts = [field.name for field in model._meta.concrete_fields if isinstance(field, StreamField)]
    pages = model.objects.filter(pk__in=[row.pk for row in rows]).order_by()
    # The texts of a page, which its row is without, are asked of those without a version only.
    stored = [Case(When(latest_revision=None, then=Cast(F(name), TextField()))) for name in texts]
    found = {key: values for key, *values in pages.values_list("pk", "latest_revision__content", *stored)}
    # What somebody deletes meanwhile is not found.
    return [_content(row, texts, *found.get(row.pk, [None])) for row in rows]


def _content(row, texts, version, *own):
    return version if row.latest_revision_id else content_of(row) | dict(zip(texts, own, strict=False))


def show_drafts(rows: list, contents: list, names, related) -> None:
    """Fetch the relations `related` of all `rows`; what is not public gets the fields `names` of its latest version.

    The same few queries for one row and for all.
    """
    prefetch_related_objects(rows, *related)
    drafts = [
        (row, content)
        for row, content in zip(rows, contents, strict=True)
        if not row.live and row.latest_revision_id and isinstance(content, dict)
    ]
    if not drafts or not names:
        return
    for field in [rows[0]._meta.get_field(name) for name in names]:
        told = [(row, content.get(field.name)) for row, content in drafts]
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
    known = {other.pk: other for row, _value in told for other in getattr(row, field.name).all()}
    others = known | field.related_model.objects.in_bulk(keys - known.keys())
    for row, value in told:
        getattr(row, field.name).set([others[key] for key in value if _is_key(key) and key in others])


def _is_key(value):
    return isinstance(value, int) and abs(value) <= LARGEST_KEY
