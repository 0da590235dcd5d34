"""People hand in at once, on a copy of the site of this process: run by test_parallel_hand_ins.py.

Threads see only what is committed, and the other tests commit nothing. Prints what came of it, as JSON.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dog_site.settings.test")
django.setup()

from django.core.exceptions import ValidationError  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import translation  # noqa: E402
from wagtail.documents import get_document_model  # noqa: E402

from funding.importing.hand_in import hand_in  # noqa: E402
from funding.importing.take_back import take_back  # noqa: E402
from funding.models import FundingEntry, ImportRun, SourceDocument  # noqa: E402
from tests.database import own_copy  # noqa: E402
from tests.funding.importing.test_hand_in import TABLE, prepared, user  # noqa: E402

PEOPLE = ("cijfers", "cijfers2", "coordinatie", "beheer")


def at_once(things):
    """Do each from a thread of its own; what came of it: nothing, or the sentence with which it was refused."""
    start = Barrier(len(things))

    def do(thing):
        start.wait()
        try:
            with translation.override("en"):
                thing()
        except ValidationError as error:
            return " ".join(error.messages)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(things)) as threads:
        return list(threads.map(do, things))


def looked_at(table, who):
    """A file that `who` looked at, so that only handing in is left."""
    found = prepared(table, by=who)
    return lambda: hand_in(found.plan, found.stated, found.file, found.user, "") if found.plan.is_ready else None


def outcome(refusals):
    references = [*FundingEntry.objects.in_year(2019).values_list("reference", flat=True)]
    return {
        "done": refusals.count(None),
        "refusals": sorted({refusal for refusal in refusals if refusal}),
        "entries": len(references),
        "references": len(set(references)),
        "runs": ImportRun.objects.filter(state=ImportRun.State.HANDED_IN).count(),
        "sources": SourceDocument.objects.filter(document__isnull=False).count(),
        "documents": get_document_model().objects.count(),
    }


def happenings():
    told = {"before": outcome([])}
    plans = [looked_at(TABLE, who) for who in PEOPLE]
    told["the same file"] = outcome(at_once(plans))
    plans = [looked_at(TABLE.replace("Glasvezel", f"Kabel {who}").replace("wifi", who), who) for who in PEOPLE]
    told["other files"] = outcome(at_once(plans))
    run = ImportRun.objects.filter(state=ImportRun.State.HANDED_IN).first()
    told["take backs"] = outcome(at_once([lambda who=who: take_back(run, user(who)) for who in PEOPLE]))
    return told


def main():
    with TemporaryDirectory() as folder, own_copy(Path(folder, "parallel.sqlite3")):
        sys.stdout.write(json.dumps(happenings()))


if __name__ == "__main__":
    main()
