"""Two people in one form: the second saves nothing over the first, loses nothing typed, and chooses per field (T16)."""

from itertools import product

import pytest

from tests.desk.browser import MODELS, SNIPPETS, edit_url, form_at, post, shown, taken_back

JSON = {"accept": "application/json"}
# A field of each kind that both people change.
FIELDS = {
    "theme": "name",
    "organisation": "name",
    "source": "title",
    "stated figure": "title",
    "entry": "title",
    "venue": "name",
}


def first(kind):
    return MODELS[kind].objects.filter(live=True).order_by("pk").first()


def latest(kind):
    return getattr(first(kind).get_latest_revision_as_object(), FIELDS[kind])


@pytest.fixture(params=SNIPPETS)
def met(request, log_in):
    """Somebody opened a form, and somebody else saved it first: the form as it was opened, and what it is of."""
    kind = request.param
    url = edit_url(first(kind))
    opened = form_at(log_in("beheer"), url)
    assert post(log_in("coordinatie"), url, **{FIELDS[kind]: "Van de ander"}).status_code == 302
    return kind, url, opened


def test_the_second_save_is_refused_and_shows_who_changed_what(log_in, met):
    kind, url, opened = met
    client = log_in("beheer")

    for action in ({}, {"action-submit": "1"}, {"action-publish": "1"}):
        response = client.post(url, opened | {FIELDS[kind]: "Van mij"} | action)

        assert response.status_code == 200, action
        assert latest(kind) == "Van de ander", action
        assert shown(response)[FIELDS[kind]] == "Van mij", action
        [conflict] = response.context["form"].conflict.fields
        assert (conflict.theirs, conflict.mine, conflict.changed_by) == ("Van de ander", "Van mij", "Coordinatie")
        assert f"conflict-{FIELDS[kind]}" in response.content.decode(), action


def test_the_second_person_chooses(log_in, met):
    kind, url, opened = met
    client = log_in("beheer")
    form = shown(client.post(url, opened | {FIELDS[kind]: "Van mij"}))

    for choice, stored in [("mine", "Van mij"), ("theirs", "Van de ander")]:
        with taken_back():
            response = client.post(url, form | {f"conflict-{FIELDS[kind]}": choice})

            assert response.status_code == 302, choice
            assert latest(kind) == stored, choice


def test_no_script_chooses(log_in, met):
    kind, url, opened = met
    client = log_in("beheer")
    response = client.post(url, opened | {FIELDS[kind]: "Van mij"})

    assert response.context["autosave_enabled"] is False
    assert client.post(url, shown(response), headers=JSON).status_code == 400
    assert latest(kind) == "Van de ander"


def test_a_save_that_names_no_version_is_refused_whoever_sends_it(log_in, met):
    kind, url, opened = met
    client = log_in("beheer")
    sent = {name: value for name, value in opened.items() if not name.startswith("loaded_revision")}
    versions = [{}, {"loaded_revision_id": ""}, {"loaded_revision_id": "0"}, {"loaded_revision_id": "x"}]

    for version, (headers, refused) in product(versions, [({}, 200), (JSON, 400)]):
        response = client.post(url, sent | version | {FIELDS[kind]: "Van mij"}, headers=headers)

        assert response.status_code == refused, (version, headers)
        assert latest(kind) == "Van de ander", (version, headers)


def test_what_was_saved_last_can_be_saved_again(log_in, met):
    kind, url, _opened = met

    response = post(log_in("beheer"), url, **{FIELDS[kind]: "Van mij"})

    assert response.status_code == 302
    assert latest(kind) == "Van mij"


# A form that saves itself


@pytest.mark.parametrize("kind", ["theme", "organisation", "venue"])
def test_an_item_that_saved_itself_is_saved_by_hand_as_well(log_in, kind):
    client, url, name = log_in("coordinatie"), edit_url(first(kind)), FIELDS[kind]
    form = form_at(client, url)

    for words in ("Eerste", "Tweede"):
        said = client.post(url, form | {name: words}, headers=JSON).json()
        form |= said["field_updates"]

    assert client.post(url, form | {name: "Derde"}).status_code == 302
    assert latest(kind) == "Derde"
