"""Puts the content of 2017 on the site, once (load_2017).

Every item has a key, and the register of imports remembers which keys were handled. An item is made only
when its key was never handled and nothing with its address, number or name exists; so a second run changes
nothing, and what an editor changed or deleted stays that way.
"""

import csv
import hashlib
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from dog_site.core.money import parse_amount
from funding.models import (
    AmountState,
    FundingEntry,
    FundingPartner,
    ImportRun,
    PublishedFigure,
    PublishedFigureOmission,
    SizeScope,
    SourceDocument,
    Stage,
)
from projects.models import Organisation, ProjectIndexPage, ProjectPage, ProjectPartner, Role, Theme
from results.models import ResultsIndexPage, ThemeOverviewPage, ThemePage, YearlyResultsPage

from .models import FeaturedProject, HomePage, StandardPage

CONTENT = Path(__file__).parent / "content"
ROWS_FILE = CONTENT / "funding_2017.csv"
TEXTS_FILE = CONTENT / "2017.toml"
YEAR = 2017


@dataclass
class Load:
    """One run: what was handled before, and what this run makes."""

    handled: frozenset[str]
    created: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def once(self, key: str, exists: bool, make: Callable[[], None]) -> None:
        """Call `make` when `key` is new to this site; remember what came of it."""
        if key in self.handled:
            return
        if exists:
            self.kept.append(key)
        else:
            make()
            self.created.append(key)


@transaction.atomic
def load_2017() -> ImportRun | None:
    """Load what is missing, in one transaction; the run with its counts, or None when nothing was new.

    Raises HomePage.DoesNotExist before setup_site has made the page tree.
    """
    texts = tomllib.loads(TEXTS_FILE.read_text(encoding="utf-8"))
    rows = read_rows()
    load = Load(handled=frozenset(_handled_keys()))

    _load_themes(load, texts["theme"])
    _load_organisations(load, texts["organisation"])
    source = _load_source(load, texts["source"])
    details = {project["row"]: project for project in texts["project"]}
    for row in rows:
        _load_project(load, row, details[int(row["row"])])
        _load_entry(load, row, details[int(row["row"])], source)
    for order, stated in enumerate(texts["stated"], start=1):
        _load_stated_figure(load, stated, source, order)
    _load_results_page(load, texts["results"])
    for page in texts["page"]:
        _load_standard_page(load, page)
    _load_home(load, texts["home"])

    if not load.created and not load.kept:
        return None
    entries = [f"entry:{_reference(row)}" for row in rows]
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


def read_rows() -> list[dict]:
    """The 23 rows of the annex, with its own spelling of each amount."""
    with ROWS_FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_amount(cell: str) -> tuple:
    """Amount and state of a cell of the annex: "?" is unknown, an empty cell is not stated (R4)."""
    if cell.strip() == "?":
        return None, AmountState.UNKNOWN
    amount = parse_amount(cell)
    return amount, AmountState.NOT_STATED if amount is None else AmountState.KNOWN


def _handled_keys():
    for plan in ImportRun.objects.filter(plan__load="2017").values_list("plan", flat=True):
        yield from plan["created"]
        yield from plan["kept"]


def _publish(instance):
    """Save and publish, so that each object has a first revision to go back to."""
    if not instance.pk:
        instance.live = False
        instance.save()
    instance.save_revision().publish()


def _load_themes(load, themes):
    overview = ThemeOverviewPage.objects.first()
    for order, theme in enumerate(themes, start=1):

        def make(theme=theme, order=order):
            _publish(Theme(**theme, sort_order=order * 10))

        load.once(f"theme:{theme['slug']}", Theme.objects.filter(slug=theme["slug"]).exists(), make)

        def make_page(theme=theme):
            page = ThemePage(
                title=theme["name"],
                slug=theme["slug"],
                theme=Theme.objects.get(slug=theme["slug"]),
                live=False,
            )
            overview.add_child(instance=page)
            _publish(page)

        exists = ThemePage.objects.filter(slug=theme["slug"]).exists()
        load.once(f"theme-page:{theme['slug']}", exists or not Theme.objects.filter(slug=theme["slug"]), make_page)


def _load_organisations(load, organisations):
    for organisation in organisations:
        name = organisation["name"]

        def make(organisation=organisation):
            _publish(Organisation(**organisation | {"aliases": "\n".join(organisation.get("aliases", []))}))

        load.once(f"organisation:{name}", Organisation.objects.filter(name__iexact=name).exists(), make)


def _load_source(load, source):
    load.once(
        f"source:{source['reference']}",
        SourceDocument.objects.filter(reference=source["reference"]).exists(),
        lambda: _publish(SourceDocument(**source)),
    )
    return SourceDocument.objects.filter(reference=source["reference"]).first()


def _load_project(load, row, details):
    index = ProjectIndexPage.objects.first()

    def make():
        lede, paragraphs = split_description(row["description"])
        page = ProjectPage(
            title=row["project"],
            slug=details["slug"],
            theme=Theme.objects.get(name=row["theme"]),
            status=details.get("status", ProjectPage.Status.NOT_STATED),
            summary=lede,
            body=_body([{"text": paragraphs}, *_remark(details)]),
            live=False,
            **_period(row, details),
        )
        page.partners = [
            ProjectPartner(organisation=organisation, text=text, role=role)
            for organisation, text, role in _participants(row, details)
        ]
        index.add_child(instance=page)
        _publish(page)

    load.once(f"project:{details['slug']}", ProjectPage.objects.filter(slug=details["slug"]).exists(), make)


def _load_entry(load, row, details, source):
    reference = _reference(row)

    def make():
        contribution, contribution_state = read_amount(row["contribution_in_annex"])
        project_size, project_size_state = read_amount(row["total_in_annex"])
        participants = _participants(row, details)
        applicants = [organisation for organisation, _text, role in participants if role == Role.APPLICANT]
        entry = FundingEntry(
            reference=reference,
            title=row["project"],
            project=ProjectPage.objects.filter(slug=details["slug"]).first(),
            theme=Theme.objects.get(name=row["theme"]),
            year=YEAR,
            applicant=applicants[0] if len(applicants) == 1 else None,
            applicant_text=row["applicant"],
            contribution=contribution,
            contribution_state=contribution_state,
            project_size=project_size,
            project_size_state=project_size_state,
            project_size_scope=details.get("project_size_scope", SizeScope.UNKNOWN),
            stage=Stage.GRANTED,
            description=row["description"],
            source=source,
            source_locator=f"bijlage 1, rij {row['row']}",
            **_period(row, details),
        )
        entry.partners = [
            FundingPartner(organisation=organisation, text=text, role=role) for organisation, text, role in participants
        ]
        _publish(entry)

    load.once(f"entry:{reference}", FundingEntry.objects.filter(reference=reference).exists(), make)


def _load_stated_figure(load, stated, source, order):
    def make():
        left_out = stated.get("left_out", [])
        values = {key: value for key, value in stated.items() if key != "left_out"}
        amounts = {key: parse_amount(values.pop(key)) for key in ("value", "value_max") if key in values}
        figure = PublishedFigure(**values, **amounts, source=source, year=YEAR, sort_order=order)
        figure.omissions = [
            PublishedFigureOmission(entry=entry) for entry in FundingEntry.objects.filter(reference__in=left_out)
        ]
        _publish(figure)

    exists = PublishedFigure.objects.filter(number=stated["number"]).exists()
    load.once(f"stated:{stated['number']}", exists, make)


def _load_results_page(load, results):
    def make():
        page = YearlyResultsPage(
            title=results["title"],
            year=results["year"],
            slug=str(results["year"]),
            summary=results["summary"],
            body=_body(results["part"]),
            live=False,
        )
        ResultsIndexPage.objects.first().add_child(instance=page)
        _publish(page)

    exists = YearlyResultsPage.objects.filter(year=results["year"]).exists()
    load.once(f"results:{results['year']}", exists, make)


def _load_standard_page(load, texts):
    page = StandardPage.objects.filter(slug=texts["slug"]).first()
    exists = page is None or bool(page.body) or bool(page.summary)

    def make():
        page.summary = texts.get("summary", "")
        page.body = _body(texts["part"])
        _publish(page)

    load.once(f"page:{texts['slug']}", exists, make)


def _load_home(load, texts):
    home = HomePage.objects.get()

    def make():
        home.summary = texts["summary"]
        home.featured_projects = [
            FeaturedProject(project=project)
            for slug in texts["featured"]
            for project in ProjectPage.objects.filter(slug=slug)
        ]
        _publish(home)

    load.once("home", bool(home.summary), make)


def _reference(row):
    return f"DOG-{YEAR}-{int(row['row']):03}"


def _period(row, details):
    return {
        "start_year": int(row["start_year"]) if row["start_year"] else None,
        "end_year": int(row["end_year"]) if row["end_year"] else None,
        "start_date": details.get("start_date"),
        "end_date": details.get("end_date"),
    }


def _participants(row, details):
    """Organisation (None when the text names none), the source's words and the role, applicants first."""
    names = details.get("applicants", [row["applicant"]])
    texts = [row["applicant"]] if len(names) == 1 else names
    applicants = [(_organisation(name), text, Role.APPLICANT) for name, text in zip(names, texts, strict=True)]
    partners = [text.strip() for text in row["partners"].split(";") if text.strip()]
    return [*applicants, *((_organisation(text), text, Role.PARTNER) for text in partners)]


def _organisation(name):
    for organisation in Organisation.objects.called(name):
        if name.lower() in (known.lower() for known in organisation.all_names):
            return organisation
    return None


def split_description(text: str) -> tuple[str, list[str]]:
    """The first sentence as lede, the rest as paragraphs or, after a bullet, as list items ("• ...")."""
    text, *items = (part.strip() for part in text.split("•"))
    sentences = re.split(r"(?<=[.!])\s+(?=[A-Z])", text, maxsplit=1)
    rest = [sentences[1]] if len(sentences) == 2 else []
    return sentences[0].rstrip(","), [*rest, *(f"• {item}" for item in items)]


def _remark(details):
    if "remark" in details:
        yield {"heading": "Opmerking bij de bron", "level": "h3", "text": [details["remark"]]}


def _body(parts):
    """Body blocks for parts with an optional heading, paragraphs and an optional source line."""
    blocks = []
    for part in parts:
        if "heading" in part:
            blocks.append(("heading", {"text": part["heading"], "level": part.get("level", "h2")}))
        paragraphs = [text for text in part["text"] if not text.startswith("•")]
        items = [text.removeprefix("•").strip() for text in part["text"] if text.startswith("•")]
        html = format_html_join("", "<p>{}</p>", ((text,) for text in paragraphs))
        if items:
            html += format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((item,) for item in items)))
        if "source_line" in part:
            html += format_html("<p><i>{}</i></p>", part["source_line"])
        if html:
            blocks.append(("text", str(mark_safe(html))))
    return blocks
