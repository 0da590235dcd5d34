"""The rows that a state makes get the same keys and numbers each time, in whatever order the tests run and where."""

from django.apps import apps
from django.db import connection
from factory import Factory

from tests import factories

# Above every key of the site of 2017.
FIRST_KEY = 100_001


def count_anew():
    """Let keys of new rows begin at FIRST_KEY, and what factories number at nought."""
    for found in vars(factories).values():
        if isinstance(found, type) and issubclass(found, Factory) and found._meta.model:
            found.reset_sequence(0, force=True)
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def statements():
    if connection.vendor == "sqlite":
        # SQLite has no row here yet for a table that never had one.
        yield "DELETE FROM sqlite_sequence"
        yield from (
            f"INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {FIRST_KEY - 1})" for table in tables()
        )
    else:
        yield f"SELECT setval(oid, {FIRST_KEY - 1}) FROM pg_class WHERE relkind = 'S'"


def tables():
    return [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.auto_field and model._meta.managed
    ]
