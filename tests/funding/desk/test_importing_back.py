"""A batch that was handed in is taken back from its own page."""

import pytest
from django.test import Client

from funding.models import FundingEntry, ImportRun, SourceDocument
from tests.desk.browser import approve

from .importing import START, handed_in, page, said


def taking_back(run):
    return f"{START}terughalen/{run.pk}/"


def register(run):
    return f"/beheer/funding/importrun/inspect/{run.pk}/"


def test_a_batch_is_taken_back_whole_when_that_is_confirmed(log_in):
    client = log_in("cijfers")
    run = handed_in(client)

    assert taking_back(run) in client.get(register(run)).content.decode()
    assert "als geheel terughalen" in said(client.get(taking_back(run)))
    assert FundingEntry.objects.filter(year=2018).count() == 2
    response = client.post(taking_back(run), follow=True)

    assert response.redirect_chain[-1][0] == register(run)
    assert "is teruggehaald" in said(response)
    assert not FundingEntry.objects.filter(year=2018).exists()
    assert taking_back(run) not in response.content.decode()


def test_a_batch_with_which_somebody_went_on_stays_and_says_why(log_in):
    client = log_in("cijfers")
    run = handed_in(client)
    approve(log_in("coordinatie"), SourceDocument.objects.get(title="bijlage-2018.csv"))

    response = log_in("cijfers").post(taking_back(run), follow=True)

    assert page(response).select(".messages .error")
    assert FundingEntry.objects.filter(year=2018).count() == 2


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_was_never_handed_in_or_was_taken_back_is_told(log_in, method):
    client = log_in("cijfers")
    run = handed_in(client)
    client.post(taking_back(run))

    for each in (run, ImportRun.objects.get(state=ImportRun.State.DONE)):
        response = getattr(client, method)(taking_back(each), follow=True)
        assert response.redirect_chain[-1][0] == register(each)
        assert page(response).select(".messages .error")


def test_who_may_not_add_entries_takes_nothing_back(log_in):
    run = handed_in(log_in("cijfers"))

    assert log_in("communicatie").post(taking_back(run)).status_code in (302, 403)
    assert Client().post(taking_back(run)).status_code == 302
    assert FundingEntry.objects.filter(year=2018).count() == 2
