"""Whatever bytes come in: a reading, or a sentence."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funding.importing.cells import Unreadable
from funding.importing.reading import paste, read

from .files import MAIN, OFFICE, ods, relations, xlsx, zipped

some = settings(max_examples=60, deadline=None)
VALID = [
    "sep=;\r\na;b\r\n1;€ 2\r\n".encode(),
    "a;b\n".encode("utf-16"),
    xlsx(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>42808</v></c></row>',
        texts=("<t>a</t>",),
        around='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    ),
    ods(
        '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" '
        'office:date-value="2017-03-14" table:number-columns-repeated="2"/></table:table-row>'
    ),
]
# Pieces of XML that mean something, in an order that may not.
PIECES = st.sampled_from(
    [
        *('<row r="1">', '<row r="x">', "<row>", "</row>", '<c r="A1">', '<c t="s">', '<c s="9" t="e">', "<c>", "</c>"),
        *("<v>", "</v>", "1", "-1", "1e9", "&#9;", "<f>", "</f>", '<is><t xml:space="preserve">', "</t></is>", "é"),
    ]
)
ODS_PIECES = st.sampled_from(
    [
        *("<table:table-row>", "</table:table-row>", '<table:table-row table:number-rows-repeated="9">'),
        *("<table:table-cell>", "</table:table-cell>", "<table:covered-table-cell/>", "<text:p>", "</text:p>", "x"),
        *('<table:table-cell office:value-type="float">', '<table:table-cell table:number-columns-repeated="é">'),
        *("<office:annotation>", "</office:annotation>", '<text:s text:c="x"/>', "<table:table>", "</table:table>"),
    ]
)
PARTS = [
    *("xl/workbook.xml", "xl/styles.xml", "xl/texts.xml", "xl/notes.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"),
]
PART_PIECES = st.sampled_from(
    [
        *("<si>", "</si>", "<t>", "</t>", "<r>", "</r>", "<rPh>", "</rPh>", "x", "<comment>", '<comment ref="A1">'),
        *("</comment>", '<numFmt numFmtId="1"/>', "<cellXfs>", "</cellXfs>", '<xf numFmtId="x"/>', "<xf/>", "<sheet/>"),
        *('<sheet name="&#xD7FF;" r:id="rId1"/>', '<sheet r:id="rId2" state=""/>', '<workbookPr date1904="x"/>'),
    ]
)
HTML_PIECES = st.sampled_from(
    [
        *(
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            '<td rowspan="2">',
            "<th colspan=3>",
            "</td>",
            "<tbody>",
            "<",
        ),
        *("<!--", "-->", "<script>", "</script>", "&amp;", "x", "\t", "\n", '"', "\ud800", "\x00", "<b a='>'>", ">"),
    ]
)


def holds(action, *arguments, **choices):
    found = None
    with suppress(Unreadable):
        found = action(*arguments, **choices)
    assert found is None or any(sheet.rows for sheet in found.sheets)


@some
@given(st.binary(max_size=2_000), st.text(max_size=20))
def test_any_bytes(data, name):
    holds(read, data, name)


@some
@given(st.sampled_from([b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"<table>", b'sep=;\n"']), st.binary(max_size=500))
def test_any_bytes_behind_a_known_beginning(beginning, data):
    holds(read, beginning + data, "")


@pytest.mark.parametrize("valid", VALID)
@some
@given(data=st.data())
def test_a_file_with_some_bytes_changed(valid, data):
    changed = bytearray(valid)
    for _each in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.none(), st.integers(0, len(changed))))

    holds(read, bytes(changed[:cut]), "bijdragen.xlsx")


@some
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_sheet_of_an_xlsx(sheet):
    holds(read, xlsx(sheet), "")


@some
@given(st.sampled_from(PARTS), st.binary(max_size=40) | st.lists(PART_PIECES, max_size=20).map("".join))
def test_any_part_of_an_xlsx(name, content):
    if isinstance(content, str):
        content = f'<x xmlns="{MAIN}" xmlns:r="{OFFICE}">{content}</x>'
    beside = {"xl/worksheets/_rels/sheet1.xml.rels": relations(("comments", "../notes.xml")), name: content}

    holds(read, xlsx('<row><c t="s" s="1"><v>0</v></c></row>', texts=("a",), parts=beside), "")


@some
@given(st.lists(ODS_PIECES, max_size=25).map("".join))
def test_anything_beside_the_sheet_of_an_ods(pieces):
    holds(read, ods(before=pieces), "")


@some
@given(st.lists(ODS_PIECES, max_size=25).map("".join))
def test_any_sheet_of_an_ods(table):
    holds(read, ods(table), "")


@some
@given(st.dictionaries(st.sampled_from(["mimetype", "content.xml", "[Content_Types].xml", "xl/a"]), st.binary()))
def test_any_zip(parts):
    holds(read, zipped(parts), "")


@some
@given(st.one_of(st.text(max_size=300), st.lists(HTML_PIECES, max_size=40).map("".join)))
def test_any_text_that_is_pasted(text):
    holds(paste, text)
    holds(paste, f"<table>{text}")


@some
@given(st.text(max_size=20), st.text(max_size=3))
def test_any_choice(encoding, delimiter):
    holds(read, b"a;b", "", encoding=encoding, delimiter=delimiter)
