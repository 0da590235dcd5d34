"""A figure is saved over the version that somebody saw, by whatever way; nothing typed is lost (T16)."""

import pytest

from funding.models import FigureChange
from tests.desk.browser import (
    ENTRIES,
    REASON,
    approve,
    edit_url,
    entry,
    form_at,
    post,
    propose,
    publish,
    shown,
)


def latest():
    return entry().get_latest_revision_as_object()


def test_who_saves_second_saves_nothing_and_sees_who_changed_what(log_in):
    client, url = log_in("cijfers2"), edit_url(entry())
    opened = form_at(client, url)
    post(log_in("cijfers"), url, contribution="2.500")

    response = client.post(url, opened | {"contribution": "3.000", "title": "PyGrunn 2017"})

    html = response.content.decode()
    assert response.status_code == 200
    assert latest().contribution == 2_500
    assert latest().title == "PyGrunn"
    # What was typed still stands in the form.
    assert shown(response)["contribution"] == "3.000"
    assert shown(response)["title"] == "PyGrunn 2017"
    for words in ("€\xa01.500", "€\xa02.500", "€\xa03.000", "Cijfers"):
        assert words in html
    assert [field.name for field in response.context["form"].conflict.fields] == ["contribution"]


@pytest.mark.parametrize("action", [None, "submit"])
@pytest.mark.parametrize("choice, stored", [("mine", 3_000), ("theirs", 2_500)])
def test_the_second_person_chooses_per_field_and_saves(log_in, action, choice, stored):
    client, url = log_in("cijfers2"), edit_url(entry())
    opened = form_at(client, url)
    post(log_in("cijfers"), url, contribution="2.500")
    refused = client.post(url, opened | {"contribution": "3.000", "title": "PyGrunn 2017"})
    form = shown(refused) | {"conflict-contribution": choice, "change_reason": REASON}

    response = client.post(url, form | ({f"action-{action}": "1"} if action else {}))

    assert response.status_code == 302
    assert latest().contribution == stored
    assert latest().title == "PyGrunn 2017"


def test_what_only_the_other_changed_is_kept_unless_one_chooses_otherwise(log_in):
    client, url = log_in("cijfers2"), edit_url(entry())
    opened = form_at(client, url)
    post(log_in("cijfers"), url, contribution="2.500", project_size="20.000")

    form = shown(client.post(url, opened | {"title": "PyGrunn 2017"}))
    client.post(url, form)

    assert (latest().title, latest().contribution, latest().project_size) == ("PyGrunn 2017", 2_500, 20_000)


def test_participants_of_the_other_can_be_taken(log_in):
    client, url = log_in("cijfers2"), edit_url(entry())
    opened = form_at(client, url)
    post(log_in("cijfers"), url, **{"partners-0-text": "Een ander"})

    form = shown(client.post(url, opened | {"title": "PyGrunn 2017"}))
    response = client.post(url, form)  # nobody else typed there, so the other's are chosen already

    assert response.status_code == 302
    assert "Een ander" in [partner.text for partner in latest().partners.all()]
    assert latest().title == "PyGrunn 2017"


@pytest.mark.parametrize("version", [None, "", "0", "abc", "-1", "9" * 40, "nul\0", "1,5"])
def test_a_form_without_its_version_saves_nothing(log_in, version):
    client, url = log_in("cijfers"), edit_url(entry())
    form = form_at(client, url) | {"contribution": "2.500"}
    del form["loaded_revision_id"]
    before = entry().latest_revision_id

    response = client.post(url, form if version is None else form | {"loaded_revision_id": version})

    assert response.status_code == 200
    assert entry().latest_revision_id == before
    assert shown(response)["contribution"] == "2.500"


def test_going_back_to_an_old_version_over_a_newer_one_is_refused(log_in):
    client = log_in("cijfers2")
    url = f"{ENTRIES}history/{entry().pk}/revisions/{entry().latest_revision_id}/revert/"
    opened = form_at(client, url)
    post(log_in("cijfers"), edit_url(entry()), contribution="2.500")

    response = client.post(url, opened)

    assert response.status_code == 200
    assert latest().contribution == 2_500


def test_what_was_not_seen_is_not_approved(log_in):
    propose(log_in("cijfers"), edit_url(entry()), contribution="2.500")
    task = entry().current_workflow_task_state
    seen = entry().latest_revision_id
    post(log_in("coordinatie"), edit_url(entry()), contribution="9.000")
    client = log_in("beheer")

    url = f"{ENTRIES}workflow/action/{entry().pk}/approve/{task.pk}/"
    for version in ({"version": str(seen)}, {}):
        response = client.post(url, version, follow=True)

        assert entry().contribution == 1_500
        assert "nieuwere versie" in response.content.decode()


def test_an_approver_who_changes_something_approves_nothing(log_in):
    propose(log_in("cijfers"), edit_url(entry()), contribution="2.500")
    client, url = log_in("coordinatie"), edit_url(entry())
    form = form_at(client, url)
    approval = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    refused = client.post(url, form | approval | {"contribution": "9.000"})
    after_refusal = entry().contribution
    accepted = client.post(url, form | approval)

    assert (refused.status_code, after_refusal) == (200, 1_500)
    assert accepted.status_code == 302
    assert entry().contribution == 2_500


def test_who_corrects_a_proposal_cannot_approve_it(log_in):
    propose(log_in("cijfers"), edit_url(entry()), contribution="2.500")
    client = log_in("coordinatie")
    post(client, edit_url(entry()), contribution="2.600")

    response = approve(client, entry())

    assert response.status_code in (403, 302, 200)
    assert entry().contribution == 1_500
    approve(log_in("beheer"), entry())
    assert entry().contribution == 2_600


def test_a_change_of_a_published_figure_asks_for_its_reason(log_in):
    client, url = log_in("cijfers"), edit_url(entry())

    without = post(client, url, "submit", contribution="2.500")
    title_only = post(client, url, "submit", title="PyGrunn 2017")

    assert list(without.context["form"].errors) == ["change_reason"]
    assert shown(without)["contribution"] == "2.500"
    assert title_only.status_code == 302


def test_a_change_stands_in_the_register_and_in_the_history_with_its_reason(log_in):
    publish(log_in, edit_url(entry()), contribution="2.500", stage="vastgesteld")

    change, stage = FigureChange.objects.order_by("pk")
    assert (change.field, change.old, change.new) == ("contribution", "€\xa01.500", "€\xa02.500")
    assert (stage.old, stage.new) == ("verleend", "vastgesteld")
    assert (change.reason, change.reference) == (REASON, "DOG-2017-003")
    assert (change.written_by.username, change.approved_by.username) == ("cijfers", "coordinatie")
    history = log_in("cijfers").get(f"{ENTRIES}history/{entry().pk}/").content.decode()
    assert REASON in history
    # The next change asks anew.
    assert form_at(log_in("cijfers"), edit_url(entry()))["change_reason"] == ""


def test_an_entry_is_unpublished_for_a_reason(log_in):
    client, url = log_in("coordinatie"), f"{ENTRIES}unpublish/{entry().pk}/"

    without = client.post(url, {"reason": "  "})
    still_live = entry().live
    client.post(url, {"reason": "Dubbel opgenomen."})

    assert without.status_code == 200
    assert still_live
    assert entry().live
    approve(log_in("beheer"))
    assert not entry().live
    assert FigureChange.objects.get().reason == "Dubbel opgenomen."
