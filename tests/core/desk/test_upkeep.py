"""Upkeep of workflows decides about nothing that waits in them."""

import pytest
from django.contrib.messages import get_messages
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowState, WorkflowTask

from tests.desk.browser import approve, edit_url, entry, form_at, page_edit_url, post_page, project, propose
from tests.public_figures import moved, public_figures

FIGURES, PAGES = "Cijfers", "Goedkeuring door Coördinatie"


def workflow(name):
    return Workflow.objects.get(name=name)


def task(name):
    return workflow(name).workflow_tasks.get().task


def ways(name):
    """Every way of upkeep of a workflow and its task, as an address with what is sent."""
    flow = workflow(name)
    yield f"/beheer/workflows/disable/{flow.pk}/", {}
    yield f"/beheer/workflows/tasks/disable/{task(name).pk}/", {}
    yield f"/beheer/workflows/edit/{flow.pk}/", without_tasks(flow)
    yield f"/beheer/workflows/tasks/edit/{task(name).pk}/", {"name": "Anders", "groups": []}


def without_tasks(flow):
    return {
        "name": flow.name,
        "workflow_tasks-TOTAL_FORMS": "1",
        "workflow_tasks-INITIAL_FORMS": "1",
        "workflow_tasks-MIN_NUM_FORMS": "0",
        "workflow_tasks-MAX_NUM_FORMS": "1000",
        "workflow_tasks-0-id": str(flow.workflow_tasks.get().pk),
        "workflow_tasks-0-task": str(flow.workflow_tasks.get().task_id),
        "workflow_tasks-0-ORDER": "1",
        "workflow_tasks-0-DELETE": "on",
        "pages-TOTAL_FORMS": "0",
        "pages-INITIAL_FORMS": "0",
    }


def figure_waits(log_in):
    propose(log_in("cijfers"), edit_url(entry()), contribution="2.500")


def own_figure_waits(log_in):
    propose(log_in("beheer"), edit_url(entry()), contribution="2.500")


def page_waits(log_in):
    post_page(log_in("communicatie"), page_edit_url(project()), "submit", title="PyGrunn hernoemd")


@pytest.mark.parametrize(
    "name, waits, what",
    [
        (FIGURES, figure_waits, "DOG-2017-003 PyGrunn"),
        (FIGURES, own_figure_waits, "DOG-2017-003 PyGrunn"),
        (PAGES, page_waits, "PyGrunn"),
    ],
)
@pytest.mark.parametrize("number", range(4))
def test_upkeep_is_refused_while_something_waits_and_says_what(log_in, name, waits, what, number):
    before = public_figures()
    waits(log_in)
    url, data = list(ways(name))[number]

    response = log_in("beheer").post(url, data)

    assert response.status_code in (200, 302)
    *_earlier, said = [str(message) for message in get_messages(response.wsgi_request)]
    assert said.startswith("Er is niets gewijzigd, want dit wacht op goedkeuring")
    assert what in said
    assert moved(before, public_figures()) == []
    assert project().title == "PyGrunn"
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    assert workflow(name).active
    assert task(name).active


def test_what_was_typed_in_a_refused_form_is_still_there(log_in):
    figure_waits(log_in)

    flow = workflow(FIGURES)

    response = log_in("beheer").post(
        f"/beheer/workflows/edit/{flow.pk}/", without_tasks(flow) | {"name": "Een andere naam"}
    )

    assert 'value="Een andere naam"' in response.content.decode()


@pytest.mark.parametrize("number", range(4))
def test_upkeep_is_done_when_nothing_waits(log_in, number):
    url, data = list(ways(PAGES))[number]

    response = log_in("beheer").post(url, data)

    assert response.status_code in (200, 302)
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert not [sentence for sentence in said if "wacht" in sentence]


@pytest.mark.parametrize("waits", [figure_waits, own_figure_waits])
def test_a_task_that_is_skipped_publishes_nothing(log_in, waits):
    """Whatever ends the workflow, code included: only an approval publishes."""
    before = public_figures()
    waits(log_in)

    task(FIGURES).specific.deactivate()

    assert moved(before, public_figures()) == []
    assert entry().has_unpublished_changes


def test_of_two_tasks_the_second_is_not_skipped(log_in):
    before = public_figures()
    workflow(FIGURES).workflow_tasks.update(sort_order=0)
    second = GroupApprovalTask.objects.create(name="Nog iemand")
    second.groups.set(task(FIGURES).specific.groups.all())
    WorkflowTask.objects.create(workflow=workflow(FIGURES), task=second, sort_order=1)
    figure_waits(log_in)
    approve(log_in("coordinatie"))
    after_the_first = moved(before, public_figures())

    second.deactivate()

    assert after_the_first == []
    assert moved(before, public_figures()) == []
    assert set(TaskState.objects.values_list("status", flat=True)) == {"approved", "cancelled"}


def test_only_beheer_reaches_the_upkeep(log_in):
    for role in ("communicatie", "cijfers", "coordinatie"):
        client = log_in(role)
        for url, data in ways(FIGURES):
            assert client.post(url, data)["Location"].startswith("/beheer/")
    assert workflow(FIGURES).active
    assert task(FIGURES).active


def test_a_form_of_upkeep_opens(log_in):
    client = log_in("beheer")

    assert [client.get(url).status_code for url, _data in ways(FIGURES)] == [200] * 4
    assert form_at(client, edit_url(entry()))
