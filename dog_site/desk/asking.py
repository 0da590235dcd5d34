"""Asks the rules of attention what there is for somebody: all rules of rows in one query, the others one by one."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter

from django.db.models import CharField, Count, DateTimeField, F, TextField, Value, Window
from django.db.models.functions import Cast, RowNumber

from dog_site.core.editing.attention import Kind, Rule, RuleOfRows, Thing, rules_for

from .models import PutOff

logger = logging.getLogger(__name__)

# So many things of one rule are named one by one; of more the first page says how many there are.
FEW = 3
# So many of one rule are shown in the list of everything.
MOST = 200


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


def _ask_together(user, rules, put_off, most):
    """What each of `rules` found; a single one that fails makes that all are asked by themselves."""
    if not rules:
        return {}
    try:
        first, *others = (_rows(user, rule, put_off[rule.name], most) for rule in rules)
        return _sorted_out(rules, [*first.union(*others, all=True)])
    except Exception:
        return {rule: _ask_rows(user, rule, put_off[rule.name], most) for rule in rules}


def _ask_rows(user, rule, keys, most):
    try:
        return _sorted_out([rule], [*_rows(user, rule, keys, most)])[rule]
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


def _rows(user, rule, keys, most):
    """The oldest rows of a rule as (name of the rule, key, title, since, how many rows there are)."""
    title, since = rule.title, rule.since
    rows = rule.rows(user).order_by().annotate(found_key=Cast(rule.key, CharField()))
    if keys:
        rows = rows.exclude(found_key__in=keys)
    return (
        rows.annotate(
            found_by=Value(rule.name, output_field=TextField()),
            found_title=Cast(F(title) if isinstance(title, str) else title, TextField()),
            found_since=Cast(Value(None) if since is None else since, DateTimeField()),
            found_total=Window(Count("*")),
            found_place=Window(RowNumber(), order_by=[F("found_since").asc(nulls_last=True), F("pk").asc()]),
        )
        .filter(found_place__lte=most)
        .values_list("found_by", "found_key", "found_title", "found_since", "found_total", "found_place")
    )


def _sorted_out(rules, rows):
    of_rule = defaultdict(list)
    for name, *row in rows:
        of_rule[name].append(row)
    return {rule: _found(rule, sorted(of_rule[rule.name], key=itemgetter(-1))) for rule in rules}


def _found(rule, rows):
    if not rows:
        return Found(rule, 0, ())
    keys = [key for key, *_rest in rows]
    still = {*rule.still(keys)}
    things = tuple(Thing(key, title, rule.address(key), since) for key, title, since, *_rest in rows if key in still)
    return Found(rule, rows[0][3] - len(keys) + len(still), things)
