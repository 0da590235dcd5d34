"""The content of 2017 is loaded once, and what an editor made of it stays."""

from content_2017.loading import load_2017, read_rows
from funding.models import FundingEntry, ImportRun
from home.models import StandardPage
from projects.models import ProjectPage


def test_the_import_register_says_what_was_read():
    [run] = ImportRun.objects.all()

    assert (run.rows_read, run.rows_created, run.rows_unchanged, run.rows_kept) == (23, 23, 0, 0)
    assert len(run.sha256) == 64


def test_a_project_is_spelled_right_where_its_entry_has_the_spelling_of_the_source():
    projects = {row["project"] for row in read_rows()}
    entries = dict(FundingEntry.objects.filter(project__isnull=False).values_list("title", "project__title"))

    assert {*FundingEntry.objects.values_list("title", flat=True)} == projects
    assert {title: public for title, public in entries.items() if title != public} == {
        "Hackathon Innovatie programma": "Hackathon Innovatieprogramma",
        "Blockchain Hackathon Innovatie programma": "Blockchain Hackathon Innovatieprogramma",
        "Digitale geletterheid; ontwikkelen doorlopende leerlijn": (
            "Digitale geletterdheid; ontwikkelen doorlopende leerlijn"
        ),
    }


def test_what_an_editor_changed_stays_changed():
    entry = FundingEntry.objects.get(reference="DOG-2017-003")
    entry.contribution, entry.change_reason = 2_500, "Vaststelling van 3 mei."
    entry.save_revision().publish()
    page = ProjectPage.objects.get(slug="pygrunn")
    page.title = "PyGrunn 2017"
    page.save_revision().publish()

    load_2017()

    assert FundingEntry.objects.get(pk=entry.pk).contribution == 2_500
    assert ProjectPage.objects.get(pk=page.pk).title == "PyGrunn 2017"


def test_what_an_editor_deleted_or_moved_stays_away():
    FundingEntry.objects.filter(project__slug="pygrunn").update(project=None)
    ProjectPage.objects.filter(slug="pygrunn").delete()  # as before a page that something links to stayed
    FundingEntry.objects.get(reference="DOG-2017-020").delete()
    page = StandardPage.objects.get(slug="over")
    page.body = []
    page.save_revision().publish()

    load_2017()

    assert not ProjectPage.objects.filter(slug="pygrunn").exists()
    assert not FundingEntry.objects.filter(reference="DOG-2017-020").exists()
    assert not StandardPage.objects.get(slug="over").body


def test_an_entry_that_was_there_before_the_first_load_is_kept():
    ImportRun.objects.all().delete()
    entry = FundingEntry.objects.get(reference="DOG-2017-003")
    entry.contribution, entry.change_reason = 2_500, "Vaststelling van 3 mei."
    entry.save_revision().publish()

    run = load_2017()

    assert FundingEntry.objects.get(pk=entry.pk).contribution == 2_500
    assert (run.rows_created, run.rows_kept) == (0, 23)
