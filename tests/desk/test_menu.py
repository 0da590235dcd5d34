"""The menu of the desk, in the order of the work; each group sees only what it uses."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.menu import SubmenuMenuItem, admin_menu

WHOLE = ["Bureau", "Pagina's", "Agenda", "Nieuws", "Projecten", "Financiering"]
LAST = {"communicatie": ["Rapporten"], "coordinatie": ["Rapporten", "Instellingen"]}


def shown(log_in, username):
    request = log_in(username).get(reverse("wagtailadmin_home")).wsgi_request
    items = sorted(admin_menu.menu_items_for_request(request), key=lambda item: item.order)
    return request, items


def below(request, item):
    found = item.menu.menu_items_for_request(request) if isinstance(item, SubmenuMenuItem) else []
    return [str(each.label) for each in sorted(found, key=lambda each: each.order)]


@pytest.mark.parametrize(
    "username, labels",
    [
        ("communicatie", ["Bureau", "Pagina's", "Agenda", "Nieuws", "Projecten", "Images and documents", "Rapporten"]),
        ("cijfers", ["Bureau", "Projecten", "Financiering"]),
        ("coordinatie", [*WHOLE, "Images and documents", "Rapporten", "Instellingen"]),
        ("beheer", [*WHOLE, "Images and documents", "Rapporten", "Instellingen"]),
    ],
)
def test_the_menu_has_the_order_of_the_work(log_in, username, labels):
    _request, items = shown(log_in, username)

    found = [str(item.label) for item in items if item.name != "help"]

    assert found == [gettext(label) for label in labels]
    assert items[-1].name == "help"


def test_what_belongs_together_stands_together(log_in):
    request, items = shown(log_in, "beheer")
    found = {item.name: below(request, item) for item in items}

    assert found["agenda"] == ["Evenementen", "Locaties"]
    assert found["projecten"] == ["Projecten", "Thema’s", "Organisaties"]
    assert found["media"] == ["Afbeeldingen", "Documenten"]


def test_the_figures_desk_sees_of_projects_what_it_keeps(log_in):
    request, items = shown(log_in, "cijfers")

    assert below(request, next(item for item in items if item.name == "projecten")) == ["Thema’s", "Organisaties"]
