"""What needs attention, whose it is and where it is mended: one set of rules, to which each room adds its own.

A room writes its rules in its `attention.py` and registers them in its app's `ready()`. The desk (dog_site/desk) asks
them for the first page, for the list of everything, for the mail and for `manage.py check_content`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from .form_places import place_in_form
from .mine import those_to_change
from .roles import COMMUNICATION

# What tells one thing from another of its rule fits in this (desk/models.py).
KEY_LENGTH = 200


class Kind(models.TextChoices):
    """What things are about, in the order in which they are shown."""

    LATE = "te-laat", pgettext_lazy("what needs attention", "Too late")
    BROKEN = "kapot", pgettext_lazy("what needs attention", "Broken")
    AMOUNTS = "bedragen", _("Amounts")
    NAMES = "bronnen", _("Sources and names")
    TEXTS = "teksten", _("Texts")
    AGENDA = "agenda", _("Agenda")
    MEDIA = "beeld", _("Images and documents")
    SITE = "site", _("The site")


@dataclass(frozen=True)
class Thing:
    """One thing that needs attention: `key` tells it from the others of its rule, for as long as it is the same one.

    `sentence` is for what the rule itself does not say; empty where the sentence of the rule holds.
    """

    key: str
    title: str
    address: str
    since: date | datetime | None = None
    sentence: str = ""


class Rule:
    """One reason why something may need attention. Its name is kept with what somebody put off, so it never changes."""

    name: str
    kind: Kind
    # The group that mends it, by name (roles.py).
    owner: str = COMMUNICATION
    # What is said of one thing, after its title; and of several together, with `%(count)s` in it (ngettext_lazy).
    sentence: str | Promise = ""
    of_many: str | Promise
    # What the link does where it is mended.
    action: str | Promise
    # Where the whole list of them stands in the admin; None for the list of the desk.
    list_address: Callable[[], str] | None = None

    def is_for(self, user: AbstractBaseUser) -> bool:
        """Whether `user` can mend what this finds."""
        raise NotImplementedError

    def things(self, user: AbstractBaseUser) -> Iterable[Thing]:
        """What `user` can mend; in a number of queries that does not grow with what it finds."""
        raise NotImplementedError


class RuleOfRows(Rule):
    """A rule that rows of the database answer: all of these together take one query (desk/asking.py)."""

    model: type[models.Model]
    # What tells a row from the others, how it is called, and since when it needs attention: a name of a field, or an
    # expression; None for unknown.
    key = "pk"
    title = "title"
    since = None

    def rows(self, user: AbstractBaseUser) -> QuerySet:
        """The rows that need attention and that `user` may change."""
        raise NotImplementedError

    def address(self, key: str) -> str:
        """Where the row with this key is mended."""
        raise NotImplementedError

    def still(self, keys: list[str]) -> list[str]:
        """Those of `keys` that need attention after all, where the database cannot tell; asked when it found any."""
        return keys


class RuleOfPages(RuleOfRows):
    """A rule about pages, for who may change them. `panel` names the field in the form where it is mended."""

    since = "latest_revision_created_at"
    panel = ""

    def is_for(self, user):
        return page_permission_policy.user_has_permission(user, "change")

    def rows(self, user):
        return those_to_change(self.pages(), user)

    def pages(self) -> QuerySet:
        """The pages that need attention, whoever may change them."""
        raise NotImplementedError

    def address(self, key):
        form = reverse("wagtailadmin_pages:edit", args=[key])
        return f"{form}#{self.anchor}" if self.panel else form

    @property
    def anchor(self) -> str:
        """The place of the field in the form."""
        return place_in_form(self.model, self.panel)

    # What still has to be done of a page that somebody writes, in a word or two; empty for what says nothing of one.
    todo: str | Promise = ""

    def is_done(self, content: dict) -> bool:
        """Whether a version of a page gives this rule nothing to say, by what is stored of its fields.

        It asks the database for nothing that is not kept: a list shows this of many drafts.
        """
        raise NotImplementedError


class RuleOfItems(RuleOfRows):
    """A rule about items of one model with a form in the admin, for who may change them."""

    def is_for(self, user):
        return user.has_perm(f"{self.model._meta.app_label}.{get_permission_codename('change', self.model._meta)}")

    def address(self, key):
        return reverse(self.model.snippet_viewset.get_url_name("edit"), args=[key])


_rules: dict[str, Rule] = {}


def register(*rules: Rule) -> None:
    """Add rules; within a kind they are asked in the order of registering."""
    for rule in rules:
        _rules[rule.name] = rule


def rule_named(name: str) -> Rule | None:
    return _rules.get(name)


def rules_for(user: AbstractBaseUser) -> list[Rule]:
    """The rules whose findings `user` can mend, by kind."""
    order = list(Kind)
    return sorted((rule for rule in _rules.values() if rule.is_for(user)), key=lambda rule: order.index(rule.kind))


def points_of(model: type[Page]) -> list[RuleOfPages]:
    """The rules that say of a page of this kind whether it is ready, in their order."""
    rules = (rule for rule in _rules.values() if isinstance(rule, RuleOfPages) and rule.todo)
    return [rule for rule in rules if issubclass(model, rule.model)]
