"""The rows behind the figures as files for programs (funding.md, section 6); workbook.py writes the XLSX."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from dog_site.core.lists.cells import neutralise

from .models import FundingEntry
from .tracing import counted_amounts

# Each column with the property of an entry that fills it; the names are public and do not change.
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
    "counts_in_headline",
    "municipality_is_applicant",
    "source_url",
)
# Further columns: the part of each amount that counts, empty for none; of the headline total in the file of a year,
# of the figure in the file of a figure.
COUNTED = ("contribution_counted_eur", "project_size_counted_eur")
# The number of entries fetched at once with their relations; SQLite refuses to prefetch for a thousand.
CHUNK = 500


@dataclass(frozen=True)
class Dataset:
    """The public entries of one year, from which each of its files is written.

    `entries` come from `FundingQuerySet.across_years().for_display().with_partners()`, so that nothing is fetched per
    row. `page_url` is the page that shows their figures; `site_url` goes before the addresses in the rows. The other
    texts are empty where the office has not filled them in.
    """

    year: int | None
    entries: QuerySet
    page_url: str = ""
    site_url: str = ""
    publisher: str = ""
    licence: str = ""
    licence_url: str = ""
    columns = COLUMNS + COUNTED

    @property
    def title(self) -> str:
        return _("Funding %(year)s") % {"year": self.year}

    @property
    def modified(self) -> datetime | None:
        """The latest moment at which one of the entries was published."""
        return self.entries.aggregate(latest=Max("last_published_at"))["latest"]

    def records(self) -> Iterator[dict]:
        """The rows, fetched some at a time, so that the memory of a large year stays small."""
        for entry in self.entries.iterator(chunk_size=CHUNK):
            yield self.record(entry)

    def record(self, entry: FundingEntry) -> dict:
        return record(entry, self.site_url) | dict(zip(COUNTED, self.counted(entry), strict=True))

    def counted(self, entry: FundingEntry) -> tuple[Decimal | None, Decimal | None]:
        """The contribution and the size of an entry as far as they count in the headline total."""
        if not entry.theme.counts_in_headline:
            return None, None
        return entry.contribution, None if entry.size_superseded else entry.project_size


@dataclass(frozen=True)
class FigureDataset(Dataset):
    """The entries that count in one figure, each with the part of its amounts that counts (funding/tracing.py)."""

    metric: str = ""

    def counted(self, entry: FundingEntry) -> tuple[Decimal | None, Decimal | None]:
        return counted_amounts(entry, self.metric)


def iso(value):
    """A date or a moment as ISO text; any other value as it is."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def record(entry: FundingEntry, site_url: str = "") -> dict:
    """One entry as plain values under COLUMNS; None for no value.

    The address of the project page is there only when the page is live and public.
    """
    return {
        "identifier": entry.reference,
        "title": entry.title,
        "description": entry.description or None,
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
        "source_document": entry.source.title if entry.source and entry.source.is_visible else None,
        "source_reference": entry.source_locator or None,
        "modified": entry.last_published_at,
        "url": f"{site_url}{entry.project.url}" if entry.project else None,
        "counts_in_headline": entry.theme.counts_in_headline,
        "municipality_is_applicant": entry.is_municipal,
        "source_url": _source_address(entry.source, site_url),
    }


def _source_address(source, site_url):
    """Where the source can be read, whole; None for one that visitors cannot open."""
    if source is None or not source.is_visible:
        return None
    address = source.address
    return f"{site_url}{address}" if address.startswith("/") else address or None


class Echo:
    """A file that hands each written line back, so that rows can be streamed."""

    def write(self, line):
        return line


def csv_lines(dataset: Dataset) -> Iterator[str]:
    """The CSV file line by line: UTF-8, comma, header, ISO dates, dot decimals, empty for no value."""
    writer = csv.writer(Echo(), lineterminator="\r\n")
    yield writer.writerow(dataset.columns)
    for row in dataset.records():
        yield writer.writerow([_csv_cell(value) for value in row.values()])


def json_lines(dataset: Dataset, about: dict) -> Iterator[str]:
    """The JSON file with an entry on each line: UTF-8, ISO dates, amounts as numbers, null for no value.

    `about` stands before the entries: what the file is (readme.py).
    """
    yield f'{{{_json_members(about)}, "entries": ['
    separator = "\n"
    for row in dataset.records():
        yield f"{separator}{{{_json_members(row)}}}"
        separator = ",\n"
    yield "\n]}\n"


def _csv_cell(value):
    if isinstance(value, bool):
        return str(value).lower()
    value = iso(value)
    return neutralise(value) if isinstance(value, str) else value


def _json_members(values: dict) -> str:
    return ", ".join(f'"{name}": {json_value(value)}' for name, value in values.items())


def json_value(value) -> str:
    if isinstance(value, dict):
        return f"{{{_json_members(value)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(json_value, value))}]"
    # These are the digits as stored: Python's json writes a Decimal only through a float.
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(iso(value), ensure_ascii=False)
