"""The first page of the admin, per role: what waits, where somebody was, what comes, and where to begin."""

import datetime

import bs4
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState
from wagtail.users.models import UserProfile

from dog_site.core.models import ContentVersion
from dog_site.desk.bureau.waiting import waiting_for
from news.models import NewsPage
from tests.desk.browser import edit_url, entry, form_at, propose
from tests.desk.bureau import FIRST_PAGE, page_of, panel
from tests.factories import EventPageFactory, NewsPageFactory, ProjectPageFactory
from tests.pages import settle

DAY = datetime.timedelta(days=1)
ROLES = ["communicatie", "cijfers", "coordinatie", "beheer"]


def as_somebody_else(username):
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def user(name):
    return get_user_model().objects.get(username=name)


def draft_of(name, make=NewsPageFactory, **values):
    page = make(live=False, first_published_at=None, **values)
    page.save_revision(user=user(name))
    return page


def hand_in(page, name="communicatie"):
    page.save_revision(user=user(name))
    page.get_workflow().start(page, user(name))
    return page


def words(element):
    return " ".join(element.get_text(" ").split())


def test_each_role_begins_what_it_may_make(log_in):
    begun = {role: [words(link) for link in page_of(log_in(role)).select("nav.d-new a")] for role in ROLES}

    pages = ["Nieuwsbericht", "Nieuws over een project", "Evenement van één dag", "Hackathon"]
    assert begun["communicatie"] == [*pages, "Festival met programma", "Project"]
    assert begun["cijfers"] == ["Financieringsregel", "Tabel uit een bestand", "Vermeld cijfer", "Bron", "Organisatie"]
    assert {*begun["coordinatie"]} == {*begun["beheer"]} == {*begun["communicatie"], *begun["cijfers"]}


@pytest.mark.parametrize("role", ROLES)
def test_every_button_opens_a_form(log_in, role):
    client = log_in(role)

    answers = {link["href"]: client.get(link["href"]).status_code for link in page_of(client).select("nav.d-new a")}

    assert set(answers.values()) == {200}


def test_a_hackathon_begins_with_what_visitors_look_for(log_in):
    client = log_in("communicatie")
    [address] = [link["href"] for link in page_of(client).select("nav.d-new a") if words(link) == "Hackathon"]

    form = form_at(client, address)
    nothing = form_at(client, address.split("?")[0])
    unknown = form_at(client, address.replace("hackathon", "onzin"))

    assert "De opdracht" in client.get(address).content.decode()
    assert form["kind"] == "hackathon"
    assert nothing["kind"] == unknown["kind"] == ""


def test_what_waits_is_told_with_its_effect_and_approved_from_here(log_in):
    propose(as_somebody_else("cijfers"), edit_url(entry()), contribution="2.500")
    page = hand_in(NewsPageFactory(title="Oud"))
    client = log_in("coordinatie")
    waiting = panel(client, "wacht")
    rows = [words(row) for row in waiting.select("li")]

    assert words(waiting.h2) == "2 Wacht op mij"
    assert "Totaal 2017 wordt € 475.427." in rows[0]
    assert "ingestuurd door" in rows[0]
    approve = [
        button["data-workflow-action-url"]
        for button in waiting.select("button")
        if "Keur" in button.text or "Goedkeuren" in button.text
    ]
    assert len(approve) == 2
    version = Page.objects.get(pk=page.pk).latest_revision_id
    client.post(approve[1], {"next": FIRST_PAGE, "version": version})
    assert not Page.objects.get(pk=page.pk).has_unpublished_changes


def test_nobody_approves_what_they_wrote_in(log_in):
    mine = log_in("coordinatie")
    propose(mine, edit_url(entry()), contribution="2.500")

    assert "Niets wacht op uw goedkeuring" in panel(mine, "wacht").text
    assert panel(log_in("communicatie"), "wacht") is None
    assert "1 Wacht op mij" in words(panel(log_in("beheer"), "wacht"))


def test_where_somebody_was_says_what_is_still_to_do(log_in):
    draft_of("communicatie", title="Mijn concept", summary="")
    draft_of("coordinatie", title="Van een ander")
    draft_of("communicatie", ProjectPageFactory, title="Mijn project", summary="Kort.")
    hand_in(draft_of("communicatie", title="Ingestuurd"))

    rows = [words(row) for row in panel(log_in("communicatie"), "verder").select("li")]

    assert [row.split(",")[0].strip() for row in rows] == ["Ingestuurd", "Mijn project", "Mijn concept"]
    assert "wacht op een ander" in rows[0]
    assert "Klaar: 2 van 2" in rows[1]
    assert "Nog te doen: de samenvatting" in rows[2]
    assert "Klaar: 1 van 2" in rows[2]


@pytest.mark.parametrize("role", ROLES)
def test_what_waits_is_what_wagtail_lets_somebody_review(log_in, role):
    propose(as_somebody_else("cijfers"), edit_url(entry()), contribution="2.500")
    propose(as_somebody_else("coordinatie"), edit_url(entry("DOG-2017-004")), contribution="2.500")
    hand_in(NewsPageFactory())
    log_in(role)

    theirs = TaskState.objects.reviewable_by(user(role)).exclude(workflow_state__requested_by=user(role))

    assert {*waiting_for(user(role))} == {*theirs}


def test_the_week_holds_what_goes_live_ends_and_takes_place(log_in):
    today = timezone.localdate()
    EventPageFactory(title="Open dag", start_date=today + DAY)
    EventPageFactory(title="Later", start_date=today + 8 * DAY)
    ends = NewsPageFactory(title="Oproep")
    NewsPage.objects.filter(pk=ends.pk).update(expire_at=timezone.now() + 3 * DAY)
    planned = draft_of("communicatie", title="Gepland")
    Revision.objects.filter(pk=planned.latest_revision_id).update(approved_go_live_at=timezone.now() + 2 * DAY)

    rows = [words(row) for row in panel(log_in("coordinatie"), "week").select("li")]

    assert [row.split(" ", 2)[-1].rsplit(" ", 1)[0] != "" for row in rows] == [True] * 3
    assert ["Open dag" in rows[0], "Gepland" in rows[1], "Oproep" in rows[2]] == [True] * 3
    assert "gaat live" in rows[1]
    assert "gaat van de site" in rows[2]


def test_all_drafts_are_counted_and_the_latest_are_named(log_in):
    for number in range(7):
        draft_of("communicatie", title=f"Concept {number}")
    hand_in(draft_of("communicatie", title="Ingestuurd"))

    mine = panel(log_in("communicatie"), "verder")

    assert words(mine.h2) == "8 Verder waar u was"
    assert len(mine.select("li")) == 6
    assert "Nog 2 van u" in words(mine)


def test_what_is_late_stands_first_in_the_week(log_in):
    late = draft_of("communicatie", title="Had al online moeten zijn")
    late.go_live_at = timezone.now() - DAY
    late.save_revision()
    EventPageFactory(title="Open dag", start_date=timezone.localdate())

    rows = [words(row) for row in panel(log_in("communicatie"), "week").select("li")]

    assert rows[0].startswith("Te laat Had al online moeten zijn had al openbaar moeten zijn, 1 dag")
    assert "Open dag" in rows[1]


def test_what_changed_is_told_to_who_may_look_at_it(log_in):
    propose(as_somebody_else("cijfers"), edit_url(entry()), contribution="2.500")

    told = {role: words(panel(log_in(role), "recent")) for role in ROLES}

    assert {role for role, rows in told.items() if "PyGrunn" in rows and "Cijfers" in rows} >= {"cijfers", "beheer"}
    assert "DOG-2017-003" not in told["communicatie"]


def test_the_first_day_ticks_itself_off_and_ends(log_in):
    client = log_in("communicatie")
    before = panel(client, "eerste-dag")

    hand_in(draft_of("communicatie"))

    after = panel(client, "eerste-dag")
    assert len(before.select("li")) == 5
    assert len(after.select("li.d-done")) == len(before.select("li.d-done")) + 1
    profile = UserProfile.get_for_user(user("communicatie"))
    profile.dismissibles["desk_first_day"] = True
    profile.save()
    assert panel(client, "eerste-dag") is None


@pytest.mark.parametrize("role", ROLES)
def test_every_link_of_the_first_page_opens(log_in, role):
    client = log_in(role)
    page = page_of(client)
    main = page.find("main") or page.select_one(".d-main")
    addresses = {link["href"].split("#")[0] for link in main.select("a[href]")} - {""}

    answers = {address: client.get(address, follow=True).status_code for address in addresses}

    assert len(addresses) > 5
    assert {address: status for address, status in answers.items() if status != 200} == {}


def rich(rows):
    """A desk on which much waits, is begun and is planned."""
    for _number in range(rows):
        hand_in(NewsPageFactory())
        hand_in(EventPageFactory(), "beheer")
        draft_of("coordinatie", summary="")
        draft_of("coordinatie", ProjectPageFactory)
        draft_of("coordinatie", EventPageFactory)
        EventPageFactory(start_date=timezone.localdate() + DAY)
        planned = draft_of("communicatie")
        Revision.objects.filter(pk=planned.latest_revision_id).update(approved_go_live_at=timezone.now() + DAY)
    for number in range(1, rows + 1):
        propose(as_somebody_else("cijfers"), edit_url(entry(f"DOG-2017-00{number}")), contribution="2.500")


@pytest.mark.parametrize("role", ROLES)
def test_the_first_page_takes_at_most_thirty_queries_however_much_there_is(log_in, role):
    client = log_in(role)

    def queries():
        ContentVersion.raise_number()
        settle(client)
        client.get(FIRST_PAGE)
        with CaptureQueriesContext(connection) as captured:
            client.get(FIRST_PAGE)
        return len(captured)

    rich(2)
    few = queries()
    rich(4)
    many = queries()

    assert many <= few
    assert many <= 30


def test_a_page_that_is_gone_closes_no_panel(log_in):
    page = hand_in(draft_of("communicatie"))
    Page.objects.filter(pk=page.pk).delete()

    for role in ROLES:
        assert bs4.BeautifulSoup(log_in(role).get(FIRST_PAGE).content, "html.parser").find(id="aandacht")
        page_of(log_in(role))


@pytest.mark.parametrize(
    "content",
    [["x"], "x", {}, {"end": "gisteren", "image": [1], "report": 3, "summary": None}, {"end": "2026-99-99T00:00:00Z"}],
)
@pytest.mark.parametrize("make", [NewsPageFactory, EventPageFactory, ProjectPageFactory])
def test_a_version_that_cannot_be_read_closes_no_panel_and_no_list(log_in, make, content):
    draft = draft_of("communicatie", make)
    Revision.objects.filter(pk=draft.latest_revision_id).update(content=content)
    client = log_in("communicatie")

    assert draft.title in words(panel(client, "verder"))
    assert {client.get(f"/beheer/{name}/").status_code for name in ("agenda", "nieuws", "projecten")} == {200}


@pytest.mark.parametrize("content", [["x"], {}, {"contribution": "veel"}, {"contribution": [1], "year": "ooit"}])
def test_a_proposal_that_cannot_be_read_closes_no_panel(log_in, content):
    propose(as_somebody_else("cijfers"), edit_url(entry()), contribution="2.500")
    version = Revision.objects.filter(pk=entry().latest_revision_id)
    version.update(content=version.get().content | content if isinstance(content, dict) else content)

    page = page_of(log_in("coordinatie"))

    assert "DOG-2017-003" in words(page.find(id="wacht"))
    assert page.find(id="stand").select("tbody tr")
