"""A form of ours that posts carries Django's token, and a post without it is refused."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from dog_site.core.editing.take_back import address_of
from dog_site.core.models import DeletedPage
from events.models import EventPage
from funding.models import FundingEntry
from news.models import NewsPage
from tests.factories import NewsPageFactory
from tests.rooms import MAY_KNOW

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
POSTS = re.compile(r"<form\b[^>]*\bmethod=[\"']?post\b.*?</form>", re.IGNORECASE | re.DOTALL)
ENTRIES = "/beheer/snippets/funding/fundingentry/"
TOKEN = "csrfmiddlewaretoken"


def somebody(username):
    return get_user_model().objects.get(username=username)


def next_edition():
    return f"/beheer/evenementen/{EventPage.objects.first().pk}/volgende-editie/"


def unpublication():
    return f"{ENTRIES}unpublish/{FundingEntry.objects.first().pk}/"


def approval():
    """The window in which somebody approves what a colleague proposed."""
    entry = FundingEntry.objects.get(reference="DOG-2017-003")
    entry.contribution, entry.change_reason = 2_500, "Besluit"
    entry.save_revision(user=somebody("cijfers"))
    state = entry.get_workflow().start(entry, somebody("cijfers"))
    return f"{ENTRIES}workflow/action/{entry.pk}/approve/{state.current_task_state.pk}/"


def bulk_action():
    return f"/beheer/bulk/funding/fundingentry/theme/?id={FundingEntry.objects.first().pk}"


def put_back():
    NewsPageFactory(title="Weg").delete()
    return reverse("put_back_page", args=[DeletedPage.objects.get().pk])


def put_back_from_the_list():
    """The form of its only row is sent to the page of that deletion."""
    put_back()
    return reverse("deleted_pages")


def taking_back():
    page = NewsPageFactory()
    page.save_revision().publish()
    return address_of(NewsPage.objects.get(pk=page.pk))


def edit_form():
    return f"{ENTRIES}edit/{FundingEntry.objects.first().pk}/"


def patterns(resolver):
    for pattern in resolver.url_patterns:
        yield from [pattern] if isinstance(pattern, URLPattern) else patterns(pattern)


@pytest.fixture
def strict():
    """Somebody who may do everything, on a site that asks for the token as in production."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(somebody("beheer"))
    return client


def forms(response):
    """The forms of a page that post, or of the window that a script shows."""
    html = json.loads(response.content)["html"] if response["Content-Type"] == "application/json" else response.content
    return BeautifulSoup(html, "html.parser").find_all("form", method=re.compile("post", re.IGNORECASE))


def test_every_form_of_our_own_that_posts_has_a_token():
    found = [(path, form) for path in TEMPLATES.rglob("*.html") for form in POSTS.findall(path.read_text())]

    assert len(found) > 2
    assert [str(path.relative_to(TEMPLATES)) for path, form in found if "{% csrf_token %}" not in form] == []


SENT = [next_edition, unpublication, approval, bulk_action, put_back, put_back_from_the_list, taking_back]


@pytest.mark.parametrize("make", SENT, ids=lambda make: make.__name__)
def test_a_form_is_taken_with_its_token_and_refused_without(strict, make):
    address = make()
    [form] = forms(strict.get(address))
    fields = {field["name"]: field.get("value", "") for field in form.find_all("input", attrs={"name": True})}

    address = form["action"] if put_back_from_the_list is make else address
    without = strict.post(address, {name: value for name, value in fields.items() if name != TOKEN})
    whole = strict.post(address, fields)

    assert fields[TOKEN]
    assert without.status_code == 403
    assert whole.status_code in (200, 302)


def test_what_an_entry_changes_is_told_with_the_token_of_its_form(strict):
    [form] = [form for form in forms(strict.get(edit_form())) if form.find(attrs={"data-effect": True})]
    address = form.find("button", formaction=True)["formaction"]
    token = form.find("input", attrs={"name": TOKEN})["value"]

    without, whole = strict.post(address, {}), strict.post(address, {TOKEN: token})

    assert (without.status_code, whole.status_code) == (403, 200)


def test_no_address_of_ours_takes_posts_of_other_sites():
    rooms = tuple(f"{room}." for room in MAY_KNOW)
    ours = [found for found in patterns(get_resolver()) if found.callback.__module__.startswith(rooms)]

    exempt = [str(found.pattern) for found in ours if getattr(found.callback, "csrf_exempt", False)]

    assert len(ours) > 40
    assert exempt == []
