import pytest
from django.core.exceptions import ValidationError

from dog_site.core.numbers.counts import HOW_TO_WRITE, TOO_LARGE, CountFormField, parse_count


@pytest.mark.parametrize(
    "text, number",
    [
        ("0", 0),
        ("84", 84),
        ("1500", 1_500),
        ("1.500", 1_500),
        ("12.345.678", 12_345_678),
        ("99.999.999", 99_999_999),
        ("007", 7),
        ("  1.500 ", 1_500),
        ("\u00a01.500\u00a0", 1_500),  # as it comes from a text processor
        ("", None),
        ("  ", None),
        ("\u00a0", None),
        ("\u00a0 \u00a0", None),
    ],
)
def test_a_number_in_dutch_notation_is_read(text, number):
    assert parse_count(text) == number


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("1,5", HOW_TO_WRITE),
        ("1.50", HOW_TO_WRITE),
        ("1.5000", HOW_TO_WRITE),
        (".500", HOW_TO_WRITE),
        ("1..500", HOW_TO_WRITE),
        ("1500.000", HOW_TO_WRITE),
        ("1,500", HOW_TO_WRITE),
        ("1 500", HOW_TO_WRITE),
        ("-3", HOW_TO_WRITE),
        ("+3", HOW_TO_WRITE),
        ("1e3", HOW_TO_WRITE),
        ("0x10", HOW_TO_WRITE),
        ("ruim 1.600", HOW_TO_WRITE),
        ("NaN", HOW_TO_WRITE),
        ("١٢", HOW_TO_WRITE),  # digits, but not ours
        ("²", HOW_TO_WRITE),
        ("1\x00", HOW_TO_WRITE),
        ("100.000.000", TOO_LARGE),
        ("9" * 5_000, TOO_LARGE),  # longer than int() takes
    ],
    ids=lambda value: ascii(value)[:20],
)
def test_anything_else_is_refused_with_what_to_write(text, sentence):
    with pytest.raises(ValidationError) as error:
        parse_count(text)

    assert error.value.messages == [str(sentence)]


def test_a_form_shows_a_number_as_it_is_typed_and_keeps_a_wrong_text():
    field = CountFormField(required=False)

    assert field.prepare_value(1_500) == "1.500"
    assert field.prepare_value(None) is None
    assert field.prepare_value("1,5") == "1,5"
    assert field.clean("1.500") == 1_500
    assert field.clean("") is None
    assert field.clean("0") == 0


@pytest.mark.parametrize(
    "initial, data, changed",
    [
        (1_500, "1.500", False),
        (1_500, "1501", True),
        (None, "", False),
        (None, "0", True),
        (0, "", True),
        (1, "x", True),
    ],
)
def test_a_form_knows_whether_a_number_was_changed(initial, data, changed):
    assert CountFormField(required=False).has_changed(initial, data) is changed
