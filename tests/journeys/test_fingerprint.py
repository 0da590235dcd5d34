"""A fingerprint is another one when anything is that a person, browser or validator could notice, and else the same."""

from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.http import HttpResponse

from dog_site.core.models import ContentVersion
from tests.factories import OrganisationFactory, ProjectPageFactory

from . import fingerprint
from .fingerprint import Fingerprints
from .same_rows import count_anew

TOKEN, OTHER_TOKEN = "a1B2" * 16, "c3D4" * 16
HTML = """<html lang="nl"><h1 class="dog-head wide">Bijdrage</h1><p id="a">€ 1.500 op 14 mei 2017</p>
<input type="hidden" name="csrfmiddlewaretoken" value="{token}">
<a href="/documenten/3/tussenstand{suffix}.pdf">Tussenstand</a><img src="/media/{image}" alt=""></html>"""
ADMIN = """<html><main class="content {classes}"><p>Gewijzigd {when} <b>{ago} geleden</b></p><div>{time}</div>
<time datetime="{moment}">toen</time><input name="contribution" value="1.500"></main></html>"""
VALUES = {
    "classes": "one two",
    "when": "28 november 2026 13.49",
    "ago": "34&nbsp;minuten",
    "time": "13.49",
    "moment": "2026-11-28T13:49:16.686285+01:00",
}


@pytest.fixture(autouse=True)
def images(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name, content in {"one.jpg": b"1", "same.jpg": b"1", "two.jpg": b"2"}.items():
        default_storage.save(name, ContentFile(content))


def of_page(html=HTML, address="/", status=200, headers=(), ground="ground", **values):
    html = html.format(**{"token": TOKEN, "suffix": "", "image": "one.jpg", **values})
    policy = {"Content-Security-Policy": "default-src 'none'; img-src 'self'", "ETag": '"one"', "Content-Length": "8"}
    response = HttpResponse(html, status=status, headers={**policy, **dict(headers)})
    return Fingerprints(ground).of_response(address, response)


def of_view(html=ADMIN, part="main", **values):
    return Fingerprints("ground").of_document(html.format(**{**VALUES, **values}), part)


@pytest.mark.parametrize(
    "before, after",
    [
        ("Bijdrage", "Bijdragen"),
        ("h1", "h2"),
        ("dog-head", "dog-heed"),
        ('id="a"', 'id="b"'),
        ('alt=""', 'alt="Een zaal"'),
        ("€ 1.500", "€ 1.501"),
        ("14 mei", "15 mei"),
        ("tussenstand", "eindstand"),
        ("/3/", "/4/"),
        ('lang="nl"', ""),
        ('type="hidden"', 'type="text"'),
        ("</p>", ""),
    ],
)
def test_another_page_has_another_fingerprint(before, after):
    assert of_page(HTML.replace(before, after)) != of_page()


@pytest.mark.parametrize(
    "changed",
    [
        {"image": "two.jpg"},
        {"image": "nowhere.jpg"},
        {"address": "/agenda/"},
        {"status": 404},
        {"headers": {"Content-Security-Policy": "default-src 'none'; img-src *"}},
        {"headers": {"Permissions-Policy": "camera=()"}},
        {"ground": "another browser"},
        {"token": TOKEN[:-1]},
        {"suffix": "_longer_name"},
    ],
)
def test_a_page_that_is_served_otherwise_has_another_fingerprint(changed):
    assert of_page(**changed) != of_page()


@pytest.mark.parametrize(
    "changed",
    [
        {"token": OTHER_TOKEN},
        {"suffix": "_x7Yz01a"},
        {"image": "same.jpg"},
        {"headers": {"Content-Security-Policy": "img-src 'self'; default-src 'none'"}},
        {"headers": {"ETag": '"another database"', "Content-Length": "9"}},
    ],
)
def test_what_differs_by_chance_leaves_the_fingerprint_of_a_page(changed):
    assert of_page(**changed) == of_page()


@pytest.mark.parametrize(
    "changed",
    [
        {"classes": "two one"},
        {"when": "1 december 2026\n09.05"},
        {"ago": "2&nbsp;uur"},
        {"time": "09.05"},
        {"moment": "2026-12-01T09:05:00Z"},
    ],
)
def test_when_a_row_was_written_leaves_the_fingerprint_of_a_view(changed):
    assert of_view(**changed) == of_view()


@pytest.mark.parametrize(
    "changed",
    [
        {"classes": "one two three"},
        {"when": "28 november 2026"},
        {"ago": "lang"},
        {"time": "bijna 13.49"},
        {"moment": "2026-11-28"},
        {"part": "body"},
        {"html": ADMIN.replace("1.500", "1.501")},
        {"html": ADMIN.replace("main", "div")},
    ],
)
def test_another_view_has_another_fingerprint(changed):
    assert of_view(**changed) != of_view()


def test_a_moment_in_a_public_page_belongs_to_its_fingerprint():
    assert of_page(HTML.replace("14 mei 2017", "14 mei 2017 13:49")) != of_page(
        HTML.replace("14 mei 2017", "14 mei 2017 13:50")
    )


def test_the_ground_is_another_when_the_browser_is():
    one, other = (fingerprint.ground(SimpleNamespace(version=version)) for version in ("150.0", "151.0"))

    assert one != other


def test_the_ground_holds_the_tools_our_files_and_the_checks():
    ground = fingerprint.ground(None)

    assert {
        "static/css/dog.css",
        "frontend/validate.mjs",
        "frontend/package-lock.json",
        "tests/journeys/browser.py",
        "tests/journeys/checks/axe.py",
        "tests/journeys/visit.py",
    } <= ground["files"].keys()
    assert not any("states" in name or "test_" in name for name in ground["files"])
    assert any(name.startswith("playwright-") for name in ground["packages"])
    assert any(name.startswith("wagtail-") for name in ground["packages"])


def test_the_ground_is_another_when_a_file_changes(monkeypatch):
    before = fingerprint.ground(None)
    digest = fingerprint._digest
    monkeypatch.setattr(fingerprint, "_digest", lambda path: digest(path) + ("!" if path.name == "dog.css" else ""))

    assert fingerprint.ground(None) != before


def test_rows_get_the_same_keys_and_numbers_each_time():
    def made():
        count_anew()
        with transaction.atomic():
            page, organisation = ProjectPageFactory(), OrganisationFactory()
            transaction.set_rollback(True)
        return page.pk, page.slug, page.theme.pk, organisation.pk, organisation.name

    first = made()
    with transaction.atomic():
        OrganisationFactory.create_batch(3)
        transaction.set_rollback(True)

    assert made() == first
    assert connection.in_atomic_block


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/resultaten/2017/", "/bestaat-niet/"])
def test_a_page_that_is_served_again_has_the_same_fingerprint(client, address):
    """Whatever header we add: on another database, or after content with another name, the same page is the same."""
    first = client.get(address)
    ContentVersion.raise_number(is_seen=False)
    again = client.get(address)

    assert first.get("ETag") != again.get("ETag") or "ETag" not in again
    assert Fingerprints("ground").of_response(address, again) == Fingerprints("ground").of_response(address, first)
