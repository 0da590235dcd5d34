"""What needs attention and who can mend it: one set of rules, to which each room adds its own.

A room registers its rules in its app's `ready()`; the first page of the admin shows them, and nothing is stored.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.utils.functional import Promise


@dataclass(frozen=True)
class Rule:
    """One thing that may need attention.

    `is_for` says who can mend it. `find` gives that person a sentence about what has to be done, empty when there is
    nothing, in a number of queries that does not grow with what it counts. `action` is the text of the link to
    `address`, the page where it is mended; a rule that knows it only with what it finds has no address, and its `find`
    gives the sentence and the address, or None.
    """

    name: str
    is_for: Callable[[AbstractBaseUser], bool]
    find: Callable[[AbstractBaseUser], str | tuple[str, str] | None]
    action: str | Promise
    address: Callable[[], str] | None = None


@dataclass(frozen=True)
class Need:
    """What a rule found, as somebody reads it."""

    sentence: str
    action: str
    address: str


_rules: dict[str, Rule] = {}


def register(rule: Rule) -> None:
    """Add a rule; rules are asked in the order of registering."""
    _rules[rule.name] = rule


def needs_of(user) -> list[Need] | None:
    """What `user` has to do by all rules for them; None when there are no such rules."""
    rules = [rule for rule in _rules.values() if rule.is_for(user)]
    if not rules:
        return None
    found = [(rule, rule.find(user)) for rule in rules]
    return [_need(rule, what) for rule, what in found if what]


def _need(rule, found):
    sentence, address = (found, rule.address()) if rule.address else found
    return Need(sentence, str(rule.action), address)
