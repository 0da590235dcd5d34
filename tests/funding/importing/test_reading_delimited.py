"""A CSV is read whatever program wrote it."""

import csv
import io

import pytest

from dog_site.core.lists.cells import neutralise
from funding.importing.cells import Unreadable
from funding.importing.reading import read

from .files import texts

TABLE = [["Naam", "Bijdrage"], ["Café één", "€ 1.000,50"]]
LINES = "Naam;Bijdrage\r\nCafé één;€ 1.000,50\r\n"


@pytest.mark.parametrize(
    "data, encoding",
    [
        (LINES.encode(), "utf-8"),
        (LINES.encode("utf-8-sig"), "utf-8"),
        (LINES.encode("cp1252"), "cp1252"),
        (b"\xff\xfe" + LINES.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + LINES.encode("utf-16-be"), "utf-16-be"),
        (LINES.encode("utf-16-le"), "utf-16-le"),
        (LINES.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_the_encoding_is_found(data, encoding):
    reading = read(data, "bijdragen.csv")

    assert (texts(reading), reading.encoding, reading.remarks) == (TABLE, encoding, ())


@pytest.mark.parametrize(
    "text, delimiter, table",
    [
        ("a;b\n1;2", ";", [["a", "b"], ["1", "2"]]),
        ("a,b\n1,2", ",", [["a", "b"], ["1", "2"]]),
        ("a\tb\n1\t2", "\t", [["a", "b"], ["1", "2"]]),
        ("a|b\n1|2", "|", [["a", "b"], ["1", "2"]]),
        # A comma in every amount, and the one that divides.
        ("jaar;bedrag\n2017;1,50\n2018;2,50", ";", [["jaar", "bedrag"], ["2017", "1,50"], ["2018", "2,50"]]),
        ("jaar,bedrag\n2017,€ 5;\n", ",", [["jaar", "bedrag"], ["2017", "€ 5;"]]),
        ('a,b\n"x;y;z",2', ",", [["a", "b"], ["x;y;z", "2"]]),
        # A heading above the table.
        ("Overzicht, 2017\n\na;b;c\n1;2;3\n4;5;6", ";", [["Overzicht, 2017"], [*"abc"], [*"123"], [*"456"]]),
        # The line of Excel says it, and is no row.
        ("sep=,\na,b;c\n", ",", [["a", "b;c"]]),
        ('"sep=|"\r\na|b\r\n', "|", [["a", "b"]]),
        ("alleen\neen kolom", ";", [["alleen"], ["een kolom"]]),
        # Lines of an old Mac.
        ("a;b\r1;2", ";", [["a", "b"], ["1", "2"]]),
    ],
)
def test_the_delimiter_is_found(text, delimiter, table):
    reading = read(text.encode(), "bijdragen.csv")

    assert (texts(reading), reading.delimiter) == (table, delimiter)


@pytest.mark.parametrize(
    "written, text",
    [
        ('"twee\r\nregels"', "twee regels"),
        ('"zegt ""ja"""', 'zegt "ja"'),
        (" \u00a0ruim\u00a0\u00a0bemeten ", "ruim bemeten"),
        ("zacht\u00adafgebroken\u200b", "zachtafgebroken"),
        ("cafe\u0301", "café"),
        ("bel\x07\x00", "bel"),
        ('<ul style=""margin:0""><li>een</li><li>twee</li></ul>', "een twee"),
        ("<b>vet</b>gedrukt<br/>en meer", "vetgedrukt en meer"),
        ("<!-- x --><script>run()</script>rest", "rest"),
        ("R&amp;D &euro; 5 &#233;&nbsp;&eacute;n", "R&D € 5 é én"),
        ("R&D, &copyrechten", "R&D, &copyrechten"),
        ("<5 jaar en a<b of b>a", "<5 jaar en a<b of b>a"),
        ("Jan <jan@example.org>", "Jan <jan@example.org>"),
        ("&lt;b&gt;", "<b>"),
        ("&#xD800;&#0;", "\ufffd\ufffd"),
    ],
)
def test_a_cell_holds_what_people_read(written, text):
    quoted = written if written.startswith('"') else f'"{written}"'

    assert texts(read(f"begin;{quoted}\n".encode(), "")) == [["begin", text]]


@pytest.mark.parametrize("text", ["=1+1", "-5", "+31 50", "@naam", "\u200b=x", "＝x", "'s-Gravenhage", "'t", "gewoon"])
def test_our_own_apostrophe_before_a_formula_is_taken_off_again(text):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerow(["x", neutralise(text)])

    assert texts(read(file.getvalue().encode(), "")) == [["x", text.removeprefix("\u200b")]]


def test_rows_have_the_numbers_of_a_spreadsheet():
    reading = read(b'sep=;\na;b\n\n;\n"een\ntwee";c\n', "")

    assert [row.number for row in reading.sheets[0].rows] == [1, 4]


def test_encoding_and_delimiter_can_be_chosen():
    reading = read("naam|a;b\npatiënt|c;d".encode("cp850"), "", encoding="CP850", delimiter=";")

    assert texts(reading) == [["naam|a", "b"], ["patiënt|c", "d"]]
    assert (reading.encoding, reading.delimiter) == ("cp850", ";")


@pytest.mark.parametrize(
    "data, chosen, sentence",
    [
        (b"a;b", {"encoding": "klingon"}, "encoding “klingon” is not known"),
        (b"a;b", {"encoding": "unicode_escape"}, "is not known"),
        (b"a;b", {"encoding": "\x00\ud800"}, "is not known"),
        ("é;b".encode("cp1252"), {"encoding": "utf-8"}, "not written in the encoding utf-8"),
        (b"a;b", {"delimiter": "xx"}, "Choose one of these"),
        (b'a;b\nc;"d\ne;f\n', {}, "row 2 is never closed"),
        (b'a;b\nc;"' + b"d" * 200_000, {}, "row 2 is never closed"),
        (b"a;b\nc;" + b"d" * 10_001, {}, "cell B2 is longer than 10000"),
        (b"x\n" * 60_001, {}, "more than 60000 rows"),
        (b";" * 200 + b"x", {}, r"Row 1 has more than 200 columns \(GS1\)"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(data, chosen, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(data, "bijdragen.csv", **chosen)


def test_empty_columns_to_the_right_are_no_reason_to_refuse():
    assert texts(read(b"a;b" + b";" * 16_000, "")) == [["a", "b"]]


def test_letters_that_were_misread_are_remarked_on():
    twice = "patiënten;€ 5".encode().decode("cp1252").encode()

    assert "letters look wrong" in read(twice, "").remarks[0]
