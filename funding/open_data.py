"""The rows behind the figures as a file that a spreadsheet or a program can read (funding.md, section 6)."""

import csv
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import QuerySet

from .models import FundingEntry

# A column and the property of an entry that fills it; the names are public and do not change.
COLUMNS = (
    "identifier",
    "title",
    "description",
    "funding_year",
    "theme",
    "programme",
    "applicant",
    "contribution_eur",
    "contribution_status",
    "settled_amount_eur",
    "project_size_eur",
    "project_size_status",
    "project_size_scope",
    "start",
    "end",
    "award_date",
    "partners",
    "source_document",
    "source_reference",
    "modified",
    "url",
)
# Entries fetched at once, with what belongs to them; SQLite refuses to prefetch for a thousand.
CHUNK = 500
# A cell that opens with one of these is taken for a formula by a spreadsheet.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def neutralise(text: str) -> str:
    """`text` with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def record(entry: FundingEntry, site_url: str = "") -> dict:
    """One entry as plain values under COLUMNS; None where there is no value.

    `entry` comes from `FundingQuerySet.for_display().with_partners()`, so that nothing is fetched per row.
    `site_url` goes before the address of the project page, which stands there only for a live and public page.
    """
    return {
        "identifier": entry.reference,
        "title": entry.title,
        "description": entry.description,
        "funding_year": entry.year,
        "theme": entry.theme.name,
        "programme": None,  # No source so far names a programme per entry.
        "applicant": entry.applicant_name or None,
        "contribution_eur": entry.contribution,
        "contribution_status": entry.contribution_state,
        "settled_amount_eur": entry.settled_amount,
        "project_size_eur": entry.project_size,
        "project_size_status": entry.project_size_state,
        "project_size_scope": entry.project_size_scope,
        "start": entry.start_date or entry.start_year,
        "end": entry.end_date or entry.end_year,
        "award_date": entry.award_date,
        "partners": "; ".join(p.name for p in entry.partners.all() if p.role != p.Role.APPLICANT and p.name) or None,
        "source_document": entry.source.title if entry.source and entry.source.live else None,
        "source_reference": entry.source_locator or None,
        "modified": entry.last_published_at,
        "url": f"{site_url}{entry.project.url}" if entry.project else None,
    }


class _Echo:
    """A file that hands each written line back, so that rows can be streamed."""

    def write(self, line):
        return line


def csv_lines(entries: QuerySet, site_url: str = "") -> Iterator[str]:
    """The CSV file line by line: UTF-8, comma, header, ISO dates, dot decimals, empty for no value.

    `entries` are fetched some at a time, so that the memory of a large year stays small.
    """
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield writer.writerow(COLUMNS)
    for entry in entries.iterator(chunk_size=CHUNK):
        yield writer.writerow([_cell(value) for value in record(entry, site_url).values()])


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, Decimal | int):
        return str(value)
    if hasattr(value, "isoformat"):
        return value.isoformat(timespec="seconds") if hasattr(value, "hour") else value.isoformat()
    return neutralise(value)
