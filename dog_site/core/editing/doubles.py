"""Items that may be one and the same: named to who can mend it, and never merged by themselves."""

from collections import defaultdict

from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from ..lists.names import same_name
from .attention import Rule


def doubles_of(model: type[models.Model]) -> list[list[str]]:
    """The names of `model` that are the same in other letters (names.same_name), in groups of two or more.

    Other names count where the model has `all_names`; a group holds the names of the items, in their order.
    """
    items: dict[str, dict] = defaultdict(dict)
    for item in model._default_manager.all():
        if getattr(item, "merged_into_id", None):
            continue  # somebody chose already
        for name in getattr(item, "all_names", [item.name]):
            items[same_name(name)][item.pk] = item.name
    groups = {tuple(sorted(found)): [*found.values()] for found in items.values() if len(found) > 1}
    return [*groups.values()]


def rule_of(model: type[models.Model], action: Promise) -> Rule:
    """The rule of attention that names the doubles of `model`; `action` is the text of the link to its list."""
    return Rule(
        name=f"doubles-{model._meta.model_name}",
        is_for=lambda user: user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"),
        find=lambda user: _sentence(doubles_of(model)),
        action=action,
        address=lambda: reverse(model.snippet_viewset.get_url_name("list")),
    )


def _sentence(groups):
    if not groups:
        return ""
    names = "; ".join(get_text_list([f"“{name}”" for name in group], _("and")) for group in groups)
    return _("These may be the same: %(names)s. Choose one everywhere, and delete the other.") % {"names": names}
