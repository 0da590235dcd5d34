"""The first page of the admin says what somebody has to do about figures, each one click from where it is done."""

import bs4
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Revision

from dog_site.core.models import ContentVersion
from funding.models import FundingEntry, PublishedFigure
from home.models import StandardPage
from tests.desk.browser import ENTRIES, edit_url, entry, post, propose
from tests.desk.bureau import FIRST_PAGE, lines, needs, panel
from tests.factories import FundingEntryFactory, PublishedFigureFactory
from tests.pages import settle

TO_PROPOSE, WITHOUT_SOURCE = f"{ENTRIES}?to_propose=true", f"{ENTRIES}?without_source=true"
UNEXPLAINED = "/beheer/aansluiting/?oordeel=wijkt-af-onverklaard"


def as_somebody_else(username):
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def is_a_draft(number="DOG-2017-004"):
    post(as_somebody_else("cijfers2"), edit_url(entry(number)), title="Gewijzigd")
    return edit_url(entry(number))


def has_no_source(number="DOG-2017-005"):
    FundingEntry.objects.filter(reference=number).update(source_locator="")
    return edit_url(entry(number))


def is_unexplained(number="X9"):
    PublishedFigureFactory(number=number, value=7, year=2017)
    stated = PublishedFigure.objects.get(number=number)
    return f"/beheer/snippets/funding/publishedfigure/edit/{stated.pk}/"


ALL = {
    is_a_draft: "een concept dat niemand voorstelde",
    has_no_source: "de bron ontbreekt, of de vindplaats",
    is_unexplained: "wijkt af van de regels, en niemand heeft uitgelegd waarom",
}


@pytest.mark.parametrize("role", ["cijfers", "coordinatie", "beheer"])
def test_who_keeps_the_figures_is_told_what_to_do_about_them(log_in, role):
    told = {happens(): words for happens, words in ALL.items()}

    found = needs(log_in(role))

    assert {address for address, words in told.items() if words in found.get(address, "")} == told.keys()


def test_who_does_nothing_with_figures_is_told_nothing_of_them(log_in):
    told = {happens() for happens in ALL}

    assert not told & needs(log_in("communicatie")).keys()


@pytest.mark.parametrize("happens", ALL, ids=lambda happens: happens.__name__)
def test_nothing_is_told_that_is_in_order(log_in, happens):
    client = log_in("cijfers")
    before = needs(client)

    address = happens()

    assert address not in before
    assert address in needs(client)


@pytest.mark.parametrize(
    "happens, address, names",
    [
        (is_a_draft, TO_PROPOSE, [f"DOG-2017-00{number}" for number in range(1, 6)]),
        (has_no_source, WITHOUT_SOURCE, [f"DOG-2017-00{number}" for number in range(1, 6)]),
        (is_unexplained, UNEXPLAINED, [f"X{number}" for number in range(1, 6)]),
    ],
)
def test_many_are_told_in_one_line_that_leads_to_exactly_those(log_in, happens, address, names):
    for name in names:
        happens(name)
    client = log_in("coordinatie")

    assert needs(client)[address].startswith("5 ")
    rows = bs4.BeautifulSoup(client.get(address).content, "html.parser").select("table.listing")[0].select("tbody tr")
    assert [name for name in names if not any(name in row.get_text() for row in rows)] == []
    assert len(rows) == len(names)


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
        (
            lambda: Revision.objects.filter(pk=entry("DOG-2017-004").latest_revision_id).update(
                approved_go_live_at="2099-01-01T10:00Z"
            ),
            False,
        ),
    ],
    ids=["proposed", "left alone", "sent back", "published", "planned"],
)
def test_a_draft_is_told_of_until_somebody_can_approve_it(log_in, then, is_told):
    address = is_a_draft()

    then()

    assert (address in needs(log_in("cijfers"))) is is_told


@pytest.mark.parametrize(
    "values, address, is_told",
    [
        ({"contribution": None, "contribution_state": "onbekend"}, "unknown_amount", True),
        ({"contribution": 5000}, "unknown_amount", False),
        ({"year": 2017}, "not_settled", True),
        ({"year": 2017, "settled_amount": 4000, "settled_on": "2018-06-01"}, "not_settled", False),
        ({"year": 2099}, "not_settled", False),
    ],
)
def test_an_amount_that_somebody_may_find_out_is_asked_for(log_in, values, address, is_told):
    FundingEntry.objects.update(stage="gepland")
    made = FundingEntryFactory(**{"contribution": 1000, "project_size": 9000, **values})
    client = log_in("cijfers")

    listed = client.get(f"{ENTRIES}?{address}=true").content.decode()

    words = {"unknown_amount": "een bedrag is niet bekend", "not_settled": "geen vastgesteld bedrag"}[address]
    found = [line.words for line in lines(panel(client, "aandacht")) if line.address == edit_url(made)]
    assert any(words in each for each in found) is is_told
    assert (made.reference in listed) is is_told


def test_every_entry_without_a_settled_amount_is_two_clicks_away(log_in):
    client = log_in("cijfers")

    [address] = [address for address, words in needs(client).items() if "zonder vastgesteld bedrag" in words]

    rows = bs4.BeautifulSoup(client.get(address).content, "html.parser").select("table.listing")[0].select("tbody tr")
    assert len(rows) == FundingEntry.objects.public().filter(settled_amount=None).count() == 23


def test_the_first_page_takes_as_many_queries_for_many_needs_as_for_few(log_in):
    client = log_in("coordinatie")

    def queries():
        ContentVersion.raise_number()
        settle(client)
        client.get(FIRST_PAGE)
        with CaptureQueriesContext(connection) as captured:
            client.get(FIRST_PAGE)
        return len(captured)

    def some(number):
        for _number in range(number):
            FundingEntryFactory(year=2018, live=False, first_published_at=None, source=None, source_locator="")
            PublishedFigureFactory(value=7, year=2018)
            FundingEntryFactory(year=2018)

    some(4)
    few = queries()
    some(20)

    assert queries() == few
    assert {TO_PROPOSE, WITHOUT_SOURCE, UNEXPLAINED} <= needs(client).keys()


def test_the_state_of_the_figures_says_what_they_are_and_what_they_become(log_in):
    propose(as_somebody_else("cijfers2"), edit_url(entry("DOG-2017-003")), contribution="6.500")
    rows = panel(log_in("coordinatie"), "stand").select("tbody tr")
    texts = [" ".join(row.get_text(" ").split()) for row in rows]

    assert len(texts) == 2
    assert texts[0].startswith("2017 , hoofdtotaal 20 € 474.427 € 479.427 € 6.582.515 13,9 0 0")
    assert texts[1].startswith("2017 , anders 3 ten minste € 160.000 geen wijziging ten minste € 402.750")


def test_the_state_of_the_figures_is_for_who_may_look_at_entries(log_in):
    assert panel(log_in("communicatie"), "stand") is None
    assert panel(log_in("cijfers"), "stand")


def test_a_text_whose_figure_no_longer_holds_is_named(log_in):
    page = StandardPage.objects.live().first()
    page.body = [("figure", {"metric": "bijdrage", "scope": "hoofdtotaal", "year": "2017", "wording": "ruim"})]
    page.save_revision().publish()
    client, words = log_in("communicatie"), "“ruim” klopt niet meer voor een cijfer in de tekst"
    before = needs(client)
    FundingEntry.objects.filter(reference="DOG-2017-003").update(contribution=None, contribution_state="onbekend")
    ContentVersion.raise_number()

    after = needs(client)

    form = f"/beheer/pages/{page.pk}/edit/"
    assert words not in before.get(form, "")
    assert words in after[form]
