"""The forms of the admin as its views build them, for tables of values that need no page around them.

One value of each field goes through the front door as well, so that a field that nobody wired up still fails.
"""

from django.apps import apps
from django.contrib.auth import get_user
from django.urls import resolve
from django.utils.datastructures import MultiValueDict
from wagtail.models import Page, PageSubscription

from .browser import form_at, posted, values
from .html_forms import sent_by


def filled_in(client, url, /, *, form=None, as_draft=False, **typed):
    """The form at `url` with what was `typed`, checked as its view checks it; `form` is what it shows, if known."""
    data = posted((form_at(client, url) if form is None else form) | typed)
    form_class, arguments = _form_at(url, get_user(client))
    filled = form_class(_as_posted(data), MultiValueDict(), **arguments)
    if as_draft:
        filled.defer_required_fields()
    filled.is_valid()
    return filled


def _as_posted(data):
    return MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in data.items()})


def _form_at(url, user):
    """The class of the form at `url`, and what its view hands to it beside the data."""
    view = resolve(url)
    if "page_id" in view.kwargs:
        page = Page.objects.get(pk=view.kwargs["page_id"]).specific.get_latest_revision_as_object()
        return _form_of_page(page, page.get_parent(), user)
    if "parent_page_id" in view.kwargs:
        model = apps.get_model(view.kwargs["content_type_app_name"], view.kwargs["content_type_model_name"])
        parent = Page.objects.get(pk=view.kwargs["parent_page_id"]).specific
        return _form_of_page(model(owner=user, locale=parent.locale), parent, user)
    model, form_class = (view.func.view_initkwargs[name] for name in ("model", "form_class"))
    stored = model.objects.get(pk=view.kwargs["pk"]) if "pk" in view.kwargs else None
    return form_class, {"instance": stored.get_latest_revision_as_object() if stored else model(), "for_user": user}


def _form_of_page(page, parent, user):
    subscription = PageSubscription(page=page, user=user, comment_notifications=True)
    return page.get_edit_handler().get_form_class(), {
        "instance": page,
        "parent_page": parent,
        "for_user": user,
        "subscription": subscription,
    }


def fields_at(client, url) -> set[str]:
    """The names of all fields in the form at `url`."""
    return {*_form_at(url, get_user(client))[0].base_fields}


def shown_again(form, names) -> dict:
    """What stands in these fields of a form that was refused."""
    controls = "".join(str(form[name]) for name in names if name in form.fields)
    return values(sent_by(f'<form id="form">{controls}</form>'.encode(), "form"))


def one_of_each_field(rows, field=lambda row: row[-1]) -> list:
    """The first row of a table for each of the fields in it: those go through the front door."""
    return [*{field(row): row for row in reversed(rows)}.values()][::-1]
