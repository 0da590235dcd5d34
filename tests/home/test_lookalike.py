"""An address that is not there is answered with pages whose address looks like it, at little cost whatever is asked."""

import datetime

import pytest
from django.db import DatabaseError, connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction, Site

from home.lookalike import pages_alike
from home.views import page_not_found
from tests.factories import ProjectPageFactory, many_pages
from tests.pages import parsed

HOSTILE = {
    "NUL": "/projecten/py%00grunn/",
    "emoji": "/projecten/🎉👩‍💻🇳🇱/",
    "emoji, escaped": "/projecten/%F0%9F%8E%89/",
    "right to left": "/projecten/\u202emedoc.\u202c مدينة/",
    "no UTF-8": "/projecten/%ff%fe%80/",
    "escaped twice": "/projecten/%2500%252e%252e/",
    "signs": "/'\"<script>alert(1)</script>&;--/",
    "half an escape": "/projecten/%/%2/%zz/",
    "5.000 letters": f"/projecten/{'pygrunn' * 700}/",
    "5.000 parts": f"/{'a/' * 5_000}",
    "5.000 words": f"/projecten/{'py-' * 1_700}/",
    "only signs": "/-/_/./",
    "two slashes": "//projecten//pygrun",
    "a file": "/wp-login.php",
    "combining": "/" + "e\u0301" * 90 + "/",
}


def offered(client, address):
    response = client.get(address)
    assert response.status_code == 404
    return [link["href"] for link in parsed(response.content).select("main nav[aria-labelledby=lijkt-erop] a")]


@pytest.mark.parametrize(
    "asked, first",
    [
        ("/projecten/pygrun/", "/projecten/pygrunn/"),  # a letter less
        ("/projecten/py-grunn/", "/projecten/pygrunn/"),
        ("/PROJECTEN/PyGrunn.html", "/projecten/pygrunn/"),
        ("/projecten/oud/pygrunn/", "/projecten/pygrunn/"),  # moved
        ("/pygrun/", "/agenda/pygrunn/"),  # a shorter address is more like it
        ("/projecten/wat-is-it-academy/", "/projecten/it-academy/"),  # all its words
        ("/themas/infrastructure/", "/themas/infrastructuur/"),
        ("/agenda/bestaat-niet-hoor/", "/agenda/"),  # the list that it would be in
        ("/xyzzy/", None),
        ("/2017/", "/resultaten/2017/"),
        ("/wp-login.php", None),
    ],
)
def test_an_address_with_a_mistake_leads_to_the_page_that_was_meant(client, asked, first):
    assert next(iter(offered(client, asked)), None) == first


def test_at_most_five_pages_are_offered(client):
    many_pages(ProjectPageFactory, [{"title": f"Glasvezel {n}", "slug": f"glasvezel-{n}"} for n in range(9)])

    assert len(offered(client, "/projecten/glasvezel/")) == 5


@pytest.mark.parametrize("hide", ["draft", "expired", "restricted"])
def test_only_what_everybody_may_see_is_offered(client, hide):
    page = ProjectPageFactory(title="Geheim plan", slug="geheim-plan", live=hide != "draft")
    if hide == "expired":
        type(page).objects.filter(pk=page.pk).update(expire_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    if hide == "restricted":
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    response = client.get("/projecten/geheim-plann/")

    assert offered(client, "/projecten/geheim-plann/") == ["/projecten/"]
    assert "Geheim" not in response.content.decode()


def test_what_expires_while_addresses_are_kept_is_not_offered_any_more(client):
    page = ProjectPageFactory(slug="glasvezel")
    before = offered(client, "/projecten/glasvezl/")

    type(page).objects.filter(pk=page.pk).update(expire_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))

    assert before[0] == page.url
    assert page.url not in offered(client, "/projecten/glasvezl/")


@pytest.mark.parametrize(
    "asked, words",
    [
        ("/projecten/py-grunn_2017.html", "projecten py grunn 2017"),
        ("/caf%C3%A9/", "café"),
        ("/%00%3Cscript%3E/", "script"),
        (f"/{'a' * 300}/", None),
        ("/-/", None),
    ],
)
def test_the_search_box_has_the_words_of_the_address(client, asked, words):
    page = parsed(client.get(asked).content)

    assert page.find(id="zoek").get("value") == words


def test_the_search_box_of_a_page_that_is_there_is_empty(client):
    assert parsed(client.get("/projecten/").content).find(id="zoek").get("value") is None


@pytest.mark.parametrize("address", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_address_is_a_404_without_harm(client, address):
    response = client.get(address)

    html = response.content.decode()
    assert response.status_code == 404
    assert gettext("Page not found") in html
    assert "<script>alert" not in html
    assert "\0" not in html


@pytest.mark.parametrize("where", ["home.views.pages_alike", "home.views.Site.find_for_request"])
def test_without_a_database_an_address_that_is_not_there_is_a_404_all_the_same(rf, monkeypatch, where):
    def fail(*args, **kwargs):
        raise DatabaseError("geheim")

    monkeypatch.setattr(where, fail)

    response = page_not_found(rf.get("/bestaat-niet/"), Http404())

    page = parsed(response.content)
    assert response.status_code == 404
    assert page.h1.get_text(strip=True) == gettext("Page not found")
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert "geheim" not in response.content.decode()


@pytest.mark.site
def test_among_six_thousand_pages_the_addresses_are_read_once_and_a_visit_takes_two_queries():
    many_pages(ProjectPageFactory, [{"slug": f"glasvezel-in-wijk-{number}"} for number in range(6_000)])
    site = Site.objects.get()

    counts = []
    for number in (17, 18):
        with CaptureQueriesContext(connection) as queries:
            assert len(pages_alike(site, f"/projecten/glasvezel-in-wyk-{number}/")) == 5
        counts.append(len(queries))

    assert counts == [6, 2]  # with the moments at which pages leave, asked by the first
