"""Two people in one page: the second saves nothing over the first, and chooses per field and per block (T16)."""

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from events.models import EventPage, EventSeriesPage
from home.models import HomePage, StandardPage
from news.models import NewsPage
from projects.models import ProjectPage, Theme
from results.models import ThemePage, YearlyResultsPage
from tests.desk.browser import form_at, page_edit_url, post_page, shown, streams, taken_back

JSON = {"accept": "application/json"}
PAGES = [HomePage, StandardPage, ProjectPage, EventPage, EventSeriesPage, NewsPage, ThemePage, YearlyResultsPage]


@pytest.fixture(params=PAGES)
def met_on_a_page(request, log_in):
    page = request.param.objects.filter(live=True).order_by("pk").first()
    url = page_edit_url(page)
    opened = form_at(log_in("beheer"), url) | streams()
    assert post_page(log_in("coordinatie"), url, title="Van de ander").status_code == 302
    return page, url, opened


def latest_of(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def title_of(page):
    return latest_of(page).title


def conflicts(response):
    return {conflict.name: conflict for conflict in response.context["form"].conflict.fields}


def test_the_second_save_of_a_page_is_refused_and_tells_who_was_first(log_in, met_on_a_page):
    page, url, opened = met_on_a_page
    client = log_in("beheer")

    for action in ({}, {"action-submit": "1"}, {"action-publish": "1"}):
        response = client.post(url, opened | {"title": "Van mij"} | action)

        assert response.status_code == 200, action
        assert title_of(page) == "Van de ander", action
        assert shown(response)["title"] == "Van mij", action
        assert "Er is niets opgeslagen: Coordinatie heeft deze pagina" in response.content.decode(), action


def test_the_second_person_chooses_on_a_page_too(log_in, met_on_a_page):
    page, url, opened = met_on_a_page
    client = log_in("beheer")
    response = client.post(url, opened | {"title": "Van mij"})
    conflict = conflicts(response)["title"]
    assert (conflict.theirs, conflict.mine, conflict.changed_by) == ("Van de ander", "Van mij", "Coordinatie")

    for choice, stored in [({}, "Van mij"), ({"conflict-title": "theirs"}, "Van de ander")]:
        with taken_back():
            assert client.post(url, shown(response) | streams() | choice).status_code == 302, choice
            assert title_of(page) == stored, choice


def test_what_only_the_other_changed_on_a_page_is_kept(log_in, met_on_a_page):
    page, url, opened = met_on_a_page
    client = log_in("beheer")
    form = shown(client.post(url, opened | {"summary": "Samenvatting van mij."}))

    assert client.post(url, form | streams()).status_code == 302
    assert title_of(page) == "Van de ander"
    assert latest_of(page).summary == "Samenvatting van mij."


@pytest.mark.parametrize("chosen", ["mine", "theirs"])
def test_relations_and_themes_of_a_page_are_chosen_as_well(log_in, chosen):
    """A child of a page, and a relation to more."""
    page = NewsPage.objects.filter(live=True).first()
    url, client = page_edit_url(page), log_in("beheer")
    opened = form_at(client, url) | streams()
    theme, other = Theme.objects.order_by("pk")[:2]
    count = page.project_links.count()
    before = form_at(log_in("coordinatie"), url) | streams()
    assert (
        log_in("coordinatie")
        .post(url, before | {"themes": [str(theme.pk)], "project_links-0-DELETE": "on"})
        .status_code
        == 302
    )

    response = client.post(url, opened | {"themes": [str(other.pk)]})
    choices = {f"conflict-{name}": chosen for name in ("themes", "project_links")}

    assert {"themes", "project_links"} <= set(conflicts(response))
    assert client.post(url, shown(response) | streams() | choices).status_code == 302
    saved = latest_of(page)
    assert [each.pk for each in saved.themes.all()] == [theme.pk if chosen == "theirs" else other.pk]
    assert saved.project_links.count() == count - (chosen == "theirs")


# Blocks of a text


def body(*blocks):
    """What is posted of a text that has these blocks, each with its id and its words."""
    return nested_form_data(
        {"body": streamfield([("heading", {"text": words, "level": "h2"}) for _id, words in blocks])}
    ) | {f"body-{number}-id": block_id for number, (block_id, _words) in enumerate(blocks)}


def words_of(page):
    return {block.id: block.value["text"] for block in latest_of(page).body}


@pytest.fixture
def met_in_a_text(log_in):
    """Of three blocks the other changed one, removed one and added one; the third is as it was."""
    page = StandardPage.objects.get(slug="over")
    url, other = page_edit_url(page), log_in("coordinatie")
    first_version = [("een", "Een"), ("twee", "Twee"), ("drie", "Drie")]
    assert other.post(url, form_at(other, url) | body(*first_version)).status_code == 302
    client = log_in("beheer")
    opened = form_at(client, url)
    theirs = [("een", "Een, van de ander"), ("nieuw", "Erbij"), ("drie", "Drie")]
    assert other.post(url, form_at(other, url) | body(*theirs)).status_code == 302
    return page, url, client, opened


MINE = [("een", "Een, van mij"), ("twee", "Twee"), ("drie", "Drie, van mij")]


def test_a_text_is_compared_block_by_block(met_in_a_text):
    _page, url, client, opened = met_in_a_text

    response = client.post(url, opened | body(*MINE))

    found = conflicts(response)
    assert set(found) == {"body:een", "body:twee", "body:nieuw"}
    assert {name: conflict.choice for name, conflict in found.items()} == {
        "body:een": "mine",
        "body:twee": "theirs",
        "body:nieuw": "theirs",
    }
    assert "Een, van de ander" in found["body:een"].theirs
    assert "Een, van mij" in found["body:een"].mine


@pytest.mark.parametrize(
    "choices, saved",
    [
        ({}, {"een": "Een, van mij", "nieuw": "Erbij", "drie": "Drie, van mij"}),
        ({"een": "theirs"}, {"een": "Een, van de ander", "nieuw": "Erbij", "drie": "Drie, van mij"}),
        ({"twee": "mine"}, {"een": "Een, van mij", "nieuw": "Erbij", "twee": "Twee", "drie": "Drie, van mij"}),
        ({"nieuw": "mine", "twee": "mine"}, dict(MINE)),
    ],
)
def test_the_second_person_chooses_per_block(met_in_a_text, choices, saved):
    page, url, client, opened = met_in_a_text
    form = shown(client.post(url, opened | body(*MINE))) | body(*MINE)

    response = client.post(url, form | {f"conflict-body:{block}": choice for block, choice in choices.items()})

    assert response.status_code == 302
    assert list(words_of(page).items()) == list(saved.items())


def test_what_was_chosen_stays_chosen_when_something_else_is_wrong(met_in_a_text):
    page, url, client, opened = met_in_a_text
    form = shown(client.post(url, opened | body(*MINE))) | body(*MINE)

    wrong = client.post(url, form | {"conflict-body:een": "theirs", "title": ""})
    assert wrong.status_code == 200
    assert client.post(url, shown(wrong) | body(*MINE) | {"title": "Over"}).status_code == 302

    assert words_of(page)["een"] == "Een, van de ander"


def test_no_script_chooses(met_in_a_text):
    page, url, client, opened = met_in_a_text
    response = client.post(url, opened | body(*MINE))
    form = shown(response) | body(*MINE) | {"conflict-body:een": "mine"}

    assert response.context["autosave_enabled"] is False
    assert client.post(url, form, headers=JSON).status_code == 400
    assert words_of(page)["een"] == "Een, van de ander"


def test_a_save_of_a_page_that_names_no_version_is_refused_whoever_sends_it(log_in, met_on_a_page):
    page, url, opened = met_on_a_page
    client = log_in("beheer")
    sent = {name: value for name, value in opened.items() if not name.startswith("loaded_revision")}

    for headers, refused in [({}, 200), (JSON, 400)]:
        response = client.post(url, sent | {"title": "Van mij"}, headers=headers)

        assert response.status_code == refused, headers
        assert title_of(page) == "Van de ander", headers


@pytest.mark.parametrize("model", PAGES)
def test_a_page_that_saved_itself_is_saved_by_hand_as_well(log_in, model):
    page = model.objects.filter(live=True).order_by("pk").first()
    client, url = log_in("coordinatie"), page_edit_url(page)
    form = form_at(client, url) | streams()

    for words in ("Eerste", "Tweede"):
        said = client.post(url, form | {"title": words}, headers=JSON).json()
        form |= said["field_updates"]

    assert client.post(url, form | {"title": "Derde"}).status_code == 302
    assert title_of(page) == "Derde"
