"""The register of imports is read-only, and opens to roles that may see the entries."""

import csv
import io

import pytest
from openpyxl import load_workbook

from funding.models import FundingEntry, ImportRun
from tests.desk.browser import ENTRIES
from tests.factories import FundingEntryFactory

REGISTER = "/beheer/funding/importrun/"


@pytest.mark.parametrize("path", ["", "inspect/{pk}/"])
@pytest.mark.parametrize(
    "role, may", [("communicatie", False), ("cijfers", True), ("coordinatie", True), ("beheer", True)]
)
def test_the_register_opens_for_who_may_see_the_entries(log_in, path, role, may):
    client = log_in(role)
    run = ImportRun.objects.get()

    response = client.get(REGISTER + path.format(pk=run.pk))

    assert (response.status_code == 200) is may
    assert (run.file_name in response.content.decode()) is may


def test_the_history_of_an_import_is_closed_to_who_may_not_see_the_entries(log_in):
    client = log_in("communicatie")

    response = client.get(f"{REGISTER}history/{ImportRun.objects.get().pk}/")

    assert response.status_code != 200


@pytest.mark.parametrize("role", ["communicatie", "cijfers", "coordinatie", "beheer"])
@pytest.mark.parametrize("path", ["create/", "edit/{pk}/", "delete/{pk}/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_adds_changes_or_deletes_in_the_register(log_in, role, path, method):
    client = log_in(role)
    before = list(ImportRun.objects.values())
    typed = {"file_name": "verzonnen.csv", "rows_read": "1", "plan": "{}", "state": "gedaan"}

    response = getattr(client, method)(REGISTER + path.format(pk=before[0]["id"]), typed)

    assert response.status_code in (302, 403, 404)
    assert list(ImportRun.objects.values()) == before


def test_the_register_offers_no_button_that_is_refused(log_in):
    client = log_in("beheer")

    html = client.get(REGISTER).content.decode()

    assert not any(f"{REGISTER}{path}" in html for path in ("create/", "edit/", "delete/"))


@pytest.mark.parametrize("query", ["bestaat_niet=1", "state=verzonnen", "o=99", "o=abc", "p=99", "p=abc", "q=%00"])
def test_an_address_of_the_register_that_somebody_made_up_is_not_an_error(log_in, query):
    client = log_in("cijfers")

    response = client.get(f"{REGISTER}?{query}")

    assert response.status_code in (200, 302, 404)


def exported(client, kind):
    return b"".join(client.get(f"{ENTRIES}?export={kind}"))


def test_the_entries_can_be_exported_with_their_theme_and_source(log_in):
    client = log_in("cijfers")

    rows = list(csv.reader(io.StringIO(exported(client, "csv").decode())))

    pygrunn = next(row for row in rows if row[0] == "DOG-2017-003")
    assert len(rows) == 1 + FundingEntry.objects.count()
    assert "Kennis & Innovatie" in pygrunn
    assert "1500.00" in pygrunn


@pytest.mark.parametrize("title", ["=1+1", "+31 50", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org")'])
def test_an_export_of_the_entries_holds_no_formula(log_in, title):
    client = log_in("cijfers")
    FundingEntryFactory(reference="DOG-2019-900", title=title)

    rows = list(csv.reader(io.StringIO(exported(client, "csv").decode())))
    sheet = load_workbook(io.BytesIO(exported(client, "xlsx"))).active

    cell = next(row[1] for row in rows if row[0] == "DOG-2019-900")
    xlsx_cell = next(row[1] for row in sheet.iter_rows() if row[0].value == "DOG-2019-900")
    assert cell == f"'{title}"
    assert xlsx_cell.data_type != "f"
