"""Where a field stands in the form of a page: the anchor of its part, which also opens the tab that it is in."""

from functools import cache

from wagtail.admin.panels import Panel
from wagtail.models import Page


@cache
def place_in_form(model: type[Page], field: str) -> str:
    """The anchor of the part of the form with `field`. Raises ValueError when no part has it."""
    handler = model.get_edit_handler()
    for tab, tab_name in zip(handler.children, handler.child_identifiers, strict=True):
        for part, name in zip(tab.children, tab.child_identifiers, strict=True):
            if _has(part, field):
                return f"panel-child-{tab_name}-{name}-section"
    raise ValueError(f"The form of {model._meta.verbose_name} has no {field}")


def _has(part: Panel, field: str) -> bool:
    children = getattr(part, "children", ())
    return getattr(part, "field_name", None) == field or any(_has(child, field) for child in children)
