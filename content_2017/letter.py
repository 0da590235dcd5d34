"""The council letter as a page that can be read, searched and linked to, with its annex as a table."""

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection

from home.models import HomePage, StandardPage
from home.site_setup import LETTERS

from .ledger import publish
from .texts import body

ANNEX = "Overzicht in 2017 gesubsidieerde projecten Groningen Digital City"
# Heading, type of the cells, and the value in a row of the annex; amounts as they are printed.
COLUMNS = [
    ("Rij en project", "text", "project"),
    ("Thema", "text", "theme"),
    ("Aanvrager", "text", "applicant"),
    ("Bijdrage gemeente 2017", "number", "contribution_in_annex"),
    ("Totale projectomvang", "number", "total_in_annex"),
    ("Beschrijving", "text", "description"),
    ("Partners", "text", "partners_in_annex"),
]
# The totals as the annex prints them, each below the rows it is the total of.
TOTALS = {
    20: ("Totaalregel", "€ 469.427", "€ 6.577.515"),
    23: ("Totaalregel onder Anders", "€ 80.000", "€ 402.750"),
}
NOT_PRINTED = "niet vermeld"


def load_letter(load, letter, rows, source):
    """Make the page, and let the source refer to it."""

    def make():
        page = StandardPage(
            title=letter["title"],
            slug=letter["slug"],
            summary=letter["summary"],
            body=[("document", {"document": as_file(letter, rows), "text": ""}), *body(letter["part"]), *annex(rows)],
            live=False,
        )
        HomePage.objects.get().add_child(instance=page)
        publish(page)

    load.once(f"page:{letter['slug']}", StandardPage.objects.filter(slug=letter["slug"]).exists(), make)
    page = StandardPage.objects.filter(slug=letter["slug"]).first()

    def point_to_it():
        source.page = page
        # The first load tells where the source can be read; that changes nothing that anybody saw.
        source.save(update_fields=["page"])
        publish(source)

    exists = page is None or source is None or source.page_id is not None
    load.once(f"source-page:{letter['slug']}", exists, point_to_it)


def as_file(letter, rows):
    """The letter and its annex as plain text, to keep or to print, among the documents of the site."""
    lines = [letter["title"]]
    for part in letter["part"]:
        lines += [part["heading"]] if "heading" in part else []
        lines += part["text"]
    lines += [f"Bijlage 1: {ANNEX}", *("; ".join(cells) for cells in annex_lines(rows))]
    return get_document_model().objects.create(
        title=f"{letter['title']}, als tekst",
        file=ContentFile("\n\n".join(lines).encode(), name=f"{letter['slug']}.txt"),
        collection=Collection.objects.filter(name=LETTERS).first() or Collection.get_first_root_node(),
        language="nl",
        date=letter["date"],
        is_accessible=True,
    )


def annex(rows):
    """The blocks of the annex: a heading, what the table does and does not say, and the table."""
    explanation = (
        "De bedragen staan hier zoals de bijlage ze afdrukt, ook de totalen. Waar een totaal afwijkt van de som van "
        "zijn regels, staat het verschil bij de resultaten."
    )
    table = {
        "caption": ANNEX,
        "columns": [{"heading": heading, "type": kind} for heading, kind, _key in COLUMNS],
        "rows": [{"values": values} for values in annex_lines(rows)],
    }
    heading = {"text": f"Bijlage 1: {ANNEX}", "level": "h2"}
    return [("heading", heading), ("text", f"<p>{explanation}</p>"), ("table", table)]


def annex_lines(rows):
    """The cells of each row under COLUMNS, with the printed totals below the rows they are of."""
    for row in rows:
        cells = [row[key] or (NOT_PRINTED if key.endswith("_in_annex") else "") for *_column, key in COLUMNS]
        yield [f"{row['row']}. {cells[0]}", *cells[1:]]
        if total := TOTALS.get(int(row["row"])):
            name, contribution, size = total
            yield [name, "", "", contribution, size, "", ""]
