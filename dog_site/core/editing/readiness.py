"""How far a page is: what the rules of attention (attention.py) still have to say of a version of it."""

import json
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.encoding import is_protected_type
from django.utils.translation import gettext as _
from wagtail.models import Page

from .attention import RuleOfPages, points_of


@dataclass(frozen=True)
class Readiness:
    """How many points of a page there are, and which rules have something left to do."""

    total: int
    todo: tuple[RuleOfPages, ...]

    @property
    def done(self) -> int:
        return self.total - len(self.todo)

    @property
    def words(self) -> str:
        """What is still to do, in a few words."""
        return ", ".join(str(rule.todo) for rule in self.todo)

    @property
    def count(self) -> str:
        return _("%(count)s of %(total)s") % {"count": self.done, "total": self.total}

    @property
    def sentence(self) -> str:
        return f"{_('Still to do:')} {self.words}"

    @property
    def is_ready(self) -> bool:
        return not self.todo


def readiness_of(model: type[Page], content: dict) -> Readiness | None:
    """The readiness of a version of a page of `model`; None for a kind without points, or what cannot be read."""
    points = points_of(model)
    if not points or not isinstance(content, dict):
        return None
    return Readiness(len(points), tuple(rule for rule in points if not rule.is_done(content)))


def content_of(page: Page) -> dict:
    """What a version of a page without one would hold: its own fields, as far as they were fetched with it."""
    deferred = page.get_deferred_fields()
    fields = [field for field in page._meta.concrete_fields if field.attname not in deferred]
    return json.loads(json.dumps({field.name: _stored(field, page) for field in fields}, cls=DjangoJSONEncoder))


def _stored(field, page):
    value = field.value_from_object(page)
    return value if is_protected_type(value) else field.value_to_string(page)
