"""Every mail that the desk sends bears the name of the Office, says u, and has no word of Wagtail or of English."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import PageSubscription

from news.models import NewsPage
from tests.desk.browser import edit_url, entry, page_edit_url, post, post_page, propose
from tests.factories import NewsPageFactory, VenueFactory
from tests.funding.desk.test_bulk_actions import chosen, draft, proposed, send

NAME = "Digital Office Groningen"
ENGLISH = re.compile(
    r"\b(the|your|you|has|been|here|hello|dear|page|waits?|approv\w+|comments?|please|follow|password|workflow)\b",
    re.IGNORECASE,
)
JE = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
TITLE = "Kop & <staart>"


@pytest.fixture
def mailed(mailoutbox, django_capture_on_commit_callbacks):
    """The mails that something sends, once it is saved."""

    def mailed(do, *args, **kwargs):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do(*args, **kwargs)
        return list(mailoutbox)

    return mailed


def superuser():
    return get_user_model().objects.create_superuser("super", "super@example.org", "p")


def written_page(log_in):
    page = NewsPageFactory(slug="kop", title="Kop")
    post_page(log_in("communicatie"), page_edit_url(page), title=TITLE)
    return page


def hand_in_page(log_in, mailed):
    page, client = written_page(log_in), log_in("communicatie")
    return mailed(post_page, client, page_edit_url(page), "submit", title=TITLE)


def answer(client, page, action, **typed):
    task = NewsPage.objects.get(pk=page.pk).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, task.pk])
    version = NewsPage.objects.get(pk=page.pk).latest_revision_id
    assert client.post(url, {"version": version, **typed}).status_code == 302


def handed_in_page(log_in):
    page = written_page(log_in)
    post_page(log_in("communicatie"), page_edit_url(page), "submit", title=TITLE)
    return page


def approve_page(log_in, mailed):
    page = handed_in_page(log_in)
    return mailed(answer, log_in("coordinatie"), page, "approve")


def send_page_back(log_in, mailed):
    page = handed_in_page(log_in)
    return mailed(answer, log_in("coordinatie"), page, "reject", comment="De bron & het jaar ontbreken.")


def hand_in_figure(log_in, mailed):
    return mailed(propose, log_in("cijfers"), edit_url(entry()), contribution="2.500")


def hand_in_item(log_in, mailed):
    venue = VenueFactory(name="Akerk")
    return mailed(post, log_in("communicatie"), edit_url(venue), "submit", name=TITLE)


def propose_several(log_in, mailed):
    client = log_in("cijfers")
    for item in chosen():
        draft(client, item)
    return mailed(send, client, "propose", chosen())


def approve_several(log_in, mailed):
    rows = proposed(log_in)
    return mailed(send, log_in("coordinatie"), "approve", rows)


def remark(log_in, mailed):
    page = written_page(log_in)
    reader = get_user_model().objects.get(username="coordinatie")
    PageSubscription.objects.create(user=reader, page=page, comment_notifications=True)
    client = log_in("communicatie")
    rows = {
        "comments-TOTAL_FORMS": "1",
        "comments-INITIAL_FORMS": "0",
        "comments-0-id": "",
        "comments-0-contentpath": "title",
        "comments-0-text": "Klopt <dit> & dat?",
        "comments-0-position": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
        "comments-0-replies-MIN_NUM_FORMS": "0",
        "comments-0-replies-MAX_NUM_FORMS": "",
    }
    return mailed(post_page, client, page_edit_url(page), **rows)


def forget_password(log_in, mailed):
    client = log_in("beheer")
    client.logout()
    return mailed(client.post, reverse("wagtailadmin_password_reset"), {"email": "communicatie@example.org"})


DOORS = [
    hand_in_page,
    approve_page,
    send_page_back,
    hand_in_figure,
    hand_in_item,
    propose_several,
    approve_several,
    remark,
    forget_password,
]


@pytest.mark.parametrize("door", DOORS)
def test_a_mail_is_of_the_office(log_in, mailed, door):
    superuser()

    sent = door(log_in, mailed)

    assert sent != []
    for mail in sent:
        words = re.sub(r"\S+://\S+", "", f"{mail.subject}\n{mail.body}")
        assert mail.body.startswith(f"{NAME}\n{'=' * len(NAME)}\n\nBeste "), mail.body
        assert "wagtail" not in words.lower()
        assert (ENGLISH.findall(words.replace(NAME, "")), JE.findall(words)) == ([], [])
        assert "&amp;" not in words
        assert "&lt;" not in words
        assert "\n" not in mail.subject
        assert not re.search("\n{4}", mail.body)
        assert mail.from_email.startswith(NAME)


def test_who_approves_reads_of_whom_it_is_and_where(log_in, mailed):
    [mail, *_others] = hand_in_page(log_in, mailed)
    page = NewsPage.objects.get(slug="kop")

    assert TITLE in mail.subject
    assert f"“{TITLE}”" in mail.body
    assert f"http://127.0.0.1:8000{page_edit_url(page)}" in mail.body
    assert "Communicatie" in mail.body


def test_who_gets_it_back_reads_why(log_in, mailed):
    [mail] = send_page_back(log_in, mailed)

    assert mail.to == ["communicatie@example.org"]
    assert "De bron & het jaar ontbreken." in mail.body


def test_the_mail_about_a_password_has_its_link_and_no_other(log_in, mailed):
    [mail] = forget_password(log_in, mailed)

    addresses = re.findall(r"\S+://\S+", mail.body)
    assert len(addresses) == 1
    assert log_in("beheer").get(addresses[0].partition(":8000")[2]).status_code in (200, 302)
