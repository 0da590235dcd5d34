"""The rows behind the figures as a CSV for people: a Dutch spreadsheet opens it as columns, with the right letters.

The CSV for programs has the same rows (open_data.py). This one has a byte order mark, semicolons, decimal commas, days
as they are written here, and headings in words.
"""

from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dog_site.core.lists.cells import neutralise

from .open_data import Dataset, written

BYTE_ORDER_MARK = "\ufeff"
HEADINGS = {
    "identifier": gettext_lazy("Reference"),
    "title": gettext_lazy("Title"),
    "description": gettext_lazy("Description"),
    "funding_year": gettext_lazy("Year"),
    "theme": gettext_lazy("Theme"),
    "programme": gettext_lazy("Programme"),
    "applicant": gettext_lazy("Applicant"),
    "contribution_eur": gettext_lazy("Contribution in euros"),
    "contribution_status": gettext_lazy("Contribution: known or not"),
    "settled_amount_eur": gettext_lazy("Settled amount in euros"),
    "project_size_eur": gettext_lazy("Total project size in euros"),
    "project_size_status": gettext_lazy("Project size: known or not"),
    "project_size_scope": gettext_lazy("Project size: of what"),
    "start": gettext_lazy("Begin"),
    "end": gettext_lazy("End"),
    "award_date": gettext_lazy("Date of the award"),
    "partners": gettext_lazy("Partners"),
    "source_document": gettext_lazy("Source"),
    "source_reference": gettext_lazy("Place in the source"),
    "modified": gettext_lazy("Changed on the site"),
    "url": gettext_lazy("Web address"),
    "counts_in_headline": gettext_lazy("Counts in the headline total"),
    "municipality_is_applicant": gettext_lazy("Municipality is (co-)applicant"),
    "source_url": gettext_lazy("Web address of the source"),
    "contribution_counted_eur": gettext_lazy("Contribution that counts in euros"),
    "project_size_counted_eur": gettext_lazy("Project size that counts in euros"),
}


def people_csv_file(dataset: Dataset) -> bytes:
    """The file; an empty cell is no value."""
    headings = [str(HEADINGS[column]) for column in dataset.columns]
    yes_no = {True: _("yes"), False: _("no")}
    rows = ([_cell(value, yes_no) for value in row] for row in dataset.rows())
    return f"{BYTE_ORDER_MARK}{written(headings, rows, delimiter=';')}".encode()


def _cell(value, yes_no):
    if isinstance(value, str):
        return neutralise(value)
    if isinstance(value, bool):
        return yes_no[value]
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, datetime):
        return f"{localtime(value):%d-%m-%Y %H:%M}"
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else value
