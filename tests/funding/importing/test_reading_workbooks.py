"""The sheets of an XLSX and of an ODS are read as people see them."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from funding.importing.cells import EMPTY, Cell
from funding.importing.reading import read
from funding.importing.reading.xlsx import THREADED

from .files import MAIN, ods, only_cell, relations, texts, xlsx

OLD_DAY = date(1900, 1, 15)


def in_xlsx(cell):
    return xlsx(f"<row>{cell}</row>", texts=("<t>Café</t>", "<r><t>half </t></r><r><t>vet</t></r><rPh><t>x</t></rPh>"))


def in_ods(cell):
    return ods(f"<table:table-row>{cell}</table:table-row>")


def ods_cell(kind="", attributes="", text=""):
    kind = f'office:value-type="{kind}"' if kind else ""
    return in_ods(f"<table:table-cell {kind} {attributes}><text:p>{text}</text:p></table:table-cell>")


@pytest.mark.parametrize(
    "cell, expected",
    [
        ('<c t="s"><v>0</v></c>', Cell("Café")),
        ('<c t="s"><v>1</v></c>', Cell("half vet")),
        ('<c t="inlineStr"><is><t>a</t><r><t>b</t></r></is></c>', Cell("ab")),
        ('<c t="str"><f>A2</f><v>uitkomst</v></c>', Cell("uitkomst")),
        ('<c t="inlineStr"><is><t>a_x000A_b_x005F_x000A_&lt;br&gt;c</t></is></c>', Cell("a b_x000A_ c")),
        ('<c t="inlineStr"><is><t>_xD800__xFFFF_a</t></is></c>', Cell("a")),
        ("<c><v>2017</v></c>", Cell("2017", Decimal(2017))),
        ("<c><v>31403.1</v></c>", Cell("31403,1", Decimal("31403.1"))),
        ("<c><v>31403.100000000002</v></c>", Cell("31403,1", Decimal("31403.1"))),
        ("<c><v>-1.5E-3</v></c>", Cell("-0,0015", Decimal("-0.0015"))),
        ("<c><v>1.2E4</v></c>", Cell("12000", Decimal(12000))),
        ("<c><v>5000.00</v></c>", Cell("5000", Decimal(5000))),
        ("<c><v>-0</v></c>", Cell("0", Decimal(0))),
        ("<c><f>SUM(A2:A9)</f><v>12.5</v></c>", Cell("12,5", Decimal("12.5"))),
        ('<c s="1"><v>42808</v></c>', Cell("14-03-2017", date(2017, 3, 14))),
        ('<c s="2"><v>42808.4375</v></c>', Cell("14-03-2017 10:30", date(2017, 3, 14))),
        ('<c s="1"><v>15</v></c>', Cell("15-01-1900", OLD_DAY)),
        ('<c s="3"><v>42808</v></c>', Cell("42808", Decimal(42808))),
        ('<c s="4"><v>1.5</v></c>', Cell("36:00")),
        ('<c t="d"><v>2017-03-14T00:00:00</v></c>', Cell("14-03-2017", date(2017, 3, 14))),
        ('<c t="b"><v>1</v></c>', Cell("ja")),
        ('<c t="b"><v>0</v></c>', Cell("nee")),
    ],
)
def test_a_cell_of_an_xlsx_is_text_with_its_exact_value(cell, expected):
    assert only_cell(in_xlsx(cell)) == expected


@pytest.mark.parametrize(
    "data, expected",
    [
        (ods_cell("string", text="Café"), Cell("Café")),
        (ods_cell("string", text="a<text:span>b</text:span></text:p><text:p>c"), Cell("ab c")),
        (ods_cell("string", text='a<text:s text:c="3"/>b<text:line-break/>c<text:tab/>d'), Cell("a b c d")),
        (ods_cell("string", 'office:string-value="anders"'), Cell("anders")),
        (ods_cell("string", text="&lt;p&gt;a&lt;/p&gt;&amp;euro;"), Cell("a €")),
        (ods_cell("float", 'office:value="31403.1"', "31.403,10"), Cell("31403,1", Decimal("31403.1"))),
        (ods_cell("currency", 'office:value="5000"', "€ 5.000"), Cell("5000", Decimal(5000))),
        (ods_cell("percentage", 'office:value="0.145"', "14,5%"), Cell("0,145", Decimal("0.145"))),
        (ods_cell("float", 'office:value="2" table:formula="of:=1+1"', "2"), Cell("2", Decimal(2))),
        (ods_cell("date", 'office:date-value="2017-03-14"'), Cell("14-03-2017", date(2017, 3, 14))),
        (
            ods_cell("date", 'office:date-value="2017-03-14T10:30:00.000000000"'),
            Cell("14-03-2017 10:30", date(2017, 3, 14)),
        ),
        (ods_cell("time", 'office:time-value="PT36H00M00S"'), Cell("36:00")),
        (ods_cell("boolean", 'office:boolean-value="true"'), Cell("ja")),
        (ods_cell("boolean", 'office:boolean-value="false"'), Cell("nee")),
        (
            ods_cell(
                "string", text="a<draw:frame><draw:text-box><text:p>plaatje</text:p></draw:text-box></draw:frame>"
            ),
            Cell("a"),
        ),
    ],
)
def test_a_cell_of_an_ods_is_text_with_its_exact_value(data, expected):
    assert only_cell(data) == expected


@pytest.mark.parametrize(
    "data, text, problem",
    [
        (in_xlsx("<c><f>A2*2</f></c>"), "", "outcome of the formula"),
        (in_xlsx("<c><f>A2*2</f><v></v></c>"), "", "outcome of the formula"),
        (ods_cell(attributes='table:formula="of:=[.A2]"'), "", "outcome of the formula"),
        (in_xlsx('<c t="e"><f>A2</f><v>#REF!</v></c>'), "#REF!", "the error #REF!"),
        (in_xlsx('<c t="e"><v>#DIV/0!</v></c>'), "#DIV/0!", "the error #DIV/0!"),
        (ods_cell("string", 'calcext:value-type="error" table:formula="of:=1/0"', "#DEEL/0!"), "#DEEL/0!", "the error"),
        (ods_cell("string", 'table:formula="of:=x"', "Err:508"), "Err:508", "the error Err:508"),
        (in_xlsx("<c><v>NaN</v></c>"), "NaN", "not a number"),
        (in_xlsx("<c><v>1e999</v></c>"), "1e999", "not a number"),
        (in_xlsx("<c><v>twee</v></c>"), "twee", "not a number"),
        (ods_cell("float", 'office:value="inf"'), "inf", "not a number"),
        (in_xlsx('<c s="1"><v>60</v></c>'), "60", "not a day"),
        (in_xlsx('<c s="1"><v>-1</v></c>'), "-1", "not a day"),
        (in_xlsx('<c s="1"><v>2958466</v></c>'), "2958466", "not a day"),
        (ods_cell("date", 'office:date-value="2017-02-30"'), "2017-02-30", "not a day"),
    ],
)
def test_what_cannot_be_believed_is_a_problem_and_no_value(data, text, problem):
    cell = only_cell(data)

    assert (cell.text, cell.value) == (text, None)
    assert problem in cell.problem


@pytest.mark.parametrize(
    "data",
    [
        xlsx(
            '<row r="2"><c r="B2"><v>1</v></c><c r="C2"><v>2</v></c></row><row r="3" hidden="1"><c r="C3"><v>3</v></c>'
            '<c r="D3"><v>4</v></c></row><row r="5" spans="1:9"><c r="A5" s="1"/></row>',
            around='<mergeCells><mergeCell ref="B2:C3"/></mergeCells>',
        ),
        ods(
            "<table:table-row/><table:table-row><table:table-cell/>"
            '<table:table-cell office:value-type="float" office:value="1" table:number-columns-spanned="2"/>'
            '<table:covered-table-cell office:value-type="float" office:value="2"/></table:table-row>'
            '<table:table-row table:visibility="filter"><table:table-cell/><table:covered-table-cell '
            'table:number-columns-repeated="2"/><table:table-cell office:value-type="float" office:value="4"/>'
            '</table:table-row><table:table-row table:number-rows-repeated="1048573"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>'
        ),
    ],
    ids=["xlsx", "ods"],
)
def test_a_merged_area_has_its_value_in_the_first_cell_and_hidden_rows_are_marked(data):
    rows = read(data, "").sheets[0].rows

    assert [(row.number, row.is_hidden, [cell.text for cell in row.cells]) for row in rows] == [
        (2, False, ["", "1"]),
        (3, True, ["", "", "", "4"]),
    ]


def test_repeated_cells_and_rows_of_an_ods_are_all_there():
    row = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )

    rows = read(ods(row), "").sheets[0].rows

    assert [(row.number, [cell.text for cell in row.cells]) for row in rows] == [
        (1, ["", "", "x", "x"]),
        (2, ["", "", "x", "x"]),
    ]


def test_what_is_deleted_under_tracked_changes_stays_away():
    gone = (
        "<table:tracked-changes><table:cell-content-change><table:table-cell><text:p>weg</text:p></table:table-cell>"
        "</table:cell-content-change></table:tracked-changes>"
    )

    assert texts(
        read(ods("<table:table-row><table:table-cell/></table:table-row>" * 2 + row("a"), before=gone), "")
    ) == [["a"]]


def row(text):
    return f"<table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>"


def test_hidden_sheets_are_marked():
    style = '<style:style style:name="t"><style:table-properties table:display="false"/></style:style>'

    for data in (
        xlsx("<row><c><v>1</v></c></row>", state="veryHidden"),
        ods(row("a"), styles=style, style="t"),
    ):
        [sheet] = read(data, "").sheets
        assert (sheet.name, sheet.is_hidden) == ("Blad1", True)


def test_days_count_from_1904_where_the_workbook_says_so():
    data = xlsx('<row><c s="1"><v>41346</v></c></row>', properties='<workbookPr date1904="1"/>')

    assert only_cell(data).value == date(2017, 3, 14)


def test_notes_stand_with_their_cell():
    beside = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("comments", "../comments1.xml")),
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList><comment ref="B1"><text><r><t>Klopt </t></r>'
        "<r><t>dit?</t></r></text></comment></commentList></comments>",
    }
    annotation = "<office:annotation><text:p>Klopt</text:p><text:p>dit?</text:p></office:annotation>"

    in_both = [
        only_cell(xlsx('<row><c r="A1"><v>1</v></c><c r="B1"/></row>', parts=beside)),
        only_cell(in_ods(f"<table:table-cell/><table:table-cell>{annotation}</table:table-cell>")),
    ]

    assert in_both == [Cell(note="Klopt dit?")] * 2


def test_a_conversation_wins_from_the_old_note_that_repeats_it():
    said = "".join(f'<threadedComment ref="A1"><text>{text}</text></threadedComment>' for text in ("Klopt?", "Ja."))
    old = '<comment ref="A1"><text><t>[Conversation]</t></text></comment>'
    parts = ("threadedComment", "../said.xml"), ("comments", "../old.xml")
    beside = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations(*parts),
        "xl/old.xml": f'<comments xmlns="{MAIN}">{old}</comments>',
        "xl/said.xml": f'<ThreadedComments xmlns="{THREADED}">{said}</ThreadedComments>',
    }

    assert only_cell(xlsx("<row><c><v>1</v></c></row>", parts=beside)).note == "Klopt? Ja."


def test_macros_and_links_of_an_ods_are_remarked_on():
    formula = "of:='file:///tmp/x.ods'#$Blad1.A1"
    cell = f'<table:table-cell office:value-type="float" office:value="1" table:formula="{formula}"/>'

    data = ods(f"<table:table-row>{cell}</table:table-row>", parts={"Basic/Standard/x.xml": ""})

    remarks = read(data, "bijdragen.ods").remarks

    assert [remark.split()[3] for remark in remarks] == ["macros.", "links"]


def test_macros_links_and_hidden_columns_are_remarked_on_and_not_followed():
    data = xlsx(
        "<row><c><v>1</v></c></row>",
        around='<cols><col min="2" max="3" hidden="1"/></cols>',
        parts={"xl/vbaProject.bin": b"\x00", "xl/externalLinks/externalLink1.xml": "<x/>", "../../etc/passwd": "x"},
    )

    remarks = read(data, "bijdragen.xlsm").remarks

    assert [remark.split()[3] for remark in remarks] == ["macros.", "links", "hidden"]
    assert "(B, C)" in remarks[2]


def test_a_workbook_with_other_prefixes_and_the_strict_names_is_read():
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    relation = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    rows = "<x:row><x:c><x:v>1</x:v></x:c></x:row>"
    part = f'<x:worksheet xmlns:x="{strict}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    sheets = '<x:sheets><x:sheet name="S" q:id="rId1"/></x:sheets>'
    book = f'<x:workbook xmlns:x="{strict}" xmlns:q="{relation}">{sheets}</x:workbook>'

    assert texts(read(xlsx(parts={"xl/workbook.xml": book, "xl/worksheets/sheet1.xml": part}), "")) == [["1"]]


def test_what_openpyxl_writes_is_read():
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["Naam", 1.1, date(2017, 3, 14), datetime(2017, 3, 14, 10, 30), True, None, "=1+1"])  # noqa: DTZ001
    sheet["A1"].comment = Comment("nakijken", "J.")
    file = BytesIO()
    workbook.save(file)

    *cells, formula = read(file.getvalue(), "").sheets[0].rows[0].cells

    assert cells == [
        Cell("Naam", note="nakijken"),
        Cell("1,1", Decimal("1.1")),
        Cell("14-03-2017", date(2017, 3, 14)),
        Cell("14-03-2017 10:30", date(2017, 3, 14)),
        Cell("ja"),
        EMPTY,
    ]
    assert formula.problem
