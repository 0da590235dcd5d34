"""Adds rows up in groups, with each column of a row worked out once.

Django writes the expression of an annotation by which rows are grouped twice, and SQLite works it out twice: for a
mark with a subquery over all entries that doubles the time. Here the rows are a query of their own, with named columns.
"""

import sys
from collections.abc import Mapping, Sequence

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet


def in_groups(rows: QuerySet, keys: Sequence[str], amounts: Sequence[str], sums: Mapping[str, str]) -> list[dict]:
    """A dict for each set of values of `keys` among `rows`, with those and the `sums`, by name.

    `keys` and `amounts` are fields and annotations of a row, as for `values()`; a sum is SQL in which "{name}" is the
    column of that name. The keys are converted as Django would, the sums are as the database gives them.
    """
    names = list(dict.fromkeys((*keys, *amounts)))
    rows = rows.order_by().values_list(*names)
    # A limit keeps SQLite from writing the expressions into the outer query again.
    query = rows[: sys.maxsize].query
    connection = connections[rows.db]
    compiler = query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql(with_col_aliases=True)
    except EmptyResultSet:
        return []
    columns = {
        name: connection.ops.quote_name(alias)
        for name, (_expression, _sql, alias) in zip(names, compiler.select, strict=True)
    }
    outer = [*(columns[name] for name in keys), *(each.format(**columns) for each in sums.values())]
    places = ", ".join(str(number) for number in range(1, len(keys) + 1))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(outer)} FROM ({sql}) AS entry GROUP BY {places}", params)
        found = cursor.fetchall()
    converters = compiler.get_converters([expression for expression, *_ in compiler.select[: len(keys)]])
    if converters:
        found = compiler.apply_converters(found, converters)
    wanted = [*keys, *sums]
    return [dict(zip(wanted, row, strict=True)) for row in found]
