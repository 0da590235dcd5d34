"""The content of 2017 is loaded once, and what an editor made of it stays."""

import re

import pytest

from content_2017.loading import load_2017, read_rows, read_summaries
from content_2017.register import CONTENT, REMARK
from content_2017.texts import body, split_description
from events.models import EventPage, EventSeriesPage
from funding.models import FundingEntry, ImportRun
from home.models import StandardPage
from projects.models import ProjectPage
from results.models import YearlyResultsPage


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
        "Ontwikkelen bedrijfsstage IT'ers": "Ontwikkelen bedrijfsstage IT’ers",
        "Trendship '17": "Trendship ’17",
    }


def page_of(row):
    return FundingEntry.objects.get(reference=f"DOG-2017-{int(row['row']):03}").project


def blocks_of(page, kind):
    """The blocks of this kind in the text of a page, and in its report when it has one."""
    return [block.value for block in [*page.body, *getattr(page, "report", [])] if block.block_type == kind]


def test_each_project_has_a_summary_of_its_own_and_quotes_its_row_word_for_word():
    summaries = read_summaries()
    rows = read_rows()

    for row in rows:
        page = page_of(row)
        [quote] = blocks_of(page, "quote")
        assert page.summary == summaries[row["row"]]
        assert quote["text"].split() == row["description"].split()
        place = f'href="/raadsbrief-14-maart-2018/#rij-{row["row"]}"'
        assert place in "".join(text.source for text in blocks_of(page, "text"))
    assert [*summaries] == [row["row"] for row in rows]


@pytest.mark.parametrize("row, summary", read_summaries().items())
def test_a_summary_is_short_and_has_no_telegram_style(row, summary):
    sentences = re.split(r"(?<=\.)\s", summary)

    assert len(summary.split()) <= 45
    assert 1 <= len(sentences) <= 3
    assert [sentence for sentence in sentences if not (sentence[0].isupper() and sentence.endswith("."))] == []
    assert re.findall(r"\b(?:tbv|ism|Enmalig|geletterheid|event)\b|>|EFRO(?!\))", summary) == []


def test_an_event_quotes_the_row_that_it_is_taken_from():
    descriptions = {" ".join(row["description"].split()) for row in read_rows()}
    pages = [*EventPage.objects.all(), *EventSeriesPage.objects.all()]
    quotes = {page.slug: [" ".join(quote["text"].split()) for quote in blocks_of(page, "quote")] for page in pages}

    assert sum(map(len, quotes.values())) == 10
    assert {quote for found in quotes.values() for quote in found} <= descriptions
    assert [page.slug for page in pages if page.summary in descriptions] == []


def test_the_words_of_the_letter_stand_on_the_results_page_as_quotations():
    page = YearlyResultsPage.objects.get(year=2017)
    letter = (CONTENT / "letter_2018.toml").read_text(encoding="utf-8")
    quotes = [quote["text"] for quote in blocks_of(page, "quote")]

    assert len(quotes) == 5
    assert [quote for quote in quotes if quote not in letter] == []
    assert not blocks_of(page, "text")


def has_remark(page):
    return any(block.block_type == "heading" and block.value["text"] == REMARK for block in page.body)


def as_first_loaded(slug):
    """A page as older versions loaded it: with the words of the annex, cut after the first sentence."""
    page = ProjectPage.objects.get(slug=slug)
    [row] = [row for row in read_rows() if page_of(row) == page]
    remark = [{"heading": REMARK, "text": ["In andere woorden dan nu."]}] if has_remark(page) else []
    page.summary, paragraphs = split_description(row["description"])
    page.body = body([{"text": paragraphs}, *remark])
    page.save_revision().publish()
    return page


def test_every_page_that_was_loaded_before_gets_its_summary_and_keeps_our_remark():
    pages = [as_first_loaded(slug) for slug in ProjectPage.objects.values_list("slug", flat=True)]
    with_remark = [page.slug for page in pages if has_remark(page)]
    forget(*(f"project-text:{page.slug}" for page in pages))

    load_2017()

    loaded = list(ProjectPage.objects.all())
    assert {page.summary for page in loaded} == {*read_summaries().values()}
    assert [page.slug for page in loaded if has_remark(page)] == with_remark != []


def forget(*keys):
    """Make the register of imports that of a site which was loaded before these keys were known."""
    for run in ImportRun.objects.all():
        run.plan = {**run.plan, **{name: sorted({*run.plan[name]} - {*keys}) for name in ("created", "kept")}}
        run.save()


def test_a_site_that_was_loaded_before_gets_the_summaries_that_nobody_wrote_yet():
    page, edited, draft = (as_first_loaded(slug) for slug in ("pygrunn", "web-11", "it-academy"))
    edited.summary = "Een congres."
    edited.save_revision().publish()
    draft.title = "IT Academy Noord"
    draft.save_revision()
    forget("project-text:pygrunn", "project-text:web-11", "project-text:it-academy")

    load_2017()

    page.refresh_from_db()
    assert page.summary == read_summaries()["3"]
    assert blocks_of(page, "quote")
    for kept in (edited, draft):
        kept.refresh_from_db()
        assert not blocks_of(kept, "quote")
    assert edited.summary == "Een congres."
    assert draft.get_latest_revision_as_object().title == "IT Academy Noord"
    assert load_2017() is None


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
