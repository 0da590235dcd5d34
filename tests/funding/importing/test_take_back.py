"""A batch is taken back whole, as long as nobody went on with any of it; else it is refused and names what."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from wagtail.models import WorkflowState

from funding.importing.take_back import take_back
from funding.models import FundingEntry, ImportRun, PublishedFigure, SourceDocument
from projects.models import Organisation, ProjectPage, Theme
from tests.desk.browser import approve
from tests.factories import FundingEntryFactory

from .test_hand_in import TestNewItems, entries, handed_in, prepared, user

MODELS = (FundingEntry, PublishedFigure, SourceDocument, Organisation, ProjectPage)


def counts():
    return [model.objects.count() for model in MODELS]


def waiting():
    return WorkflowState.objects.active().count()


@pytest.fixture
def known():
    theme = Theme.objects.get(slug="infrastructuur")
    item = FundingEntryFactory(reference="DOG-2019-001", title="Glasvezel", theme=theme, contribution=900, live=False)
    item.save_revision().publish()
    return FundingEntry.objects.get(pk=item.pk)


def test_what_it_made_is_gone_and_what_it_changed_is_as_it_was(known):
    before, waited = counts(), waiting()
    run = handed_in()
    assert counts() != before

    found = take_back(run, user())

    item = entries().get()
    assert (item.pk, item.live, item.has_unpublished_changes) == (known.pk, True, False)
    assert item.latest_revision_id == item.live_revision_id == known.live_revision_id
    assert item.get_latest_revision_as_object().contribution == 900
    assert (counts(), waiting()) == (before, waited)
    assert (found.state, ImportRun.objects.get(pk=run.pk).state) == ("teruggehaald", "teruggehaald")


def test_after_that_the_file_can_be_handed_in_again(known):
    take_back(handed_in(), user())

    handed_in()

    assert entries().count() == 2


def new_items():
    return handed_in(prepared(TestNewItems.TABLE, by="coordinatie", **TestNewItems.DECIDED))


def test_pages_and_organisations_that_it_made_go_too():
    before = counts()
    run = new_items()

    take_back(run, user("coordinatie"))

    assert counts() == before


def test_what_something_else_uses_by_now_stays():
    run = new_items()
    organisation = Organisation.objects.get(name__iexact="zuiderling")
    page = ProjectPage.objects.get(title="Straatwifi")
    FundingEntryFactory(reference="DOG-2020-001", applicant=organisation, project=page)

    take_back(run, user("coordinatie"))

    assert Organisation.objects.filter(pk=organisation.pk).exists()
    assert ProjectPage.objects.filter(pk=page.pk).exists()
    assert not ProjectPage.objects.filter(title="Glasvezel").exists()


def edited(log_in):
    item = entries().last()
    item.title = "Straatwifi in de stad"
    item.save_revision(user=user("cijfers2"))


def deleted(log_in):
    entries().last().delete()


def source_approved(log_in):
    approve(log_in("coordinatie"), SourceDocument.objects.get(title="verleend 2019.csv"))


def figure_edited(log_in):
    PublishedFigure.objects.filter(year=2019).first().save_revision(user=user("cijfers2"))


def change_edited(log_in):
    entries().first().save_revision(user=user("cijfers2"))


@pytest.mark.parametrize(
    "touch, named",
    [
        (edited, "Straatwifi"),
        (deleted, "something that was deleted"),
        (source_approved, "verleend 2019.csv"),
        (figure_edited, "Infrastructuur"),
        (change_edited, "Glasvezel"),
    ],
)
def test_what_somebody_went_on_with_refuses_the_whole(known, log_in, touch, named):
    run = handed_in()
    touch(log_in)
    before, waited = counts(), waiting()

    with pytest.raises(ValidationError) as refused:
        take_back(run, user())

    assert gettext(named) in str(refused.value)
    assert (counts(), waiting()) == (before, waited)
    assert ImportRun.objects.get(pk=run.pk).state == ImportRun.State.HANDED_IN


def test_an_approval_refuses_it(known, log_in):
    source = known.source_id
    run = handed_in(source=source)
    approve(log_in("coordinatie"), entries().last())
    assert entries().last().live

    with pytest.raises(ValidationError, match="Straatwifi"):
        take_back(run, user())

    assert entries().count() == 2


def test_a_batch_is_taken_back_once():
    run = take_back(handed_in(), user())

    with pytest.raises(ValidationError):
        take_back(run, user())


def test_a_run_of_the_first_load_is_no_batch():
    with pytest.raises(ValidationError):
        take_back(ImportRun.objects.exclude(state=ImportRun.State.HANDED_IN).first(), user())
