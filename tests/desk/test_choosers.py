"""Who misses something in a window to choose from, and may add it, adds it there; what is added is a draft."""

import json

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import ModelLogEntry

from events.models import Venue
from funding.models import SourceDocument
from projects.models import Organisation, ProjectPage, Theme
from tests.desk.browser import MODELS, SNIPPETS, edit_url, entry, page_add_url, post, post_page, project
from tests.factories import VenueFactory

TYPED = {
    "venue": {"name": "De Machinefabriek", "city": "Groningen"},
    "theme": {"name": "Zorg en welzijn", "tint": "grijs", "sort_order": "60"},
    "organisation": {"name": "Bureau Noord", "kind": "bedrijf"},
    "source": {"title": "Verantwoording 2019", "kind": "verantwoording", "date": "14-03-2019"},
}
MAY = [("venue", "communicatie"), ("theme", "cijfers"), ("organisation", "cijfers"), ("source", "cijfers")]


def window(kind):
    return SNIPPETS[kind].replace("/snippets/", "/snippets/choose/")


def typed(kind, /, **other):
    model = MODELS[kind]._meta.model_name
    return {f"new-{model}-{name}": value for name, value in (TYPED[kind] | other).items()}


def add(client, kind, /, **other):
    return json.loads(client.post(f"{window(kind)}create/", typed(kind, **other)).content)


def choices(kind):
    """A theme has the tint and a source the kind that stand first."""
    field = {"theme": "tint", "source": "kind", "organisation": "kind"}.get(kind)
    return {field: MODELS[kind]._meta.get_field(field).choices[0][0]} if field else {}


@pytest.mark.parametrize("kind, username", MAY)
def test_what_is_missing_is_added_as_a_draft_of_who_adds_it(log_in, kind, username):
    client, model = log_in(username), MODELS[kind]
    before = {*model.objects.values_list("pk", flat=True)}

    offered = json.loads(client.get(window(kind)).content)["html"]
    answer = add(client, kind, **choices(kind))

    [item] = model.objects.exclude(pk__in=before)
    assert all(f'name="{name}"' in offered for name in typed(kind))
    assert (answer["step"], answer["result"]["id"]) == ("chosen", str(item.pk))
    assert (item.live, item.has_unpublished_changes) == (False, True)
    assert item.latest_revision.user == get_user_model().objects.get(username=username)
    assert ModelLogEntry.objects.filter(object_id=item.pk, action="wagtail.create").exists()
    assert client.get(f"{SNIPPETS[kind]}edit/{item.pk}/").status_code == 200


@pytest.mark.parametrize(
    "kind, username",
    [("theme", "communicatie"), ("organisation", "communicatie"), ("source", "communicatie"), ("venue", "cijfers")],
)
def test_who_may_not_add_one_is_offered_no_form_and_adds_none(log_in, kind, username):
    client, model = log_in(username), MODELS[kind]
    before = model.objects.count()

    opened = client.get(window(kind))
    client.post(f"{window(kind)}create/", typed(kind))

    assert b"creation-form" not in opened.content
    assert model.objects.count() == before


@pytest.mark.parametrize("kind", ["entry", "stated figure"])
def test_a_figure_is_not_made_on_the_way(log_in, kind):
    assert log_in("beheer").post(f"{window(kind)}create/", {}).status_code == 404


@pytest.mark.parametrize(
    "kind, username, other",
    [
        *((kind, username, {"name": "", "title": ""}) for kind, username in MAY),
        ("venue", "communicatie", {"postcode": "nergens"}),
        ("organisation", "cijfers", {"kind": "geen"}),
        ("organisation", "cijfers", {"name": "n" * 999}),
        ("source", "cijfers", {"date": "31-02-2019"}),
        ("source", "cijfers", {"url": "javascript:alert(1)"}),
        ("theme", "cijfers", {"name": "a\0b"}),
    ],
)
def test_a_mistake_is_told_in_the_window_and_keeps_what_was_typed(log_in, kind, username, other):
    answer = add(log_in(username), kind, **(choices(kind) | other))

    assert answer["step"] == "reshow_creation_form"
    assert 'class="error-message"' in answer["htmlFragment"] or "w-field__errors" in answer["htmlFragment"]


def test_what_is_here_already_is_not_made_again(log_in):
    VenueFactory(name="De Machinefabriek")

    answer = add(log_in("communicatie"), "venue", name="de machinefabriek")

    assert "Use that one." in answer["htmlFragment"] or "Gebruik die" in answer["htmlFragment"]
    assert Venue.objects.filter(name__iexact="de machinefabriek").count() == 1


def test_an_address_of_a_theme_is_made_of_its_name_and_of_no_other_theme(log_in):
    client = log_in("cijfers")

    add(client, "theme", **choices("theme"), name="Zorg & Data")
    add(client, "theme", **choices("theme"), name="Zorg, data")
    add(client, "theme", **choices("theme"), name="?!")

    assert {*Theme.objects.filter(live=False).values_list("slug", flat=True)} == {"zorg-data", "zorg-data-2", "thema"}


def test_what_was_added_is_used_in_the_form_that_missed_it(log_in):
    client = log_in("communicatie")
    added = add(client, "venue")["result"]["id"]

    answer = post_page(client, page_add_url("events/eventpage"), title="Meetup", slug="meetup", venue=added)

    assert answer.status_code == 302
    assert Venue.objects.get(pk=added).name == "De Machinefabriek"


def test_a_new_organisation_and_source_are_not_public(log_in, client):
    editor = log_in("cijfers")
    add(editor, "organisation", **choices("organisation"))
    add(editor, "source", **choices("source"))

    assert not Organisation.objects.visible().filter(name="Bureau Noord").exists()
    assert SourceDocument.objects.get(title="Verantwoording 2019").live is False
    assert client.get("/organisaties/bureau-noord/").status_code == 404


PROJECTS = "/beheer/project-chooser/"


def new_project(**other):
    theme = Theme.objects.get(slug="infrastructuur").pk
    typed = {"title": "Glasvezel", "summary": "Voor iedereen.", "theme": str(theme)} | other
    return {f"new-projectpage-{name}": value for name, value in typed.items()}


def test_a_project_that_is_missing_is_added_as_a_draft_below_the_projects(log_in, client):
    editor = log_in("communicatie")

    offered = json.loads(editor.get(PROJECTS).content)["html"]
    answer = json.loads(editor.post(f"{PROJECTS}create/", new_project()).content)

    page = ProjectPage.objects.get(title="Glasvezel")
    assert 'name="new-projectpage-title"' in offered
    assert answer["result"]["id"] == str(page.pk)
    assert (page.live, page.slug, page.get_parent().slug) == (False, "glasvezel", "projecten")
    assert page.latest_revision.user.username == "communicatie"
    assert editor.get(f"/beheer/pages/{page.pk}/edit/").status_code == 200
    editor.logout()
    assert client.get("/projecten/glasvezel/").status_code == 404


def test_a_second_project_of_that_title_has_an_address_of_its_own(log_in):
    for _time in range(2):
        log_in("communicatie").post(f"{PROJECTS}create/", new_project())

    assert {*ProjectPage.objects.filter(title="Glasvezel").values_list("slug", flat=True)} == {
        "glasvezel",
        "glasvezel-2",
    }


def test_who_may_not_make_pages_chooses_a_project_and_adds_none(log_in):
    editor, before = log_in("cijfers"), ProjectPage.objects.count()

    opened = json.loads(editor.get(PROJECTS).content)["html"]
    editor.post(f"{PROJECTS}create/", new_project())

    assert "PyGrunn" in json.loads(editor.get(f"{PROJECTS}?q=pygrunn").content)["html"]
    assert "creation-form" not in opened
    assert ProjectPage.objects.count() == before


@pytest.mark.parametrize(
    "other",
    [{"title": ""}, {"title": "t" * 999}, {"theme": ""}, {"theme": "9" * 99}, {"theme": "?"}, {"title": "a\0b"}],
)
def test_a_mistake_in_a_project_is_told_in_the_window(log_in, other):
    answer = json.loads(log_in("communicatie").post(f"{PROJECTS}create/", new_project(**other)).content)

    assert answer["step"] == "reshow_creation_form"


def test_a_project_is_chosen_from_results_and_several_at_once(log_in):
    client, page = log_in("cijfers"), project()

    results = client.get(f"{PROJECTS}results/?q=pygrunn").content.decode()
    one = json.loads(client.get(f"{PROJECTS}chosen/{page.pk}/").content)
    several = json.loads(client.get(f"{PROJECTS}chosen-multiple/?id={page.pk}").content)

    assert "PyGrunn" in results
    assert one["result"]["id"] == str(page.pk)
    assert [each["id"] for each in several["result"]] == [str(page.pk)]


@pytest.mark.parametrize("key", ["9" * 99, "?", "-1", "0"])
def test_a_project_that_is_not_there_is_refused_in_the_form(log_in, key):
    answer = post(log_in("cijfers"), edit_url(entry()), None, project=key)

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["project"]
