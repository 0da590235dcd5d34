"""A file is told by what it holds, and refused with a sentence where it holds no table or far too much."""

import pytest

from funding.importing.cells import Unreadable
from funding.importing.reading import read

from .files import MAIN, ods, texts, xlsx, zipped

ROW = "<row><c><v>1</v></c></row>"
ODS_ROW = "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "b">]>'
ENCRYPTED = '<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'


def with_password(data):
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


@pytest.mark.parametrize(
    "data, name, kind, remarks",
    [
        (b"1;2", "bijdragen.csv", "csv", 0),
        (b"1;2", "bijdragen.TXT", "csv", 0),
        (b"1;2", "bijdragen.xlsx", "csv", 1),
        (b"1;2", "zonder einde", "csv", 0),
        (xlsx(ROW), "bijdragen.xlsx", "xlsx", 0),
        (xlsx(ROW), "bijdragen.csv", "xlsx", 1),
        (ods(ODS_ROW), "bijdragen.ods", "ods", 0),
        (ods(ODS_ROW), "bijdragen.xlsx", "ods", 1),
    ],
)
def test_a_file_is_read_as_what_it_is(data, name, kind, remarks):
    reading = read(data, name)

    assert (reading.kind, len(reading.remarks)) == (kind, remarks)
    assert texts(reading)[0][0] == "1"


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"", "The file is empty"),
        (b"\n;;\n", "There is nothing in the file"),
        (xlsx(), "There is nothing in the file"),
        (b"%PDF-1.7 x", "This is a PDF, not a table"),
        (b"\x89PNG\r\n\x1a\n", "This is an image"),
        (b"{\\rtf1 x}", "This is another kind of file"),
        (bytes(range(256)) * 40, "This is another kind of file"),
        (OLE + "Workbook".encode("utf-16-le"), r"old workbook of Excel \(.xls\)"),
        (OLE + "WordDocument".encode("utf-16-le"), "old document of Office"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (zipped({"word/document.xml": "<x/>"}), "document of Word"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "document of LibreOffice"),
        (zipped({"xl/workbook.bin": ""}), "binary workbook"),
        (zipped({"foto.jpg": ""}), "This is a zip file"),
        (with_password(xlsx(ROW)), "protected with a password"),
        (ods(ODS_ROW, parts={"META-INF/manifest.xml": ENCRYPTED}), "protected with a password"),
        (xlsx(ROW)[:-60], "damaged or not complete"),
        (xlsx(ROW)[:200], "damaged or not complete"),
        (xlsx(ROW + "<row>"), "damaged or not complete"),
        (xlsx(ROW, parts={"xl/workbook.xml": "<workbook/>"}), "damaged or not complete"),
        (xlsx(ROW, parts={"xl/worksheets/sheet1.xml": f'{ENTITIES}<x xmlns="{MAIN}">&a;</x>'}), "damaged"),
        (xlsx(ROW, parts={"xl/texts.xml": f'{ENTITIES}<x xmlns="{MAIN}">&a;</x>'}), "damaged"),
        (ods(parts={"content.xml": f"{ENTITIES}<x>&a;</x>"}), "damaged"),
        (xlsx('<row><c t="s"><v>7</v></c></row>'), "damaged"),
        (xlsx('<row r="2"/><row r="1"/>'), "damaged"),
        (xlsx('<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'), "damaged"),
        (ods('<table:table-row table:number-rows-repeated="-1"/>'), "damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(data, "bijdragen.xlsx")


REPEATED = "<table:table-row><table:table-cell {}><text:p>x</text:p></table:table-cell></table:table-row>"


@pytest.mark.parametrize(
    "make, sentence",
    [
        (lambda: b"a;" * 5_300_000, "larger than 10 MB"),
        # 71 MB of XML in a quarter of a megabyte.
        (lambda: xlsx(ROW * 2_700_000), "more than its size says"),
        (lambda: zipped({"xl/a": bytes(101_000_000)}), "more than its size says"),
        (lambda: zipped({f"xl/{number}": "" for number in range(1_001)}), "more than its size says"),
        (lambda: xlsx(ROW * 60_001), "more than 60000 rows"),
        (lambda: xlsx(f"<row>{'<c><v>1</v></c>' * 201}</row>"), r"Row 1 has more than 200 columns \(Blad1!GS1\)"),
        (lambda: xlsx('<row r="9"><c r="XFD9"><v>1</v></c></row>'), "Row 9 has more than 200 columns"),
        (lambda: xlsx(f"<row><c t='str'><v>{'x' * 10_001}</v></c></row>"), "cell Blad1!A1 is longer than 10000"),
        (lambda: xlsx(f"<row>{'<c/>' * 2_000_001}</row>"), "more than 1000000 cells|more than its size says"),
        (lambda: xlsx("<a>" * 200_000), "damaged"),
        (lambda: xlsx(f'<row><c r="{"A" * 600_000}"/></row>'), "damaged"),
        (lambda: xlsx("".join(f"<n{number}/>" for number in range(30_000))), "damaged"),
        (lambda: ods(REPEATED.format('table:number-columns-repeated="16384"')), "more than 200 columns"),
        (
            lambda: ods(REPEATED.format("").replace("row>", 'row table:number-rows-repeated="1000000">', 1)),
            "60000 rows",
        ),
        (
            lambda: ods("".join(ODS_ROW.replace("1", str(number)) for number in range(60_001))),
            "more than 60000 rows",
        ),
        (lambda: ods(ODS_ROW.replace("1", "1" * 10_001)), "cell Blad1!A1 is longer"),
    ],
)
def test_more_than_is_read_is_refused(make, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(make(), "bijdragen.xlsx")


def test_a_sheet_is_as_large_as_its_rows_and_not_as_it_says():
    assert texts(read(xlsx(ROW * 3), "")) == [["1"]] * 3


def test_empty_rows_and_columns_that_only_have_a_look_are_left_out():
    wide = "".join(f'<c s="{style % 4}"/>' for style in range(16_384))
    many = "".join(f'<row r="{number}" s="1"><c s="{number % 3}"/></row>' for number in range(2, 100_000))

    assert texts(read(xlsx(f"{ROW[:-6]}{wide}</row>{many}"), "")) == [["1"]]


def test_two_members_of_one_name_are_refused():
    data = zipped({"xl/part1": "a", "xl/part2": "b"}).replace(b"xl/part2", b"xl/part1")

    with pytest.raises(Unreadable, match="damaged"):
        read(data, "")


def test_a_bomb_that_lies_about_its_size_is_refused():
    data = xlsx(ROW * 100_000)
    size = data.rindex(b"xl/worksheets/sheet1.xml") - 46 + 24

    with pytest.raises(Unreadable, match="damaged"):
        read(data[:size] + (100).to_bytes(4, "little") + data[size + 4 :], "")


@pytest.mark.parametrize("name", ["BMW", "MZ", "RIFF", "GIF", "PK"])
def test_a_name_that_begins_like_another_kind_of_file_is_a_name(name):
    assert texts(read(f"{name};1".encode(), "")) == [[name, "1"]]
