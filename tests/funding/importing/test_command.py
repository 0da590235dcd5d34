"""`manage.py import_entries` does for an operator what the screens do, and says it in the same sentences."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils.translation import gettext
from wagtail.models import Revision

from funding.importing.columns import NO_HEADER
from funding.models import FundingEntry, ImportRun, SourceDocument
from tests.factories import FundingEntryFactory, SourceDocumentFactory

from .test_hand_in import TABLE, entries

EMPTY = "The file is empty. Choose the file with the table."


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "verleend 2019.csv"
    path.write_text(TABLE)
    return path


def said(*arguments, **options):
    out = StringIO()
    call_command("import_entries", *map(str, arguments), stdout=out, **options)
    return out.getvalue().splitlines()


def test_a_dry_run_says_what_would_happen_and_changes_nothing(file):
    before = FundingEntry.objects.count(), Revision.objects.count(), ImportRun.objects.count()

    lines = said(file, "--dry-run")

    assert lines[:2] == ["Rij 2, Glasvezel: nieuw", "Rij 3, Straatwifi: nieuw"]
    assert any(line.startswith("Rij 4 ") and "2.000" in line for line in lines)
    assert lines[-1] == "2 nieuw"
    assert (FundingEntry.objects.count(), Revision.objects.count(), ImportRun.objects.count()) == before


def test_without_it_the_rows_are_proposed_by_who_is_named(file):
    source = SourceDocumentFactory(reference="besluit 4")

    lines = said(file, "--user", "cijfers", "--source", "besluit 4", "--place", "bijlage 1", "--leave-out", "3")

    run = ImportRun.objects.latest("pk")
    item = entries().get()
    assert (run.started_by, run.rows_left_out) == (get_user_model().objects.get(username="cijfers"), 1)
    assert (item.source, item.source_locator, item.workflow_in_progress) == (source, "bijlage 1, rij 1", True)
    assert lines[-1].endswith(f"(import {run.pk})")


def test_a_question_is_printed_with_its_answers_and_takes_one(file):
    known = FundingEntryFactory(reference="DOG-2019-009", title="Glasvezel", source_locator="rij 9")

    asked = said(file, "--dry-run")
    answered = said(file, "--dry-run", "--answer", "regel:2=nieuw")

    assert f"  --answer 'regel:2={known.pk}'  Ja, DOG-2019-009 Glasvezel" in asked
    assert asked[-1] == "1 vraag, 1 nieuw"
    assert answered[-1] == "2 nieuw"


def test_a_row_that_changes_is_said_from_what_to_what(file):
    FundingEntryFactory(reference="DOG-2019-009", title="Glasvezel", contribution=900)

    lines = said(file, "--dry-run")

    assert "Rij 2, Glasvezel: gewijzigd (DOG-2019-009)" in lines
    assert "  Bijdrage van de gemeente: €\u00a0900 → €\u00a01.000" in lines


REFUSED = [
    (("--user", "niemand"), "There is no user niemand"),
    (("--user", "cijfers", "--source", "besluit 9"), "There is no source with the reference besluit 9"),
    ((), "Name who proposes with --user"),
    (("--user", "cijfers", "--year", "1999"), "niet elke rij is klaar"),
]


@pytest.mark.parametrize("arguments, sentence", REFUSED)
def test_what_is_not_there_is_refused_with_a_sentence(file, arguments, sentence):
    table = file.read_text().replace("Bijdrage 2019", "Bijdrage")
    file.write_text(table)

    with pytest.raises(CommandError, match=sentence):
        said(file, *arguments)

    assert not SourceDocument.objects.filter(title=file.name).exists()
    assert not entries().exists()


@pytest.mark.parametrize("content, sentence", [("", EMPTY), ("geen;tabel\n1;2\n", NO_HEADER)])
def test_a_file_that_is_no_table_is_refused_with_a_sentence(file, content, sentence):
    file.write_text(content)

    with pytest.raises(CommandError, match=gettext(sentence)):
        said(file, "--dry-run")


def test_a_file_that_is_not_there_is_refused_with_a_sentence(file):
    with pytest.raises(CommandError, match="There is no file"):
        said(file.with_name("weg.csv"), "--dry-run")
