"""What goes with a file of a year: its totals, what sources state, what each column means, licence and day.

Somebody who has only the file can check it with this: the counted columns add up to the headline total.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dog_site.core.figures import THEME, Figure, Metric, Scope
from dog_site.core.models.statement import today_in_groningen

from .models import PublishedFigure
from .open_data import Dataset
from .people_csv import HEADINGS
from .provider import current_rollup
from .reconciliation import Finding, compute_of, reconcile

METRICS = (Metric.CONTRIBUTION, Metric.PROJECT_SIZE, Metric.MULTIPLIER, Metric.PROJECTS, Metric.ENTRIES)
DEFINITIONS = {
    "identifier": gettext_lazy("The fixed reference of the entry. It never changes."),
    "title": gettext_lazy("What the source calls the project."),
    "description": gettext_lazy("What the source says of the project."),
    "funding_year": gettext_lazy("The year to which the contribution belongs."),
    "theme": gettext_lazy("The theme under which the source lists the entry."),
    "programme": gettext_lazy("A programme that the entry is part of. Empty: the source names none."),
    "applicant": gettext_lazy("Who asked for the contribution."),
    "contribution_eur": gettext_lazy("What the municipality granted, in euros. Empty: not known, see the status."),
    "contribution_status": gettext_lazy("Whether the contribution is known, unknown or not stated in the source."),
    "settled_amount_eur": gettext_lazy("What was paid in the end, in euros. It does not count in the totals."),
    "project_size_eur": gettext_lazy(
        "What the whole project costs, the contribution included, in euros. Empty: not known, see the status."
    ),
    "project_size_status": gettext_lazy("Whether the project size is known, unknown or not stated in the source."),
    "project_size_scope": gettext_lazy(
        "Whether the project size is of one year or of the whole period of the project."
    ),
    "start": gettext_lazy("When the project began, as exactly as the source says."),
    "end": gettext_lazy("When the project ended, as exactly as the source says."),
    "award_date": gettext_lazy("The day of the decision."),
    "partners": gettext_lazy("Who takes part in the project."),
    "source_document": gettext_lazy("The document that states the entry."),
    "source_reference": gettext_lazy("The place in that document."),
    "modified": gettext_lazy("When the entry was last published on this site."),
    "url": gettext_lazy("The page of the project on this site."),
    "counts_in_headline": gettext_lazy("Whether the theme of the entry counts in the headline total."),
    "municipality_is_applicant": gettext_lazy("Whether the municipality itself is one of the applicants."),
    "source_url": gettext_lazy("Where the source can be read."),
    "contribution_counted_eur": gettext_lazy(
        "The part of the contribution that counts in the headline total. Added up, this column is that total."
    ),
    "project_size_counted_eur": gettext_lazy(
        "The part of the project size that counts in the headline total: a size that several entries repeat counts "
        "once. Added up, this column is that total."
    ),
}


@dataclass(frozen=True)
class Readme:
    """What goes with the file of `dataset`, as it stood on `day`."""

    dataset: Dataset
    day: date
    totals: tuple[tuple[str, Figure], ...]  # each with the name of its scope
    findings: tuple[Finding, ...]
    remarks: tuple[PublishedFigure, ...]

    def about(self) -> dict:
        """All of it as plain values, under names that are public and do not change."""
        data = self.dataset
        return {
            "title": data.title,
            "year": data.year,
            "publisher": data.publisher or None,
            "licence": data.licence or None,
            "licence_url": data.licence_url or None,
            "page": data.page_url,
            "as_of": self.day,
            "modified": data.modified,
            "totals": [_total(name, figure) for name, figure in self.totals],
            "stated": [*map(_stated, self.findings), *map(_remark, self.remarks)],
            "columns": {column: str(DEFINITIONS[column]) for column in data.columns},
        }

    def rows(self) -> Iterator[tuple[str, ...]]:
        """All of it as rows of a sheet: a name and what belongs to it; one value is a heading, none an empty row."""
        data = self.dataset
        yield _("Source"), data.page_url
        yield (
            _("Status"),
            _("“Unknown” means that the source prints a question mark, “not stated” that it leaves the cell empty."),
        )
        yield _("Sender"), data.publisher or _("not filled in")
        yield _("Licence"), " ".join(filter(None, [data.licence, data.licence_url])) or _("not filled in")
        yield _("State of"), self.day
        yield ()
        yield (_("Totals"),)
        for name, figure in self.totals:
            yield f"{figure.label}, {name}", figure.value, figure.cited
        yield ()
        yield (_("Stated and computed"),)
        for finding in self.findings:
            stated = finding.stated
            place = ", ".join(filter(None, [stated.source.title, stated.locator]))
            said = ": ".join(filter(None, [str(finding.verdict.label), stated.explanation]))
            yield f"{stated.number} {stated.title}", stated.text, said, place
        for remark in self.remarks:
            yield f"{remark.number} {remark.title}", "", remark.explanation
        yield ()
        yield (_("Columns"),)
        for column in data.columns:
            yield column, str(HEADINGS[column]), str(DEFINITIONS[column])


def readme_of(dataset: Dataset) -> Readme:
    """What goes with the file of a year."""
    rollup = current_rollup(dataset.year)
    stated = list(PublishedFigure.objects.public().in_year(dataset.year).for_reconciliation())
    scopes = [*Scope.choices, *((theme.scope, theme.name) for theme in rollup.themes)]
    return Readme(
        dataset=dataset,
        day=today_in_groningen(),
        totals=tuple((str(name), rollup.figure(metric, scope)) for scope, name in scopes for metric in METRICS),
        findings=tuple(reconcile(stated, compute_of(rollup, stated))),
        remarks=tuple(figure for figure in stated if figure.kind == PublishedFigure.Kind.REMARK),
    )


def csvw(readme: Readme, csv_address: str) -> dict:
    """The description of the CSV for programs as CSV on the Web has it (W3C, tabular metadata)."""
    about = readme.about()
    columns = [
        {
            "name": column,
            "titles": column,
            "dc:description": definition,
            "datatype": "decimal" if column.endswith("_eur") else "boolean" if column in BOOLEANS else "string",
        }
        for column, definition in about.pop("columns").items()
    ]
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": csv_address,
        "dc:title": about["title"],
        "dc:publisher": about["publisher"],
        "dc:license": {"@id": about["licence_url"]} if about["licence_url"] else None,
        "dc:modified": about["modified"],
        "tableSchema": {"columns": columns, "primaryKey": "identifier"},
        "notes": [about],
    }
    return {name: value for name, value in described.items() if value is not None}


BOOLEANS = ("counts_in_headline", "municipality_is_applicant")


def _total(name, figure):
    return {
        "metric": figure.metric,
        "scope": figure.scope,
        "name": f"{figure.label}, {name}",
        "value": figure.value,
        "status": str(figure.state),
        "entries": figure.rows,
        "entries_without": figure.missing,
        "words": figure.cited,
        "is_theme": figure.scope.startswith(THEME),
    }


def _stated(finding):
    stated = finding.stated
    return {
        **_remark(stated),
        "statement": stated.text,
        "metric": stated.metric,
        "scope": stated.scope_key,
        "about_year": stated.stated_year,
        "value": stated.value,
        "value_max": stated.value_max,
        "computed": finding.computed.value if finding.computed else None,
        "difference": finding.difference,
        "verdict": str(finding.verdict),
    }


def _remark(stated):
    return {
        "number": stated.number,
        "title": stated.title,
        "kind": stated.kind,
        "source": stated.source.title,
        "place": stated.locator or None,
        "explanation": stated.explanation or None,
    }
