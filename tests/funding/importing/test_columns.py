"""A column is known by its heading, in our own files and in those of others; what is doubtful is asked."""

import csv
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.utils import translation

from funding.importing.cells import Cell, Reading, Row, Sheet, Unreadable
from funding.importing.columns import Column, Header, guess_header, guess_sheet, letters, shape_of
from funding.open_data import COLUMNS

ANNEX = Path(__file__).parent / "annex_2017.txt"
T, P, A, C, S = Column.THEME, Column.TITLE, Column.APPLICANT, Column.CONTRIBUTION, Column.PROJECT_SIZE


def sheet(*rows, name="Blad1", is_hidden=False):
    """A sheet of texts; a row may be a text with bars."""
    cells = [[Cell(text.strip()) for text in (row.split("|") if isinstance(row, str) else row)] for row in rows]
    return Sheet(name, tuple(Row(number, tuple(row)) for number, row in enumerate(cells, 1)), is_hidden)


def annex():
    return sheet(*(line.split("\t") for line in ANNEX.read_text().splitlines()))


def columns_of(*rows):
    return guess_header(sheet(*rows)).columns


def test_the_annex_is_read():
    header = guess_header(annex())

    assert header.row == 1
    assert header.columns == (T, P, A, C, S, Column.DESCRIPTION, Column.PARTNERS)
    assert (header.year, header.problems, header.conflicts) == (2017, (), ())


@pytest.mark.parametrize("file, delimiter", [("financiering.csv", ","), ("financiering.excel.csv", ";")])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_our_own_files_are_read_whole(client, file, delimiter, language):
    content = client.get(f"/resultaten/2017/{file}").getvalue().decode("utf-8-sig")
    own = sheet(*csv.reader(StringIO(content, newline=""), delimiter=delimiter))

    with translation.override(language):
        header = guess_header(own)

    assert [column for column in header.columns if column] == [name for name in COLUMNS if name in Column.values]
    assert header.problems == ()


@pytest.mark.parametrize(
    "heading, column",
    [
        ("BIJDRAGE GEMEENTE", C),
        ("Bijdrage gemeente 2017", C),
        ("Bijdrage\ngemeente (€)", C),
        ("Bijdrage gemeente in euro's", C),
        ("Subsidiebedrag", C),
        ("Verleend bedrag", C),
        ("municipal_contribution_eur", C),
        ("Totale project omvang", S),
        ("Totale project-\nomvang", S),
        ("total_project_size_eur", S),
        ("Subsidieontvanger", A),
        ("Aanvrger", A),
        ("Théma", T),
        ("Programmalijn", T),
        ("start_year", Column.START),
        ("Bijdrage provincie", None),
        ("Gevraagd bedrag", None),
        ("Cofinanciering", None),
        ("Totaal", None),
        ("Programma", None),
        ("Bron", None),
        ("", None),
        ("?", None),
        ("Bijdrage van de gemeente in dit project, " * 9, None),
    ],
)
def test_a_heading_is_known_however_it_is_written(heading, column):
    needed = [name for name, is_column in (("Projectnaam", P), ("Bijdrage", C)) if is_column != column]

    assert columns_of([heading, *needed])[0] == column


@pytest.mark.parametrize(
    "row", ["Thema | Project", "Project | Aanvrager | Kosten", "Bijdrage | Thema", "a | b", "1 | 2"]
)
def test_a_row_without_a_project_and_a_contribution_is_no_header(row):
    assert guess_header(sheet(row, "Hackathon | 5.000")) is None


def test_an_empty_sheet_has_no_header():
    assert guess_header(Sheet("Blad1", ())) is None


@pytest.mark.parametrize(
    "rows, row, year",
    [
        (["Overzicht in 2017 verstrekte bijdragen", "", "Project | Bijdrage"], 3, 2017),
        (["Overzicht 2017 en 2018", "Project | Bijdrage"], 2, None),
        (["Afgedrukt op 14-03-2018", "Project | Bijdrage"], 2, None),
        (["Overzicht 2018", "Project | Bijdrage 2017"], 2, 2017),
        (["Project | Bijdrage"], 1, None),
        (["Project 2016 | Bijdrage 2017 | Projectomvang 2018"], 1, 2017),
    ],
)
def test_the_year_is_in_a_heading_or_in_the_title_above(rows, row, year):
    header = guess_header(sheet(*rows))

    assert (header.row, header.year) == (row, year)


def test_the_name_of_the_sheet_may_be_the_year():
    assert guess_header(sheet("Project | Bijdrage", name="2017")).year == 2017


@pytest.mark.parametrize(
    "rows, columns, row",
    [
        # A group over a row of headings.
        ([" | | Bijdrage | ", "Thema | Project | gemeente | totaal"], (T, P, C, None), 2),
        # Headings with parts below one of them.
        (["Thema | Project | Bijdrage | ", " | | gemeente | provincie"], (T, P, C, None), 2),
        ([" | Gegevens | | Bedragen | ", "Thema | Project | Aanvrager | Bijdrage | Projectomvang"], (T, P, A, C, S), 2),
        # A theme right below the headings is a theme.
        (["Thema | Project | Bijdrage", "Overig | | "], (T, P, C), 1),
    ],
)
def test_two_rows_of_headings_are_one_header(rows, columns, row):
    header = guess_header(sheet(*rows, "x | Hackathon | 5.000 | 6.000"))

    assert (header.columns, header.row) == (columns, row)


@pytest.mark.parametrize(
    "row, columns",
    [
        ("Bijdrage | Bijdrage gemeente | Project", (None, C, P)),
        ("contribution_eur | Bijdrage | title | Project", (C, None, P, None)),
        ("Project | Projectnaam | Bijdrage", (None, P, C)),
    ],
)
def test_the_heading_that_says_most_is_taken(row, columns):
    header = guess_header(sheet(row))

    assert (header.columns, header.problems) == (columns, ())


@pytest.mark.parametrize(
    "row, words",
    [
        ("Project | Bijdrage 2016 | Bijdrage 2017", "B “Bijdrage 2016”, C “Bijdrage 2017”"),
        ("Titel | Projectnaam | Naam project | Bijdrage", "B “Projectnaam”, C “Naam project”"),
        ("Project | Bijdrge gemeente", "B “Bijdrge gemeente”"),
        ("Project | Bijdrage (x € 1.000)", "B “Bijdrage (x € 1.000)”"),
        ("Project | Bijdrage in duizenden euro's", "B “Bijdrage in duizenden euro's”"),
    ],
)
def test_what_is_doubtful_is_not_read_but_asked(row, words):
    header = guess_header(sheet(row.replace("Titel | ", " | ")))

    [problem] = header.problems
    assert words in problem
    assert header.conflicts


def test_somebody_may_choose_the_columns():
    header = guess_header(sheet("Project | Bijdrage 2016 | Bijdrage 2017 | Opmerking"))

    chosen = header.with_columns({2: C, 5: Column.STAGE})

    assert chosen.columns == (P, None, C, None, None, Column.STAGE)
    assert chosen.problems == chosen.conflicts == ()


@pytest.mark.parametrize(
    "chosen, problems",
    [({1: C, 2: C}, 1), ({1: None}, 1), ({0: None, 1: None}, 2), ({0: C}, 2), ({3: C}, 2), ({3: S}, 1)],
)
def test_a_choice_that_cannot_be_read_is_a_problem(chosen, problems):
    header = guess_header(sheet("Project | Bijdrage 2016 | Bijdrage 2017 | Begroting (x € 1.000)"))

    assert len(header.with_columns({1: C} | chosen).problems) == problems


def test_files_of_the_same_shape_have_one_key():
    def shape(row):
        return shape_of(guess_header(sheet(row)))

    same = ["Project | Bijdrage 2017", "PROJECT | Bijdrage (€) 2018 | "]
    other = [
        "Bijdrage 2017 | Project",
        "Project | Bijdrage 2016 | Bijdrage 2017",
        "Project | Bijdrage (x € 1.000) 2017",
    ]

    assert len({shape(row) for row in same}) == 1
    assert len({shape(row) for row in [*same, *other]}) == 1 + len(other)
    assert shape("Project | Bijdrage 2016 | Bijdrage 2017") == shape("Project | Bijdrage 2017 | Bijdrage 2018")
    assert shape("Project | Bijdrage 2016 | Bijdrage 2017") != shape("Project | Bijdrage 2017 | Bijdrage 2016")


def test_a_heading_that_is_a_number_is_no_name():
    numbers = Sheet("Blad1", (Row(1, (Cell("Project"), Cell("Bijdrage"), Cell("2017", Decimal(2017)))),))

    assert guess_header(numbers).columns == (P, C, None)


def test_the_sheet_that_looks_like_the_table_is_taken():
    about, table = sheet("Toelichting", "a", "b", "c"), sheet("Project | Bijdrage", "x | 5")
    larger = sheet("Thema | Project | Bijdrage", name="verborgen", is_hidden=True)

    assert guess_sheet(Reading("xlsx", (about, table, larger))) is table
    assert guess_sheet(Reading("xlsx", (sheet("a"), about))) is about
    with pytest.raises(Unreadable):
        guess_sheet(Reading("xlsx", (larger,)))


@pytest.mark.parametrize("place, name", [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_a_column_has_the_name_that_a_spreadsheet_gives_it(place, name):
    assert letters(place) == name


def test_a_header_knows_where_a_column_is():
    header = Header(1, (T, None, P))

    assert (header.place(P), header.place(C)) == (2, None)
