"""What a cell says is read as the people who wrote it meant it, or refused, or asked about; never guessed."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from content_2017.register import read_amount as read_annex_amount
from content_2017.register import read_rows
from dog_site.core.lists.cells import neutralise
from funding.importing.cells import EMPTY, Cell
from funding.importing.values import (
    Doubt,
    read_amount,
    read_day,
    read_moment,
    read_partners,
    read_scope,
    read_stage,
    read_state,
    read_text,
    read_year,
)
from funding.models import AmountState, SizeScope, Stage

READERS = [
    read_amount,
    lambda cell: read_amount(cell, dot_decimals=True),
    read_state,
    read_stage,
    read_scope,
    read_year,
    read_moment,
    read_day,
    lambda cell: read_text(cell, 100),
    read_partners,
]
KNOWN = AmountState.KNOWN
BROKEN = Cell("#REF!", problem="This formula is broken.")


def number(text):
    return Cell(text, Decimal(text))


def told(read, cell):
    """Whether a cell is read, or refused with a sentence."""
    try:
        read(cell)
    except ValidationError as error:
        return bool(error.messages[0])
    return True


@pytest.mark.parametrize("read", READERS)
def test_a_broken_cell_is_refused_in_its_own_words(read):
    with pytest.raises(ValidationError) as refusal:
        read(BROKEN)

    assert refusal.value.messages == ["This formula is broken."]


@given(text=st.text() | st.text(alphabet="0123456789.,-–€ ()kKmln?;'\n/:", max_size=30))
@example("1" * 5_000)
@example("1" * 190 + " mln")
@example("0,00000000000000000000000000000000000001 mln")
@example("(" * 5_000 + ",")
@example("31-02-2017")
@example("0000")
def test_any_text_is_read_or_refused(text):
    assert all(told(read, Cell(text)) for read in READERS)


@given(value=st.decimals(allow_nan=True, allow_infinity=True) | st.dates() | st.datetimes())
@example(Decimal("sNaN"))
@example(Decimal("1e-999999"))
def test_any_value_is_read_or_refused(value):
    assert all(told(read, Cell("as printed", value)) for read in READERS)


@pytest.mark.parametrize(
    "read, text, choice",
    [
        (read_state, "bekend", KNOWN),
        (read_state, "Known", KNOWN),
        (read_state, "?", AmountState.UNKNOWN),
        (read_state, "niet-vermeld", AmountState.NOT_STATED),
        (read_state, "not stated", AmountState.NOT_STATED),
        (read_state, "n.v.t.", AmountState.NOT_APPLICABLE),
        (read_stage, "Verleend", Stage.GRANTED),
        (read_stage, "settled", Stage.SETTLED),
        (read_stage, "ingetrokken", Stage.WITHDRAWN),
        (read_scope, "jaar", SizeScope.YEAR),
        (read_scope, "Eén jaar", SizeScope.YEAR),
        (read_scope, "de hele looptijd", SizeScope.WHOLE_PERIOD),
        (read_scope, "the whole period", SizeScope.WHOLE_PERIOD),
        (read_scope, "onbekend", SizeScope.UNKNOWN),
        (read_scope, "niet vermeld", SizeScope.UNKNOWN),
        *((read_state, choice.value, choice) for choice in AmountState),
        *((read_stage, choice.value, choice) for choice in Stage),
        *((read_scope, choice.value, choice) for choice in SizeScope),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_choice_is_known_by_its_words_whoever_reads(language, read, text, choice):
    with override(language):
        found = read(Cell(text))

    assert (type(found), found) == (type(choice), choice)


@pytest.mark.parametrize("read", [read_state, read_stage, read_scope])
def test_another_word_is_refused_with_those_that_can_be_used(read):
    assert read(EMPTY) is None
    with override("nl"), pytest.raises(ValidationError, match="vastgesteld|bekend|looptijd"):
        read(Cell("misschien"))


@pytest.mark.parametrize(
    "cell, year",
    [
        (EMPTY, None),
        (Cell("2017"), 2017),
        (number("2017"), 2017),
        (Cell("2017", Decimal("2017.0")), 2017),
        (Cell("1-5-2017", date(2017, 5, 1)), 2017),
        (Cell("1 mei 2017"), 2017),
    ],
)
def test_a_year_is_read_from_a_number_a_text_or_a_day(cell, year):
    assert read_year(cell) == year


@pytest.mark.parametrize(
    "cell", [Cell("2015"), Cell("2999"), Cell("17"), Cell("2016/2017"), number("42736"), number("2017.5"), number("-1")]
)
def test_what_is_no_year_of_a_contribution_is_refused(cell):
    with pytest.raises(ValidationError):
        read_year(cell)


@pytest.mark.parametrize(
    "cell, moment",
    [
        (EMPTY, (None, None)),
        (Cell("2015"), (2015, None)),
        (number("2021"), (2021, None)),
        (Cell("28-11-2017"), (2017, date(2017, 11, 28))),
        (Cell("3/4/2017"), (2017, date(2017, 4, 3))),
        (Cell("28 november 2017"), (2017, date(2017, 11, 28))),
        (Cell("28.11.2017"), (2017, date(2017, 11, 28))),
        (Cell("2017-11-28"), (2017, date(2017, 11, 28))),
        (Cell("2017-11-28T00:00:00"), (2017, date(2017, 11, 28))),
        (Cell("42736", date(2017, 1, 1)), (2017, date(2017, 1, 1))),
        (Cell("1-1-17", datetime(2017, 1, 1)), (2017, date(2017, 1, 1))),  # noqa: DTZ001 (a file has no time zone)
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_period_begins_in_a_year_or_on_a_day_whoever_reads(language, cell, moment):
    with override(language):
        assert read_moment(cell) == moment


@pytest.mark.parametrize("cell", [number("42736"), Cell("42736"), Cell("31-02-2017"), Cell("1017"), Cell("1-1-1017")])
def test_what_is_no_moment_is_refused(cell):
    with pytest.raises(ValidationError) as refusal:
        read_moment(cell)

    assert not isinstance(refusal.value, Doubt)


@pytest.mark.parametrize(
    "text, suggestion",
    [
        ("mei 2017", (2017, None)),
        ("5-2017", (2017, None)),
        ("2017-05", (2017, None)),
        ("1-5-17", (2017, date(2017, 5, 1))),
    ],
)
def test_a_month_and_a_year_of_two_digits_are_asked_about(text, suggestion):
    with pytest.raises(Doubt) as doubt:
        read_moment(Cell(text))

    assert doubt.value.suggestion == suggestion


def test_of_a_month_the_year_is_suggested_where_only_a_year_fits():
    with pytest.raises(Doubt) as doubt:
        read_year(Cell("mei 2017"))

    assert doubt.value.suggestion == 2017


def test_a_number_is_no_award_date():
    assert read_day(Cell("2017-11-28")) == date(2017, 11, 28)
    with pytest.raises(ValidationError):
        read_day(number("42736"))


def test_a_text_is_one_clean_line_of_a_length_that_fits():
    assert read_text(Cell("Py\u200bGrunn \n 2017"), 12) == "PyGrunn 2017"
    assert read_text(Cell("een\ntwee"), 12, keep_lines=True) == "een\ntwee"
    with pytest.raises(ValidationError, match="13"):
        read_text(Cell("PyGrunn 2017!"), 12)


@pytest.mark.parametrize("text", ["=1+1", "@home", "-", "'t Feithhuis", "PyGrunn"])
def test_what_our_files_put_before_a_text_is_no_part_of_it(text):
    assert read_text(Cell(neutralise(text)), 100) == text


@pytest.mark.parametrize(
    "text, names",
    [
        ("", []),
        ("RuG; Hanzehogeschool;; Stenden ", ["RuG", "Hanzehogeschool", "Stenden"]),
        ("Zernike, Hoek en Co; RuG", ["Zernike, Hoek en Co", "RuG"]),
        ("RuG\nHanzehogeschool", ["RuG", "Hanzehogeschool"]),
        (
            "Provincie Drenthe, RuG, Hanzehogeschool, Stenden en regionaal MKB",
            ["Provincie Drenthe", "RuG", "Hanzehogeschool", "Stenden", "regionaal MKB"],
        ),
        (
            "Onderwijsinstellingen (O2G2, Noorderpoort, HG), gemeente Groningen (onderwijs)",
            ["Onderwijsinstellingen (O2G2, Noorderpoort, HG)", "gemeente Groningen (onderwijs)"],
        ),
        ("RuG (Zernike, Stenden", ["RuG (Zernike", "Stenden"]),
        ("Coffee and coding", ["Coffee and coding"]),
        ("RuG, rug, Stenden", ["RuG", "Stenden"]),
        ("RuG, 1,5 fte van Stenden", ["RuG", "1,5 fte van Stenden"]),
        ("RuG, Bedrijf B.V.", ["RuG", "Bedrijf B.V."]),
        ("Groningen DC.", ["Groningen DC."]),
        ("Het verband telt partijen, scholen en bedrijven.", ["Het verband telt partijen, scholen en bedrijven."]),
        ("NDC Media en diverse partners ,waaronder ING", ["NDC Media en diverse partners ,waaronder ING"]),
    ],
)
def test_partners_are_apart_as_the_file_has_them(text, names):
    assert list(read_partners(Cell(text))) == names


def test_a_comma_is_part_of_a_name_in_our_own_files():
    assert read_partners(Cell("Zernike, Hoek en Co"), only_semicolons=True) == ("Zernike, Hoek en Co",)


def test_a_partner_with_a_name_that_does_not_fit_is_refused():
    with pytest.raises(ValidationError, match="300"):
        read_partners(Cell("x" * 300))


@pytest.mark.parametrize("row", read_rows(), ids=lambda row: row["row"])
def test_every_row_of_the_annex_is_read(row):
    for column, amount in (
        ("contribution_in_annex", "municipal_contribution_eur"),
        ("total_in_annex", "total_project_size_eur"),
    ):
        found = read_amount(Cell(row[column]))
        assert found == read_annex_amount(row[column])
        assert str(found[0] or "").removesuffix(".00") == row[amount]
    assert read_partners(Cell(row["partners"])) == tuple(filter(None, row["partners"].split("; ")))
    assert bool(read_partners(Cell(row["partners_in_annex"]))) == bool(row["partners_in_annex"])
    assert read_moment(Cell(row["start_year"])) == (int(row["start_year"]) if row["start_year"] else None, None)
    assert read_year(Cell(row["funding_year"])) == 2017
