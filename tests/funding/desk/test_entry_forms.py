"""The form of a funding entry: what it stores, and what it refuses with a sentence."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from funding.models import FundingEntry, FundingPartner
from projects.models import Organisation
from tests.desk.browser import ENTRIES, REASON, csv_row, edit_url, entry, errors, new_entry, post, propose, publish
from tests.desk.forms import filled_in, one_of_each_field
from tests.factories import FundingEntryFactory, ThemeFactory


def test_an_entry_stores_its_participants(log_in):
    participants = [
        {"organisation": str(Organisation.objects.get(name="UMCG").pk), "text": "", "role": "aanvrager"},
        {"organisation": "", "text": "Diverse bedrijven", "role": "partner"},
    ]
    typed = new_entry() | nested_form_data({"partners": inline_formset(participants)})

    publish(log_in, f"{ENTRIES}add/", **typed)

    partners = entry("DOG-2017-024").partners.all()
    assert [(partner.name, partner.role) for partner in partners] == [
        ("UMCG", "aanvrager"),
        ("Diverse bedrijven", "partner"),
    ]
    assert csv_row("DOG-2017-024")["partners"] == "Diverse bedrijven"


def test_a_participant_can_be_taken_out_of_an_entry(log_in):
    publish(log_in, edit_url(entry()), **{"partners-1-DELETE": "on"})

    assert [partner.text for partner in entry().partners.all()] == ["WEB11"]


@pytest.mark.parametrize("role", ["partner", "aanvrager"])
@pytest.mark.parametrize("action", [None, "submit"])
def test_a_participant_without_organisation_and_words_is_refused_at_its_field(log_in, role, action):
    client = log_in("coordinatie")
    participants = [{"organisation": "", "text": "", "role": role}]
    typed = new_entry() | nested_form_data({"partners": inline_formset(participants)})

    response = post(client, f"{ENTRIES}add/", action, **typed)

    assert response.status_code == 200
    assert list(response.context["form"].formsets["partners"].errors[0]) == ["text"]
    assert not FundingPartner.objects.filter(text="", organisation=None).exists()


def test_a_new_entry_without_a_reference_gets_the_next_one(log_in):
    client = log_in("cijfers")

    post(client, f"{ENTRIES}add/", **new_entry(title="Eerste"))
    post(client, f"{ENTRIES}add/", **new_entry(title="Tweede"))

    assert FundingEntry.objects.get(title="Eerste").reference == "DOG-2017-024"
    assert FundingEntry.objects.get(title="Tweede").reference == "DOG-2017-025"


def test_a_draft_without_a_source_can_be_saved(log_in):
    client = log_in("cijfers")

    response = post(client, f"{ENTRIES}add/", **new_entry(source="", source_locator=""))

    assert response.status_code == 302
    assert FundingEntry.objects.get(title="Nieuwe regel").source is None


WRONG_ENTRIES = [
    ({"contribution": "20.000"}, "project_size"),
    ({"contribution_state": "onbekend"}, "contribution"),
    ({"contribution": ""}, "contribution"),
    ({"project_size": ""}, "project_size"),
    ({"project_size_state": "niet-vermeld"}, "project_size"),
    ({"year": "1999"}, "year"),
    ({"year": "2100"}, "year"),
    ({"year": "abc"}, "year"),
    ({"year": "2.017"}, "year"),
    ({"year": "9" * 40}, "year"),
    ({"year": ""}, "year"),
    ({"start_year": "2018", "end_year": "2017"}, "end_year"),
    ({"start_date": "2017-05-02", "end_date": "2017-05-01"}, "end_date"),
    ({"start_date": "2018-05-02", "end_year": "2017"}, "end_year"),
    ({"start_date": "32-13-2017"}, "start_date"),
    ({"award_date": "gisteren"}, "award_date"),
    # A date fills the year, so it has the limits of the year.
    ({"start_date": "1850-01-01"}, "start_date"),
    ({"end_date": "9999-12-31"}, "end_date"),
    ({"source": ""}, "source"),
    ({"source_locator": ""}, "source_locator"),
    ({"source_locator": "x" * 101}, "source_locator"),
    ({"reference": "DOG-2017-099"}, "reference"),
    ({"reference": "DOG-2017-004"}, "reference"),
    ({"reference": ""}, "reference"),
    ({"reference": "x" * 21}, "reference"),
    ({"title": ""}, "title"),
    ({"title": "x" * 300}, "title"),
    ({"theme": ""}, "theme"),
    ({"theme": "999999"}, "theme"),
    ({"project": "999999"}, "project"),
    ({"stage": "verzonnen"}, "stage"),
    ({"title": "Nul\0"}, "title"),
    ({"description": "Nul\0"}, "description"),
    ({"internal_note": "Nul\0"}, "internal_note"),
    ({"applicant_text": "Nul\0"}, "applicant_text"),
    ({"source_locator": "Nul\0"}, "source_locator"),
    ({"reference": "Nul\0"}, "reference"),
    # What the rows above do not reach.
    ({"contribution_state": "verzonnen"}, "contribution_state"),
    ({"project_size_state": "verzonnen"}, "project_size_state"),
    ({"project_size_scope": "verzonnen"}, "project_size_scope"),
    ({"settled_amount": "12.50"}, "settled_amount"),
    ({"settled_on": "gisteren"}, "settled_on"),
    ({"change_reason": "Nul\0"}, "change_reason"),
    ({"applicant": "999999"}, "applicant"),
    ({"start_year": "1850"}, "start_year"),
    ({"go_live_at": "morgen"}, "go_live_at"),
    ({"expire_at": "2019-05-14 09:00"}, "expire_at"),
]


# One value of each field goes through the front door.
ENTRIES_AT_THE_DOOR = one_of_each_field(WRONG_ENTRIES)


@pytest.mark.parametrize("typed, field", WRONG_ENTRIES)
def test_a_mistake_in_an_entry_is_refused_with_a_sentence_at_the_field(log_in, typed, field):
    form = filled_in(log_in("coordinatie"), edit_url(entry()), **{"change_reason": REASON} | typed)

    assert all(sentence.endswith(".") for sentence in errors(form)[field])


@pytest.mark.parametrize("typed, field", ENTRIES_AT_THE_DOOR)
def test_an_entry_with_a_mistake_is_shown_again_with_a_sentence_at_the_field(log_in, typed, field):
    client = log_in("coordinatie")
    before = FundingEntry.objects.filter(pk=entry().pk).values().get()

    response = propose(client, edit_url(entry()), **typed)

    assert response.status_code == 200
    assert all(sentence.endswith(".") for sentence in errors(response)[field])
    assert errors(response) == errors(filled_in(client, edit_url(entry()), **{"change_reason": REASON} | typed))
    assert FundingEntry.objects.filter(pk=before["id"]).values().get() == before


@pytest.mark.parametrize("action", [None, "submit"])
def test_a_reference_exists_once(log_in, action):
    client = log_in("coordinatie")

    response = post(client, f"{ENTRIES}add/", action, **new_entry(reference="DOG-2017-001"))

    assert "reference" in errors(response)
    assert FundingEntry.objects.filter(reference="DOG-2017-001").count() == 1


@pytest.mark.parametrize("action", [None, "submit"])
def test_an_entry_cannot_go_under_an_unpublished_theme(log_in, action):
    client = log_in("coordinatie")
    theme = ThemeFactory(live=False)

    response = post(client, edit_url(entry()), action, theme=str(theme.pk))

    assert "theme" in errors(response)
    assert entry().theme.slug == "kennis-innovatie"


def test_an_entry_that_nothing_leans_on_can_be_deleted_by_beheer(log_in):
    client = log_in("beheer")
    item = FundingEntryFactory(live=False)

    client.post(f"{ENTRIES}delete/{item.pk}/")

    assert not FundingEntry.objects.filter(pk=item.pk).exists()
