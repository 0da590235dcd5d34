"""Rows of the database as packed JSON, and back: what a deletion takes with it.

Django's own collector says which rows go, so a model of tomorrow is kept without a word.
Wagtail's `serializable_data()` holds the fields and children of one page only: no revisions, restrictions, redirects.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.deletion import Collector
from wagtail.models import GroupPagePermission

# What follows from other rows and is made anew, and what only somebody who gives rights may give.
LEFT_OUT_APPS = {"modelsearch"}
LEFT_OUT = {GroupPagePermission}
AT_ONCE = 500
LARGEST_KEY = 2**63


@dataclass
class Kept:
    """Everything of one deletion, as it is packed."""

    # Each row is a dict: "model" (its label), "key", and "values" by the names of its columns.
    rows: list[dict] = field(default_factory=list)
    # What it pointed at, by "label:key", as people know it.
    names: dict[str, str] = field(default_factory=dict)
    # Who may see what stands below the pages that were above it.
    restrictions: list[dict] = field(default_factory=list)
    # The groups that had rights on these pages only.
    groups: list[str] = field(default_factory=list)

    def pack(self) -> bytes:
        return zlib.compress(json.dumps(vars(self), cls=DjangoJSONEncoder).encode())

    @classmethod
    def unpack(cls, data) -> "Kept":
        """Raises ValueError for anything that `pack` did not make."""
        try:
            found = cls(**json.loads(zlib.decompress(bytes(data))))
        except (zlib.error, TypeError, ValueError) as error:
            raise ValueError("not a kept page") from error
        lists = (found.rows, found.restrictions, found.groups)
        is_whole = all(isinstance(each, list) for each in lists) and isinstance(found.names, dict)
        if not is_whole or not all(map(_is_row, [*found.rows, *found.restrictions])):
            raise ValueError("not a kept page")
        return found


def _is_row(row):
    return isinstance(row, dict) and isinstance(row.get("model"), str) and isinstance(row.get("values"), dict)


class _Everything(Collector):
    def can_fast_delete(self, *args, **kwargs):
        """Nothing is deleted here, so nothing is quicker than looking."""
        return False


def what_goes(queryset: models.QuerySet) -> list[dict]:
    """The rows that deleting `queryset` deletes."""
    collector = _Everything(using=queryset.db)
    collector.collect(queryset)
    keys = {model: {row.pk for row in rows} for model, rows in collector.data.items() if not _is_left_out(model)}
    return [row for model in keys for row in _written(model, keys[model])]


def rows_of(queryset: models.QuerySet) -> list[dict]:
    return [written(row) for row in queryset]


def _is_left_out(model):
    return model in LEFT_OUT or model._meta.app_label in LEFT_OUT_APPS


def _written(model, keys):
    keys = sorted(keys)
    for start in range(0, len(keys), AT_ONCE):
        found = model._base_manager.filter(pk__in=keys[start : start + AT_ONCE]).order_by("pk")
        yield from map(written, found)


def written(row: models.Model) -> dict:
    """The columns of one table: what a parent of the model has is a row of its own."""
    values = {each.attname: _value(each, row) for each in row._meta.local_concrete_fields}
    return {"model": row._meta.label_lower, "key": row.pk, "values": values}


def _value(column, row):
    value = column.value_from_object(row)
    is_plain = value is None or type(value) in (bool, int, float, str)
    return value if is_plain or isinstance(column, models.JSONField) else column.value_to_string(row)


def read(row: dict) -> tuple[models.Model | None, list[str]]:
    """The row as it would be saved, and the names of what cannot be read; None for a model that is no more."""
    model = model_of(row["model"])
    if model is None:
        return None, []
    columns = {each.attname: each for each in model._meta.local_concrete_fields}
    values, lost = {}, []
    for name, value in row["values"].items():
        try:
            values[name] = columns[name].to_python(value)
        except Exception:  # each field raises its own kind, and what was kept may hold anything
            lost.append(_label(columns.get(name), name))
    return model(**values), lost


def model_of(label) -> type[models.Model] | None:
    if not isinstance(label, str) or label.count(".") != 1:
        return None
    app, name = label.split(".")
    return apps.all_models.get(app, {}).get(name)


def _label(column, name):
    return str(getattr(column, "verbose_name", name))


def pointing(model: type[models.Model]) -> list[models.ForeignKey]:
    """The columns of one table that point at another row."""
    return [each for each in model._meta.local_concrete_fields if each.remote_field]


def existing(model: type[models.Model], keys: Iterable) -> set:
    """Those of `keys` that `model` has rows of; a key may be anything."""
    keys, found = [key for key in keys if _may_be_a_key(model, key)], set()
    for start in range(0, len(keys), AT_ONCE):
        found |= {*model._base_manager.filter(pk__in=keys[start : start + AT_ONCE]).values_list("pk", flat=True)}
    return found


def _may_be_a_key(model, key):
    try:
        key = model._meta.pk.to_python(key)
    except ValidationError:
        return False
    return not isinstance(key, int) or abs(key) < LARGEST_KEY


def root_model(model: type[models.Model]) -> type[models.Model]:
    """The model of which `model` takes its key: a link to a news page may be one to a page."""
    while model._meta.parents:
        model = next(iter(model._meta.parents))
    return model


def by_model(pairs: Iterable[tuple[type[models.Model], object]]) -> Iterator[tuple[type[models.Model], set]]:
    grouped = defaultdict(set)
    for model, key in pairs:
        grouped[model].add(key)
    yield from grouped.items()
