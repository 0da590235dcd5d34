"""People do things at once, on a copy of the site of this process: run by test_parallel_saves.py.

Threads see only what is committed, and the other tests commit nothing. Prints what came of it, as JSON.
"""

import json
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dog_site.settings.test")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from wagtail.models import Page, PageLogEntry, WorkflowState  # noqa: E402

from dog_site.core.editing.recovering import PUT_BACK  # noqa: E402
from dog_site.core.editing.take_back import TAKEN_BACK, address_of  # noqa: E402
from dog_site.core.models import DeletedPage, SiteSettings  # noqa: E402
from funding.models import FigureChange  # noqa: E402
from projects.models import Theme  # noqa: E402
from tests.database import own_copy  # noqa: E402
from tests.desk.browser import (  # noqa: E402
    ENTRIES,
    REASON,
    edit_url,
    entry,
    form_at,
    page_edit_url,
    post,
    project,
    propose,
    streams,
)
from tests.factories import NewsPageFactory  # noqa: E402
from tests.funding.desk.test_bulk_actions import address, chosen, versions  # noqa: E402

PEOPLE = 20
THEMES = ("infrastructuur", "anders")
CONFLICT = "conflict-contribution"


def logged_in(username):
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username=username))
    return client


def at_once(posts):
    """Send each of the `posts`, a client with an address and a form, from a thread of its own; the answers."""
    start = Barrier(len(posts))
    sessions = [client.session.session_key for client, _url, _form in posts]

    def post(number):
        _client, url, form = posts[number]
        mine = Client(raise_request_exception=False)
        mine.cookies["sessionid"] = sessions[number]
        start.wait()
        try:
            return mine.post(url, form)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(posts)) as threads:
        return list(threads.map(post, range(len(posts))))


def outcome(answers):
    """How many answers of each status there were, and what the row and its history are now."""
    return {
        "statuses": Counter(str(answer.status_code) for answer in answers),
        "conflicts": sum(CONFLICT in answer.content.decode() for answer in answers),
        "revisions": entry().revisions.count(),
        "contribution": str(entry().contribution),
        "drafted": str(entry().get_latest_revision_as_object().contribution),
        "live": entry().live,
        "waiting": WorkflowState.objects.active().for_instance(entry()).count(),
        "changes": FigureChange.objects.count(),
    }


def saves():
    client, url = logged_in("cijfers"), edit_url(entry())
    form = form_at(client, url)
    return at_once([(client, url, form | {"contribution": str(2_000 + number)}) for number in range(PEOPLE)])


def approvals():
    propose(logged_in("cijfers"), edit_url(entry()), contribution="2.500")
    url = f"{ENTRIES}workflow/action/{entry().pk}/approve/{entry().current_workflow_task_state.pk}/"
    return at_once([(logged_in("coordinatie"), url, {"version": str(entry().latest_revision_id)})] * PEOPLE)


def unpublications():
    """Twenty people propose that it leaves."""
    return at_once([(logged_in("beheer"), f"{ENTRIES}unpublish/{entry().pk}/", {"reason": REASON})] * PEOPLE)


def departures():
    """Twenty people approve that."""
    url = f"{ENTRIES}workflow/action/{entry().pk}/approve/{entry().current_workflow_task_state.pk}/"
    return at_once([(logged_in("coordinatie"), url, {"version": str(entry().latest_revision_id)})] * PEOPLE)


def page_saves():
    """Twenty people save a page that all of them opened."""
    client, url, before = logged_in("coordinatie"), page_edit_url(project()), project().revisions.count()
    form = form_at(client, url) | streams()
    answers = at_once([(client, url, form | {"title": f"PyGrunn {number}"}) for number in range(PEOPLE)])
    statuses = Counter(str(answer.status_code) for answer in answers)
    return {"statuses": statuses, "saved": project().revisions.count() - before}


def batch(username, action, references, **typed):
    """A batch as its page was opened: who sends it, to where, and the form."""
    client, url = logged_in(username), address(action, chosen(*references))
    return client, url, versions(client.get(url)) | {"reason": REASON, "confirmed": "1", **typed}


def rows(*references):
    """What of these entries is public and what is drafted, and how often the register tells of each."""
    return {
        item.reference: {
            "live": item.live,
            "contribution": str(item.contribution),
            "drafted": str(item.get_latest_revision_as_object().contribution),
            "theme": item.get_latest_revision_as_object().theme.slug,
            "waiting": WorkflowState.objects.active().for_instance(item).count(),
            "changes": FigureChange.objects.filter(entry=item).count(),
            "revisions": item.revisions.count(),
        }
        for item in chosen(*references)
    }


def told_of(posts, *references):
    before = rows(*references)
    answers = at_once(posts)
    return {"statuses": [answer.status_code for answer in answers], "before": before, "after": rows(*references)}


def batch_proposals(references):
    """Two people propose the same drafts."""
    cijfers = logged_in("cijfers")
    for item in chosen(*references):
        post(cijfers, edit_url(item), contribution="2.600", project_size="900.000", change_reason=REASON)
    return told_of([batch(who, "propose", references) for who in ("cijfers", "cijfers2")], *references)


def batch_approvals(references):
    """Two people approve the same proposals."""
    return told_of([batch(who, "approve", references) for who in ("coordinatie", "beheer")], *references)


def batch_unpublication_and_save(references):
    """One proposes that entries leave while another saves one of them."""
    cijfers, url = logged_in("cijfers"), edit_url(entry(references[1]))
    save = (cijfers, url, form_at(cijfers, url) | {"contribution": "3.000", "project_size": "900.000"})
    return told_of([batch("coordinatie", "unpublish", references), save], *references)


def batch_themes(references):
    """Two people give a theme to entries, of which one is the same, each from the other end of the list."""
    themes = [Theme.objects.get(slug=slug).pk for slug in THEMES]
    mine = batch("cijfers", "theme", references[:2], theme=themes[0])
    yours = batch("cijfers2", "theme", references[:0:-1], theme=themes[1])
    return told_of([mine, yours], *references)


def settings_saves():
    """Twenty people save settings that all of them opened, which have no versions."""
    client, url = logged_in("coordinatie"), f"/beheer/settings/core/sitesettings/{SiteSettings.objects.get().site_id}/"
    form = form_at(client, url)
    answers = at_once([(client, url, form | {"slogan": f"Slogan {number}"}) for number in range(PEOPLE)])
    conflicts = sum("conflict-slogan" in answer.content.decode() for answer in answers)
    return {"statuses": Counter(str(answer.status_code) for answer in answers), "conflicts": conflicts}


def returns():
    """Twenty people put pages back that were deleted below the same page: ten the one, ten the other."""
    deleted = [NewsPageFactory(title=f"Weg {number}") for number in range(2)]
    for page in deleted:
        page.delete()
    addresses = [reverse("put_back_page", args=[each.pk]) for each in DeletedPage.objects.all()]
    answers = at_once([(logged_in("beheer"), addresses[number % 2], {}) for number in range(PEOPLE)])
    return {
        "statuses": Counter(str(answer.status_code) for answer in answers),
        "pages": Page.objects.filter(pk__in=[page.pk for page in deleted]).count(),
        "told": PageLogEntry.objects.filter(action=PUT_BACK).count(),
        "kept": DeletedPage.objects.count(),
        "problems": sum(map(len, Page.find_problems())),
    }


def take_backs():
    """Twenty people take the same publication back."""
    page = NewsPageFactory(title="Goed")
    page.title = "Fout"
    page.save_revision().publish()
    address = address_of(type(page).objects.get(pk=page.pk))
    answers = at_once([(logged_in("coordinatie"), address, {})] * PEOPLE)
    return {
        "statuses": Counter(str(answer.status_code) for answer in answers),
        "title": type(page).objects.get(pk=page.pk).title,
        "told": PageLogEntry.objects.filter(action=TAKEN_BACK).count(),
    }


def main():
    # Without setup_test_environment: then each thread would copy what the templates of all others are given.
    with TemporaryDirectory() as folder, own_copy(Path(folder, "parallel.sqlite3")):
        sys.stdout.write(json.dumps(happenings()))


def happenings():
    told = {"before": outcome([])}
    for step in (saves, approvals, unpublications, departures):
        told[step.__name__] = outcome(step())
    told["page_saves"] = page_saves()
    told["settings_saves"] = settings_saves()
    for step, several in BATCHES:
        told[step.__name__] = [step([f"DOG-2017-{number:03}" for number in numbers]) for numbers in several]
    told["returns"], told["take_backs"] = returns(), take_backs()
    return told


# Each of these more than once, since which of the two comes first is chance.
BATCHES = [
    (batch_proposals, [(1, 2), (4, 5)]),
    (batch_approvals, [(1, 2), (4, 5)]),
    (batch_unpublication_and_save, [(1, 2), (4, 5)]),
    (batch_themes, [(11, 12, 13), (15, 16, 17)]),
]


if __name__ == "__main__":
    main()
