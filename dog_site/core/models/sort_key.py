"""A column by which the database sorts names as people do, alike on every database."""

from django.db import models

from ..lists.names import LENGTH, sort_key


class SortKeyField(models.CharField):
    """Holds the sort_key of the field `of`, written with every row that is saved or made in bulk."""

    def __init__(self, of: str, **kwargs):
        self.of = of
        super().__init__(**{"max_length": LENGTH, "editable": False, "default": "", **kwargs})

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        return name, path, [self.of], kwargs

    def pre_save(self, instance, add):
        key = sort_key(getattr(instance, self.of))
        setattr(instance, self.attname, key)
        return key

    def db_parameters(self, connection):
        """PostgreSQL sorts by the rules of its own language unless it is told to look at the bytes."""
        parameters = super().db_parameters(connection)
        return parameters | {"collation": "C"} if connection.vendor == "postgresql" else parameters


def fill_sort_keys(model: type[models.Model]) -> None:
    """For a migration: write the keys of the rows that were there before."""
    of = model._meta.get_field("sort_key").of
    for pk, text in model._base_manager.values_list("pk", of):
        model._base_manager.filter(pk=pk).update(sort_key=sort_key(text))
