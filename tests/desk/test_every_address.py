"""Every address of the admin, sent by every role while proposals wait: nothing public changes but by approval.

The addresses come from the resolver, so a new one is among them by itself.
"""

from contextlib import suppress

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page, Site, Workflow, WorkflowState

from dog_site.core.models import SiteSettings
from funding.models import FundingEntry, FundingPartner, PublishedFigure, SourceDocument
from projects.models import Organisation, Theme
from tests.desk.browser import (
    MODELS,
    REASON,
    edit_url,
    entry,
    page_edit_url,
    post_page,
    project,
    propose,
    taken_back,
)
from tests.funding.desk.test_permission_matrix import ADMIN, patterns

ROLES = ["communicatie", "cijfers", "coordinatie", "beheer"]
# What changes something public when it is sent as here: the approvals, of somebody else's proposal.
APPROVALS = {"wagtailadmin_pages:workflow_action", "wagtailsnippets_funding_fundingentry:workflow_action"}
MAY_CHANGE = {"communicatie": set(), "cijfers": set(), "coordinatie": APPROVALS, "beheer": APPROVALS}


# What of a row no visitor sees: which versions it has, and who may not change it.
KEPT = {"latest_revision", "has_unpublished_changes", "locked", "locked_at", "locked_by"}


def public_state():
    """The rows from which everything that a visitor sees is made, as far as they are public."""
    tables = (FundingEntry, PublishedFigure, SourceDocument, Theme, Organisation)
    columns = {table: [each.name for each in table._meta.concrete_fields if each.name not in KEPT] for table in tables}
    rows = [table.objects.filter(live=True).values_list("pk", *columns[table]).order_by("pk") for table in tables]
    pages = Page.objects.filter(live=True).values_list("pk", "title", "path", "url_path", "live_revision")
    partners = FundingPartner.objects.order_by("pk").values_list("entry", "organisation", "role")
    return [[*found] for found in rows], list(pages.order_by("pk")), list(partners)


@pytest.fixture
def waiting(log_in):
    """A figure, a theme and a page wait for approval; a figure of beheer's own as well."""
    propose(log_in("cijfers"), edit_url(entry()), contribution="2.500")
    propose(log_in("cijfers"), edit_url(Theme.objects.get(slug="infrastructuur")), counts_in_headline=None)
    propose(log_in("beheer"), edit_url(entry("DOG-2017-004")), contribution="2.500")
    post_page(log_in("communicatie"), page_edit_url(project()), "submit", title="PyGrunn hernoemd")
    return log_in


def filled_in(name, groups, parts):
    """What stands in an address for each of its parts: of what waits, where that is of its kind."""
    kind = next((kind for kind in parts.of_items if kind in name), None)
    values = parts.of_items.get(kind) or parts.of_page | {"pk": parts.key_of_wagtail(name)}
    if "settings" in name:
        values = values | {"app_name": "core", "model_name": "sitesettings"}
    return {group: values.get(group, 1) for group in groups}


class Parts:
    """What stands in addresses, looked up once."""

    def __init__(self):
        items = {MODELS[kind]._meta.model_name: MODELS[kind].objects.first() for kind in MODELS}
        items |= {"theme": Theme.objects.get(slug="infrastructuur"), "fundingentry": entry()}
        self.of_page = self._of(project())
        self.of_items = {kind: self._of(item) for kind, item in items.items()}
        self.of_wagtail = {
            "task": Workflow.objects.get(name="Cijfers").workflow_tasks.get().task_id,
            "workflow": Workflow.objects.get(name="Cijfers").pk,
            "group": Group.objects.first().pk,
            "user": get_user_model().objects.get(username="cijfers").pk,
            "site": Site.objects.get().pk,
            "settings": SiteSettings.objects.get().site_id,
            "document": get_document_model().objects.values_list("pk", flat=True).first(),
            "collection": Collection.objects.last().pk,
            "page": project().pk,
        }

    def key_of_wagtail(self, name):
        return next((key for kind, key in self.of_wagtail.items() if kind in name), 1)

    def _of(self, item):
        state, task, page = item.current_workflow_state, item.current_workflow_task_state, project()
        return {
            "pk": item.pk,
            "page_id": page.pk,
            "page_pk": page.pk,
            "workflow_pk": Workflow.objects.get(name="Cijfers").pk,
            "workflow_state_id": state and state.pk,
            "workflow_state_pk": state and state.pk,
            "task_state_id": task and task.pk,
            "task_state_pk": task and task.pk,
            "revision_id": item.latest_revision_id,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "action_name": "approve",
            "app_label": "funding",
            "model_name": "fundingentry",
        }


def addresses():
    parts = Parts()
    for name, groups in sorted(patterns(ADMIN), key=str):
        # Of what waits nowhere there is no step of a workflow to fill in.
        with suppress(NoReverseMatch):
            if name and "logout" not in name:
                yield name, reverse(name, kwargs=filled_in(name, groups, parts))


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_no_address_publishes_what_waits(waiting, nothing_is_rendered, role):
    client = waiting(role)
    # Wagtail's forms answer half a form with a server error; no browser sends one, and here it is no publication.
    client.raise_request_exception = False
    before, sent, changed = public_state(), 0, set()

    for name, url in addresses():
        approvals = [{"reason": REASON, "version": str(item.latest_revision_id)} for item in (entry(), project())]
        for data in ({}, *approvals) if "workflow" in name or "unpublish" in name else ({},):
            with taken_back():
                client.get(url)
                client.post(url, data)
                sent += 2
                # What was refused on the way is taken back by itself outside a test.
                transaction.set_rollback(False)
                if public_state() != before:
                    changed.add(name)

    assert WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).count() == 4
    assert sent > 600
    assert changed == MAY_CHANGE[role]
