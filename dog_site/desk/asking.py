"""Asks the rules of attention what there is for somebody: all rules of rows in one query, the others one by one."""

import logging
import re
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, DateTimeField, F, TextField, Value
from django.db.models.functions import Cast

from dog_site.core.editing.attention import Kind, Rule, RuleOfRows, Thing, rules_for

from .models import PutOff

logger = logging.getLogger(__name__)

# So many things of one rule are named one by one; of more the first page says how many there are.
FEW = 3
# So many of one rule are shown in the list of everything.
MOST = 200
# The oldest rows of a rule: its name, key, title, since when, how many rows there are, place. Django can say this with
# window functions, which takes it half as long again to write, and lets the database number rows that nobody sees.
OLDEST = """
SELECT CAST(%s AS text), found_key, found_title, found_since, found_total,
    ROW_NUMBER() OVER (ORDER BY found_since NULLS LAST, found_pk)
FROM (
    WITH found AS MATERIALIZED ({rows})
    SELECT *, (SELECT COUNT(*) FROM found) AS found_total
    FROM found ORDER BY found_since NULLS LAST, found_pk LIMIT %s
) AS oldest"""
# SQLite looks pages up by an index of what nearly all of them are without; not of what has a plus before it.
NO_ALIAS = re.compile(r'[\w"]+\."alias_of_id" IS NULL')
MOMENT = Value(None, output_field=DateTimeField())


@dataclass(frozen=True)
class Found:
    """What one rule found for somebody: how many things in all, and the first of them, the oldest first.

    `has_failed` where the rule raised an error: then nobody knows what it would have found.
    """

    rule: Rule
    total: int
    things: tuple[Thing, ...]
    has_failed: bool = False

    @property
    def is_few(self) -> bool:
        return self.total <= FEW


def ask(user, *, most: int = FEW, rules: Iterable[Rule] | None = None) -> list[Found]:
    """What needs the attention of `user`, by kind; what is put off is left out.

    A rule that raises is logged and said in its place; the others go on.
    """
    put_off = defaultdict(set)
    for name, key in PutOff.objects.in_force().values_list("rule", "key"):
        put_off[name].add(key)
    rules = [rule for rule in (rules_for(user) if rules is None else rules) if "" not in put_off[rule.name]]
    rows = _ask_together(user, [rule for rule in rules if isinstance(rule, RuleOfRows)], put_off, most)
    found = [rows[rule] if rule in rows else _ask_one(user, rule, put_off[rule.name], most) for rule in rules]
    return [each for each in found if each.total or each.has_failed]


def by_kind(found: list[Found]) -> list[tuple[Kind, list[Found]]]:
    return [(kind, [*of_kind]) for kind, of_kind in groupby(found, key=attrgetter("rule.kind"))]


def told_to(user, put_off: Iterable[PutOff]) -> list[PutOff]:
    """Those of `put_off` that `user` would be told of: whoever may change one page is not told of all others."""
    keys = defaultdict(set)
    for each in put_off:
        keys[each.rule].add(each.key)
    found = {rule.name: _keys_of(user, rule, keys[rule.name]) for rule in rules_for(user) if rule.name in keys}
    return [each for each in put_off if each.key in found.get(each.rule, ())]


def _keys_of(user, rule, keys):
    """Those of `keys` that a rule finds for somebody; all that it finds together is told to whom the rule is for."""
    together = keys & {""}
    try:
        if isinstance(rule, RuleOfRows):
            rows = rule.rows(user).order_by().annotate(found_key=Cast(rule.key, CharField()))
            return together | {*rows.filter(found_key__in=keys).values_list("found_key", flat=True)}
        return together | {thing.key for thing in rule.things(user)}
    except Exception:
        logger.exception("The rule of attention %s failed", rule.name)
        return together


def _ask_together(user, rules, put_off, most):
    """What each of `rules` found; a single one that fails makes that all are asked by themselves."""
    try:
        return _found_by(user, rules, put_off, most)
    except Exception:
        return {rule: _ask_rows(user, rule, put_off, most) for rule in rules}


def _ask_rows(user, rule, put_off, most):
    try:
        return _found_by(user, [rule], put_off, most)[rule]
    except Exception:
        return _failed(rule)


def _ask_one(user, rule, keys, most):
    try:
        things = [thing for thing in rule.things(user) if thing.key not in keys or not thing.key]
    except Exception:
        return _failed(rule)
    return Found(rule, len(things), tuple(things[:most]))


def _failed(rule):
    logger.exception("The rule of attention %s failed", rule.name)
    return Found(rule, 0, (), has_failed=True)


def _found_by(user, rules, put_off, most):
    """What each of `rules` found, asked in one query of the oldest rows of each."""
    queries, params = [], []
    for rule in rules:
        with suppress(EmptyResultSet):
            sql, own = _rows(user, rule, put_off[rule.name]).query.sql_with_params()
            queries.append(OLDEST.format(rows=sql))
            params += [rule.name, *own, most]
    of_rule = defaultdict(list)
    if queries:
        sql = " UNION ALL ".join(queries)
        if connection.vendor == "sqlite":
            sql = NO_ALIAS.sub(r"+\g<0>", sql)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            for name, *row in cursor.fetchall():
                of_rule[name].append(row)
    return {rule: _found(rule, sorted(of_rule[rule.name], key=itemgetter(-1))) for rule in rules}


def _rows(user, rule, keys):
    """The rows of a rule that are not put off, with the columns that OLDEST takes of them."""
    title, since = rule.title, rule.since
    rows = rule.rows(user).order_by().annotate(found_key=Cast(rule.key, CharField()))
    if keys:
        rows = rows.exclude(found_key__in=keys)
    return rows.annotate(
        found_pk=F("pk"),
        found_title=Cast(F(title) if isinstance(title, str) else title, TextField()),
        found_since=Cast(Value(None) if since is None else since, DateTimeField()),
    ).values_list("found_pk", "found_key", "found_title", "found_since")


def _found(rule, rows):
    if not rows:
        return Found(rule, 0, ())
    keys = [key for key, *_rest in rows]
    still = {*rule.still(keys)}
    things = tuple(
        Thing(key, title, rule.address(key), _moment(since)) for key, title, since, *_rest in rows if key in still
    )
    return Found(rule, rows[0][3] - len(keys) + len(still), things)


def _moment(value):
    """A moment that the database gave, as Django gives it."""
    for convert in connection.ops.get_db_converters(MOMENT):
        value = convert(value, MOMENT, connection)
    return value
