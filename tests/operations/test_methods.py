"""A visitor can read; whatever else is tried at a public address is told that the address does not have that method."""

import pytest
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from dog_site.core.images.share_cards import card_address
from dog_site.core.models import DogDocument
from projects.models import ProjectPage
from tests.pages import DOWNLOAD, public_pages

WRITING = ["post", "put", "patch", "delete", "options", "trace"]


@pytest.fixture
def strict():
    """A visitor of a site that asks for the token of a form, as in production."""
    return Client(enforce_csrf_checks=True)


def others(client):
    """Public addresses beside pages and files of the site as it was made."""
    document = DogDocument.objects.create(title="Brief", file=ContentFile(b"tekst", name="brief.txt"))
    Redirect.add_redirect("/oud/", "/nieuws/")
    return [document.url, card_address(ProjectPage.objects.first()), "/oud/", "/bestaat-niet/", "/favicon.ico"]


@pytest.mark.parametrize("method", WRITING)
def test_an_address_that_can_only_be_read_says_so(strict, site_as_made, method):
    addresses = [*site_as_made, *others(strict)]

    answers = {address: getattr(strict, method)(address) for address in addresses}

    assert len(addresses) > 100
    wrong = {address: answer.status_code for address, answer in answers.items() if answer.status_code != 405}
    assert wrong == {}
    assert {answer["Allow"] for answer in answers.values()} == {"GET, HEAD"}


def test_what_can_be_read_can_be_asked_for_without_its_content(client, site_as_made):
    """One address of each kind: a page of each type, each view of a file."""
    types = {page.url: page.content_type_id for page in public_pages()}
    kinds = {types.get(address) or address.split("/")[-1].split(".")[-1]: address for address in site_as_made}

    answers = {address: client.head(address) for address in [*kinds.values(), "/oud/", "/bestaat-niet/"]}

    assert len(kinds) > 12
    assert {answer.getvalue() for answer in answers.values()} == {b""}
    assert {answers.pop(address).status_code for address in ("/oud/", "/bestaat-niet/")} == {404}
    assert {answer.status_code for answer in answers.values()} == {200}


@pytest.fixture
def door():
    """The form that asks for the password of a page."""
    page = ProjectPage.objects.get(slug="pygrunn")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")
    return f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"


def test_the_door_of_a_restricted_page_takes_its_form_and_nothing_else(client, door):
    opened = client.post(door, {"password": "geheim", "return_url": "/projecten/pygrunn/"})

    assert (opened.status_code, opened["Location"]) == (302, "/projecten/pygrunn/")
    assert client.get("/projecten/pygrunn/").status_code == 200
    assert {getattr(client, method)(door).status_code for method in WRITING if method != "post"} == {405}


@pytest.mark.parametrize("return_url", ["https://kwaad.example/", "//kwaad.example"])
def test_a_door_that_may_not_lead_back_leads_to_a_page_that_exists(client, door, return_url):
    opened = client.post(door, {"password": "geheim", "return_url": return_url}, follow=True)

    assert opened.redirect_chain == [("/", 302)]
    assert opened.status_code == 200


def test_the_log_in_of_the_admin_leads_to_the_admin(client, django_user_model):
    django_user_model.objects.filter(username="beheer").update(password=make_password("een lang wachtwoord"))

    entered = client.post("/beheer/login/", {"username": "beheer", "password": "een lang wachtwoord"})

    assert (entered.status_code, entered["Location"]) == (302, "/beheer/")


def test_the_admin_takes_what_its_forms_send(log_in):
    assert log_in("beheer").post("/beheer/login/").status_code != 405


def test_a_post_without_a_token_is_not_called_forbidden_where_nothing_can_be_posted(strict):
    assert strict.post(DOWNLOAD).status_code == strict.post("/").status_code == 405
