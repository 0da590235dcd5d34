"""The files that this site makes are read back as they were."""

from decimal import Decimal

import pytest

from funding.importing.reading import read
from tests.factories import FundingEntryFactory


@pytest.mark.parametrize(
    "address, kind", [("financiering.csv", "csv"), ("financiering.excel.csv", "csv"), ("financiering.xlsx", "xlsx")]
)
def test_a_row_comes_back_from_our_own_file(client, address, kind):
    FundingEntryFactory(year=2017, reference="DOG-2017-099", title="=1+1 & één; <5", contribution="12500.50")

    reading = read(client.get(f"/resultaten/2017/{address}").getvalue(), address)

    [row] = [row for row in reading.sheets[0].rows if "DOG-2017-099" in [cell.text for cell in row.cells]]
    read_there = {cell.text for cell in row.cells}
    assert (reading.kind, reading.remarks) == (kind, ())
    assert "=1+1 & één; <5" in read_there
    assert read_there & {"12500,50", "12500.50", "12500,5"}
    assert (Decimal("12500.5") in [cell.value for cell in row.cells]) == (kind == "xlsx")
