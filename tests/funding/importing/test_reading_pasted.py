"""A table that was copied from a document or a page is read like a file."""

from pathlib import Path

import pytest

from funding.importing.cells import Unreadable
from funding.importing.reading import paste, read

from .files import texts

ANNEX = Path(__file__).with_name("annex_2017.txt")


def test_the_annex_of_the_council_letter_is_read_line_by_line():
    rows = paste(ANNEX.read_text()).sheets[0].rows

    assert [row.number for row in rows] == [n for n in range(1, 30) if n not in (12, 21)]
    assert [cell.text for cell in rows[0].cells[:5]] == [
        *("Thema", "Project", "Aanvrager", "Bijdrage gemeente 2017", "Totale project omvang")
    ]
    assert [cell.text for cell in rows[-2].cells[1:5]] == ["Like-programma", "Gemeente Groningen", "€ 80.000", "?"]
    assert [cell.text for cell in rows[-1].cells] == ["", "", "", "€ 80.000", "€ 402.750"]


@pytest.mark.parametrize(
    "text, table",
    [
        ("a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
        ("a\tb\r\n\t\r\n1\t\r\n", [["a", "b"], ["1"]]),
        # Excel quotes a cell of several lines; a text may begin with a mark of its own.
        ('a\t"een\ntwee"\n', [["a", "een twee"]]),
        ('a\t"Slimme" stad\nb\tc', [["a", '"Slimme" stad'], ["b", "c"]]),
        ('a\t"open\nb\tc', [["a", '"open'], ["b", "c"]]),
        ("a;b\n1;2", [["a", "b"], ["1", "2"]]),
        ("a\tb\ud800", [["a", "b"]]),
    ],
)
def test_text_is_cut_at_its_tabs(text, table):
    assert texts(paste(text)) == table


@pytest.mark.parametrize(
    "rows, table",
    [
        ("<tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr>", [["a", "b"], ["1", "2"]]),
        ("<tr><td>a<td>b<tr><td>1<td>2", [["a", "b"], ["1", "2"]]),
        ("<tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d", [["a", "b"], ["", "c"], ["d"]]),
        ("<tr><td colspan='2'>a</td><td>b</td></tr><tr><td>1<td>2<td>3", [["a", "", "b"], ["1", "2", "3"]]),
        (
            '<tr><td ROWSPAN="2" COLSPAN="2">a</td><td>b</td></tr><tr><td>c</td></tr>',
            [["a", "", "b"], ["", "", "c"]],
        ),
        ("<tr><td rowspan=0>a<td>b<tr><td>c</tbody><tbody><tr><td>d", [["a", "b"], ["", "c"], ["d"]]),
        ("<tr><td>&euro;&nbsp;5<br>per\n jaar <b>v</b>et</td></tr>", [["€ 5 per jaar vet"]]),
        ("<!-- <td>x --><tr><td><style>td{a:b}</style>a <!--[if]>y<![endif]--></td></tr>", [["a"]]),
        ("<tr><td>a<table><tr><td>b<td>c</table>d<td>e", [["a b c d", "e"]]),
        ("<tr><td>1 < 2 & 3 > 2<td>&lt;i&gt;", [["1 < 2 & 3 > 2", "<i>"]]),
        ("<tr><td>a<o:p></o:p><td><p class=MsoNormal>b</p><p>c</p>", [["a", "b c"]]),
    ],
)
def test_html_is_laid_on_a_grid(rows, table):
    html = f"<html><!-- a > b --><p>Buiten de tabel</p><table border=1>{rows}</table>Erachter</html>"

    assert texts(paste(html)) == table


def test_each_table_is_a_sheet():
    reading = paste("<table><tr><td>a</table>tussen<table><tr><td>b</table>")

    assert [sheet.name for sheet in reading.sheets] == ["Table 1", "Table 2"]
    assert (texts(reading, 0), texts(reading, 1)) == ([["a"]], [["b"]])


def test_a_page_that_was_saved_as_a_workbook_is_read_as_a_page():
    reading = read(b"<html><table><tr><td>a</td></tr></table>", "export.xlsx")

    assert (reading.kind, texts(reading)) == ("pasted", [["a"]])
    assert "of the kind HTML" in reading.remarks[0]


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "No table has been found"),
        ("een zin zonder tabel", "No table has been found"),
        ("<table></table>", "No table has been found"),
        ("\t\t\n\t", "No table has been found"),
        ("<table><tr><td>" + "x" * 10_001, "cell Table 1!A1 is longer"),
        ("<table>" + "<tr><td colspan=300>a<td>b", "more than 200 columns"),
        ("<table>" + "<tr>" * 200_000 + "<td>x", "more than its size says"),
    ],
)
def test_what_is_no_table_is_refused(text, sentence):
    with pytest.raises(Unreadable, match=sentence):
        paste(text)
