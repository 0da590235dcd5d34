"""The handbook is read inside the admin, and every form leads to the part about it."""

import bs4
import pytest
from django.urls import reverse

from dog_site.core.editing.help_places import OTHER_PAGES, PARTS
from home.models import HomePage, StandardPage
from projects.models import ProjectIndexPage, ProjectPage
from tests.desk.browser import edit_url, entry
from tests.journeys.pictures import PICTURES, drawing, drawing_then

HANDBOOK = "/beheer/handboek/"


def read(client, address=HANDBOOK):
    answer = client.get(address)
    assert answer.status_code == 200
    return bs4.BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize("role", ["communicatie", "cijfers", "coordinatie", "beheer"])
def test_everybody_in_the_admin_reads_it(log_in, role):
    page = read(log_in(role))

    assert page.h1.text == "Handboek voor redacteuren"
    assert len(page.select(".d-handbook nav a")) > 25
    assert page.select(".d-read table")


def test_a_visitor_does_not(client, db):
    answer = client.get(HANDBOOK)

    assert answer.status_code == 302
    assert reverse("wagtailadmin_login") in answer["Location"]


def test_every_way_within_it_leads_somewhere(log_in):
    page = read(log_in("communicatie"))
    places = {element["id"] for element in page.select("[id]")}

    assert [a["href"] for a in page.select(".d-handbook a[href^='#']") if a["href"][1:] not in places] == []
    assert [part for part in {*PARTS.values(), OTHER_PAGES} if part not in places] == []


def test_a_form_leads_to_the_part_about_it(log_in):
    project, page = ProjectPage.objects.first(), StandardPage.objects.first()
    client = log_in("beheer")
    forms = {
        f"/beheer/pages/{project.pk}/edit/": "een-project-maken",
        f"/beheer/pages/{page.pk}/edit/": OTHER_PAGES,
        edit_url(entry()): "een-cijfer-corrigeren",
    }

    found = {form: read(client, form).select_one("a.d-help")["href"] for form in forms}

    assert found == {form: f"{HANDBOOK}#{part}" for form, part in forms.items()}


@pytest.mark.parametrize(
    "form, part",
    [
        ("pages/add/projects/projectpage/{projects}/", "een-project-maken"),
        ("pages/add/home/standardpage/{home}/", OTHER_PAGES),
        ("snippets/funding/fundingentry/add/", "een-cijfer-corrigeren"),
        ("snippets/events/venue/add/", "locaties"),
    ],
)
def test_a_form_of_something_new_does_so_too(log_in, form, part):
    places = {"projects": ProjectIndexPage.objects.get().pk, "home": HomePage.objects.get().pk}

    page = read(log_in("beheer"), f"/beheer/{form.format(**places)}")

    assert page.select_one("a.d-help")["href"] == f"{HANDBOOK}#{part}"


def test_what_the_handbook_does_not_tell_of_leads_nowhere(log_in):
    assert not read(log_in("beheer"), "/beheer/redirects/add/").select("a.d-help, .d-ready")


def test_the_menu_of_help_has_it(log_in):
    assert f'"{HANDBOOK}"' in log_in("communicatie").get("/beheer/").content.decode()


def test_every_picture_is_there_and_was_taken_of_the_desk_as_it_is(log_in):
    client = log_in("communicatie")
    pictures = [image["src"] for image in read(client).select(".d-read img")]

    assert len(pictures) == len(PICTURES)
    assert {client.get(address)["Content-Type"] for address in pictures} == {"image/webp"}
    assert {name for name in PICTURES if drawing_then(name) != drawing(name)} == set(), "run make screenshots"
    assert all(image["alt"] for image in read(client).select(".d-read img"))


def test_a_picture_that_does_not_exist_is_not_found(log_in):
    assert log_in("communicatie").get(f"{HANDBOOK}beeld/bestaat-niet/").status_code == 404
