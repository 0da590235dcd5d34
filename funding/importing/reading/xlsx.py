"""XLSX: the workbook around its sheets. Read by ourselves, since openpyxl makes an object of every cell, which takes
several times as long, and shows neither notes nor whether a row is hidden while it streams."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..cells import Reading, Sheet
from .content import clean
from .limits import SHEETS, Tally, damaged, letters, too_many_sheets
from .markup import Walk
from .packed import Package, target
from .xlsx_sheet import Book, SheetWalk, in_main

TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships id"
RELATIONSHIP = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
YES = ("1", "true")
SHEET_KIND = "worksheet"


class Relations(Walk):
    """To which parts a part refers: (kind, target) by id."""

    def __init__(self, package: Package, source: str):
        super().__init__()
        self.source = source
        self.found = {}
        folder, _slash, name = source.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if relations in package.names:
            with package.open(relations) as part:
                self.walk(part)

    def handlers(self):
        return {RELATIONSHIP: self._relation}, {}

    def _relation(self, attributes):
        if attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id")] = (kind, target(self.source, attributes.get("Target", "")))

    def of_kind(self, *kinds: str) -> list[str]:
        """The names of the parts of `kinds`, in that order."""
        return [name for kind in kinds for each, name in self.found.values() if each == kind]


@dataclass
class Listed:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    is_hidden: bool


@dataclass
class Workbook(Walk):
    """Which sheets there are, and from which day their days count."""

    sheets: list[Listed] = field(default_factory=list)
    from_1904: bool = False

    def __post_init__(self):
        super().__init__()

    def handlers(self):
        return in_main(sheet=self._sheet, workbookPr=self._properties), {}

    def _sheet(self, attributes):
        relation = attributes.get(TRANSITIONAL) or attributes.get(STRICT)
        is_hidden = attributes.get("state", "visible") != "visible"
        self.sheets.append(Listed(clean(attributes.get("name", "")[:100]), relation, is_hidden))

    def _properties(self, attributes):
        self.from_1904 = attributes.get("date1904") in YES


class Styles(Walk):
    """The code of the number format of each style of cells."""

    def __init__(self):
        super().__init__()
        self.codes, self.formats = {}, []
        self.is_of_cells = False

    def handlers(self):
        starts = in_main(numFmt=self._code, cellXfs=self._begin, xf=self._style)
        return starts, in_main(cellXfs=self._finish)

    def _code(self, attributes):
        self.codes[attributes.get("numFmtId")] = attributes.get("formatCode", "")

    def _begin(self, attributes):
        self.is_of_cells = True

    def _finish(self):
        self.is_of_cells = False

    def _style(self, attributes):
        if self.is_of_cells:
            number = attributes.get("numFmtId", "0")
            self.formats.append(self.codes.get(number, number))


class SharedTexts(Walk):
    """The texts to which cells refer by number; how a text sounds (rPh) is left out."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.texts = []

    def handlers(self):
        return in_main(si=self._begin, t=self._text_begins, rPh=self.ignore), in_main(
            si=self._finish, t=self._text_ends
        )

    def _begin(self, attributes):
        self.texts = []

    def _text_begins(self, attributes):
        self.listen()

    def _text_ends(self):
        self.texts.append(self.heard())

    def _finish(self):
        self.found.append("".join(self.texts))


class Notes(Walk):
    """What somebody wrote beside cells, by the name of the cell; old notes and conversations alike."""

    def __init__(self):
        super().__init__()
        self.found = {}
        self.cell = ""
        self.texts = []

    def handlers(self):
        starts = in_main(comment=self._begin, t=self._text_begins, rPh=self.ignore)
        ends = in_main(comment=self._finish, t=self._text_ends)
        starts |= {f"{THREADED} threadedComment": self._begin, f"{THREADED} text": self._text_begins}
        ends |= {f"{THREADED} threadedComment": self._finish, f"{THREADED} text": self._text_ends}
        return starts, ends

    def _begin(self, attributes):
        self.cell = attributes.get("ref", "")
        self.texts = []

    def _text_begins(self, attributes):
        self.listen()

    def _text_ends(self):
        self.texts.append(self.heard())

    def _finish(self):
        if text := clean("".join(self.texts)):
            self.found[self.cell] = f"{self.found[self.cell]} {text}" if self.cell in self.found else text


def read_xlsx(package: Package) -> Reading:
    """The sheets of a workbook; sheets that are charts are left out.

    Raises Unreadable where the workbook is damaged or larger than is read.
    """
    main = (Relations(package, "").of_kind("officeDocument") or ["xl/workbook.xml"])[0]
    workbook = walked(Workbook(), package, main)
    relations = Relations(package, main)
    book = Book(tally=Tally(), from_1904=workbook.from_1904)
    for name in relations.of_kind("styles")[:1]:
        book.formats = walked(Styles(), package, name).formats
    for name in relations.of_kind("sharedStrings")[:1]:
        book.texts = walked(SharedTexts(), package, name).found
    if len(workbook.sheets) > SHEETS:
        raise too_many_sheets()
    sheets, remarks = [], remarks_on(package)
    for listed in workbook.sheets:
        kind, name = relations.found.get(listed.relation, ("", ""))
        if kind == SHEET_KIND:
            walk = walked(SheetWalk(book, listed.name, notes_of(package, name)), package, name)
            sheets.append(Sheet(listed.name, walk.rows(), listed.is_hidden))
            remarks.extend(remark_on_columns(listed.name, walk.hidden_columns))
    if not sheets:
        raise damaged()
    return Reading("xlsx", tuple(sheets), remarks=tuple(remarks))


def walked(walk, package, name):
    with package.open(name) as part:
        walk.walk(part)
    return walk


def notes_of(package, sheet):
    """The notes beside the cells of a sheet. Excel repeats a conversation in an old note, so that wins."""
    found = {}
    for name in Relations(package, sheet).of_kind("comments", "threadedComment"):
        if name in package.names:
            found |= walked(Notes(), package, name).found
    return found


def remarks_on(package):
    remarks = []
    if any(name.lower().endswith("vbaproject.bin") for name in package.names) or package.has("xl/macrosheets/"):
        remarks.append(macros())
    if package.has("xl/externalLinks/"):
        remarks.append(links())
    return remarks


def macros() -> str:
    return _("The file has macros. They have not been run.")


def links() -> str:
    return _("The file has links to other files. They have not been followed; check the figures that come from there.")


def remark_on_columns(sheet, hidden):
    if hidden:
        names = ", ".join(letters(column) for column in hidden[:10])
        yield _("Sheet “%(sheet)s” has hidden columns (%(columns)s). They have been read too.") % {
            "sheet": sheet,
            "columns": names,
        }
