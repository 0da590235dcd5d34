"""The admin looks and speaks like the Office: its name in every title, its mark, its words, nothing of Wagtail's."""

import re
from pathlib import Path

import polib
import pytest
import wagtail
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.menu import admin_menu

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
        "deleted_pages",
    ),
    *("agenda:index", "nieuws:index", "projecten:index"),
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


def test_what_is_not_there_is_said_without_wagtail(log_in):
    answer = log_in("beheer").get("/beheer/bestaat-niet/")
    page = parsed(answer.content)

    assert answer.status_code == 404
    assert page.title.text.strip().endswith(f"- {NAME}")
    assert page.find(class_="page404__logo") is None
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


JE = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
OF_WAGTAIL = [Path(config.path) for config in apps.get_app_configs() if config.name.split(".")[0].startswith("wagtail")]
OURS = settings.LOCALE_PATHS[1] / "nl" / "LC_MESSAGES"


def said(domain):
    """All that Wagtail says in Dutch, with what is said here instead."""
    paths = {
        folder / "locale" / "nl" / "LC_MESSAGES" / f"{domain}.po" for folder in [*OF_WAGTAIL, Path(wagtail.__path__[0])]
    }
    entries = [entry for path in paths if path.exists() for entry in polib.pofile(str(path))]
    ours = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(OURS / f"{domain}.po"))}
    for entry in entries:
        if not entry.obsolete:
            mended = ours.get((entry.msgctxt, entry.msgid), entry)
            yield entry.msgid, " ".join([mended.msgstr, *mended.msgstr_plural.values()])


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_desk_says_u(domain):
    """Also to what a next version of Wagtail adds."""
    found = dict(said(domain))
    assert len(found) > 50
    assert {words: dutch for words, dutch in found.items() if JE.search(dutch)} == {}


def dutch_of(catalogue):
    return {(each.msgctxt, each.msgid): (each.msgstr, each.msgstr_plural) for each in catalogue}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_our_words_for_wagtail_are_compiled_and_all_of_use(domain):
    catalogue = polib.pofile(str(OURS / f"{domain}.po"))

    assert dutch_of(catalogue) == dutch_of(polib.mofile(str(OURS / f"{domain}.mo")))
    assert {each.msgid for each in catalogue} - {words for words, _dutch in said(domain)} == set()
    assert [each.msgid for each in catalogue if not each.translated()] == []


def test_our_words_come_before_those_of_wagtail():
    assert gettext("Dashboard") == "Bureau"
    assert gettext("Sign in to Wagtail") == "Inloggen"
    assert gettext("Locked by you") == "Vergrendeld door u"


def test_a_script_of_the_admin_says_u(log_in):
    answer = log_in("communicatie").get(reverse("wagtailadmin_javascript_catalog"))

    assert "Weet u het zeker" in answer.content.decode()
    assert "Weet je" not in answer.content.decode()
