"""What nobody would type, in each part of every address of the site: an answer in words, never a server error.

The addresses come from the resolver, so a new one is among them by itself.
"""

from collections import ChainMap
from urllib.parse import quote, unquote

import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import Resolver404, URLPattern, get_resolver, resolve
from django.urls.converters import IntConverter
from django.utils.regex_helper import normalize
from wagtail.admin.views.pages.ordering import set_page_position
from wagtail.documents import get_document_model
from wagtail.models import Page

from dog_site.core.editing.unreadable import SaysWhatIsUnreadable
from events.models import EventPage
from tests.desk.browser import project, taken_back
from tests.desk.test_every_address import Parts, filled_in, waiting

__all__ = ["waiting"]

NUMBERS = {"0": "0", "twenty digits": "9" * 20}
TEXTS = {
    "a NUL": "%00",
    "a slash": "%2F",
    "two dots": "..",
    "ten thousand characters": "x" * 10_000,
    "an emoji": quote("🙂"),
    "from right to left": quote("שלום"),
    "a lone percent": "%",
    "more digits than Python reads": "9" * 5_000,
}
# Of the admin, what is open to who is not logged in.
DOORS = ("wagtailadmin_login", "wagtailadmin_password_reset")


def routes(resolver, around=(), namespaces=()):
    """Every address by its full name, with the patterns that it is made of."""
    for found in resolver.url_patterns:
        route = (*around, found.pattern)
        if isinstance(found, URLPattern):
            yield ":".join([*namespaces, found.name or ""]), route
        else:
            yield from routes(found, route, (*namespaces, found.namespace) if found.namespace else namespaces)


def templates():
    """Each address once: where its parts go, its name, and of each part whether it is a number."""
    found = {}
    for name, route in routes(get_resolver()):
        converters = ChainMap(*(pattern.converters for pattern in route))
        for template, parts in normalize("".join(pattern.regex.pattern for pattern in route)):
            # Ours that precedes one of Wagtail has no name; Wagtail's follows.
            found[f"/{template}"] = name, {part: isinstance(converters.get(part), IntConverter) for part in parts}
    return found


def good_parts():
    """What stands in an address by what its name has in it, where that is not what waits for approval."""
    page, document = project(), get_document_model().objects.first()
    page_type = {"content_type_app_name": "projects", "content_type_model_name": "projectpage"}
    return {
        "wagtailadmin_pages:add": page_type,
        "wagtailadmin_pages:preview_on_add": page_type,
        "wagtailadmin_pages:type_use": page_type,
        "wagtailadmin_pages:choose_parent": {"app_label": "projects", "model_name": "projectpage"},
        "wagtailadmin_pages:revisions_compare": {"_0": page.pk, "_1": "earliest", "_2": "latest"},
        "wagtailadmin_pages:set_page_position": {"page_to_move_id": page.pk},
        "wagtailadmin_tag_model_autocomplete": {"app_name": "taggit", "model_name": "tag"},
        "next_edition": {"page_id": EventPage.objects.first().pk},
        "wagtaildocs_serve": {"_0": document.pk, "_1": document.filename},
        "wagtail_serve": {"_0": "projecten/pygrunn/"},
        "series_": {"slug": "lets-gro"},
        "event_calendar": {"path": "trendship-17"},
        "project_feed": {"slug": "pygrunn"},
        "theme_feed": {"slug": "infrastructuur"},
        "funding_file": {"year": 2017, "suffix": "csv"},
        "figure_": {"year": 2017, "metric": "bijdrage", "scope": "alles"},
    }


def is_public(template, name):
    return name.startswith(DOORS) or not template.startswith("/beheer/")


def addresses(who):
    """Each address of the visitor, or of who is logged in, and the hostile ones by what is hostile in them."""
    known, good_by_name = Parts(), good_parts()
    for template, (name, parts) in templates().items():
        if not parts or is_public(template, name) != (who == "a visitor"):
            continue
        good = {part: value or 1 for part, value in filled_in(name, parts, known).items()}
        for kind, values in good_by_name.items():
            good |= values if kind in name else {}
        hostile = {
            (name, part, kind): template % {**good, part: value}
            for part, is_number in parts.items()
            for kind, value in (NUMBERS if is_number else TEXTS).items()
        }
        yield template % good, {what: url for what, url in hostile.items() if is_read(url)}


def is_read(url):
    """Whether a view gets the parts: what the admin does not know is answered in one place."""
    try:
        return not resolve(unquote(url)).route.endswith(".*/$")
    except Resolver404:
        return True


@pytest.mark.slow
@pytest.mark.parametrize("who, there, many", [("beheer", 150, 1_300), ("a visitor", 15, 400)])
def test_no_part_of_an_address_fails(waiting, nothing_is_rendered, who, there, many):  # noqa: F811
    client = waiting("beheer") if who == "beheer" else Client()
    client.raise_request_exception = False
    found, sent, failed = 0, 0, set()

    def status(method, url):
        with taken_back():
            answered = method(url).status_code
            transaction.set_rollback(False)
        return answered

    for good, hostile in addresses(who):
        found += status(client.get, good) < 400
        for what, url in hostile.items():
            for method in (client.get, client.post):
                sent += 1
                if status(method, url) >= 500:
                    failed.add((method.__name__, *what))

    assert found > there
    assert sent > many
    assert failed == set()


@pytest.mark.parametrize(
    "address", ["/beheer/images/chooser/chosen/x/", f"/beheer/funding/figurechange/inspect/{'x' * 100}/"]
)
def test_an_address_that_cannot_be_is_not_found(log_in, address):
    response = log_in("beheer").get(address)

    assert response.status_code == 404
    assert "De pagina kon niet worden gevonden" in response.content.decode()


def test_a_document_that_cannot_be_is_not_found(client):
    response = client.get(f"/documenten/{'9' * 5_000}/verslag.pdf")

    assert response.status_code == 404
    assert "Deze pagina" in response.content.decode()


def test_what_wagtail_raises_at_a_good_address_stays_a_server_error():
    root = Page.get_first_root_node()
    request = RequestFactory().get(f"/beheer/pages/{root.pk}/history/")
    request.resolver_match = resolve(request.path)
    with pytest.raises(AttributeError) as raised:
        set_page_position(request, root.pk)  # which has no parent

    assert SaysWhatIsUnreadable(None).process_exception(request, raised.value) is None


def test_the_place_of_a_page_is_only_changed_by_a_post(log_in):
    root = Page.get_first_root_node()

    assert log_in("beheer").get(f"/beheer/pages/{root.pk}/set_position/").status_code == 405
