from decimal import Decimal

import pytest
from django.template import Context, Template

from dog_site.core.numbers.notation import dutch_euros, dutch_number, round_half_up


@pytest.mark.parametrize(
    "value, places, rounded",
    [("14.248", 1, "14.2"), ("14.25", 1, "14.3"), ("0.5", 0, "1"), ("2.5", 0, "3"), ("13.8747", 1, "13.9")],
)
def test_rounding_is_half_up_and_happens_once(value, places, rounded):
    assert str(round_half_up(Decimal(value), places)) == rounded


@pytest.mark.parametrize(
    "amount, shown",
    [("474427", "€\u00a0474.427"), ("474427.00", "€\u00a0474.427"), ("12.5", "€\u00a012,50"), ("0", "€\u00a00")],
)
def test_euros_are_whole_unless_a_cent_is_not_zero(amount, shown):
    assert dutch_euros(Decimal(amount)) == shown


def test_a_number_has_points_between_thousands_and_a_comma_before_decimals():
    assert dutch_number(Decimal("1234567.891"), 2) == "1.234.567,89"


def test_the_filter_says_unknown_instead_of_zero():
    shown = Template("{{ amount|euros }}").render(Context({"amount": None}))

    assert shown == "onbekend"


def test_years_and_ids_are_printed_without_points():
    assert Template("{{ year }}").render(Context({"year": 2017})) == "2017"
