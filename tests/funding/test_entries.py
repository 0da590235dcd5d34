from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from dog_site.core.figures import Metric, Scope
from funding.models import FundingEntry
from projects.models import ProjectPage
from tests.factories import FundingEntryFactory, OrganisationFactory, SourceDocumentFactory, ThemeFactory


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"contribution": None, "contribution_state": "bekend"}, "contribution"),
        ({"contribution": 1_000, "contribution_state": "onbekend"}, "contribution"),
        ({"project_size": None, "project_size_state": "bekend"}, "project_size"),
        ({"project_size": 1_000, "project_size_state": "niet-vermeld"}, "project_size"),
        ({"contribution": Decimal("10.00"), "project_size": Decimal("9.00")}, "project_size"),  # not as text: "9" > "1"
        ({"contribution": Decimal("-1")}, "contribution"),
        ({"year": 2015}, "year"),
        ({"year": timezone.localdate().year + 2}, "year"),
        ({"start_year": 2019, "end_year": 2018}, "end_year"),
        (
            {"start_date": timezone.datetime(2019, 5, 2).date(), "end_date": timezone.datetime(2019, 5, 1).date()},
            "end_date",
        ),
        ({"source": None}, "source"),
        ({"source_locator": ""}, "source_locator"),
        ({"title": ""}, "title"),
    ],
)
def test_an_entry_that_cannot_be_right_is_refused_at_its_field(wrong, field):
    entry = FundingEntryFactory()
    for name, value in wrong.items():
        setattr(entry, name, value)

    with pytest.raises(ValidationError) as refusal:
        entry.full_clean()

    assert list(refusal.value.message_dict) == [field]


@pytest.mark.parametrize(
    "wrong",
    [
        {"contribution": None, "contribution_state": "bekend"},
        {"project_size": None, "project_size_state": "bekend"},
        {"contribution": 20_000},
        {"start_year": 2019, "end_year": 2018},
    ],
)
def test_the_database_refuses_it_as_well(wrong):
    entry = FundingEntryFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        FundingEntry.objects.filter(pk=entry.pk).update(**wrong)


def test_the_next_year_may_already_have_entries():
    FundingEntryFactory(year=timezone.localdate().year + 1).full_clean()


def test_two_entries_cannot_share_a_reference():
    with pytest.raises(ValidationError) as refusal:
        FundingEntryFactory.build(
            reference="DOG-2017-003", theme=ThemeFactory(), source=SourceDocumentFactory()
        ).full_clean()

    assert list(refusal.value.message_dict) == ["reference"]


def test_a_new_entry_gets_the_next_number_of_its_year():
    assert FundingEntry.next_reference(2017) == "DOG-2017-024"
    assert FundingEntry.next_reference(2031) == "DOG-2031-001"


def test_a_number_that_somebody_else_took_in_the_same_moment_is_given_anew():
    mine = FundingEntryFactory.build(reference="", theme=ThemeFactory(), source=SourceDocumentFactory())
    mine.full_clean()
    FundingEntryFactory(reference=mine.reference)

    mine.save()

    assert mine.reference == FundingEntry.objects.latest("pk").reference
    assert FundingEntry.objects.filter(year=2019).count() == 2


def test_the_reference_of_a_published_entry_is_fixed():
    entry = FundingEntry.objects.get(reference="DOG-2017-003")
    entry.reference = "DOG-2017-099"

    with pytest.raises(ValidationError) as refusal:
        entry.full_clean()

    assert list(refusal.value.message_dict) == ["reference"]


def test_a_draft_without_source_cannot_be_published_by_any_way():
    entry = FundingEntryFactory(live=False, source=None)
    revision = entry.save_revision(clean=False)

    with pytest.raises(ValidationError):
        revision.publish()

    assert not FundingEntry.objects.public().filter(pk=entry.pk).exists()


def test_an_unpublished_theme_takes_no_entries():
    entry = FundingEntryFactory(theme__live=False)

    with pytest.raises(ValidationError) as refusal:
        entry.full_clean()

    assert list(refusal.value.message_dict) == ["theme"]


@pytest.mark.parametrize("words", ["DOG-2017-003", "pygrunn", "WEB11 pygr"])
def test_an_entry_is_found_by_reference_title_and_applicant(words):
    assert [entry.reference for entry in FundingEntry.objects.mentioning(words)] == ["DOG-2017-003"]


def test_an_entry_is_found_by_another_name_of_its_applicant():
    FundingEntryFactory(reference="VINDMIJ", applicant=OrganisationFactory(name="Stichting X", aliases="De Xen\nIksen"))

    assert [entry.reference for entry in FundingEntry.objects.mentioning("iksen")] == ["VINDMIJ"]


def test_aliases_of_the_annex_are_one_organisation():
    found = FundingEntry.objects.mentioning("RuG")

    assert found.filter(reference="DOG-2017-010").exists()  # the annex says "Rijksuniversiteit Groningen" there


@pytest.mark.parametrize("words", ["", "'", '"; DROP', "%", "\x00", "🙂", "x" * 5_000])
def test_no_search_text_is_an_error(words):
    assert FundingEntry.objects.mentioning(words).count() >= 0


@pytest.mark.parametrize("side", ["behind", "left_out"])
def test_a_metric_of_which_no_rule_says_which_entries_count_is_refused(side):
    """Else every entry would count in it, and nobody would see that the rule is missing."""
    with pytest.raises(KeyError):
        getattr(FundingEntry.objects.public(), side)(Metric.VISITORS, Scope.ALL)


def test_entries_for_display_link_only_to_live_pages(django_assert_max_num_queries):
    project = FundingEntry.objects.get(reference="DOG-2017-003").project
    ProjectPage.objects.filter(pk=project.pk).update(live=False)

    entry = FundingEntry.objects.public().for_display().get(reference="DOG-2017-003")

    assert entry.project is None
    assert entry.project_id == project.pk
