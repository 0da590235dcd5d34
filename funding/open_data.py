"""The rows behind the figures as files for programs (funding.md, section 6); workbook.py writes the XLSX."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from dog_site.core.lists.cells import neutralise

from .rows import COLUMNS, rows_of
from .tracing import counted_amounts

# Further columns: the part of each amount that counts, empty for none; of the headline total in the file of a year,
# of the figure in the file of a figure.
COUNTED = ("contribution_counted_eur", "project_size_counted_eur")
# The most entries that one file holds: a workbook of as many takes half a second of work, a CSV half of that.
LARGEST_FILE = 6_000
# A JSON text of one value: an encoder made once, since `json.dumps` makes one for each value.
_TEXT = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True)
class Dataset:
    """The public entries of one year, from which each of its files is written.

    `entries` come from `FundingQuerySet.across_years().for_file()`. `page_url` is the page that shows their figures;
    `site_url` goes before the addresses in the rows. The other texts are empty where the office has not filled them in.
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

    def rows(self) -> Iterator[tuple]:
        """The entries, each as the values of `columns`."""
        for entry, values in rows_of(self.entries, self.site_url):
            yield (*values, *self.counted(entry))

    def counted(self, entry) -> tuple[Decimal | None, Decimal | None]:
        """The contribution and the size of an entry as far as they count in the headline total."""
        if not entry.theme__counts_in_headline:
            return None, None
        return entry.contribution, None if entry.size_superseded else entry.project_size


@dataclass(frozen=True)
class FigureDataset(Dataset):
    """The entries that count in one figure, each with the part of its amounts that counts (funding/tracing.py)."""

    metric: str = ""

    def counted(self, entry) -> tuple[Decimal | None, Decimal | None]:
        return counted_amounts(entry, self.metric)


def is_one_file(entries: int) -> bool:
    """Whether so many entries are put in one file."""
    return entries <= LARGEST_FILE


def iso(value):
    """A date or a moment as ISO text; any other value as it is."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def csv_file(dataset: Dataset) -> bytes:
    """The CSV file: UTF-8, comma, header, ISO dates, dot decimals, empty for no value."""
    return written(dataset.columns, ([_csv_cell(value) for value in row] for row in dataset.rows())).encode()


def written(header, rows, delimiter: str = ",") -> str:
    """A CSV file of these cells as text."""
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return file.getvalue()


def json_file(dataset: Dataset, about: dict) -> bytes:
    """The JSON file with an entry on each line: UTF-8, ISO dates, amounts as numbers, null for no value.

    `about` stands before the entries: what the file is (readme.py).
    """
    names = [f'"{column}": ' for column in dataset.columns]
    entries = (
        ", ".join([name + json_value(value) for name, value in zip(names, row, strict=True)]) for row in dataset.rows()
    )
    lines = ",\n".join(f"{{{entry}}}" for entry in entries)
    return f'{{{_json_members(about)}, "entries": [{chr(10) if lines else ""}{lines}\n]}}\n'.encode()


def _csv_cell(value):
    if isinstance(value, str):
        return neutralise(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return iso(value)


def _json_members(values: dict) -> str:
    return ", ".join(f'"{name}": {json_value(value)}' for name, value in values.items())


def json_value(value) -> str:
    if value is None:
        return "null"
    if isinstance(value, dict):
        return f"{{{_json_members(value)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(json_value, value))}]"
    # These are the digits as stored: Python's json writes a Decimal only through a float.
    return f"{value:f}" if isinstance(value, Decimal) else _TEXT(iso(value))
