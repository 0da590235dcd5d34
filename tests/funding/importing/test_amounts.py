"""An amount in a file is read as who wrote it meant it, or refused, or asked about; never guessed."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from dog_site.core.numbers.notation import dutch_euros, dutch_number
from funding.importing.cells import Cell
from funding.importing.values import Doubt, read_amount
from funding.models import AmountState

KNOWN = AmountState.KNOWN
AMOUNT = st.decimals(0, Decimal("9999999999.99"), places=2)


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
            read_amount(Cell(value, Decimal(value)))

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
