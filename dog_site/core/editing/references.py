"""What an item points at: in its fields, its texts and what hangs on it, in the version at hand."""

import re
from collections.abc import Iterator

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import Page

# A link in a text holds whatever was sent, and a database refuses more digits.
_MAY_BE_A_KEY = re.compile("[0-9]{1,18}")


def references_of(item: models.Model) -> Iterator[tuple[type[models.Model], int]]:
    """The model and primary key of everything that `item` points at; a page as the model that the field names."""
    for field in item._meta.get_fields():
        if points(field) and field.many_to_many:
            yield from ((field.related_model, each.pk) for each in getattr(item, field.name).all())
        elif points(field) and (key := field.value_from_object(item)):
            yield field.related_model, key
    yield from references_in_texts(item)
    if isinstance(item, ClusterableModel):
        for relation in get_all_child_relations(item):
            for child in getattr(item, relation.get_accessor_name()).all():
                yield from references_of(child)


def references_in_texts(item: models.Model) -> Iterator[tuple[type[models.Model], int]]:
    """The model and primary key of everything that the texts of `item` itself point at."""
    for field in item._meta.get_fields():
        if hasattr(field, "extract_references") and (value := field.value_from_object(item)):
            found = [(model, str(key)) for model, key, *_path in field.extract_references(value)]
            yield from ((model, int(key)) for model, key in found if _MAY_BE_A_KEY.fullmatch(key))


def points(field) -> bool:
    """Whether a field of a model points at something that an editor chose."""
    chosen = field.concrete and (field.many_to_one or field.many_to_many) and field.model is not Page
    return chosen and not isinstance(field, ParentalKey)
