from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dog_site.core.numbers.wordings import Wording, holds, round_to_wording


@pytest.mark.parametrize(
    "wording, value, stated, true",
    [
        ("exact", "474427", "474427", True),
        ("exact", "474427", "469427", False),
        ("ruim", "474427", "470000", True),
        ("ruim", "469427", "470000", False),  # the annex' own total
        ("ruim", "470000", "470000", False),
        ("ruim", "493500", "470000", True),  # the upper edge: 5 %
        ("ruim", "493500.01", "470000", False),
        ("bijna", "13.8747", "14", True),
        ("bijna", "14.0118", "14", False),  # what the printed totals give
        ("bijna", "13.3", "14", True),
        ("bijna", "13.29", "14", False),
        ("circa", "95", "100", True),
        ("circa", "105", "100", True),
        ("circa", "105.01", "100", False),
        ("meer-dan", "1500", "1500", False),
        ("meer-dan", "1501", "1500", True),
        ("ten-minste", "1500", "1500", True),
        ("ten-minste", "1499", "1500", False),
    ],
)
def test_a_wording_means_what_it_says(wording, value, stated, true):
    assert holds(wording, Decimal(value), Decimal(stated)) is true


@pytest.mark.parametrize("value, true", [("399999", False), ("400000", True), ("600000", True), ("600001", False)])
def test_between_includes_both_bounds(value, true):
    assert holds("tussen", Decimal(value), Decimal("400000"), Decimal("600000")) is true


def test_between_needs_an_upper_bound():
    with pytest.raises(ValueError, match="upper bound"):
        holds("tussen", Decimal(1), Decimal(1))


def test_a_wording_outside_the_list_is_an_error():
    with pytest.raises(ValueError, match="ongeveer"):
        holds("ongeveer", Decimal(1), Decimal(1))


@pytest.mark.parametrize(
    "wording, value, rounded",
    [
        ("ruim", "474427", "470000"),
        ("ruim", "6582515", "6500000"),
        ("bijna", "13.8747", "14"),
        ("circa", "474427", "470000"),
        ("ruim", "10.94", "10.9"),  # "just over 10" would not be true
        ("ruim", "10.9", None),
        ("ruim", "470000", None),  # a round number has no rounder one that is true
        ("exact", "474427", None),
    ],
)
def test_a_wording_rounds_to_the_roundest_true_number(wording, value, rounded):
    expected = None if rounded is None else Decimal(rounded)

    assert round_to_wording(wording, Decimal(value)) == expected


@given(
    st.sampled_from([w for w in Wording if w not in (Wording.EXACTLY, Wording.BETWEEN)]),
    st.decimals(min_value=Decimal("0.01"), max_value=Decimal("9999999999.99"), places=2),
)
def test_what_a_wording_rounds_to_is_always_true(wording, value):
    rounded = round_to_wording(wording, value)

    assert rounded is None or holds(wording, value, rounded)
