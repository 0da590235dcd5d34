"""Every answer of the site carries the headers that internet.nl asks for.

The rules are those of its own test: https://github.com/internetstandards/Internet.nl, checks/tasks/http_headers.py.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import path
from django.views.static import serve
from wagtail.models import PageViewRestriction

from dog_site import urls
from dog_site.core.models import DogDocument
from dog_site.operations.headers import media_origins
from funding.models import SourceDocument
from tests.desk.browser import entry, form_at, page_edit_url, project
from tests.pages import DOWNLOAD, parsed
from tests.test_settings import COMPLETE, ROOT

# As in development; in production the proxy serves /media/.
urlpatterns = [path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}), *urls.urlpatterns]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def directives(response):
    """The policy of a response, like {"default-src": {"'none'"}}."""
    parts = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {name: set(sources) for name, *sources in parts}


def faults(response):
    """What internet.nl would say about the headers of a public address."""
    policy = directives(response)
    sources = set().union(*policy.values())
    sound = {
        "default-src": policy.get("default-src") == {"'none'"},
        "base-uri": policy.get("base-uri") == {"'none'"},
        "frame-ancestors": policy.get("frame-ancestors") == {"'none'"},
        "form-action": policy.get("form-action") == {"'self'"},
        "sources": sources <= {"'self'", "'none'"},
        "X-Frame-Options": response["X-Frame-Options"] == "DENY",
        "X-Content-Type-Options": response["X-Content-Type-Options"] == "nosniff",
        "Referrer-Policy": response["Referrer-Policy"] == "same-origin",
        "Cross-Origin-Opener-Policy": response["Cross-Origin-Opener-Policy"] == "same-origin",
        "Permissions-Policy": {"camera=()", "microphone=()", "geolocation=()"}
        <= set(response["Permissions-Policy"].split(", ")),
    }
    return [name for name, is_sound in sound.items() if not is_sound]


def test_every_public_address_has_the_headers(site_as_made):
    found = {address: faults(answer) for address, answer in site_as_made.items()}

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    "address, status",
    [
        ("/bestaat-niet/", 404),
        ("/resultaten/1999/financiering.csv", 404),
        ("/.well-known/security.txt", 404),
        ("/projecten", 301),
        ("/projecten/?thema=bestaat-niet", 200),
    ],
)
def test_an_answer_that_is_no_page_has_the_headers(client, address, status):
    response = client.get(address)

    assert response.status_code == status
    assert faults(response) == []


def test_a_method_that_is_not_allowed_has_the_headers(client):
    response = client.post(DOWNLOAD)

    assert response.status_code == 405
    assert faults(response) == []


def test_a_server_error_has_the_headers(client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("projects.models.ProjectIndexPage.get_context", fail)
    client.raise_request_exception = False

    response = client.get("/projecten/")

    assert response.status_code == 500
    assert faults(response) == []


def test_a_redirect_to_https_has_the_headers(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/")

    assert response.status_code == 301
    assert response["Location"].startswith("https://")
    assert directives(response)["default-src"] == {"'none'"}


def test_a_static_file_has_the_headers(settings):
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True

    response = Client().get("/static/css/dog.css")

    assert response.status_code == 200
    assert response.getvalue() == Path(finders.find("css/dog.css")).read_bytes()
    assert faults(response) == []


@pytest.mark.urls(__name__)
def test_an_uploaded_file_has_the_headers(client):
    name = default_storage.save("images/plaatje.jpg", ContentFile(b"plaatje"))

    response = client.get(f"/media/{name}")

    assert response.getvalue() == b"plaatje"
    assert faults(response) == []


def test_a_document_keeps_the_policy_that_lets_nothing_in_it_run(client):
    document = DogDocument.objects.create(title="Brief", file=ContentFile(b"tekst", name="brief.txt"))
    SourceDocument.objects.create(title="De brief", kind="overig", document=document)  # so that visitors may open it

    response = client.get(document.url)

    assert response.getvalue() == b"tekst"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


def test_a_logged_in_editor_reads_public_pages_under_the_policy_of_visitors(log_in):
    client = log_in("beheer")

    response = client.get("/projecten/pygrunn/")

    assert b"wagtail-userbar" in response.content
    assert faults(response) == []


@pytest.mark.parametrize("address", ["/beheer/", "/beheer/login/", "/beheer/bestaat-niet/"])
def test_the_admin_has_a_policy_of_its_own(log_in, address):
    client = Client() if "login" in address else log_in("beheer")

    response = client.get(address)

    policy = directives(response)
    assert policy["script-src"] == {"'self'", "'unsafe-inline'"}
    assert policy["style-src"] == {"'self'", "'unsafe-inline'"}
    assert policy["img-src"] == {"'self'", "data:", "blob:"}
    assert policy["frame-ancestors"] == {"'none'"}
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


def test_only_a_preview_may_stand_in_a_frame_of_the_admin(log_in):
    client = log_in("cijfers")
    url = f"/beheer/snippets/funding/fundingentry/preview/{entry().pk}/"
    client.post(url, form_at(client, f"/beheer/snippets/funding/fundingentry/edit/{entry().pk}/"))

    preview = client.get(url, {"in_preview_panel": "true"})

    assert preview.status_code == 200
    assert directives(preview)["frame-ancestors"] == {"'self'"}
    assert preview["X-Frame-Options"] == "SAMEORIGIN"


def test_a_draft_that_an_editor_looks_at_cannot_be_framed(log_in):
    client = log_in("beheer")

    draft = client.get(page_edit_url(project()).replace("/edit/", "/view_draft/"))

    assert draft.status_code == 200
    assert directives(draft)["frame-ancestors"] == {"'none'"}
    assert draft["X-Frame-Options"] == "DENY"


def test_images_of_a_bucket_are_allowed_by_its_address(settings):
    options = {
        "bucket_name": "dog",
        "endpoint_url": "https://s3.example.org",
        "region_name": "nl",
        "access_key": "sleutel",
        "secret_key": "geheim",
    }
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    }

    origins = media_origins()
    page = Client().get("/")

    assert [re.sub("^https://(dog\\.)?", "", origin) for origin in origins] == ["s3.example.org"]
    assert directives(page)["img-src"] == {"'self'", *origins}


def inline_parts(page):
    """What the strict policy would refuse: style and handlers as attributes, style and script between tags."""
    for tag in page.find_all(True):
        attributes = [name for name in tag.attrs if name == "style" or name.startswith("on")]
        is_data = tag.name == "script" and tag.get("type") in ("application/ld+json", "application/json")
        is_inline = tag.name == "style" or (tag.name == "script" and not tag.get("src") and not is_data)
        if attributes or is_inline or str(tag.get("href", "")).startswith("javascript:"):
            yield str(tag)[:100]


def test_no_public_page_has_a_style_or_script_in_its_html(client, site_as_made):
    pages = {address: answer.soup for address, answer in site_as_made.items() if "." not in address}
    pages["/bestaat-niet/"] = parsed(client.get("/bestaat-niet/").content)
    found = {address: list(inline_parts(page)) for address, page in pages.items()}

    assert len(pages) > 40
    assert {address: parts for address, parts in found.items() if parts} == {}


def test_no_template_of_a_public_page_has_a_style_or_script_in_it():
    found = {
        str(template.relative_to(ROOT)): parts
        for template in (ROOT / "templates").rglob("*.html")
        if (parts := re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)[^>]*>|\son[a-z]+=", template.read_text()))
    }

    assert found == {}


def test_production_demands_https_for_a_year():
    script = "from django.conf import settings as s; print(s.SECURE_HSTS_SECONDS, s.SECURE_SSL_REDIRECT)"
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "dog_site.settings.production", **COMPLETE}

    found = subprocess.check_output([sys.executable, "-c", script], cwd=ROOT, env=environment, text=True)

    seconds, redirects = found.split()
    assert int(seconds) >= 31_536_000
    assert redirects == "True"


def test_a_secure_answer_says_how_long_to_demand_https(settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000

    response = Client().get("/", secure=True)

    assert response["Strict-Transport-Security"] == "max-age=31536000"


def is_private(response):
    told = {part.strip() for part in response.headers.get("Cache-Control", "").split(",")}
    return "private" in told and "public" not in told


@pytest.mark.parametrize("address", ["/beheer/", "/beheer/pages/", "/stijl/", "/projecten", "/favicon.ico"])
def test_whatever_an_editor_is_answered_is_in_no_shared_cache(log_in, address):
    assert is_private(log_in("communicatie").get(address))


def test_no_public_address_is_shared_when_an_editor_asked_for_it(log_in, site_as_made):
    client = log_in("beheer")
    by_kind = {address.split("/")[-1].split("?")[0] or address.split("/")[1]: address for address in site_as_made}

    answers = {address: client.get(address) for address in by_kind.values()}

    assert len(answers) > 20
    assert [address for address, answer in answers.items() if not is_private(answer)] == []


@pytest.mark.parametrize("method", ["post", "head"])
@pytest.mark.parametrize("address", ["/", "/bestaat-niet/", DOWNLOAD])
def test_a_refusal_to_an_editor_is_in_no_shared_cache(log_in, address, method):
    assert is_private(getattr(log_in("beheer"), method)(address))


def test_a_static_file_is_private_to_an_editor_and_kept_as_long(log_in, settings):
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    client = Client()
    as_visitor = client.get("/static/css/dog.css")["Cache-Control"]
    client.cookies = log_in("beheer").cookies

    as_editor = client.get("/static/css/dog.css")

    assert "private" not in as_visitor
    assert is_private(as_editor)
    assert re.search(r"max-age=\d+", as_visitor)[0] in as_editor["Cache-Control"]


def test_an_answer_that_begins_a_session_is_in_no_shared_cache(client):
    page = project()
    door = PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")
    address = f"/_util/authenticate_with_password/{door.pk}/{page.pk}/"

    opened = client.post(address, {"password": "geheim", "return_url": page.url})

    assert opened.cookies
    assert is_private(opened)
    assert is_private(client.get(page.url))


def test_what_visitors_are_answered_may_be_shared(site_as_made):
    told = {address: answer.headers.get("Cache-Control", "") for address, answer in site_as_made.items()}

    assert {address: found for address, found in told.items() if "private" in found} == {}
