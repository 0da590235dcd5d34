"""What publishing a draft would change elsewhere, told in its form and to who approves; each room adds its part."""

from collections.abc import Callable
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

# Given a row as it is stored and as it is proposed, what that changes, as a part of a page; empty when nothing does.
Teller = Callable[[models.Model, models.Model], str]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Ask `teller` whenever a change is shown."""
    _tellers.append(teller)


def effects_of(stored: models.Model, proposed: models.Model) -> list[str]:
    """What publishing `proposed` over `stored` changes elsewhere, as parts of a page."""
    return [part for teller in _tellers if (part := teller(stored, proposed))]


# Given a row as it is stored and the fields of its proposed version, one sentence; empty where it has nothing to say.
BriefTeller = Callable[[models.Model, dict], str]
_brief_tellers: list[BriefTeller] = []


def register_brief(teller: BriefTeller) -> None:
    """Ask `teller` where a change stands in a list; it asks the database for nothing that is not kept."""
    _brief_tellers.append(teller)


def line_of(stored: models.Model, content: dict) -> str:
    """What publishing a version with this `content` over `stored` changes, in one line; empty when nothing is known."""
    return next((line for teller in _brief_tellers if (line := teller(stored, content))), "")


class EffectOfDraftPanel(Panel):
    """In the form of a draft that waits to be proposed or approved: the effect that its approver will see."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/effects.html"

        @cached_property
        def effects(self):
            # What is typed and was not saved may be wrong in every way.
            if self.form.is_bound or not self.instance.pk:
                return []
            stored = type(self.instance)._base_manager.get(pk=self.instance.pk)
            return effects_of(stored, self.instance) if stored.changes_to(self.instance) else []

        def is_shown(self):
            return bool(self.effects)

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "effects": self.effects}


EFFECT = EffectOfDraftPanel(heading=_("What this draft changes on the site"))
