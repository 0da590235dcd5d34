"""What a version is of, by what is known of it without asking for the item itself."""

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page, Revision


def model_of(version: Revision) -> type | None:
    """The model of what a version is of; None when this code does not know it any more."""
    return ContentType.objects.get_for_id(version.content_type_id).model_class()


def kind_of(version: Revision) -> str:
    """What kind of thing it is, in a word."""
    model = model_of(version)
    return str(model._meta.verbose_name) if model else ""


def form_of(version: Revision) -> str:
    """Where its item is edited, whoever may; empty for what has no form."""
    return address_of("edit", version)


def address_of(name: str, version: Revision, *args) -> str:
    """A view of the item of a version, by the name that views of pages and of items share."""
    model = model_of(version)
    if model is None:
        return ""
    if issubclass(model, Page):
        return reverse(f"wagtailadmin_pages:{name}", args=[version.object_id, *args])
    return reverse(model.snippet_viewset.get_url_name(name), args=[quote(version.object_id), *args])
