"""Items that may be one and the same: named to who can mend it, and never merged by themselves."""

from collections import defaultdict

from django.db import models
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..kept import kept
from ..lists.names import same_name
from .attention import KEY_LENGTH, Kind, Rule, Thing
from .roles import FIGURES


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


class Doubles(Rule):
    """The rule of attention that names the doubles of `model`."""

    kind = Kind.NAMES
    owner = FIGURES
    sentence = _("may be the same; choose one everywhere, and delete the other")
    of_many = _("%(count)s names that stand double")
    action = _("To the list")

    def __init__(self, model):
        self.model, self.name = model, f"doubles-{model._meta.model_name}"
        self.list_address = lambda: reverse(model.snippet_viewset.get_url_name("list"))

    def is_for(self, user):
        return user.has_perm(f"{self.model._meta.app_label}.change_{self.model._meta.model_name}")

    def things(self, user):
        for names in kept(self.name, lambda: doubles_of(self.model)):
            title = get_text_list([f"“{name}”" for name in names], gettext("and"))
            yield Thing(key="|".join(sorted(names))[:KEY_LENGTH], title=title, address=self.list_address())
