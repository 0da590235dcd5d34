"""The first page of the admin says what somebody has to do, each one click from where it is done."""

import bs4
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dog_site.core.editing.attention import Rule, needs_of, register
from dog_site.core.models import ContentVersion
from funding.models import FundingEntry
from tests.desk.browser import ENTRIES, edit_url, entry, post, propose
from tests.factories import FundingEntryFactory, PublishedFigureFactory
from tests.pages import settle

FIRST_PAGE = "/beheer/"
UNEXPLAINED = "/beheer/aansluiting/?oordeel=wijkt-af-onverklaard"
ALL_IS_WELL = "Alles op orde"
STATEMENT = "Deze site heeft nog geen toegankelijkheidsverklaring"


def as_somebody_else(username):
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def panel(client):
    return bs4.BeautifulSoup(client.get(FIRST_PAGE).content, "html.parser").find(id="attention-section")


def needs(client):
    """What the panel says, by where it leads."""
    rows = {row.a["href"]: row.get_text(" ", strip=True) for row in panel(client).select("li")}
    return {address: words for address, words in rows.items() if "sitesettings" not in address}


def waits():
    propose(as_somebody_else("cijfers2"), edit_url(entry("DOG-2017-003")), contribution="2.500")


def is_a_draft():
    post(as_somebody_else("cijfers2"), edit_url(entry("DOG-2017-004")), title="Gewijzigd")


def has_no_source():
    FundingEntry.objects.filter(reference="DOG-2017-005").update(source_locator="")


def is_unexplained():
    PublishedFigureFactory(number="X9", value=7, year=2017)


ALL = [waits, is_a_draft, has_no_source, is_unexplained]
FIGURES = {
    f"{ENTRIES}?to_propose=true": "1 concept van een regel is nog niet voorgesteld",
    f"{ENTRIES}?without_source=true": "Bij 1 regel ontbreekt de bron of de vindplaats",
    UNEXPLAINED: "1 vermeld cijfer wijkt af van de regels",
}
WAITING = {f"{ENTRIES}?waiting=true": "1 regel wacht op uw goedkeuring"}


@pytest.mark.parametrize(
    "role, told", [("cijfers", FIGURES), ("coordinatie", WAITING | FIGURES), ("beheer", WAITING | FIGURES)]
)
def test_each_role_is_told_what_it_can_do_something_about(log_in, role, told):
    for happens in ALL:
        happens()

    found = needs(log_in(role))

    assert found.keys() == told.keys()
    assert all(found[address].startswith(words) for address, words in told.items())


def test_who_does_nothing_with_figures_is_told_nothing_of_them(log_in):
    for happens in ALL:
        happens()

    assert "Alles op orde" in panel(log_in("communicatie")).text


@pytest.mark.parametrize(
    "happens, address, found",
    [
        (waits, f"{ENTRIES}?waiting=true", "DOG-2017-003"),
        (is_a_draft, f"{ENTRIES}?to_propose=true", "DOG-2017-004"),
        (has_no_source, f"{ENTRIES}?without_source=true", "DOG-2017-005"),
        (is_unexplained, UNEXPLAINED, "X9"),
    ],
)
def test_a_need_leads_to_exactly_what_it_counts(log_in, happens, address, found):
    happens()
    client = log_in("coordinatie")

    assert list(needs(client)) == [address]
    rows = bs4.BeautifulSoup(client.get(address).content, "html.parser").select("table.listing")[0].select("tbody tr")
    assert len(rows) == 1
    assert found in rows[0].get_text()


def test_when_there_is_nothing_to_do_it_says_so(log_in):
    client = log_in("cijfers")

    before = panel(client).get_text()
    is_a_draft()

    assert ALL_IS_WELL in before
    assert ALL_IS_WELL not in panel(client).get_text()


def test_who_may_edit_the_settings_finds_the_accessibility_statement_among_it(log_in):
    waits()

    rows = [row.get_text(" ", strip=True) for row in panel(log_in("coordinatie")).select("li")]

    # What waits, and what visitors look for on the contact page and at the foot of every page.
    assert sorted(row.startswith(STATEMENT) for row in rows) == [False, False, True]


@pytest.mark.parametrize(
    "then, is_told",
    [
        (lambda: propose(as_somebody_else("cijfers"), edit_url(entry("DOG-2017-004"))), False),
        (lambda: None, True),
        (
            lambda: (
                propose(as_somebody_else("cijfers"), edit_url(entry("DOG-2017-004"))),
                entry("DOG-2017-004").current_workflow_task_state.reject(),
            ),
            True,
        ),
        (lambda: FundingEntry.objects.filter(reference="DOG-2017-004").update(has_unpublished_changes=False), False),
    ],
    ids=["proposed", "left alone", "sent back", "published"],
)
def test_a_draft_is_told_of_until_somebody_can_approve_it(log_in, then, is_told):
    is_a_draft()

    then()

    assert (f"{ENTRIES}?to_propose=true" in needs(log_in("cijfers"))) is is_told


def test_a_draft_that_is_planned_needs_nobody(log_in):
    is_a_draft()
    entry("DOG-2017-004").latest_revision.__class__.objects.filter(pk=entry("DOG-2017-004").latest_revision_id).update(
        approved_go_live_at="2099-01-01T10:00Z"
    )

    assert needs(log_in("cijfers")) == {}


def test_the_first_page_takes_as_many_queries_for_many_needs_as_for_few(log_in):
    client = log_in("coordinatie")

    def queries():
        ContentVersion.raise_number()
        settle(client)
        with CaptureQueriesContext(connection) as captured:
            found = needs(client)
        return len(captured), set(found)

    def some(number):
        for _number in range(number):
            FundingEntryFactory(year=2018, live=False, first_published_at=None, source=None, source_locator="")
            PublishedFigureFactory(value=7, year=2018)
            FundingEntryFactory(year=2018)

    some(1)
    client.get(FIRST_PAGE)
    few = queries()
    some(20)

    assert queries() == few
    assert few[1] == {f"{ENTRIES}?to_propose=true", f"{ENTRIES}?without_source=true", UNEXPLAINED}


def test_a_rule_is_asked_only_for_whom_it_is(monkeypatch):
    monkeypatch.setattr("dog_site.core.editing.attention._rules", {})
    asked = []

    def find(user):
        asked.append(user)
        return "Kijk hiernaar." if user == "ja" else ""

    register(Rule("proef", is_for=lambda user: user != "nee", find=find, action="Kijk", address=lambda: "/daar/"))

    assert needs_of("nee") is None
    assert needs_of("klaar") == []
    assert [(need.sentence, need.action, need.address) for need in needs_of("ja")] == [
        ("Kijk hiernaar.", "Kijk", "/daar/")
    ]
    assert asked == ["klaar", "ja"]
