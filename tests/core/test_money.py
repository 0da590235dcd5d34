from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from dog_site.core.numbers.money import MoneyField, MoneyFormField, parse_amount
from dog_site.core.numbers.notation import dutch_euros, dutch_number
from funding.models import FundingEntry


@pytest.mark.parametrize(
    "text, amount",
    [
        ("12.000", "12000"),  # Django's own fields read 12
        ("12000", "12000"),
        ("€ 12.000,-", "12000"),
        ("€\u00a012.000", "12000"),
        ("€31.403", "31403"),
        ("EUR 5.000,--", "5000"),
        ("5.000,–", "5000"),
        ("12,50", "12.50"),
        ("1.234.567,89", "1234567.89"),
        ("0", "0"),
        ("0,05", "0.05"),
        (" 383 ", "383"),
        ("9.999.999.999,99", "9999999999.99"),
    ],
)
def test_dutch_notation_is_read_as_meant(text, amount):
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "  ", "\u00a0"])
def test_an_empty_amount_is_no_amount(text):
    assert parse_amount(text) is None


@pytest.mark.parametrize(
    "text, says",
    [
        ("-5", "negatief"),
        ("€ -5", "negatief"),
        ("−5", "negatief"),  # a real minus sign
        ("12.50", "twee manieren"),
        ("5,000", "twee manieren"),
        ("1.00", "twee manieren"),
        ("0.500", "twee manieren"),
        ("012", "twee manieren"),
        ("1.2345", "twee manieren"),
        ("1,234.56", "twee manieren"),
        ("12,5", "twee cijfers"),
        ("1e5", "zonder andere tekens"),
        ("vijf", "zonder andere tekens"),
        ("NaN", "zonder andere tekens"),
        ("Infinity", "zonder andere tekens"),
        ("1 000", "zonder andere tekens"),
        ("５.０００", "zonder andere tekens"),  # full-width digits
        ("5\x00", "zonder andere tekens"),
        ("10.000.000.000", "te groot"),
        ("9" * 30, "te groot"),
    ],
)
def test_what_is_not_clear_is_refused_with_a_sentence_that_says_how_to_write_it(text, says):
    with pytest.raises(ValidationError) as refusal:
        parse_amount(text)

    assert says in refusal.value.messages[0]


@given(st.decimals(min_value=0, max_value=Decimal("9999999999.99"), places=2))
def test_every_amount_reads_back_as_it_was_printed(amount):
    assert parse_amount(dutch_euros(amount)) == amount
    assert parse_amount(dutch_number(amount, 2)) == amount


@given(st.text(max_size=60))
def test_any_text_is_an_amount_of_whole_cents_or_a_refusal(text):
    try:
        amount = parse_amount(text)
    except ValidationError:
        return

    assert amount is None or (amount >= 0 and amount == amount.quantize(Decimal("0.01")))


@pytest.mark.parametrize("value", [12.5, float("nan"), "12.5", Decimal("1.005"), Decimal("NaN"), "abc", object()])
def test_code_cannot_store_what_a_form_would_refuse(value):
    with pytest.raises(ValidationError):
        MoneyField().clean(value, None)


@pytest.mark.parametrize(
    "value, amount", [(5, "5.00"), (Decimal("5.5"), "5.50"), ("5.000", "5000.00"), ("5.50", "5.50")]
)
def test_code_stores_amounts_with_two_places(value, amount):
    assert str(MoneyField().to_python(value)) == amount


def test_a_negative_amount_is_refused_in_code_too():
    with pytest.raises(ValidationError):
        MoneyField().clean(Decimal("-0.01"), None)


def test_an_amount_survives_a_revision_unchanged():
    entry = FundingEntry(title="x", year=2019, contribution=Decimal("12000.00"), project_size=Decimal("12000.50"))

    again = FundingEntry.from_serializable_data(entry.serializable_data())

    assert (again.contribution, again.project_size) == (Decimal("12000.00"), Decimal("12000.50"))


@pytest.mark.parametrize("amount, shown", [("12000", "12.000"), ("12000.50", "12.000,50"), ("0", "0")])
def test_a_form_shows_an_amount_as_it_should_be_written(amount, shown):
    field = MoneyFormField()

    assert field.prepare_value(Decimal(amount)) == shown
    assert not field.has_changed(Decimal(amount), shown)


def test_a_form_shows_a_refused_text_again_as_it_was_typed():
    assert MoneyFormField().prepare_value("12.50") == "12.50"


def test_an_amount_is_typed_in_a_text_field():
    assert MoneyFormField().widget.input_type == "text"
