"""The admin looks and speaks like the Office: its name in every title, its mark, its words, nothing of Wagtail's."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.menu import admin_menu

from dog_site.core.editing.words import WORDS
from news.models import NewsPage
from tests.pages import parsed

NAME = "Digital Office Groningen"
SIGN_IN, FORGOTTEN = "wagtailadmin_login", "wagtailadmin_password_reset"
VIEWS = [
    *("wagtailadmin_home", "wagtailadmin_explore_root", "wagtailadmin_account", "wagtailimages:index"),
    *(
        "wagtaildocs:index",
        "wagtailusers_users:index",
        "wagtailusers_groups:index",
        "wagtailadmin_reports:site_history",
    ),
    *("wagtailsnippets_funding_fundingentry:list", "wagtailsnippets_projects_theme:add", "wagtailredirects:index"),
]


def words_of(page):
    """What is read of a page: not its scripts, nor the templates from which they make more."""
    for element in page.find_all(["script", "style", "template", "noscript"]):
        element.decompose()
    return page.get_text(" ")


@pytest.mark.parametrize("name", [SIGN_IN, FORGOTTEN])
def test_who_signs_in_sees_the_office(client, db, name):
    page = parsed(client.get(reverse(name)).content)

    assert page.title.text.endswith(f"- {NAME}")
    assert "wagtail" not in words_of(page).lower()
    assert page.find(class_="login-logo") is None


def test_the_form_to_sign_in_is_dutch_and_says_what_is_wrong(client, db):
    answer = client.post(reverse(SIGN_IN), {"username": "beheer", "password": "fout"})
    page = parsed(answer.content)

    assert [label.text.strip(" *\n") for label in page.select("form label")][:2] == ["Gebruikersnaam", "Wachtwoord"]
    assert "horen niet bij elkaar" in words_of(page)
    assert page.select("input[placeholder]") == []
    assert page.find("input", {"name": "username"})["value"] == "beheer"


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_our_name_and_mark(log_in, name):
    answer = log_in("beheer").get(reverse(name))
    page = parsed(answer.content)

    assert page.title.text.strip().endswith(f"- {NAME}")
    assert b'<span class="dog-desk-mark">' in answer.content
    assert page.select_one('link[href*="css/admin.css"]')
    assert [icon["href"] for icon in page.select("link[rel=icon]")] != []
    assert page.select_one('link[rel="shortcut icon"]') is None
    assert "wagtail" not in words_of(page).lower()


def test_a_form_has_our_name(log_in):
    page = NewsPage.objects.first()
    shown = parsed(log_in("communicatie").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content)

    assert shown.title.text.strip().endswith(f"- {NAME}")


def test_help_has_nothing_that_nobody_asked_for(log_in):
    menu = log_in("communicatie").get(reverse("wagtailadmin_home")).content.decode()

    assert "keyboard-shortcuts-trigger" in menu
    assert "editor-guide" not in menu
    assert "whats-new" not in menu


@pytest.mark.parametrize("username", ["communicatie", "cijfers", "coordinatie", "beheer"])
def test_the_menu_begins_with_the_first_page(log_in, username):
    client = log_in(username)
    answer = client.get(reverse("wagtailadmin_home"))

    first = min(admin_menu.menu_items_for_request(answer.wsgi_request), key=lambda item: item.order)
    assert (first.label, first.url) == ("Bureau", reverse("wagtailadmin_home"))
    assert parsed(answer.content).h1.text.strip() == "Bureau"


def test_words_of_wagtail_are_ours(settings):
    """Our catalogue comes before Wagtail's; a word that Wagtail no longer has is of no use in it."""
    assert [word for word in WORDS if "agtail" in gettext(word)] == []
    assert gettext("Dashboard") == "Bureau"
