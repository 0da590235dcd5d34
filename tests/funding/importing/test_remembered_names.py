"""A name that was answered with an organisation of the list can be remembered as another name of it."""

import pytest

from funding.importing.take_back import take_back
from projects.models import Organisation
from tests.desk.browser import approve
from tests.factories import OrganisationFactory

from .test_hand_in import TABLE, handed_in, prepared, user

NAMED = TABLE.replace("Glasvezel;", "Glasvezel;Stadsnet Groningen")


@pytest.fixture
def organisation():
    item = OrganisationFactory(name="Stadsnetwerk Groningen BV", aliases="SGB")
    item.save_revision().publish()
    return Organisation.objects.get(pk=item.pk)


def brought_in(organisation, **decided):
    answers = {"organisatie:Stadsnet Groningen": str(organisation.pk)}
    return handed_in(prepared(NAMED, answers=answers, **decided))


def test_a_name_is_remembered_once_a_colleague_approves(organisation, log_in):
    brought_in(organisation, remembers=True)

    waiting = Organisation.objects.get(pk=organisation.pk)
    assert (waiting.aliases, waiting.workflow_in_progress) == ("SGB", True)
    approve(log_in("coordinatie"), waiting)
    assert Organisation.objects.get(pk=organisation.pk).aliases.splitlines() == ["SGB", "Stadsnet Groningen"]
    after = prepared(NAMED, name="volgend jaar.csv")
    assert not [each for each in after.plan.questions if each.key.startswith("organisatie:")]


def test_no_name_is_remembered_that_nobody_asked_to(organisation):
    brought_in(organisation)

    assert not Organisation.objects.get(pk=organisation.pk).has_unpublished_changes


def test_an_organisation_that_somebody_works_on_stays_as_it_is(organisation):
    organisation.aliases = "Iets anders"
    draft = organisation.save_revision(user=user("coordinatie"))

    brought_in(organisation, remembers=True)

    assert Organisation.objects.get(pk=organisation.pk).latest_revision == draft


def test_a_name_that_is_not_in_the_file_is_not_remembered(organisation):
    answers = {"organisatie:Stadsnet Groningen": "tekst", "organisatie:Verzonnen": str(organisation.pk)}

    handed_in(prepared(NAMED, answers=answers, remembers=True))

    assert not Organisation.objects.get(pk=organisation.pk).has_unpublished_changes


def test_a_batch_that_is_taken_back_takes_the_name_with_it(organisation):
    run = brought_in(organisation, remembers=True)

    take_back(run, user())

    after = Organisation.objects.get(pk=organisation.pk)
    assert (after.latest_revision_id, after.workflow_in_progress) == (organisation.live_revision_id, False)
    assert (after.aliases, after.has_unpublished_changes) == ("SGB", False)
