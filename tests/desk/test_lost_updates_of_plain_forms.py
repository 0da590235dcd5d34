"""Two people in one form of what has no versions: the second loses nothing, and chooses per field (T16)."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Site, Workflow

from dog_site.core.editing import plain_conflicts
from dog_site.core.models import SiteSettings
from tests.desk.browser import form_at, shown, taken_back
from tests.desk.test_every_address import addresses

# Kind: how one is made or found, its address, and a field of its form that both people change.
KINDS = {
    "settings": (SiteSettings.objects.get, "settings/core/sitesettings/{0.site_id}/", "slogan"),
    "group": (lambda: Group.objects.create(name="Bezoek"), "groups/edit/{0.pk}/", "name"),
    "user": (lambda: get_user_model().objects.get(username="cijfers2"), "users/edit/{0.pk}/", "first_name"),
    "site": (Site.objects.get, "sites/edit/{0.pk}/", "site_name"),
    "collection": (
        lambda: Collection.get_first_root_node().add_child(name="Foto’s"),
        "collections/{0.pk}/",
        "name",
    ),
    "redirect": (
        lambda: Redirect.objects.create(old_path="/oud", redirect_link="https://example.org/"),
        "redirects/{0.pk}/",
        "redirect_link",
    ),
    "image": (
        lambda: get_image_model().objects.create(title="Foto", description="Een foto.", file=get_test_image_file()),
        "images/{0.pk}/",
        "title",
    ),
    "document": (
        lambda: get_document_model().objects.create(title="Stuk", file=ContentFile(b"x", name="stuk.txt")),
        "documents/edit/{0.pk}/",
        "title",
    ),
    "workflow": (lambda: Workflow.objects.get(name="Cijfers"), "workflows/edit/{0.pk}/", "name"),
}
THEIRS = {"redirect": "https://example.org/ander"}
MINE = {"redirect": "https://example.org/mijn"}


@pytest.fixture(params=KINDS)
def met(request, log_in):
    """Somebody opened a form, and somebody else saved it first: its kind, address, field, and the form as opened."""
    make, address, field = KINDS[request.param]
    item = make()
    url = f"/beheer/{address.format(item)}"
    get_user_model().objects.filter(username="cijfers2").update(last_name="Vos")
    client, other = log_in("beheer"), log_in("beheer2")
    opened = form_at(client, url)
    theirs = THEIRS.get(request.param, "Van de ander")
    answer = other.post(url, form_at(other, url) | {field: theirs})
    assert answer.status_code == 302, answer.context["form"].errors
    return item, url, field, client, opened, theirs, MINE.get(request.param, "Van mij")


@pytest.fixture(autouse=True)
def second_administrator():
    get_user_model().objects.create_superuser("beheer2", first_name="Tweede", email="tweede@example.org")


def saved(item: Model, field):
    return getattr(type(item).objects.get(pk=item.pk), field)


def test_the_second_save_is_refused_and_shows_who_changed_what(met):
    item, url, field, client, opened, theirs, mine = met

    response = client.post(url, opened | {field: mine})

    assert response.status_code == 200
    assert saved(item, field) == theirs
    assert shown(response)[field] == mine
    [conflict] = response.context["form"].conflict.fields
    assert (conflict.name, conflict.theirs, conflict.mine, conflict.choice) == (field, theirs, mine, "mine")
    # Of a collection Wagtail keeps no history.
    assert conflict.changed_by == ("iemand anders" if isinstance(item, Collection) else "Tweede")
    assert f"conflict-{field}" in response.content.decode()


def test_the_second_person_chooses(met):
    item, url, field, client, opened, theirs, mine = met
    form = shown(client.post(url, opened | {field: mine}))

    for choice, stored in [("mine", mine), ("theirs", theirs)]:
        with taken_back():
            response = client.post(url, form | {f"conflict-{field}": choice})

            assert response.status_code == 302, choice
            assert saved(item, field) == stored, choice


def test_a_save_that_does_not_say_what_it_showed_is_refused(met):
    item, url, field, client, opened, theirs, mine = met
    sent = {name: value for name, value in opened.items() if name != "loaded_state"}

    for state in ({}, {"loaded_state": ""}, {"loaded_state": "x:y:z"}):
        response = client.post(url, sent | state | {field: mine})

        assert response.status_code == 200, state
        assert saved(item, field) == theirs, state
        assert not response.context["form"].conflict.is_known, state


def test_who_comes_later_saves_as_ever(met):
    item, url, field, client, _opened, _theirs, mine = met

    assert client.post(url, form_at(client, url) | {field: mine}).status_code == 302
    assert saved(item, field) == mine


# What is no word in a field: a choice of more than one, children, rights.


def test_who_may_approve_is_not_given_back_by_an_old_form(log_in):
    task = Workflow.objects.get(name="Cijfers").workflow_tasks.get().task.specific
    url, client, other = f"/beheer/workflows/tasks/edit/{task.pk}/", log_in("beheer"), log_in("beheer2")
    opened = form_at(client, url)
    assert len(opened["groups"]) == 2
    assert other.post(url, form_at(other, url) | {"groups": opened["groups"][:1]}).status_code == 302

    response = client.post(url, opened)
    [conflict] = response.context["form"].conflict.fields
    assert (conflict.before, conflict.theirs, conflict.choice) == ("Beheer", "leeg", "theirs")
    assert client.post(url, shown(response)).status_code == 302

    assert [str(group.pk) for group in task.groups.all()] == opened["groups"][:1]


def test_links_in_the_footer_are_chosen_as_one(log_in):
    settings = SiteSettings.objects.get()
    url, field = f"/beheer/settings/core/sitesettings/{settings.site_id}/", "footer_links"
    client, other = log_in("beheer"), log_in("beheer2")
    opened = form_at(client, url)
    count = settings.footer_links.count()
    assert other.post(url, form_at(other, url) | {"footer_links-0-DELETE": "on"}).status_code == 302

    response = client.post(url, opened | {"slogan": "Van mij"})
    [conflict] = response.context["form"].conflict.fields
    assert (conflict.name, conflict.choice) == (field, "theirs")
    assert client.post(url, shown(response)).status_code == 302

    settings = SiteSettings.objects.get()
    assert (settings.slogan, settings.footer_links.count()) == ("Van mij", count - 1)


@pytest.mark.parametrize("count", ["4000000", "9" * 30, "-1", "²", ""])
def test_a_number_of_rows_that_no_browser_sends_costs_nothing(log_in, monkeypatch, count):
    settings = SiteSettings.objects.get()
    url = f"/beheer/settings/core/sitesettings/{settings.site_id}/"
    client, other = log_in("beheer"), log_in("beheer2")
    opened = form_at(client, url)
    assert other.post(url, form_at(other, url) | {"footer_links-0-DELETE": "on"}).status_code == 302
    looked, look = [], plain_conflicts._words_of_row
    monkeypatch.setattr(plain_conflicts, "_words_of_row", lambda *args: looked.append(args) or look(*args))

    response = client.post(url, opened | {"slogan": "Van mij", "footer_links-TOTAL_FORMS": count})

    assert response.status_code == 200
    assert len(looked) < 10_000


def test_rights_of_a_group_are_not_given_back_by_an_old_form(log_in):
    group = Group.objects.get(name="Communicatie")
    url = f"/beheer/groups/edit/{group.pk}/"
    client, other = log_in("beheer"), log_in("beheer2")
    opened = form_at(client, url)
    before = group.permissions.count()
    fewer = form_at(other, url)
    fewer["permissions"] = fewer["permissions"][1:]
    assert other.post(url, fewer).status_code == 302
    assert group.permissions.count() == before - 1

    response = client.post(url, opened | {"name": "Communicatie en pers"})
    [conflict] = response.context["form"].conflict.fields
    assert (conflict.name, conflict.choice) == ("permissions", "theirs")
    assert client.post(url, shown(response)).status_code == 302

    group.refresh_from_db()
    assert (group.name, group.permissions.count()) == ("Communicatie en pers", before - 1)


# Whatever form Wagtail or this site adds


# Of what was uploaded a moment ago, in the list of uploads, which nobody else has; and two that only show.
NO_FORM = {
    "wagtaildocs:edit_multiple",
    "wagtailimages:edit_multiple",
    "funding_figurechange_modeladmin_edit",
    "funding_importrun_modeladmin_edit",
}


def test_every_form_of_the_admin_that_edits_names_the_version_it_was_opened_from(log_in, db):
    Collection.get_first_root_node().add_child(name="Foto’s")
    Redirect.objects.create(pk=1, old_path="/oud", redirect_link="https://example.org/")
    get_image_model().objects.create(pk=1, title="Foto", description="Een foto.", file=get_test_image_file())
    client, found, without = log_in("beheer"), set(), set()

    for name, url in addresses():
        view = name.rpartition(":")[2]
        if (view in ("edit", "edit_task") or view.endswith("_modeladmin_edit")) and name not in NO_FORM:
            form = shown(client.get(url, follow=True))
            found.add(name)
            if not any(form.get(field) for field in ("loaded_state", "loaded_revision_id")):
                without.add(name)

    assert len(found) >= 17
    assert without == set()
