import re
from decimal import Decimal

import pytest

from dog_site.core.images.euro_row import euro_row


def widths(path):
    return [Decimal(width) for width in re.findall(r"h(\d[\d.]*)v", path)]


@pytest.mark.parametrize(
    "multiplier, squares, last",
    [
        ("1", 1, "9"),
        ("3.0000", 3, "9"),
        ("13.8747", 14, "7.83"),  # 0,87 of a square
        ("14.2480", 15, "2.25"),
        ("19.0965", 20, "0.9"),
        ("33.45", 34, "4.05"),
        ("100", 100, "9"),
    ],
)
def test_the_row_has_a_square_for_each_euro_and_the_last_one_is_cut(multiplier, squares, last):
    row = euro_row(Decimal(multiplier))

    drawn = widths(row.city + row.others)

    assert len(drawn) == squares
    assert drawn[-1] == Decimal(last)
    assert widths(row.city) == [9]


@pytest.mark.parametrize("multiplier", [None, "0.5", "100.01", "5000"])
def test_without_a_multiplier_that_can_be_counted_there_is_no_row(multiplier):
    assert euro_row(multiplier and Decimal(multiplier)) is None


def test_twenty_squares_stand_on_a_line():
    row = euro_row(Decimal("33.45"))

    assert (row.width, row.height) == ("199", "19")
    assert set(re.findall(r"M\d+ (\d+)", row.others)) == {"0", "10"}


def test_rows_of_one_scale_are_equally_wide():
    assert {euro_row(Decimal(m), whole_line=True).width for m in ("3", "14.25", "19.1")} == {"199"}


def test_the_words_say_that_the_municipal_euro_is_included():
    assert euro_row(Decimal("13.8747")).label == (
        "Multiplier 13,9: van elke €\u00a013,87 projectomvang is één euro van de gemeente"
    )
