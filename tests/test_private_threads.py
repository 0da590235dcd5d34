"""What holds on to a library by something it does not promise: a minor release may drop it without a word.

Each thread has its sentence about what breaks then. A private name of a library that stands nowhere here is refused.
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from django.test import RequestFactory
from wagtail.admin import mail, signal_handlers
from wagtail.models import Page, Site

from dog_site.core.editing.notifications import NOTIFIERS, AfterCommit, replace_wagtail_notifiers
from events.models import Venue

ROOT = Path(__file__).resolve().parents[1]
ROOMS = (
    "dog_site",
    "projects",
    "funding",
    "events",
    "news",
    "results",
    "home",
    "content_2017",
    "tests",
    "bench",
    "tools",
)
# Names that begin with an underscore and are documented all the same.
PROMISED = {"_meta", "_state", "_default_manager", "_base_manager", "_replace"}
# What we leave on an object of a library ourselves.
LEFT_THERE = {"_surroundings"}


@dataclass(frozen=True)
class Thread:
    library: str
    name: str
    used_in: str
    breaks: str
    holds: Callable[[], bool]


def wagtail_connects_under_these_names():
    """Ours take the place of Wagtail's, so without ours Wagtail's are found under the same names."""
    names = [(signal, sender, name) for signal, sender, name, _notifier in NOTIFIERS]
    try:
        for signal, sender, name in names:
            signal.disconnect(sender=sender, dispatch_uid=name)
        signal_handlers.register_signal_handlers()
        return all(signal.disconnect(sender=sender, dispatch_uid=name) for signal, sender, name in names)
    finally:
        replace_wagtail_notifiers()


def wagtail_sends_by_the_method_that_is_replaced():
    notifiers = [type(notifier) for _signal, _sender, _name, notifier in NOTIFIERS]
    return all(
        type.mro(notifier)[1] is AfterCommit
        and callable(getattr(type.mro(notifier)[2], "send_notifications", None))
        and isinstance(notifier.notification, str)
        for notifier in notifiers
    )


def a_request_keeps_its_site():
    request = RequestFactory().get("/")
    vars(request)["_wagtail_site"] = "known"
    return Site.find_for_request(request) == "known"


def an_item_keeps_how_far_its_approval_is():
    item = Venue()
    vars(item)["_current_workflow_states"] = []
    return item.current_workflow_state is None and item.workflow_in_progress is False


THREADS = [
    Thread(
        "wagtail",
        "dispatch_uid of the four notifiers",
        "dog_site/core/editing/notifications.py",
        "Wagtail's notifiers mail beside ours, once for each item and before the commit.",
        wagtail_connects_under_these_names,
    ),
    Thread(
        "wagtail",
        "Notifier.send_notifications",
        "dog_site/core/editing/notifications.py",
        "Our notifiers mail as Wagtail's do, so a mail server that does not answer undoes what was saved.",
        wagtail_sends_by_the_method_that_is_replaced,
    ),
    Thread(
        "wagtail",
        "mail.send_mail",
        "dog_site/core/editing/notifications.py",
        "The one mail about a batch is not sent, and the log says so for each person.",
        lambda: callable(mail.send_mail) and callable(mail.OpenedConnection),
    ),
    Thread(
        "wagtail",
        "request._wagtail_site",
        "dog_site/core/around/site.py",
        "Each request asks the database which site it is for.",
        a_request_keeps_its_site,
    ),
    Thread(
        "wagtail",
        "item._current_workflow_states",
        "dog_site/core/editing/asked_once.py",
        "A form of an item asks a dozen times how far its approval is.",
        an_item_keeps_how_far_its_approval_is,
    ),
    Thread(
        "django",
        "connection.health_check_done",
        "dog_site/core/models/version.py",
        "Each answer that is kept costs a query more on PostgreSQL.",
        lambda: hasattr(connection, "health_check_done"),
    ),
    Thread(
        "django-treebeard",
        "Page._get_path",
        "tests/factories.py",
        "The tests cannot make hundreds of pages at once.",
        lambda: Page._get_path("00010001", 3, 37) == "000100010011",
    ),
]


@pytest.mark.parametrize("thread", THREADS, ids=lambda thread: f"{thread.library}: {thread.name}")
def test_what_a_library_does_not_promise_is_still_there(thread):
    assert thread.holds(), f"{thread.used_in} needs {thread.name} of {thread.library}. {thread.breaks}"
    assert thread.name.split(".")[-1].split()[0] in (ROOT / thread.used_in).read_text(encoding="utf-8")


def trees():
    for path in sorted(
        path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts
    ):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def names_made_in(tree):
    """What our code itself calls by a private name: functions, classes, variables and attributes of itself."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self":
            yield node.attr


def private_names_in(tree):
    """The private attributes that a file asks of anything, and the private names that it imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found = [node.attr]
        elif isinstance(node, ast.ImportFrom):
            found = [alias.name for alias in node.names] + (node.module or "").split(".")
        elif isinstance(node, ast.Import):
            found = [part for alias in node.names for part in alias.name.split(".")]
        else:
            continue
        yield from (name for name in found if name.startswith("_") and not name.startswith("__"))


def test_no_private_name_of_a_library_is_used_but_those_above():
    parsed = [(str(path.relative_to(ROOT)), set(names_made_in(tree)), tree) for path, tree in trees()]
    ours = {name for _path, made, _tree in parsed for name in made}
    known = {(thread.used_in, thread.name.split(".")[-1]) for thread in THREADS}

    found = {
        (path, name)
        for path, made, tree in parsed
        for name in private_names_in(tree)
        # A test may ask what a module of ours keeps to itself; a module asks that of no other.
        if name not in PROMISED | LEFT_THERE | (ours if path.startswith("tests/") else made)
    }

    assert found - known - {("tests/test_private_threads.py", "_get_path")} == set()
