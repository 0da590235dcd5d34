"""A file never widens: what its address asks for and the site does not know gives 404, what was renamed 301."""

import datetime

import pytest

from events.models import EventSeriesPage
from tests.events.calendars import titles
from tests.factories import EventPageFactory, EventSeriesPageFactory
from tests.pages import DOWNLOAD, FIGURES, JSON, WORKBOOK

FILES = ["/agenda/agenda.ics", "/agenda/feed.atom", "/agenda/feed.json"]
# A file for programs that was never narrowed down; its own rules say what it reads.
NO_LISTS = ("/robots.txt",)
UNKNOWN = [
    "reeks=bestaat-niet",
    "reeks=..%2F..",
    "reeks=%00",
    "reeks=lets-gro/lets-gro-2017",
    "thema=bestaat-niet",
    "thema=%00",
    "soort=bestaat-niet",
    "periode=1999",
    "periode=31-02-2017",
    "online=misschien",
    "weergave=jaar",
    "weergave=maand&maand=2017-13",
    "maand=2017-13",
    "q=%00",
    f"q={'a' * 300}",
    "onzin=1",
    "Reeks=lets-gro",
    "soort[]=workshop",
    "pagina=2",
    "x=%FF",
    # Which of the two was meant nobody knows, and the last one asks for everything.
    "reeks=lets-gro&reeks=",
    "soort=hackathon&onzin=1",
    "soort=hackathon&thema=bestaat-niet",
]
EVERYTHING = ["", "?soort=", "?utm_source=brief&fbclid=x", "?reeks=&thema=&q="]


@pytest.fixture
def renamed(django_capture_on_commit_callbacks):
    """Two events, one in a series that was called "reeks" and is called "anders" now."""
    series = EventSeriesPageFactory(title="Reeks", slug="reeks")
    EventPageFactory(title="Editie", slug="editie", parent=series, start_date=datetime.date(2097, 5, 14))
    EventPageFactory(title="Los", slug="los", start_date=datetime.date(2097, 5, 14))

    def rename():
        series.slug = "anders"
        with django_capture_on_commit_callbacks(execute=True):
            series.save_revision().publish()

    return rename


@pytest.mark.parametrize("query", UNKNOWN)
@pytest.mark.parametrize("address", FILES)
def test_a_file_of_what_nobody_knows_is_not_there(client, nothing_is_rendered, address, query):
    answers = [
        client.get(f"{address}?{query}"),
        client.head(f"{address}?{query}"),
        client.get(f"{address}?{query}", headers={"If-None-Match": "*"}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert not any(answer.has_header("ETag") for answer in answers)


@pytest.mark.parametrize("query", EVERYTHING)
@pytest.mark.parametrize("address", FILES)
def test_a_file_of_which_nothing_is_left_out_is_there(client, address, query):
    assert client.get(f"{address}{query}").status_code == 200
    assert client.get(f"{address}{query}", headers={"If-None-Match": "*"}).status_code == 304


@pytest.mark.parametrize("address", FILES)
def test_a_file_of_a_renamed_series_is_at_its_new_address(client, renamed, address):
    old = f"{address}?soort=&reeks=reeks&utm_source=brief"
    tag = client.get(old)["ETag"]
    renamed()

    answers = [client.get(old), client.get(old, headers={"If-None-Match": tag}), client.head(old)]

    new = f"{address}?soort=&reeks=anders&utm_source=brief"
    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [(301, new)] * 3
    assert client.get(new).status_code == 200


def test_a_subscription_to_a_renamed_series_has_its_events_only(client, renamed):
    renamed()

    assert titles(client, client.get("/agenda/agenda.ics?reeks=reeks")["Location"]) == ["Editie"]


def test_every_earlier_slug_leads_straight_to_the_latest(client, renamed, django_capture_on_commit_callbacks):
    renamed()
    series = EventSeriesPage.objects.get(slug="anders")
    series.slug = "derde"
    with django_capture_on_commit_callbacks(execute=True):
        series.save_revision().publish()

    old = {slug: client.get(f"/agenda/agenda.ics?reeks={slug}")["Location"] for slug in ("reeks", "anders")}

    assert set(old.values()) == {"/agenda/agenda.ics?reeks=derde"}


@pytest.mark.parametrize("address", FILES)
def test_beside_what_was_renamed_something_unknown_is_still_unknown(client, renamed, address):
    renamed()

    assert client.get(f"{address}?reeks=reeks&thema=bestaat-niet").status_code == 404
    assert client.get(f"{address}?reeks=reeks&onzin=1").status_code == 404


@pytest.mark.parametrize("address", FILES)
def test_a_file_of_a_renamed_series_that_is_not_public_now_is_gone(client, renamed, address):
    renamed()
    EventSeriesPage.objects.get(slug="anders").unpublish()

    assert {client.get(f"{address}?reeks={slug}").status_code for slug in ("reeks", "anders")} == {404}


@pytest.mark.parametrize("address", FILES)
def test_the_old_slug_of_an_event_is_none_of_a_series(client, renamed, address, django_capture_on_commit_callbacks):
    event = EventPageFactory(slug="meetup", start_date=datetime.date(2097, 5, 14))
    event.slug = "bijeenkomst"
    with django_capture_on_commit_callbacks(execute=True):
        event.save_revision().publish()

    assert client.get(f"{address}?reeks=meetup").status_code == 404


def test_on_a_page_what_was_renamed_is_left_out_with_a_notice(client, renamed):
    renamed()

    page = client.get("/agenda/?reeks=reeks")

    assert page.status_code == 200
    assert 'class="dog-notice"' in page.content.decode()


@pytest.mark.parametrize("query", ["thema=infrastructuur", "jaar=2017", "pagina=2", "thema="])
@pytest.mark.parametrize(
    "address",
    [
        "/nieuws/feed.atom",
        "/projecten/feed.json",
        "/projecten/pygrunn/feed.atom",
        "/themas/anders/feed.json",
        "/agenda/lets-gro/feed.atom",
        "/agenda/lets-gro/agenda.ics",
        DOWNLOAD,
        WORKBOOK,
        JSON,
        f"{FIGURES[0]}regels.csv",
    ],
)
def test_a_file_without_filters_is_not_narrowed_down_in_name_only(client, nothing_is_rendered, address, query):
    assert client.get(f"{address}?{query}").status_code == 404


def test_every_file_of_the_site_refuses_what_it_does_not_know(client, site_as_made, nothing_is_rendered):
    files = [address for address in site_as_made if "." in address and address not in NO_LISTS]

    asked = {address: f"{address}{'&' if '?' in address else '?'}onzin=1" for address in files}

    assert len(files) > 40
    assert [address for address in files if client.get(asked[address]).status_code != 404] == []


def test_every_file_of_the_site_ignores_what_campaigns_add(client, site_as_made):
    by_kind = {address.split("/")[-1].split("?")[0]: address for address in site_as_made if "." in address}

    for address in by_kind.values():
        assert client.get(f"{address}{'&' if '?' in address else '?'}utm_source=brief").status_code == 200
