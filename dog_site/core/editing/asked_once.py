"""What a form shows is asked once: Wagtail asks a dozen times how far the approval of an item is, and once for each row
what is chosen there. For who only shows a form: who saves it has to see what changes meanwhile.
"""

from collections import defaultdict
from functools import partial

from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest
from wagtail.admin.widgets import AdminPageChooser, BaseChooser
from wagtail.models import Page, WorkflowMixin

from . import asked_pages
from .references import references_in_texts


def shows(request: HttpRequest) -> bool:
    """Whether this request shows a form and saves nothing."""
    return request.method in ("GET", "HEAD")


def ask_of_approval(item) -> None:
    """Ask how far the approval of an item is, and by which workflow; Wagtail finds it there."""
    if not isinstance(item, WorkflowMixin):
        return
    # The name under which Wagtail keeps what its own `prefetch_workflow_states` found.
    active = item.workflow_states.active().select_related("current_task_state__task")
    item._current_workflow_states = list(active)
    ask_of_workflow(item)


def ask_of_workflow(item) -> None:
    workflow = item.get_workflow()
    item.get_workflow = lambda: workflow


def ask_what_is_chosen(form) -> None:
    """Ask once what can be chosen, and in one question per model what is chosen in its rows and linked in its texts.

    Each form, and each row of it, has fields of its own.
    """
    for field in form.fields.values():
        if isinstance(field, ModelMultipleChoiceField):
            # Without `iter` a list asks first how many there are.
            field.choices = list(iter(field.choices))
    rows = [row for rows in getattr(form, "formsets", {}).values() for row in rows.initial_forms]
    choosers = [
        (field.widget, row.initial.get(name))
        for row in rows
        for name, field in row.fields.items()
        if isinstance(field.widget, BaseChooser) and row.initial.get(name)
    ]
    keys = defaultdict(set)
    for chooser, key in choosers:
        keys[chooser.model_class].add(key)
    found = {model: model.objects.in_bulk(of_model) for model, of_model in keys.items()}
    chosen = [(chooser, found[chooser.model_class].get(key)) for chooser, key in choosers]
    linked = _pages_linked_in(form.instance)
    _ask_what_is_above([*linked, *(page for chooser, page in chosen if page and isinstance(chooser, AdminPageChooser))])
    for chooser, item in chosen:
        if item:
            chooser.get_instance = lambda _value, item=item: item
    asked_pages.remember(linked)


def _pages_linked_in(item) -> list[Page]:
    """The pages that the texts of an item lead to, in one question and one more per model."""
    keys = {key for model, key in references_in_texts(item) if issubclass(model, Page)}
    return list(Page.objects.filter(pk__in=keys).defer_streamfields().specific()) if keys else []


def _ask_what_is_above(pages) -> None:
    """A chooser opens at what is above the page that it shows."""
    if not pages:
        return
    above = {page.path: page for page in Page.objects.filter(path__in={_path_above(page) for page in pages})}
    for page in pages:
        page.get_parent = partial(above.get, _path_above(page))


def _path_above(page) -> str:
    return page.path[: -Page.steplen]
