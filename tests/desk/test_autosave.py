"""A half-typed figure is never live."""

import bs4
import pytest
from django.apps import apps
from wagtail.models import DraftStateMixin, RevisionMixin
from wagtail.snippets.models import get_snippet_models

from funding.models import FundingEntry
from tests.desk.browser import (
    MODELS,
    SNIPPETS,
    before_anything,
    edit_url,
    entry,
    form_at,
    new_entry,
    posted,
    what_visitors_see,
)

JSON = {"accept": "application/json"}
HALF_TYPED = [
    ("theme", {"slug": "kennis-innovatie"}, {"name": "Kennis & Inn"}),
    ("theme", {"slug": "kennis-innovatie"}, {"counts_in_headline": None}),
    ("organisation", {"name": "UMCG"}, {"name": "UM"}),
    ("source", {"reference": "6806242"}, {"title": "Raads"}),
    ("stated figure", {"number": "D1"}, {"value": "4"}),
    ("venue", {"name": "Martiniplaza"}, {"name": "Mart"}),
    ("entry", {"reference": "DOG-2017-003"}, {"contribution": "2"}),
    ("entry", {"reference": "DOG-2017-003"}, {"contribution": "17.500", "title": "PyGr"}),
]


@pytest.mark.parametrize("kind, lookup, typed", HALF_TYPED)
@pytest.mark.parametrize("headers", [JSON, {}])
def test_saving_without_publishing_changes_nothing_that_visitors_see(log_in, kind, lookup, typed, headers):
    client = log_in("coordinatie")
    item = MODELS[kind].objects.get(**lookup)
    form = posted(form_at(client, edit_url(item)) | typed)
    before = before_anything(what_visitors_see)

    response = client.post(edit_url(item), form, headers=headers)

    stored = MODELS[kind].objects.get(pk=item.pk)
    assert response.status_code in (200, 302)
    assert stored.latest_revision_id != item.latest_revision_id
    assert all(getattr(stored, field) == getattr(item, field) for field in typed)
    assert what_visitors_see() == before


def test_autosaving_over_an_earlier_autosave_changes_nothing_that_visitors_see(log_in):
    client = log_in("cijfers")
    url = edit_url(entry())
    form = form_at(client, url)
    before = before_anything(what_visitors_see)

    first = client.post(url, form | {"contribution": "2"}, headers=JSON).json()
    second = client.post(
        url, form | {"contribution": "2.5", "overwrite_revision_id": first["revision_id"]}, headers=JSON
    )
    third = client.post(
        url, form | {"contribution": "2.500", "overwrite_revision_id": first["revision_id"]}, headers=JSON
    ).json()

    assert second.status_code == 400
    assert third["revision_id"] == first["revision_id"]
    assert entry().get_latest_revision_as_object().contribution == 2_500
    assert entry().contribution == 1_500
    assert what_visitors_see() == before


def test_autosave_refuses_to_overwrite_a_newer_version(log_in):
    client = log_in("cijfers")
    url = edit_url(entry())
    opened_first = form_at(client, url)
    client.post(url, opened_first | {"contribution": "3.000"})

    response = client.post(url, opened_first | {"contribution": "2.500"}, headers=JSON)

    assert response.status_code == 400
    assert entry().get_latest_revision_as_object().contribution == 3_000


@pytest.mark.parametrize("revision", ["0", "999999", "abc", "nul\0", "-1", "9" * 40])
def test_autosave_over_a_revision_that_is_not_there_is_refused(log_in, revision):
    client = log_in("cijfers")
    url = edit_url(entry())
    form = form_at(client, url)

    response = client.post(url, form | {"contribution": "2.500", "overwrite_revision_id": revision}, headers=JSON)

    assert response.status_code == 400
    assert entry().contribution == 1_500


def test_an_autosaved_new_entry_is_not_public(log_in):
    client = log_in("cijfers")
    url = f"{SNIPPETS['entry']}add/"
    form = form_at(client, url)
    before = before_anything(what_visitors_see)

    client.post(url, form | new_entry(), headers=JSON)

    assert not FundingEntry.objects.get(title="Nieuwe regel").live
    assert what_visitors_see() == before


@pytest.mark.parametrize(
    "model", [m for m in apps.get_models() if issubclass(m, RevisionMixin)], ids=lambda m: m.__name__
)
def test_whatever_autosave_saves_has_drafts(model):
    assert issubclass(model, DraftStateMixin)


def test_the_snippets_are_among_the_models_that_were_looked_at():
    assert {*MODELS.values()} == {model for model in get_snippet_models() if issubclass(model, RevisionMixin)}


@pytest.mark.parametrize("kind", ["source", "stated figure", "entry"])
@pytest.mark.parametrize("view", ["add", "edit", "copy", "revert"])
def test_a_form_with_figures_does_not_autosave(log_in, kind, view):
    client = log_in("cijfers")
    item = MODELS[kind].objects.first()
    path = {
        "add": "add/",
        "edit": f"edit/{item.pk}/",
        "copy": f"copy/{item.pk}/",
        "revert": f"history/{item.pk}/revisions/{item.latest_revision_id}/revert/",
    }[view]

    response = client.get(f"{SNIPPETS[kind]}{path}")

    form = bs4.BeautifulSoup(response.content, "html.parser").find("form", attrs={"data-edit-form": True})
    # Copying may not be offered at all; then there is no form.
    assert form is None or "w-autosave" not in form["data-controller"]
