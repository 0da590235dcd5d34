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
from dog_site.core.numbers.notation import dutch_euros, dutch_number
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
AMOUNT = st.decimals(0, Decimal("9999999999.99"), places=2)
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


@pytest.mark.parametrize(
    "text, amount",
    [
        ("€ 31.403", "31403"),
        ("€\u00a05.000,-", "5000"),
        ("5.000,--", "5000"),
        ("EUR 12.000,50", "12000.50"),
        ("12.000", "12000"),
        ("12000", "12000"),
        ("12500,50", "12500.50"),
        ("12.000 euro", "12000"),
        ("12.000,- €", "12000"),
        ("0", "0"),
        ("9.999.999.999,99", "9999999999.99"),
    ],
)
def test_an_amount_in_dutch_notation_is_that_amount(text, amount):
    assert read_amount(Cell(text)) == (Decimal(amount), KNOWN)


@pytest.mark.parametrize(
    "text, state",
    [
        ("", AmountState.NOT_STATED),
        ("\u00a0", AmountState.NOT_STATED),
        ("niet vermeld", AmountState.NOT_STATED),
        ("?", AmountState.UNKNOWN),
        ("Onbekend", AmountState.UNKNOWN),
        ("unknown", AmountState.UNKNOWN),
        ("n.v.t.", AmountState.NOT_APPLICABLE),
        ("NVT", AmountState.NOT_APPLICABLE),
        ("niet van toepassing", AmountState.NOT_APPLICABLE),
    ],
)
def test_a_cell_without_an_amount_says_why_it_has_none(text, state):
    assert read_amount(Cell(text)) == (None, state)


@pytest.mark.parametrize("text, amount", [("12500", "12500"), ("12.5", "12.50"), ("0.10", "0.10"), ("-0", "0")])
def test_a_number_that_the_file_holds_is_exact(text, amount):
    found, state = read_amount(Cell("about 12", Decimal(text)))

    assert (str(found), state) == (str(Decimal(amount).quantize(Decimal("0.01"))), KNOWN)


@pytest.mark.parametrize(
    "text, amount",
    [
        ("1,5 mln", "1500000"),
        ("€ 1,5 mln.", "1500000"),
        ("1.5 miljoen", "1500000"),
        ("2 miljoen", "2000000"),
        ("2 miljoen euro", "2000000"),
        ("80k", "80000"),
        ("80 K", "80000"),
        ("€ 80 duizend", "80000"),
        ("4 ton", "400000"),
        ("1,2 mld", "1200000000"),
        ("1,5 mln (incl. btw)", "1500000"),
        ("€ 10.000 (excl. btw)", "10000"),
        ("€ 10.000 (excl. 21% btw)", "10000"),
        ("€ 10.000,50 excl. btw", "10000.50"),
        ("5000 [geschat]", "5000"),
        ("ruim € 470.000", "470000"),
        ("max. € 5.000,- per jaar", "5000"),
        ("12,000", "12000"),
        ("12,000.50", "12000.50"),
        ("€ 12 000", "12000"),
        ("5000.00", "5000"),
        ("12.50", "12.50"),
    ],
)
def test_an_amount_that_has_to_be_guessed_is_asked_about(text, amount):
    with pytest.raises(Doubt) as doubt:
        read_amount(Cell(text))

    assert doubt.value.suggestion == (Decimal(amount), KNOWN)
    assert dutch_euros(Decimal(amount)) in doubt.value.messages[0]


@pytest.mark.parametrize("text", ["-", "–", "—", "€ -", "€ -,--"])
def test_a_dash_may_be_nothing_and_may_be_zero(text):
    with pytest.raises(Doubt) as doubt:
        read_amount(Cell(text))

    assert doubt.value.suggestion == (None, AmountState.NOT_STATED)


@pytest.mark.parametrize(
    "text",
    [
        "NaN",
        "Infinity",
        "1e999",
        "1e5",
        "volgt",
        "bekend",
        "-5.000",
        "€ -5.000",
        "(5.000)",
        "5.000-",
        "12,5",
        "1.2.3",
        "10.000 of € 20.000",
        "$ 10.000",
        "€ 10.000 (usd)",
        "USD 10.000",
        "50%",
        "50 procent",
        "5 fte",
        "10.000.000.000",
        "100 miljard",
        "1,23456789 k",
        "１２",
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence(text):
    with pytest.raises(ValidationError) as refusal:
        read_amount(Cell(text))

    assert not isinstance(refusal.value, Doubt)
    assert refusal.value.messages[0].endswith(".")


@pytest.mark.parametrize(
    "value, words",
    [
        ("-5", "negative"),
        ("10000000000", "too large"),
        ("1e999", "too large"),
        ("12.345", "12,345"),
        ("NaN", "Write an amount"),
        ("sNaN", "Write an amount"),
        ("Infinity", "Write an amount"),
    ],
)
def test_a_number_that_is_no_amount_is_refused_as_well(value, words):
    with override("en"):
        with pytest.raises(ValidationError) as refusal:
            read_amount(number(value))

        assert words in refusal.value.messages[0]


def test_a_day_is_no_amount():
    with pytest.raises(ValidationError):
        read_amount(Cell("1-5-2017", date(2017, 5, 1)))


@pytest.mark.parametrize("text, amount", [("5000.00", "5000"), ("12000", "12000"), ("12.50", "12.50"), ("0.00", "0")])
def test_dots_before_cents_are_read_in_a_file_of_a_program(text, amount):
    assert read_amount(Cell(text), dot_decimals=True) == (Decimal(amount), KNOWN)


def test_twelve_thousand_is_asked_about_where_a_dot_may_stand_before_decimals():
    with pytest.raises(Doubt) as doubt:
        read_amount(Cell("12.000"), dot_decimals=True)

    assert doubt.value.suggestion == (Decimal(12_000), KNOWN)


@pytest.mark.parametrize("read", READERS)
def test_a_broken_cell_is_refused_in_its_own_words(read):
    with pytest.raises(ValidationError) as refusal:
        read(BROKEN)

    assert refusal.value.messages == ["This formula is broken."]


@given(amount=AMOUNT)
def test_every_amount_in_dutch_notation_reads_back(amount):
    whole = int(amount)
    ways = [
        dutch_euros(amount),
        dutch_number(amount, 2),
        f"{amount:f}".replace(".", ","),
        f"EUR {dutch_number(amount, 2)}",
    ]
    whole_ways = [dutch_number(whole), str(whole), f"€ {dutch_number(whole)},-", f"{dutch_number(whole)} euro"]

    assert {read_amount(Cell(way))[0] for way in ways} == {amount}
    assert {read_amount(Cell(way))[0] for way in whole_ways} == {Decimal(whole)}
    assert read_amount(Cell(f"{amount:f}"), dot_decimals=True)[0] == amount
    assert read_amount(Cell("", amount))[0] == amount


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
