"""The annex: themes, organisations, projects with their entries, and what the source states."""

import csv
import tomllib
from pathlib import Path

from dog_site.core.numbers.money import parse_amount
from funding.models import (
    AmountState,
    FundingEntry,
    FundingPartner,
    PublishedFigure,
    PublishedFigureOmission,
    SizeScope,
    SourceDocument,
    Stage,
)
from projects.models import Organisation, ProjectIndexPage, ProjectPage, ProjectPartner, Role, Theme
from results.models import ResultsIndexPage, ThemeOverviewPage, ThemePage, YearlyResultsPage

from .ledger import publish
from .texts import body, lines, organisation, split_description

CONTENT = Path(__file__).parent / "content"
ROWS_FILE = CONTENT / "funding_2017.csv"
YEAR = 2017
# The heading above what we say of the source ourselves.
REMARK = "Opmerking bij de bron"


def read_rows() -> list[dict]:
    """The 23 rows of the annex, with its own spelling of each amount."""
    with ROWS_FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_summaries() -> dict[str, str]:
    """What each project is, in our own words, by the number of its row."""
    return tomllib.loads((CONTENT / "projects_2017.toml").read_text(encoding="utf-8"))


def read_amount(cell: str) -> tuple:
    """Amount and state of a cell of the annex: "?" is unknown, an empty cell is not stated (R4)."""
    if cell.strip() == "?":
        return None, AmountState.UNKNOWN
    amount = parse_amount(cell)
    return amount, AmountState.NOT_STATED if amount is None else AmountState.KNOWN


def load_themes(load, themes):
    overview = ThemeOverviewPage.objects.first()
    for order, theme in enumerate(themes, start=1):

        def make(theme=theme, order=order):
            publish(Theme(**theme, sort_order=order * 10))

        load.once(f"theme:{theme['slug']}", Theme.objects.filter(slug=theme["slug"]).exists(), make)

        def make_page(theme=theme):
            page = ThemePage(
                title=theme["name"],
                slug=theme["slug"],
                theme=Theme.objects.get(slug=theme["slug"]),
                live=False,
            )
            overview.add_child(instance=page)
            publish(page)

        exists = ThemePage.objects.filter(slug=theme["slug"]).exists()
        load.once(f"theme-page:{theme['slug']}", exists or not Theme.objects.filter(slug=theme["slug"]), make_page)


def load_organisations(load, organisations):
    for details in organisations:
        name = details["name"]

        def make(details=details):
            publish(Organisation(**details | {"aliases": "\n".join(details.get("aliases", []))}))

        load.once(f"organisation:{name}", Organisation.is_here(name), make)


def load_source(load, source):
    load.once(
        f"source:{source['reference']}",
        SourceDocument.objects.filter(reference=source["reference"]).exists(),
        lambda: publish(SourceDocument(**source)),
    )
    return SourceDocument.objects.filter(reference=source["reference"]).first()


def load_project(load, row, details, summary):
    index = ProjectIndexPage.objects.first()

    def make():
        page = ProjectPage(
            # Spelled right; the entry keeps what the annex has.
            title=details.get("title", row["project"]),
            slug=details["slug"],
            theme=Theme.objects.get(name=row["theme"]),
            status=details.get("status", ProjectPage.Status.NOT_STATED),
            summary=summary,
            body=[*_quotation(row), *body(_remark(details))],
            live=False,
            **_period(row, details),
        )
        page.partners = [
            ProjectPartner(organisation=organisation, text=text, role=role)
            for organisation, text, role in _participants(row, details)
        ]
        index.add_child(instance=page)
        publish(page)

    load.once(f"project:{details['slug']}", ProjectPage.objects.filter(slug=details["slug"]).exists(), make)


def load_project_text(load, row, details, summary):
    """Write the summary of a page that was loaded when it had none, unless somebody has written there since."""
    page = ProjectPage.objects.filter(slug=details["slug"]).first()

    def make():
        _text, remark = _before_the_remark(page)
        page.summary, page.body = summary, [*_quotation(row), *remark]
        publish(page)

    exists = page is None or page.has_unpublished_changes or not _is_as_first_loaded(page, row)
    load.once(f"project-text:{details['slug']}", exists, make)


def load_entry(load, row, details, source):
    reference = reference_of(row)

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
        publish(entry)

    load.once(f"entry:{reference}", FundingEntry.objects.filter(reference=reference).exists(), make)


def load_stated_figure(load, stated, source, order):
    def make():
        left_out = stated.get("left_out", [])
        values = {key: value for key, value in stated.items() if key != "left_out"}
        amounts = {key: parse_amount(values.pop(key)) for key in ("value", "value_max") if key in values}
        figure = PublishedFigure(**values, **amounts, source=source, year=YEAR, sort_order=order)
        figure.omissions = [
            PublishedFigureOmission(entry=entry) for entry in FundingEntry.objects.filter(reference__in=left_out)
        ]
        publish(figure)

    exists = PublishedFigure.objects.filter(number=stated["number"]).exists()
    load.once(f"stated:{stated['number']}", exists, make)


def load_results_page(load, results):
    def make():
        page = YearlyResultsPage(
            title=results["title"],
            year=results["year"],
            slug=str(results["year"]),
            summary=results["summary"],
            also_known_as=lines(results),
            body=body(results["part"]),
            live=False,
        )
        ResultsIndexPage.objects.first().add_child(instance=page)
        publish(page)

    exists = YearlyResultsPage.objects.filter(year=results["year"]).exists()
    load.once(f"results:{results['year']}", exists, make)


def reference_of(row):
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
    applicants = [(organisation(name), text, Role.APPLICANT) for name, text in zip(names, texts, strict=True)]
    partners = [text.strip() for text in row["partners"].split(";") if text.strip()]
    return [*applicants, *((organisation(text), text, Role.PARTNER) for text in partners)]


def _quotation(row):
    """The words of a row, with the place where they stand."""
    source_line = f"Bron: raadsbrief 6806242, bijlage 1, rij {row['row']}."
    return body([{"quote": row["description"], "source_line": source_line}])


def _is_as_first_loaded(page, row):
    summary, paragraphs = split_description(row["description"])
    loaded = ProjectPage(body=body([{"text": paragraphs}]))
    text, _remark = _before_the_remark(page)
    return (page.summary, _values(text)) == (summary, _values(loaded.body))


def _before_the_remark(page):
    """The blocks of a body before our remark about the source and those from there on, which other versions worded."""
    blocks = list(page.body)
    heading = next((at for at, block in enumerate(blocks) if _is_remark(block)), len(blocks))
    return blocks[:heading], [(block.block_type, block.value) for block in blocks[heading:]]


def _is_remark(block):
    return block.block_type == "heading" and block.value["text"] == REMARK


def _values(blocks):
    """What the blocks of a body hold, without their keys."""
    return [(block.block_type, block.block.get_prep_value(block.value)) for block in blocks]


def _remark(details):
    if "remark" in details:
        yield {"heading": REMARK, "text": [details["remark"]]}
