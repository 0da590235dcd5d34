"""A table becomes rows of entries: themes are carried down, totals are no rows, and nothing is lost unsaid."""

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.importing.cells import Cell, Row, Sheet, Unreadable
from funding.importing.columns import Column, guess_header
from funding.importing.printed import Sum, amount_of
from funding.importing.table import read_table

from .test_columns import annex, sheet

THEMES = [
    ("Kennis & innovatie", 10),
    ("Onderwijs & Arbeidsmarkt", 4),
    ("Profilering & Vestigings klimaat", 5),
    ("Infra structuur", 1),
    ("Anders", 3),
]
C, S = Column.CONTRIBUTION, Column.PROJECT_SIZE
HEADINGS = "Thema | Project | Aanvrager | Bijdrage | Projectomvang | Beschrijving | Partners"


def table(*rows, headings=HEADINGS):
    found = sheet(headings, *rows)
    return read_table(found, guess_header(found))


def titles(found):
    return [row.cell(Column.TITLE).text for row in found.rows]


def themes(found):
    return [row.cell(Column.THEME).text for row in found.rows]


def printed(found):
    return [(total.number, total.theme, total.rows) for total in found.printed]


class TestAnnex:
    def test_its_rows_have_the_themes_that_stand_above_them(self):
        found = read_table(annex(), guess_header(annex()))

        assert themes(found) == [theme for theme, rows in THEMES for _row in range(rows)]
        assert (titles(found)[0], titles(found)[-1]) == ("Hackathon Innovatie programma", "Like-programma")
        assert found.left_out == ()
        assert not any(row.problems or row.remarks for row in found.rows)

    def test_a_cell_stays_as_it_is(self):
        found = read_table(annex(), guess_header(annex()))

        assert [row.cell(S).text for row in found.rows[-2:]] == ["", "?"]
        assert found.rows[4].cell(C).text == "€ 31.403"

    def test_its_printed_totals_are_no_rows_and_do_not_add_up(self):
        found = read_table(annex(), guess_header(annex()))

        four, anders = found.printed
        assert four.rows == tuple(row.number for row in found.rows[:20])
        assert (four.theme, four.contribution.text, four.project_size.text) == ("", "€ 469.427", "€ 6.577.515")
        assert four.sums == {C: Sum(Decimal(474_427), 0), S: Sum(Decimal(6_582_515), 0)}
        assert four.agrees == {C: False, S: False}
        assert anders.rows == tuple(row.number for row in found.rows[20:])
        assert (anders.theme, anders.contribution.text, anders.project_size.text) == ("Anders", "€ 80.000", "€ 402.750")
        assert anders.sums == {C: Sum(Decimal(160_000), 1), S: Sum(Decimal(402_750), 2)}
        assert anders.agrees == {C: False, S: True}


@pytest.mark.parametrize("file, delimiter", [("financiering.csv", ","), ("financiering.excel.csv", ";")])
def test_our_own_files_are_read_row_by_row(client, file, delimiter):
    content = client.get(f"/resultaten/2017/{file}").getvalue().decode("utf-8-sig")
    own = sheet(*csv.reader(StringIO(content, newline=""), delimiter=delimiter))

    found = read_table(own, guess_header(own))

    assert len(found.rows) == 23
    assert (found.printed, found.left_out) == ((), ())
    assert all(row.theme_row is None and not row.problems for row in found.rows)


@pytest.mark.parametrize(
    "rows, expected",
    [
        (["A | x | | 5", " | y | | 6", "B | z | | 7"], ["A", "A", "B"]),
        (["A | x | | 5", '" | y | | 6', "idem | z | | 7"], ["A", "A", "A"]),
        (["A | x | | 5", "", " | y | | 6"], ["A", "A"]),
        (["A", " | x | | 5", "B", " | y | | 6"], ["A", "B"]),
        ([" | x | | 5", "B | y | | 6"], ["", "B"]),
        # A heading that goes on on the next page.
        (["A", " | x | | 5", HEADINGS, " | y | | 6"], ["A", "A"]),
    ],
)
def test_a_theme_holds_for_the_rows_below_it(rows, expected):
    assert themes(table(*rows)) == expected


def test_a_row_tells_from_where_its_theme_was_taken():
    found = table("A | x | | 5", " | y | | 6", "B", " | z | | 7")

    assert [row.theme_row for row in found.rows] == [None, 2, 4]


def test_a_table_without_themes_may_have_headings():
    found = table("Kennis", "x | Ik | 5", "Anders", "y | Wij | 6", headings="Project | Aanvrager | Bijdrage")

    assert themes(found) == ["Kennis", "Anders"]


def test_in_a_list_of_projects_and_amounts_a_lone_project_is_a_row():
    found = table("x", "y | 6", headings="Project | Bijdrage")

    assert titles(found) == ["x", "y"]


@pytest.mark.parametrize(
    "rows, left_out",
    [
        (["A | x | | 5", "* Exclusief btw"], [3]),
        (["Voorlopige cijfers", "A | x | | 5"], [2]),
        (["A", "B", " | x | | 5"], [2]),
        (["A | x | | 5", HEADINGS, " | y | | 6"], [3]),
        ([" | | | | | Bij alle projecten |", "A | x | | 5"], [2]),
        (["Bron: " + "de raadsbrief, " * 9, "A | x | | 5"], [2]),
    ],
)
def test_a_row_that_is_no_entry_is_left_out_and_said(rows, left_out):
    found = table(*rows)

    assert [row.number for row in found.left_out] == left_out
    assert all(row.text and row.reason.endswith(".") for row in found.left_out)


def test_a_number_that_was_filled_in_ahead_is_no_row():
    found = table("1 | x | 5", "2", "3", headings="Nummer | Project | Bijdrage | Thema")

    assert titles(found) == ["x"]
    assert [row.number for row in found.left_out] == [3, 4]


def test_text_that_goes_on_below_is_joined():
    found = table(
        "A | x | Ik | 5 | 6 | Een lange | RuG", " | | | | | beschrijving", " | | | | | van dit | UMCG", " | y"
    )

    first, second = found.rows
    assert first.cell(Column.DESCRIPTION).text == "Een lange beschrijving van dit"
    assert first.cell(Column.PARTNERS).text == "RuG UMCG"
    assert (len(first.remarks), second.remarks) == (1, ())


def test_a_row_without_a_project_is_kept_and_said():
    found = table("A | x | Ik | 5", " | | Wij | 6 | | Nog een")

    assert titles(found) == ["x", ""]
    assert [len(row.problems) for row in found.rows] == [0, 1]


def test_a_hidden_row_is_kept_and_marked():
    shown = sheet("Project | Bijdrage", "x | 5", "y | 6")
    hidden = Sheet("Blad1", (*shown.rows[:2], Row(3, shown.rows[2].cells, is_hidden=True)))

    found = read_table(hidden, guess_header(hidden))

    assert [row.is_hidden for row in found.rows] == [False, True]


def test_a_note_stays_with_its_cell_and_not_with_the_rows_below():
    noted = Row(2, (Cell("A", note="Nieuw thema"), Cell("x", note="Zie brief"), Cell("5")))
    found = Sheet("Blad1", (*sheet("Thema | Project | Bijdrage").rows, noted, Row(3, (Cell(), Cell("y"), Cell("6")))))

    first, second = read_table(found, guess_header(found)).rows

    assert (first.cell(Column.THEME).note, first.cell(Column.TITLE).note) == ("Nieuw thema", "Zie brief")
    assert (second.cell(Column.THEME).text, second.cell(Column.THEME).note) == ("A", "")


@pytest.mark.parametrize(
    "rows, expected",
    [
        # One total below all.
        (["A | x | | 5", "B | y | | 6", " | | | 11"], [(4, "", (2, 3))]),
        (["A | x | | 5", "B | y | | 6", "Totaal | | | 11"], [(4, "", (2, 3))]),
        (["A | x | | 5", "B | y | | 6", " | TOTAAL 2017: | | 12"], [(4, "", (2, 3))]),
        # A total per theme, and one of all.
        (
            ["A | x | | 5", " | | | 5", "B | y | | 6", " | z | | 7", " | | | 13", " | | | 18"],
            [(3, "A", (2,)), (6, "B", (4, 5)), (7, "", (2, 4, 5))],
        ),
        (
            ["A | x | | 5", "Subtotaal | | | 9", "B | y | | 6", "Subtotaal | | | 9", "Totaal | | | 9"],
            [(3, "A", (2,)), (5, "B", (4,)), (6, "", (2, 4))],
        ),
        # A label names the theme.
        (
            ["A | x | | 5", "Beta | y | | 6", " | Totaal A | | 9", " | Totaal bèta | | 9"],
            [(4, "A", (2,)), (5, "Beta", (3,))],
        ),
        # A total of all, then another theme, then a total of everything.
        (
            ["A | x | | 5", "B | y | | 6", " | | | 11", "C", " | z | | 7", " | | | 7", "Eindtotaal | | | 1"],
            [(4, "", (2, 3)), (7, "C", (6,)), (8, "", (2, 3, 6))],
        ),
        # What adds up goes before what is natural.
        (
            ["A | x | | 5", "B | y | | 6", " | | | 11", "C | z | | 7", "Totaal | | | 18"],
            [(4, "", (2, 3)), (6, "", (2, 3, 5))],
        ),
        # The total of a theme stands beside its heading.
        (
            ["A | | | 11", " | x | | 5", " | y | | 6", "B | | | 7", " | z | | 8"],
            [(2, "A", (3, 4)), (5, "B", (6,))],
        ),
        # A word for a total stands elsewhere, and the amounts add up.
        (["A | x | | 5", " | y | | 6", " | Gemeente in totaal | Samen | 11"], [(4, "A", (2, 3))]),
        # No amount is known.
        (["A | x", "B | y | | ?", " | | | 11"], [(4, "", (2, 3))]),
    ],
)
def test_a_printed_total_stands_for_the_rows_that_it_adds_up(rows, expected):
    found = table(*rows)

    assert printed(found) == expected
    assert not {total.number for total in found.printed} & {row.number for row in found.rows}


@pytest.mark.parametrize(
    "row",
    [
        " | Total Design Day | Ik | 5",
        " | Totaal andere aanpak | | 5",
        " | Som der delen | Ik | 12",
        # It adds up by chance.
        " | Programmeren | Ik | 11",
        " | | Wij | 11",
    ],
)
def test_a_project_is_no_total(row):
    found = table("A | x | | 5", " | y | | 6", row)

    assert len(found.rows) == 3
    assert found.printed == ()


def test_a_part_of_a_project_is_no_total_unless_it_adds_up():
    headings = "Thema | Project | Bijdrage | Opmerking"
    part = table("A | x | 5 | fase 1", " | | 6 | fase 2", headings=headings)
    total = table("A | x | 5 | fase 1", " | y | 6 | fase 2", " | | 11 | samen", headings=headings)

    assert (len(part.rows), part.printed) == (2, ())
    assert printed(total) == [(4, "A", (2, 3))]


@pytest.mark.parametrize(
    "amounts, total, agrees",
    [
        (["5", "6"], "11", True),
        (["5", "6"], "12", False),
        (["5", "?"], "5", True),
        (["5", "?"], "9", None),
        (["5", "?"], "4", False),
        (["5,50", "€ 6,-"], "11,50", True),
        (["5.00", "6.50"], "11.50", True),
    ],
)
def test_an_unknown_amount_may_fill_a_total_up(amounts, total, agrees):
    found = table(*(f"A | x | | {amount} | 1.000" for amount in amounts), f" | | | {total}")

    assert found.printed[0].agrees == {C: agrees, S: None}


def test_a_theme_is_not_carried_past_its_total_unsaid():
    found = table("A | x | | 5", "Subtotaal | | | 5", " | y | | 6", "B | z | | 7")

    assert [len(row.problems) for row in found.rows] == [0, 1, 0]
    assert themes(found) == ["A", "A", "B"]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        ["", " | | "],
        ["Totaal | | | 5"],
        ["A | x | | 5", "Naam project | Bijdrage | Aanvrager | Thema", "y | 6 | Ik | B"],
        ["A | x | | 5", "Aanvrager | Thema | Project | Bijdrage"],
    ],
)
def test_what_is_not_one_table_is_refused(rows):
    with pytest.raises(Unreadable):
        table(*rows)


def test_columns_that_are_in_doubt_are_refused():
    found = sheet("Project | Bijdrage 2016 | Bijdrage 2017", "x | 5 | 6")
    header = guess_header(found)

    with pytest.raises(Unreadable):
        read_table(found, header)
    assert read_table(found, header.with_columns({2: C})).rows[0].cell(C).text == "6"


@pytest.mark.parametrize(
    "cell, amount",
    [
        (Cell("€ 12.000"), 12_000),
        (Cell("12000.50"), Decimal("12000.50")),
        (Cell("5", Decimal("0.30000000000000004")), Decimal("0.30")),
        (Cell("12.50.1"), None),
        (Cell("?"), None),
        (Cell(), None),
        (Cell("5", problem="#REF!"), None),
        (Cell("veel", Decimal("1e40")), None),
        (Cell("veel", Decimal("NaN")), None),
    ],
)
def test_an_amount_for_a_sum_is_to_the_cent_or_unknown(cell, amount):
    assert amount_of(cell) == amount


TEXTS = st.sampled_from(
    ["", "", "A", "Totaal", "Subtotaal A", "x", "5", "6", "11", "€ 1.000,50", "?", "idem", "Project"]
)


@given(st.lists(st.lists(TEXTS, max_size=8), max_size=12))
def test_every_row_is_accounted_for(rows):
    found = sheet(HEADINGS, "A | Eerste | Ik | 5", *rows)

    try:
        read = read_table(found, guess_header(found))
    except Unreadable:
        return

    entries = [row.number for row in read.rows]
    totals = [total.number for total in read.printed]
    left_out = [row.number for row in read.left_out]
    assert not set(entries) & {*totals, *left_out}
    assert not set(totals) & set(left_out)
    assert all(set(total.rows) <= set(entries) for total in read.printed)
    assert [entries, totals, left_out] == [sorted(entries), sorted(totals), sorted(left_out)]
    joined = sum(len(row.remarks) for row in read.rows)
    # What is left is the heading of a theme that rows have, or the text of a row above.
    rest = [row for row in found.rows[1:] if not row.is_empty and row.number not in {*entries, *totals, *left_out}]
    said = [{cell.text for cell in row.cells if cell.text} for row in rest]
    assert joined or all(len(texts) == 1 and texts <= set(themes(read)) for texts in said)


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=20), st.data())
def test_a_total_that_is_right_agrees(amounts, data):
    cut = data.draw(st.integers(1, len(amounts)))
    rows = [f"A | p{number} | | {amount}" for number, amount in enumerate(amounts)]
    rows.insert(cut, f" | | | {sum(amounts[:cut])}")

    [total] = table(*rows).printed

    assert (total.rows, total.agrees[C]) == (tuple(range(2, cut + 2)), True)
