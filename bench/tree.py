"""Places many pages at once: one by one takes a minute per thousand, most of it in signals that ask the same again."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models.sql import InsertQuery
from modelsearch.backends import get_search_backend
from modelsearch.index import get_indexed_models
from treebeard.numconv import NumConv
from wagtail.models import Locale, Page

# Rows of the search index in one go.
AT_ONCE = 1_000
NUMBERS = NumConv(Page.alphabet)
# The columns of a page that every type of page shares; the key comes from the database.
SHARED = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]


def add_pages(pages: Iterable[tuple[Page, Page]]) -> None:
    """Place each page of (parent, page) last below its parent, which is there already; all are of one type.

    What a save does beside writing the row is left to the caller: the search index, relations, the content version.
    """
    below, parents = defaultdict(list), {}
    for parent, page in pages:
        below[parent.pk].append(page)
        parents[parent.pk] = parent
    locale = Locale.get_default()
    for pk, children in below.items():
        parent = parents[pk]
        last = parent.get_last_child()
        number = NUMBERS.str2int(last.path[-Page.steplen :]) if last else 0
        for page in children:
            number += 1
            page.path = parent.path + NUMBERS.int2str(number).rjust(Page.steplen, Page.alphabet[0])
            page.depth = parent.depth + 1
            page.url_path = f"{parent.url_path}{page.slug}/"
            page.locale, page.draft_title = locale, page.title
        parent.numchild += len(children)
        Page.objects.filter(pk=pk).update(numchild=parent.numchild)
    _insert([page for children in below.values() for page in children])


def _insert(pages):
    """Django's bulk_create refuses a type of page, since its row is in two tables; so one table after the other."""
    if not pages:
        return
    model = type(pages[0])
    content_type = ContentType.objects.get_for_model(model)
    for page in pages:
        page.content_type = content_type
    rows = Page.objects.bulk_create(Page(**{name: getattr(page, name) for name in SHARED}) for page in pages)
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.page_ptr_id = row.pk
        page.id = row.pk
    fields = model._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, pages)
    for start in range(0, len(pages), size):
        query = InsertQuery(model)
        query.insert_values(fields, pages[start : start + size])
        query.get_compiler(connection=connection).execute_sql()


def add_relations(pages: Iterable[Page], name: str, chosen: Iterable[Iterable[models.Model]]) -> None:
    """Give each page its own `chosen` rows of the relation `name`, which is many to many."""
    pages = list(pages)
    if not pages:
        return
    field = type(pages[0])._meta.get_field(name)
    own, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    through = field.remote_field.through
    through.objects.bulk_create(
        through(**{f"{own}_id": page.pk, f"{other}_id": row.pk})
        for page, rows in zip(pages, chosen, strict=True)
        for row in rows
    )


def searched_models():
    """The models of which visitors find rows by their words."""
    return [model for model in get_indexed_models() if getattr(model, "is_searched_by_words", False)]


def last_keys() -> dict[type[models.Model], int]:
    """The highest key of each model that is searched; what comes after it is new."""
    return {model: model.objects.aggregate(last=models.Max("pk"))["last"] or 0 for model in searched_models()}


def index_after(keys: dict[type[models.Model], int]) -> None:
    """Put the rows with a higher key than those of `last_keys` into the search index."""
    backend = get_search_backend()
    for model, last in keys.items():
        index = backend.get_index_for_model(model)
        while rows := list(model.get_indexed_objects().filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
            index.add_items(model, rows)
            last = rows[-1].pk
