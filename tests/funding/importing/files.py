"""Small files with a table, made part by part, so that a test can put anything in them."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

from funding.importing.cells import Reading
from funding.importing.reading import read

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/><numFmt numFmtId="165" formatCode="&quot;d&quot; 0"/>'
    '<numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="166"/></cellXfs>'
)


def zipped(parts: dict) -> bytes:
    """A zip file of `parts`, text or bytes by name."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def relations(*found: tuple[str, str]) -> str:
    """The relations rId1, rId2 and on, each of a kind to a target."""
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(found, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'


def xlsx(sheet: str = "", *, around: str = "", texts=(), state="visible", properties="", parts=None) -> bytes:
    """An XLSX of one sheet, "Blad1". `sheet` is its rows as XML, `around` what comes behind them."""
    shared = "".join(f"<si>{text}</si>" for text in texts)
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>'
            f'<sheet name="Blad1" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "/xl/texts.xml")
            ),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/>'
            f"<sheetData>{sheet}</sheetData>{around}</worksheet>",
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
            "xl/texts.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        }
        | (parts or {})
    )


def ods(table: str = "", *, styles: str = "", before: str = "", style: str = "", parts=None) -> bytes:
    """An ODS of one sheet, "Blad1". `table` is its rows as XML, `before` what comes before the sheet."""
    names = ("office", "table", "text", "style", "drawing")
    spaces = " ".join(f'xmlns:{name[:7].removesuffix("ing")}="{ODF.format(name)}"' for name in names)
    return zipped(
        {
            "mimetype": SPREADSHEET,
            "content.xml": f'<office:document-content {spaces} xmlns:calcext="{CALCEXT}">'
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{before}"
            f'<table:table table:name="Blad1" table:style-name="{style}">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
        | (parts or {})
    )


def texts(reading: Reading, sheet: int = 0) -> list[list[str]]:
    """What people read in a sheet, row by row."""
    return [[cell.text for cell in row.cells] for row in reading.sheets[sheet].rows]


def only_cell(data: bytes):
    """The last cell of the first row that is read."""
    return read(data, "").sheets[0].rows[0].cells[-1]
