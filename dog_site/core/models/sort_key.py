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


def fill_sort_keys(app: str, *names: str):
    """For a migration: write the keys of rows that were there before, of these models of the app."""

    def fill(apps, schema_editor):
        for name in names:
            model = apps.get_model(app, name)
            of = model._meta.get_field("sort_key").of
            for pk, text in model.objects.values_list("pk", of):
                model.objects.filter(pk=pk).update(sort_key=sort_key(text))

    return fill
