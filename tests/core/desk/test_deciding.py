"""A decision is about the step of that item, is taken once, and is about the version that was looked at."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.workflow import BaseWorkflowFormView
from wagtail.models import TaskState

from events.models import Venue
from funding.models import FundingEntry
from news.models import NewsPage
from tests.desk.browser import (
    approve,
    edit_url,
    entry,
    page_edit_url,
    post,
    post_page,
    propose,
)
from tests.desk.bureau import panel
from tests.factories import NewsPageFactory, VenueFactory
from tests.pages import text

REFUSED = "Een ander heeft er al over besloten"


def as_somebody_else(username):
    """A client of their own, beside the one that `log_in` gives."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def proposed_page(log_in):
    page = NewsPageFactory(title="Zoals het was")
    post_page(log_in("communicatie"), page_edit_url(page), "submit", title="Voorstel")
    return page


def proposed_venue(log_in):
    venue = VenueFactory()
    venue.save_revision().publish()
    post(log_in("communicatie"), edit_url(venue), "submit", name=f"Voorstel {venue.pk}")
    return venue


def proposed_entry(log_in, reference="DOG-2017-003"):
    propose(log_in("cijfers"), edit_url(entry(reference)), contribution="2.500")
    return entry(reference)


def another_proposed_entry(log_in):
    return proposed_entry(log_in, "DOG-2017-004")


PROPOSED = pytest.mark.parametrize("propose_it", [proposed_page, proposed_venue, proposed_entry])
ADDRESSES = {
    NewsPage: "wagtailadmin_pages",
    Venue: "wagtailsnippets_events_venue",
    FundingEntry: "wagtailsnippets_funding_fundingentry",
}


def step_of(item):
    return type(item)._base_manager.get(pk=item.pk).current_workflow_task_state


def address(item, action, step):
    return reverse(f"{ADDRESSES[type(item)]}:workflow_action", args=[item.pk, action, step.pk])


@PROPOSED
@pytest.mark.parametrize("propose_other", [proposed_page, proposed_venue, another_proposed_entry])
def test_a_step_of_another_item_is_not_found(log_in, propose_it, propose_other):
    item, other = propose_it(log_in), propose_other(log_in)
    step, version = step_of(item), type(other)._base_manager.get(pk=other.pk).latest_revision_id

    answer = log_in("coordinatie").post(address(other, "approve", step), {"version": str(version)})

    assert answer.status_code == 404
    step.refresh_from_db()
    assert step.status == TaskState.STATUS_IN_PROGRESS


@PROPOSED
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_who_decides_second_hears_it_and_changes_nothing(log_in, propose_it, action, monkeypatch):
    """The other decides after this request read the step and before it has the lock."""
    item = propose_it(log_in)
    step, check = step_of(item), BaseWorkflowFormView.check_action
    client, other = log_in("coordinatie"), as_somebody_else("beheer")

    def while_the_other_decides(view):
        monkeypatch.setattr(BaseWorkflowFormView, "check_action", check)
        check(view)
        approve(other, item)

    monkeypatch.setattr(BaseWorkflowFormView, "check_action", while_the_other_decides)
    version = type(item)._base_manager.get(pk=item.pk).latest_revision_id
    answer = client.post(address(item, action, step), {"version": version, "comment": "Nee."}, follow=True)

    step.refresh_from_db()
    assert (step.status, step.finished_by.username) == (TaskState.STATUS_APPROVED, "beheer")
    assert REFUSED in text(answer.content)


@PROPOSED
def test_what_was_changed_after_it_was_looked_at_is_not_approved(log_in, propose_it):
    item = propose_it(log_in)
    seen, step = type(item)._base_manager.get(pk=item.pk).latest_revision_id, step_of(item)
    latest = type(item)._base_manager.get(pk=item.pk).get_latest_revision_as_object()
    latest.save_revision()

    answer = log_in("coordinatie").post(address(item, "approve", step), {"version": seen}, follow=True)

    step.refresh_from_db()
    assert step.status == TaskState.STATUS_IN_PROGRESS
    assert _("A newer version was saved meanwhile. Look at it first, then approve.") in text(answer.content)


@PROPOSED
def test_the_window_shows_what_is_approved_and_who_wrote_it(log_in, propose_it):
    item = propose_it(log_in)

    window = log_in("coordinatie").get(address(item, "approve", step_of(item))).json()["html"]

    latest = type(item)._base_manager.get(pk=item.pk).latest_revision
    assert latest.object_str in text(window)
    assert latest.user.get_full_name() in text(window)
    assert reverse(f"{ADDRESSES[type(item)]}:revisions_compare", args=[item.pk, "live", latest.pk]) in window


def test_the_first_page_tells_of_the_latest_version_and_who_changed_it(log_in):
    page = proposed_page(log_in)
    post_page(as_somebody_else("coordinatie"), page_edit_url(page), title="Heel iets anders")

    waits = " ".join(panel(log_in("beheer"), "wacht").get_text().split())

    assert "Heel iets anders" in waits
    assert "Voorstel" not in waits
    assert "daarna gewijzigd door" in waits
