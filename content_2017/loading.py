"""Puts the content of 2017 on the site, once (load_2017).

Every item has a key, and the register of imports remembers which keys were handled. An item is made only
when its key was never handled and nothing with its address, number or name exists; so a second run changes
nothing, and what an editor changed or deleted stays that way. The summaries of projects came later: they have
keys of their own, and a page that is still as it was first loaded gets its summary once.
"""

import hashlib
import tomllib

from django.db import transaction

from funding.models import ImportRun

from . import agenda, letter, pages, register
from .ledger import Load, handled_keys
from .register import CONTENT, ROWS_FILE, read_amount, read_rows, read_summaries, reference_of

__all__ = ["load_2017", "read_amount", "read_rows", "read_summaries"]


@transaction.atomic
def load_2017() -> ImportRun | None:
    """Load what is missing, in one transaction; gives the run with its counts, or None when nothing was new.

    Raises HomePage.DoesNotExist before setup_site has made the page tree.
    """
    texts, events = _read("site_2017.toml"), _read("events_2017.toml")
    rows, summaries = read_rows(), read_summaries()
    load = Load(handled=frozenset(handled_keys()))

    register.load_themes(load, texts["theme"])
    register.load_organisations(load, texts["organisation"])
    source = register.load_source(load, texts["source"])
    details = {project["row"]: project for project in texts["project"]}
    for row in rows:
        register.load_project(load, row, details[int(row["row"])], summaries[row["row"]])
        register.load_project_text(load, row, details[int(row["row"])], summaries[row["row"]])
        register.load_entry(load, row, details[int(row["row"])], source)
    for order, stated in enumerate(texts["stated"], start=1):
        register.load_stated_figure(load, stated, source, order)
    register.load_results_page(load, texts["results"])
    for page in texts["page"]:
        pages.load_standard_page(load, page)
    pages.load_home(load, texts["home"])
    for summary in events["summary"]:
        pages.load_summary(load, summary)
    letter.load_letter(load, _read("letter_2018.toml"), rows, source)
    agenda.load_agenda(load, events, rows)
    agenda.load_news(load, events["news"])

    if not load.created and not load.kept:
        return None
    entries = [f"entry:{reference_of(row)}" for row in rows]
    created, kept = (sum(key in keys for key in entries) for keys in (load.created, load.kept))
    return ImportRun.objects.create(
        file_name=ROWS_FILE.name,
        sha256=hashlib.sha256(ROWS_FILE.read_bytes()).hexdigest(),
        rows_read=len(rows),
        rows_created=created,
        rows_kept=kept,
        rows_unchanged=len(rows) - created - kept,
        plan={"load": "2017", "created": load.created, "kept": load.kept},
    )


def _read(name):
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))
