"""What somebody starts from the first page of the admin: a form that is not empty; each room adds its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse
from django.utils.functional import Promise
from wagtail.models import Page

from ..kept import kept

# What names the start in the address of a form.
PARAMETER = "begin"


@dataclass(frozen=True)
class Start:
    """A button, and the form that it opens; `fill` gives a new page what it begins with.

    `address` gives where the form is for this user, or None for who may not make one. `rows` are the lists in the form
    that open with empty rows, and with how many.
    """

    name: str
    label: str | Promise
    address: Callable[[AbstractBaseUser], str | None]
    fill: Callable[[Page], None] | None = None
    rows: Mapping[str, int] = field(default_factory=dict)


_starts: dict[str, Start] = {}


def register(*starts: Start) -> None:
    """Add buttons, in the order in which they are shown."""
    for start in starts:
        _starts[start.name] = start


def starts_for(user) -> list[tuple[Start, str]]:
    """The buttons for `user`, each with its address."""
    found = [(start, start.address(user)) for start in _starts.values()]
    return [(start, address) for start, address in found if address]


def address_of(name: str, user) -> str | None:
    """Where the start called `name` is for `user`; None for who may not, or where there is no such start."""
    start = _starts.get(name)
    return start and start.address(user)


def fill(name: str, page: Page) -> None:
    """Let a new `page` begin as the start called `name` has it; any other name changes nothing."""
    start = _starts.get(name)
    if start and start.fill:
        start.fill(page)


def form_for(name: str, form_class: Callable) -> Callable:
    """What makes the form of a new page that begins as the start called `name` has it."""
    start = _starts.get(name)

    def made(**kwargs):
        form = form_class(**kwargs)
        for relation, count in start.rows.items():
            form.formsets[relation].extra = count
        return form

    return made if start and start.rows else form_class


def new_page(model: type[Page], parent_model: type[Page], name: str = "") -> Callable[[AbstractBaseUser], str | None]:
    """Where a new page of `model` is made under the first `parent_model`, for who may add one there."""

    def address(user):
        parent = kept(f"first:{parent_model._meta.label}", lambda: parent_model.objects.order_by("path").first())
        if parent is None or not parent.permissions_for_user(user).can_add_subpage():
            return None
        form = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
        return f"{form}?{PARAMETER}={name}" if name else form

    return address


def new_item(model) -> Callable[[AbstractBaseUser], str | None]:
    """Where a new item of `model` is made, for who may."""

    def address(user):
        may = user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}")
        return reverse(model.snippet_viewset.get_url_name("add")) if may else None

    return address
