"""A refusal is a page of the site in the language of the site, and needs no database."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.utils.translation import gettext

from home.views import bad_request, forbidden, form_refused, server_error
from tests.pages import parsed


def heading(response):
    return parsed(response.content).h1.get_text(strip=True)


@pytest.mark.parametrize(
    "view, arguments, status",
    [(bad_request, [None], 400), (forbidden, [None], 403), (form_refused, [], 403), (server_error, [], 500)],
)
def test_the_page_of_a_refusal_asks_the_database_nothing(rf, django_assert_num_queries, view, arguments, status):
    with django_assert_num_queries(0):
        response = view(rf.get("/", headers={"host": "kwaad.example"}), *arguments)

    page = parsed(response.content)
    assert response.status_code == status
    assert page.html["lang"] == "nl"
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.title.get_text().startswith(page.h1.get_text())
    assert page.find("a", href="/")


def test_an_address_of_another_host_is_a_request_that_cannot_be_read():
    response = Client().get("/", headers={"host": "kwaad.example"})

    assert response.status_code == 400
    assert heading(response) == gettext("This request could not be read")
    assert "kwaad" not in response.content.decode()


@pytest.mark.parametrize(
    "error, status, words",
    [
        (SuspiciousOperation("geheim"), 400, "This request could not be read"),
        (PermissionDenied("geheim"), 403, "You may not open this"),
    ],
)
def test_a_refusal_of_a_page_is_said_without_internals(client, monkeypatch, error, status, words):
    def refuse(*args, **kwargs):
        raise error

    monkeypatch.setattr("projects.models.ProjectIndexPage.get_context", refuse)

    response = client.get("/projecten/")

    assert response.status_code == status
    assert heading(response) == gettext(words)
    assert "geheim" not in response.content.decode()


def test_a_form_without_its_token_is_refused_in_words():
    response = Client(enforce_csrf_checks=True).post("/beheer/login/", {"username": "beheer"})

    assert response.status_code == 403
    assert heading(response) == gettext("Your form was not sent")
    assert "CSRF" not in response.content.decode()
