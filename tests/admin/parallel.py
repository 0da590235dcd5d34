"""Twenty people do the same thing at once, on a database of this process: run by test_parallel_saves.py.

Threads see only what is committed, and the other tests commit nothing. Prints what came of it, as JSON.
"""

import json
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dog_site.settings.test")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from funding.models import FigureChange  # noqa: E402
from tests.admin.browser import ENTRIES, REASON, edit_url, entry, form_at, propose  # noqa: E402

PEOPLE = 20
CONFLICT = "conflict-contribution"


def logged_in(username):
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username=username))
    return client


def at_once(client, url, forms):
    """Post each of the `forms` from a thread of its own, all in the same moment; the answers."""
    start = Barrier(len(forms))
    session = client.session.session_key

    def post(form):
        mine = Client(raise_request_exception=False)
        mine.cookies["sessionid"] = session
        start.wait()
        try:
            return mine.post(url, form)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(forms)) as threads:
        return list(threads.map(post, forms))


def outcome(answers):
    """How many answers of each status there were, and what the row and its history are now."""
    return {
        "statuses": Counter(str(answer.status_code) for answer in answers),
        "conflicts": sum(CONFLICT in answer.content.decode() for answer in answers),
        "revisions": entry().revisions.count(),
        "contribution": str(entry().contribution),
        "drafted": str(entry().get_latest_revision_as_object().contribution),
        "live": entry().live,
        "changes": FigureChange.objects.count(),
    }


def saves():
    client, url = logged_in("cijfers"), edit_url(entry())
    form = form_at(client, url)
    return at_once(client, url, [form | {"contribution": str(2_000 + number)} for number in range(PEOPLE)])


def approvals():
    propose(logged_in("cijfers"), edit_url(entry()), contribution="2.500")
    url = f"{ENTRIES}workflow/action/{entry().pk}/approve/{entry().current_workflow_task_state.pk}/"
    return at_once(logged_in("coordinatie"), url, [{"version": str(entry().latest_revision_id)}] * PEOPLE)


def unpublications():
    return at_once(logged_in("beheer"), f"{ENTRIES}unpublish/{entry().pk}/", [{"reason": REASON}] * PEOPLE)


def main():
    setup_test_environment()
    call_command("migrate", verbosity=0)
    call_command("setup_site", development_logins=True, verbosity=0)
    call_command("load_2017", verbosity=0, stdout=sys.stderr)
    told = {"before": outcome([])}
    for step in (saves, approvals, unpublications):
        told[step.__name__] = outcome(step())
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
