"""Every address of the figures in the admin, by every role, to look and to send: nobody gets further than it may (T20).

The addresses come from the resolver and from the registry of bulk actions; one without a row here fails.
"""

from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import ModelLogEntry, Revision, WorkflowState

from dog_site.core.models import DeletedPage
from dog_site.core.models.approval import unpublication
from funding.models import FigureChange, FundingEntry, ImportRun, ImportUpload, PublishedFigure, SourceDocument
from funding.models.changes import record_changes
from tests.desk.browser import ENTRIES, REASON, entry, project
from tests.factories import FundingEntryFactory, NewsPageFactory, PublishedFigureFactory, SourceDocumentFactory

ROLES = ["anonymous", "communicatie", "cijfers", "coordinatie", "beheer"]
FIGURES = {"cijfers", "coordinatie", "beheer"}
APPROVERS = {"coordinatie", "beheer"}
BEHEER = {"beheer"}
EVERYBODY = FIGURES | {"communicatie"}
WRITERS = {"communicatie", "coordinatie", "beheer"}
NOBODY = set()
# The view takes no POST: who gets in is told so.
NOT_SENT = object()

SNIPPETS = {model._meta.model_name: model for model in (FundingEntry, SourceDocument, PublishedFigure)}
REGISTERS = {model._meta.model_name: model for model in (FigureChange, ImportRun)}
LOOK, FORM = (FIGURES, NOT_SENT), (FIGURES, FIGURES)
PAGES = {"communicatie", "coordinatie", "beheer"}
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
    "preview_on_add": FORM,
    "preview_on_edit": FORM,
    "revisions_view": LOOK,
    "workflow_preview": (APPROVERS, NOT_SENT),
}
ENTRY_VIEWS = {
    "inspect": LOOK,
    "lock": (NOT_SENT, APPROVERS),
    "unlock": (NOT_SENT, BEHEER),
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
    # A source can be added where it is chosen; a figure cannot.
    "wagtailsnippetchoosers_funding_sourcedocument:create": FORM,
    **{f"funding_{model}_modeladmin_{view}": may for model in REGISTERS for view, may in REGISTER_VIEWS.items()},
    "aansluiting:index": LOOK,
    # The import of a table.
    **{f"invoer:{step}": FORM for step in ("index", "columns", "values", "preview", "hand_in", "throw_away")},
    **{f"invoer:{file}": LOOK for file in ("template_xlsx", "template_ods", "reasons")},
    "invoer:take_back": FORM,
    # The lists of pages, which the figures desk has no part in.
    **{
        f"{room}:{view}": (PAGES, NOT_SENT)
        for room in ("agenda", "nieuws", "projecten")
        for view in ("index", "index_results", "add")
    },
    # The desk itself, for everybody in the admin; what may be put off, tests/desk/test_put_off.py asks by role.
    "desk_attention": (EVERYBODY, NOT_SENT),
    "desk_handbook": (EVERYBODY, NOT_SENT),
    # What undoes something: for who may add pages there, and for who may publish.
    "deleted_pages": (WRITERS, NOT_SENT),
    "put_back_page": (WRITERS, WRITERS),
    "take_back": APPROVAL,
}
TABLE = b"Thema;Project;Bijdrage gemeente 2018\nInfrastructuur;5G;8k\n"
# Of each kind of row a field that anybody who may could change.
FIELDS = {
    FundingEntry: "title",
    SourceDocument: "title",
    PublishedFigure: "title",
    FigureChange: "reason",
    ImportRun: "file_name",
    ImportUpload: "file_name",
}
ITEMS = [*FIELDS]
TABLES = [model._meta.db_table for model in (*ITEMS, WorkflowState, Revision, ModelLogEntry)]
READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")
EXPORTS = [f"wagtailsnippets_funding_fundingentry:{view}" for view in ("list", "list_results")]


def patterns(resolver, around=()):
    """Every address by its full name, with the names of what is filled in."""
    for found in resolver.url_patterns:
        if isinstance(found, URLPattern):
            yield ":".join([*around, found.name or ""]), set(found.pattern.regex.groupindex)
        else:
            yield from patterns(found, (*around, found.namespace) if found.namespace else around)


ADMIN = next(found for found in reversed(get_resolver().url_patterns) if str(found.pattern) == "beheer/")
IMPORT, TAKE_BACK = "invoer", "invoer:take_back"
ADDRESSES = {
    name: filled_in
    for name, filled_in in patterns(ADMIN)
    if "funding" in name or name.startswith(f"{IMPORT}:") or name in MATRIX
}


def kind_of(name):
    """The model that an address is about, or its own name."""
    return next((model for model in (*SNIPPETS, *REGISTERS, TAKE_BACK, IMPORT) if model in name), name)


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
    project("web-11").save_revision().publish()
    NewsPageFactory(title="Verwijderd").delete()
    return {
        "put_back_page": DeletedPage.objects.get(),
        "take_back": project("web-11"),
        "fundingentry": proposed(entry(), contribution=2_500, change_reason=REASON),
        "sourcedocument": proposed(SourceDocument.objects.first(), title="Andere titel"),
        "publishedfigure": proposed(figure, explanation="Een andere toelichting"),
        "figurechange": FigureChange.objects.first(),
        "importrun": ImportRun.objects.first(),
        TAKE_BACK: ImportRun.objects.first(),
        IMPORT: ImportUpload.objects.create(file_name="bijlage.csv", content=TABLE, sha256="0" * 64),
    }


def to_delete(model):
    if model == "fundingentry":
        return FundingEntryFactory(live=False)
    return SourceDocumentFactory(title="Losse bron") if model == "sourcedocument" else PublishedFigureFactory()


def address_of(name, filled_in, items):
    model = kind_of(name)
    item = to_delete(model) if name.endswith(":delete") else items.get(model)
    values = {
        "page_id": item and item.pk,
        "pk": item and item.pk,
        "instance_pk": item and item.pk,
        "action_name": "approve",
    }
    if state := getattr(item, "current_workflow_state", None):
        task = state.current_task_state
        values |= {"workflow_state_id": state.pk, "task_state_id": task.pk, "task_id": task.task_id}
    if filled_in & {"revision_id", "revision_id_a"}:
        values |= {"revision_id": item.latest_revision_id, "revision_id_a": "live", "revision_id_b": "latest"}
    return reverse(name, kwargs={parameter: values[parameter] for parameter in filled_in})


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (*ITEMS, WorkflowState)] + [
        model.objects.count() for model in (Revision, ModelLogEntry)
    ]


def undone(do):
    """What `do` gives, and whether it changed anything; it is undone.

    Only what wrote to one of the tables is looked at, for it takes a while to read them all.
    """
    written = []

    def watch(execute, statement, *arguments):
        if not statement.startswith(READING) and any(f'"{table}"' in statement for table in TABLES):
            written.append(statement)
        return execute(statement, *arguments)

    with transaction.atomic():
        with connection.execute_wrapper(watch):
            outcome = do()
        after = everything() if written else None
        transaction.set_rollback(True)
    return outcome, bool(written) and after != everything()


def what_happens(method, url, session):
    """Whether somebody "may", or is "refused", or whether nothing answers to the method; and if anything changed."""
    client = Client(raise_request_exception=False)
    client.cookies.load(session)
    response, is_changed = undone(lambda: getattr(client, method)(url))
    home = ("/beheer/", f"/beheer/login/?next={url.replace('?', '%3F').replace('=', '%3D').replace('&', '%26')}")
    if response.status_code == 302 and (response["Location"] in home or "/login/" in response["Location"]):
        return "refused", is_changed
    return {200: "may", 302: "may"}.get(response.status_code, str(response.status_code)), is_changed


@pytest.fixture
def sessions(db):
    """What the browser of each role keeps; nothing where nobody is logged in."""
    sessions = {}
    for role in ROLES:
        client = Client()
        if role != "anonymous":
            client.force_login(user(role))
        sessions[role] = {name: morsel.value for name, morsel in client.cookies.items()}
    return sessions


@pytest.fixture
def matrix(sessions):
    """What differs from what each role may, in words."""

    def matrix(url, may_look, may_send):
        others = may_send if may_look is NOT_SENT else may_look
        for role in ROLES:
            for method, roles in (("get", may_look), ("post", may_send)):
                found, is_changed = what_happens(method, url, sessions[role])
                if roles is NOT_SENT:
                    expected = {"405"} if role in others else {"405", "refused"}
                else:
                    expected = {"may"} if role in roles else {"refused"}
                if found not in expected or (is_changed and (found != "may" or method == "get")):
                    yield f"{role} {method} {url}: {found}{', and it changed something' if is_changed else ''}"

    return matrix


def test_every_address_of_the_figures_has_its_row():
    assert ADDRESSES.keys() == MATRIX.keys()


def test_every_bulk_action_of_the_figures_has_its_row():
    registered = {
        (model, action.action_type)
        for model in SNIPPETS
        for action in bulk_action_registry.get_bulk_actions_for_model("funding", model)
    }

    assert registered == BULK_ACTIONS.keys()


@pytest.mark.parametrize("kind", sorted({kind_of(name) for name in MATRIX}))
def test_the_addresses_of_a_kind_open_for_whom_they_are(items, matrix, kind):
    urls = {name: address_of(name, ADDRESSES[name], items) for name in MATRIX if kind_of(name) == kind}

    assert [wrong for name, url in urls.items() for wrong in matrix(url, *MATRIX[name])] == []


@pytest.mark.parametrize("model", SNIPPETS)
def test_the_bulk_actions_of_a_kind_open_for_whom_they_are(items, matrix, model):
    wrong = []
    for action, may in [(action, may) for (of, action), may in BULK_ACTIONS.items() if of == model]:
        item = to_delete(model) if action == "delete" else items[model]
        url = reverse("wagtail_bulk_action", args=["funding", model, action])
        wrong += matrix(f"{url}?id={item.pk}&next={ENTRIES}", *may)

    assert wrong == []


def test_the_list_as_a_file_is_for_whom_the_list_is(items, matrix):
    urls = [f"{reverse(name)}?export={kind}" for name in EXPORTS for kind in ("csv", "xlsx")]

    assert [wrong for url in urls for wrong in matrix(url, *LOOK)] == []


def change(item):
    type(item).objects.filter(pk=item.pk).update(**{FIELDS[type(item)]: "Iets anders"})


def touch(item):
    type(item).objects.filter(pk=item.pk).update(id=item.pk)


def look(item):
    type(item).objects.filter(pk=item.pk).exists()


def lose(item):
    meta = type(item)._meta
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{meta.db_table}" WHERE "{meta.pk.column}" = %s', [item.pk])


def test_the_matrix_sees_a_change_of_one_field_of_one_row_and_undoes_it(items):
    before = everything()
    tried = [(do, model) for do in (change, touch, look) for model in ITEMS]
    tried += [(lose, model) for model in (*ITEMS, WorkflowState, Revision, ModelLogEntry)]

    seen = {(do, model): undone(partial(do, model.objects.last()))[1] for do, model in tried}

    assert seen == {(do, model): do in (change, lose) for do, model in tried}
    assert everything() == before
