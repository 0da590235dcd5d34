"""Every address of the figures in the admin, by every role, to look and to send: nobody gets further than it may (T20).

The addresses come from the resolver and from the registry of bulk actions; one without a row here fails.
"""

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import ModelLogEntry, Revision, WorkflowState

from funding.models import FigureChange, FundingEntry, ImportRun, PublishedFigure, SourceDocument
from funding.models.changes import record_changes, unpublication
from tests.desk.browser import ENTRIES, REASON, entry
from tests.factories import FundingEntryFactory, PublishedFigureFactory, SourceDocumentFactory

ROLES = ["anonymous", "communicatie", "cijfers", "coordinatie", "beheer"]
FIGURES = {"cijfers", "coordinatie", "beheer"}
APPROVERS = {"coordinatie", "beheer"}
BEHEER = {"beheer"}
NOBODY = set()
# Nobody can send anything there: whoever gets in is told so.
NOT_SENT = object()

SNIPPETS = {model._meta.model_name: model for model in (FundingEntry, SourceDocument, PublishedFigure)}
REGISTERS = {model._meta.model_name: model for model in (FigureChange, ImportRun)}
LOOK, FORM = (FIGURES, NOT_SENT), (FIGURES, FIGURES)
APPROVAL = (APPROVERS, APPROVERS)

# Who looks (GET) and who sends (POST), by kind of view.
SNIPPET_VIEWS = {
    "list": LOOK,
    "list_results": LOOK,
    "add": FORM,
    "edit": FORM,
    "delete": (BEHEER, BEHEER),
    "usage": LOOK,
    "history": LOOK,
    "history_results": LOOK,
    "revisions_revert": FORM,
    "revisions_compare": LOOK,
    "revisions_unschedule": APPROVAL,
    "unpublish": APPROVAL,
    "workflow_action": APPROVAL,
    "collect_workflow_action_data": APPROVAL,
    "confirm_workflow_cancellation": FORM,
    "workflow_history": LOOK,
    "workflow_history_detail": LOOK,
}
ENTRY_VIEWS = {
    "inspect": LOOK,
    "preview_on_add": FORM,
    "preview_on_edit": FORM,
    "revisions_view": LOOK,
    "lock": (NOT_SENT, APPROVERS),
    "unlock": (NOT_SENT, BEHEER),
    "workflow_preview": (APPROVERS, NOT_SENT),
    "effect_on_add": (NOT_SENT, FIGURES),
    "effect_on_edit": (NOT_SENT, FIGURES),
}
CHOOSER_VIEWS = {"choose": LOOK, "choose_results": LOOK, "chosen": LOOK, "chosen_multiple": LOOK}
REGISTER_VIEWS = {
    "index": LOOK,
    "create": (NOBODY, NOBODY),
    "edit": (NOBODY, NOBODY),
    "delete": (NOBODY, NOBODY),
    "inspect": LOOK,
}
BULK_ACTIONS = {
    ("fundingentry", "propose"): FORM,
    ("fundingentry", "theme"): FORM,
    ("fundingentry", "stage"): FORM,
    ("fundingentry", "approve"): APPROVAL,
    ("fundingentry", "unpublish"): APPROVAL,
    ("fundingentry", "delete"): (BEHEER, BEHEER),
    ("sourcedocument", "delete"): (BEHEER, BEHEER),
    ("publishedfigure", "delete"): (BEHEER, BEHEER),
}
MATRIX = {
    **{f"wagtailsnippets_funding_{model}:{view}": may for model in SNIPPETS for view, may in SNIPPET_VIEWS.items()},
    **{f"wagtailsnippets_funding_fundingentry:{view}": may for view, may in ENTRY_VIEWS.items()},
    **{
        f"wagtailsnippetchoosers_funding_{model}:{view}": may
        for model in SNIPPETS
        for view, may in CHOOSER_VIEWS.items()
    },
    **{f"funding_{model}_modeladmin_{view}": may for model in REGISTERS for view, may in REGISTER_VIEWS.items()},
    "aansluiting:index": LOOK,
}
EXPORTS = [f"wagtailsnippets_funding_fundingentry:{view}" for view in ("list", "list_results")]


def patterns(resolver, around=()):
    """Every address by its full name, with the names of what is filled in."""
    for found in resolver.url_patterns:
        if isinstance(found, URLPattern):
            yield ":".join([*around, found.name or ""]), set(found.pattern.regex.groupindex)
        else:
            yield from patterns(found, (*around, found.namespace) if found.namespace else around)


ADMIN = next(found for found in get_resolver().url_patterns if str(found.pattern) == "beheer/")
ADDRESSES = {name: filled_in for name, filled_in in patterns(ADMIN) if "funding" in name or name in MATRIX}


def user(username):
    return get_user_model().objects.get(username=username)


def proposed(item, **changes):
    """The item as it is with a change that cijfers2 proposed."""
    for name, value in changes.items():
        setattr(item, name, value)
    item.save_revision(user=user("cijfers2"))
    item.get_workflow().start(item, user("cijfers2"))
    return type(item).objects.get(pk=item.pk)


@pytest.fixture
def items(db):
    """One of each kind: proposed, and one that can be deleted."""
    record_changes(entry("DOG-2017-004"), [unpublication()], None, None, REASON)
    figure = PublishedFigure.objects.exclude(value=None).first()
    return {
        "fundingentry": proposed(entry(), contribution=2_500, change_reason=REASON),
        "sourcedocument": proposed(SourceDocument.objects.first(), title="Andere titel"),
        "publishedfigure": proposed(figure, explanation="Een andere toelichting"),
        "figurechange": FigureChange.objects.first(),
        "importrun": ImportRun.objects.first(),
    }


def to_delete(model):
    if model == "fundingentry":
        return FundingEntryFactory(live=False)
    return SourceDocumentFactory(title="Losse bron") if model == "sourcedocument" else PublishedFigureFactory()


def address_of(name, filled_in, items):
    model = next((model for model in items if model in name), None)
    item = to_delete(model) if name.endswith(":delete") else items.get(model)
    values = {"pk": item and item.pk, "instance_pk": item and item.pk, "action_name": "approve"}
    if state := getattr(item, "current_workflow_state", None):
        task = state.current_task_state
        values |= {"workflow_state_id": state.pk, "task_state_id": task.pk, "task_id": task.task_id}
    if filled_in & {"revision_id", "revision_id_a"}:
        values |= {"revision_id": item.latest_revision_id, "revision_id_a": "live", "revision_id_b": "latest"}
    return reverse(name, kwargs={parameter: values[parameter] for parameter in filled_in})


def everything():
    models = [FundingEntry, SourceDocument, PublishedFigure, FigureChange, ImportRun, WorkflowState]
    return [list(model.objects.order_by("pk").values()) for model in models] + [
        model.objects.count() for model in (Revision, ModelLogEntry)
    ]


def what_happens(method, url, role):
    """Whether somebody "may", or is "refused", or whether nothing answers to the method; and if anything changed."""
    with transaction.atomic():
        client = Client(raise_request_exception=False)
        if role != "anonymous":
            client.force_login(user(role))
        before = everything()
        response = getattr(client, method)(url)
        is_changed = everything() != before
        transaction.set_rollback(True)
    assert response.status_code in (200, 302, 405), f"{role} {method} {url}: {response.status_code}"
    home = ("/beheer/", f"/beheer/login/?next={url.replace('?', '%3F').replace('=', '%3D').replace('&', '%26')}")
    if response.status_code == 302 and (response["Location"] in home or "/login/" in response["Location"]):
        return "refused", is_changed
    return ("405" if response.status_code == 405 else "may"), is_changed


def matrix(url, may_look, may_send):
    """What differs from what each role may, in words."""
    others = may_send if may_look is NOT_SENT else may_look
    for role in ROLES:
        for method, roles in (("get", may_look), ("post", may_send)):
            found, is_changed = what_happens(method, url, role)
            if roles is NOT_SENT:
                expected = {"405"} if role in others else {"405", "refused"}
            else:
                expected = {"may"} if role in roles else {"refused"}
            if found not in expected or (is_changed and (found != "may" or method == "get")):
                yield f"{role} {method}: {found}{', and it changed something' if is_changed else ''}"


def test_every_address_of_the_figures_has_its_row():
    assert ADDRESSES.keys() == MATRIX.keys()


def test_every_bulk_action_of_the_figures_has_its_row():
    registered = {
        (model, action.action_type)
        for model in SNIPPETS
        for action in bulk_action_registry.get_bulk_actions_for_model("funding", model)
    }

    assert registered == BULK_ACTIONS.keys()


@pytest.mark.parametrize("name", MATRIX)
def test_an_address_opens_for_whom_it_is(items, name):
    url = address_of(name, ADDRESSES[name], items)

    assert list(matrix(url, *MATRIX[name])) == []


@pytest.mark.parametrize("model, action", BULK_ACTIONS)
def test_a_bulk_action_opens_for_whom_it_is(items, model, action):
    item = to_delete(model) if action == "delete" else items[model]
    url = reverse("wagtail_bulk_action", args=["funding", model, action])

    assert list(matrix(f"{url}?id={item.pk}&next={ENTRIES}", *BULK_ACTIONS[model, action])) == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", EXPORTS)
def test_the_list_as_a_file_is_for_whom_the_list_is(items, name, kind):
    assert list(matrix(f"{reverse(name)}?export={kind}", *LOOK)) == []
