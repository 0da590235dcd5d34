"""Mails about approvals go out once all is saved, one to each person for a whole batch, and never undo anything."""

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.users.models import UserProfile

from dog_site.core.editing import notifications
from funding.models import FundingEntry
from projects.models import Theme
from tests.desk.browser import approve, edit_url, entry, form_at, post, propose
from tests.funding.desk.test_bulk_actions import REFERENCES, chosen, draft, proposed, send


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """What happens within it is committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def to(mailoutbox):
    return sorted(address for mail in mailoutbox for address in mail.to)


def drafts(client):
    for item in chosen():
        draft(client, item)


def test_a_batch_of_proposals_is_one_mail_to_each_who_may_approve(log_in, mailoutbox, committed):
    client = log_in("cijfers")
    drafts(client)

    with committed():
        send(client, "propose", chosen())
        before_the_commit = len(mailoutbox)

    assert before_the_commit == 0
    assert to(mailoutbox) == ["beheer@example.org", "coordinatie@example.org"]
    for mail in mailoutbox:
        assert mail.subject == "3 financieringsregels wachten op goedkeuring"
        for item in chosen():
            assert mail.body.count(item.reference) == 1
            assert f"{edit_url(item)}" in mail.body


def test_a_batch_that_gives_a_theme_and_proposes_it_is_one_mail_too(log_in, mailoutbox, committed):
    theme = Theme.objects.get(slug="infrastructuur")

    with committed():
        send(log_in("cijfers"), "theme", chosen(), theme=theme.pk, reason="Zie de brief", propose="on")

    assert to(mailoutbox) == ["beheer@example.org", "coordinatie@example.org"]


def test_a_batch_of_approvals_is_one_mail_to_who_proposed(log_in, mailoutbox, committed):
    rows = proposed(log_in)

    with committed():
        send(log_in("coordinatie"), "approve", rows)

    [mail] = mailoutbox
    assert mail.to == ["cijfers@example.org"]
    assert mail.subject == "3 financieringsregels zijn goedgekeurd"
    assert all(reference in mail.body for reference in REFERENCES)


def test_a_batch_of_one_speaks_of_one(log_in, mailoutbox, committed):
    client = log_in("cijfers")
    draft(client, entry())

    with committed():
        send(client, "propose", [entry()])

    assert {mail.subject for mail in mailoutbox} == {"1 financieringsregel wacht op goedkeuring"}


def test_who_wants_no_mail_gets_none(log_in, mailoutbox, committed):
    profile = UserProfile.get_for_user(get_user_model().objects.get(username="coordinatie"))
    profile.submitted_notifications = False
    profile.save()
    client = log_in("cijfers")
    drafts(client)

    with committed():
        send(client, "propose", chosen())

    assert to(mailoutbox) == ["beheer@example.org"]


def test_a_batch_that_is_refused_mails_nobody(log_in, mailoutbox, committed, monkeypatch):
    rows = proposed(log_in)
    publish = FundingEntry.publish

    def fails_at_the_last(self, revision, **kwargs):
        if self.reference == REFERENCES[-1]:
            raise RuntimeError("whatever goes wrong")
        return publish(self, revision, **kwargs)

    monkeypatch.setattr(FundingEntry, "publish", fails_at_the_last)
    client = log_in("coordinatie")
    client.raise_request_exception = False

    with committed():
        response = send(client, "approve", rows)

    assert response.status_code == 500
    assert mailoutbox == []
    assert notifications._batch.get() is None


def test_one_proposal_and_one_approval_are_mailed_once_they_are_saved(log_in, mailoutbox, committed):
    with committed():
        propose(log_in("cijfers"), edit_url(entry()), contribution="2.500")
        before_the_commit = len(mailoutbox)
    proposal = to(mailoutbox)
    mailoutbox.clear()
    with committed():
        approve(log_in("coordinatie"))

    assert before_the_commit == 0
    assert set(proposal) == {"beheer@example.org", "coordinatie@example.org"}
    assert to(mailoutbox) == ["cijfers@example.org"]


def test_without_a_mail_server_all_is_saved_and_nobody_sees_an_error(log_in, committed, monkeypatch):
    client, url = log_in("cijfers"), edit_url(entry("DOG-2017-006"))
    drafts(client)
    post(client, url, change_reason="Besluit", contribution="2.500", project_size="900.000")
    form = form_at(client, url)

    for failure in (OSError("no route"), ConnectionRefusedError(), TimeoutError(), ValueError("bad")):
        opened = []

        def does_not_open(self, failure=failure, opened=opened):
            opened.append(self)
            raise failure

        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", does_not_open, raising=False)
        with transaction.atomic():
            with committed():
                batch = send(client, "propose", chosen())
                single = post(client, url, "submit", form=form)
            waiting = [item.workflow_in_progress for item in chosen(*REFERENCES, "DOG-2017-006")]
            # The next failure finds the drafts as this one did.
            transaction.set_rollback(True)

        assert opened
        assert (batch.status_code, single.status_code) == (302, 302)
        assert waiting == [True] * 4


def test_a_mail_that_one_person_cannot_get_does_not_keep_it_from_another(log_in, mailoutbox, committed, monkeypatch):
    send_mail = notifications.mail.send_mail

    def refuses_one(subject, text, recipients, **kwargs):
        if recipients == ["beheer@example.org"]:
            raise OSError("mailbox full")
        return send_mail(subject, text, recipients, **kwargs)

    monkeypatch.setattr(notifications.mail, "send_mail", refuses_one)
    client = log_in("cijfers")
    drafts(client)

    with committed():
        send(client, "propose", chosen())

    assert to(mailoutbox) == ["coordinatie@example.org"]
