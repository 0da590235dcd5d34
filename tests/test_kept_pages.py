"""What a page shows is kept: the next visitor waits for the page itself only, and an editor sees the preview."""

import pickle

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dog_site.core.kept import Keeping, keeping, once
from dog_site.core.models import ContentVersion
from projects.models import ProjectPage

# Wagtail asks for the page of each level, and whether any of them is restricted.
ROUTE = 9
PAGES = [
    "/",
    "/projecten/",
    "/projecten/?thema=infrastructuur&sortering=bijdrage",
    "/projecten/draadloos-groningen/",
    "/themas/",
    "/themas/infrastructuur/",
    "/resultaten/",
    "/resultaten/2017/",
    "/resultaten/2017/cijfer/bijdrage/hoofdtotaal/",
    "/agenda/",
    "/agenda/?periode=voorbij&thema=infrastructuur",
    "/agenda/?weergave=maand",
    "/nieuws/",
    "/organisaties/",
]


@pytest.mark.parametrize("address", PAGES)
def test_the_next_visitor_waits_for_no_more_than_the_page_itself(client, address):
    client.get(address)
    # With a parameter that nobody knows an answer is not kept as a whole.
    unknown = f"{address}{'&' if '?' in address else '?'}onbekend=1"

    with CaptureQueriesContext(connection) as captured:
        response = client.get(unknown)

    assert response.status_code == 200
    assert len(captured) <= ROUTE + 1  # the version


def test_whatever_is_kept_can_be_shared_with_other_workers(client, monkeypatch):
    """A shared cache keeps bytes: what cannot become bytes is made by each worker anew."""
    made = {}
    monkeypatch.setattr(once.shared, "put", made.__setitem__)
    ContentVersion.raise_number()

    for address in PAGES:
        client.get(address)

    unfit = {}
    for key, value in made.items():
        try:
            pickle.loads(pickle.dumps(value))
        except Exception as error:  # each kind of value has errors of its own
            unfit[key] = error
    assert len(made) > len(PAGES)
    assert unfit == {}


class Request:
    def __init__(self, is_preview):
        self.is_preview = is_preview


def test_nothing_of_a_preview_is_kept_and_what_is_kept_is_no_preview():
    page = ProjectPage.objects.get(slug="draadloos-groningen")
    keeping(page, Request(is_preview=False))("text", lambda: "as saved")

    assert keeping(page, Request(is_preview=True))("text", lambda: "as typed") == "as typed"
    assert keeping(page, Request(is_preview=False))("text", lambda: "once more") == "as saved"
    assert keeping(ProjectPage(title="Nieuw"), Request(is_preview=False)) == Keeping()
