"""What is done to several pages at once: a draft of each, by who may, and a reason where it cannot be."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageLogEntry, Revision

from dog_site.core.editing.listings.bulk import DraftsBulkAction
from events.models import EventPage, EventSeriesPage
from news.models import NewsPage
from projects.models import ProjectPage, Theme
from tests.factories import EventPageFactory, EventSeriesPageFactory, NewsPageFactory, ProjectPageFactory, ThemeFactory
from tests.pages import parsed

ROLES = ["communicatie", "cijfers", "coordinatie", "beheer"]
PAGES = {"communicatie", "coordinatie", "beheer"}
PUBLISHERS = {"coordinatie", "beheer"}
LISTS = {"/beheer/agenda/": EventPage, "/beheer/nieuws/": NewsPage, "/beheer/projecten/": ProjectPage}
FACTORIES = {EventPage: EventPageFactory, NewsPage: NewsPageFactory, ProjectPage: ProjectPageFactory}
OURS = [(EventPage, "theme"), (NewsPage, "theme"), (ProjectPage, "theme"), (EventPage, "series")]


def address(model, action, *pages):
    keys = "&".join(f"id={getattr(page, 'pk', page)}" for page in pages)
    return f"/beheer/bulk/{model._meta.app_label}/{model._meta.model_name}/{action}/?{keys}&next=/beheer/agenda/"


def user(username):
    return get_user_model().objects.get(username=username)


def words_of(response):
    return " ".join(parsed(response.content).get_text(" ").split())


def draft_of(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def infrastructure():
    return Theme.objects.get(slug="infrastructuur")


@pytest.mark.parametrize("list_of, model", LISTS.items())
@pytest.mark.parametrize("role", ROLES)
def test_a_list_offers_what_somebody_may_do_and_no_other(log_in, role, list_of, model):
    page = parsed(log_in(role).get(list_of).content)
    offered = [link["href"].rstrip("/").rsplit("/", 1)[-1] for link in page.select("[data-bulk-action-button]")]

    ours = ["theme", "series"] if model is EventPage else ["theme"]
    assert offered == ([*(["publish", "unpublish"] if role in PUBLISHERS else []), *ours] if role in PAGES else [])


@pytest.mark.parametrize("model, action", OURS)
@pytest.mark.parametrize("role", ROLES)
def test_an_action_opens_for_who_edits_pages(log_in, role, model, action):
    client, url = log_in(role), address(model, action, model.objects.first())
    revisions = Revision.objects.count()

    assert (client.get(url).status_code == 200) is (role in PAGES)
    if role not in PAGES:
        client.post(url, {"theme": infrastructure().pk, "series": EventSeriesPage.objects.first().pk})
        assert Revision.objects.count() == revisions


@pytest.mark.parametrize("model, action", OURS)
@pytest.mark.parametrize("key", ["abc", "-1", "0", "9" * 40, "all", "nul%00", ""])
def test_pages_that_are_not_there_are_not_found(log_in, model, action, key):
    client = log_in("coordinatie")

    assert client.get(address(model, action, key)).status_code == 404
    assert client.post(address(model, action, key), {"theme": infrastructure().pk}).status_code == 404


@pytest.mark.parametrize("model, action", OURS)
@pytest.mark.parametrize("value", ["", "abc", "9" * 40, "-1", "nul\0"])
def test_a_choice_that_is_none_is_said_and_nothing_changes(log_in, model, action, value):
    before = Revision.objects.count()

    response = log_in("coordinatie").post(address(model, action, model.objects.first()), {action: value})

    assert response.status_code == 200
    assert response.context["form"].errors
    assert Revision.objects.count() == before


def test_projects_get_another_theme_as_drafts_and_nobody_sees_it_yet(log_in):
    pages = list(ProjectPage.objects.exclude(theme=infrastructure())[:3])

    response = log_in("communicatie").post(address(ProjectPage, "theme", *pages), {"theme": infrastructure().pk})

    assert response.status_code == 302
    assert {draft_of(page).theme for page in pages} == {infrastructure()}
    kept = ProjectPage.objects.filter(pk__in=[page.pk for page in pages])
    assert {page.theme_id for page in kept} == {page.theme_id for page in pages}
    assert all(page.has_unpublished_changes for page in kept)
    assert PageLogEntry.objects.filter(page__in=pages, action="wagtail.edit", user=user("communicatie")).count() == 3


@pytest.mark.parametrize("model", [EventPage, NewsPage])
def test_a_page_of_several_themes_keeps_those_that_it_has(log_in, model):
    page, theme = FACTORIES[model](), ThemeFactory()
    page.themes.add(theme)
    page.save()
    page.save_revision()

    log_in("communicatie").post(address(model, "theme", page), {"theme": infrastructure().pk})

    assert {*draft_of(page).themes.all()} == {theme, infrastructure()}
    assert {*model.objects.get(pk=page.pk).themes.all()} == {theme}


def test_a_page_that_has_the_theme_gets_no_draft_more(log_in):
    page = ProjectPageFactory(theme=infrastructure())

    response = log_in("communicatie").post(
        address(ProjectPage, "theme", page), {"theme": infrastructure().pk}, follow=True
    )

    assert Revision.objects.filter(object_id=str(page.pk)).count() == 0
    assert response.status_code == 200


@pytest.mark.parametrize("model, action", OURS)
def test_a_title_is_not_told_to_who_does_not_see_the_page_in_a_list(of_the_news, model, action):
    page = FACTORIES[model](title="Geheim concept", live=False)

    response = of_the_news.get(address(model, action, page))

    assert response.status_code == (200 if model is NewsPage else 404)
    assert ("Geheim concept" in response.content.decode()) is (model is NewsPage)


def test_what_somebody_saved_meanwhile_stays(log_in, monkeypatch):
    """Between the choice of the pages and the change of one somebody else saves it, or throws it away."""
    page, gone = ProjectPageFactory(summary="Oud"), ProjectPageFactory(title="Weg")
    asked = DraftsBulkAction.refusal

    def while_others_work(action, chosen):
        monkeypatch.setattr(DraftsBulkAction, "refusal", asked)
        other = ProjectPage.objects.get(pk=page.pk)
        other.summary = "Van een ander"
        other.save_revision()
        ProjectPage.objects.get(pk=gone.pk).delete()
        return ""

    monkeypatch.setattr(DraftsBulkAction, "refusal", while_others_work)
    url = address(ProjectPage, "theme", page, gone)
    response = log_in("communicatie").post(url, {"theme": infrastructure().pk}, follow=True)

    assert (draft_of(page).summary, draft_of(page).theme) == ("Van een ander", infrastructure())
    assert "Weg: bestaat niet meer." in words_of(response)


def test_what_cannot_take_part_says_why_and_the_rest_goes_on(log_in):
    locked, waiting, planned, free = (ProjectPageFactory(title=f"Project {letter}") for letter in "ABCD")
    locked.locked, locked.locked_by = True, user("beheer")
    locked.save()
    waiting.save_revision(user=user("communicatie"))
    waiting.get_workflow().start(waiting, user("communicatie"))
    planned.go_live_at = datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC)
    planned.save_revision().publish()
    client, url = log_in("coordinatie"), address(ProjectPage, "theme", locked, waiting, planned, free)

    asked = client.get(url)
    done = client.post(url, {"theme": infrastructure().pk}, follow=True)

    refused = {each.page.title for each in asked.context["refused"]}
    assert refused == {"Project A", "Project B", "Project C"}
    assert draft_of(free).theme == infrastructure()
    assert all(draft_of(page).theme != infrastructure() for page in (locked, waiting, planned))
    assert all(title in words_of(done) for title in refused)


def test_events_move_below_a_series_and_their_old_address_leads_there(log_in):
    series = EventSeriesPageFactory(title="Reeks", slug="reeks")
    events = [EventPageFactory(slug=f"editie-{year}", title=f"Editie {year}") for year in (2018, 2019)]

    response = log_in("coordinatie").post(address(EventPage, "series", *events), {"series": series.pk}, follow=True)

    assert response.status_code == 200
    assert [page.slug for page in EventPage.objects.child_of(EventSeriesPage.objects.get(pk=series.pk))] == [
        "editie-2018",
        "editie-2019",
    ]
    assert Redirect.objects.filter(old_path="/agenda/editie-2018").exists()
    assert Client().get("/agenda/reeks/editie-2019/").status_code == 200


def test_who_may_not_publish_moves_no_public_event_and_reads_so(log_in):
    series, public = EventSeriesPageFactory(), EventPageFactory(title="Openbaar")
    draft = EventPageFactory(title="Concept", live=False, owner=user("communicatie"))

    response = log_in("communicatie").post(
        address(EventPage, "series", public, draft), {"series": series.pk}, follow=True
    )

    moved = EventPage.objects.child_of(EventSeriesPage.objects.get(pk=series.pk))
    assert [page.title for page in moved] == ["Concept"]
    assert "Openbaar:" in words_of(response)


def test_a_part_of_a_festival_and_a_second_of_the_same_address_stay(log_in):
    series, festival = EventSeriesPageFactory(), EventPageFactory(title="Festival")
    EventPageFactory(parent=series, slug="zelfde", title="Eerste")
    part, same = EventPageFactory(parent=festival, title="Deel"), EventPageFactory(slug="zelfde", title="Tweede")

    response = log_in("coordinatie").post(address(EventPage, "series", part, same), {"series": series.pk}, follow=True)

    assert [page.title for page in EventPage.objects.child_of(EventSeriesPage.objects.get(pk=series.pk))] == ["Eerste"]
    assert {"Deel", "Tweede"} <= {*words_of(response).replace(":", "").split()}
