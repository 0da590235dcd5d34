"""The nightly check says what needs attention and whose it is, and mails each owner what they can mend."""

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command

from dog_site.core.editing import attention
from tests.factories import NewsPageFactory


def check(capsys, **options):
    with pytest.raises(SystemExit) as ended:
        call_command("check_content", **options)
    said = capsys.readouterr()
    return ended.value.code, said.out, said.err


def test_it_says_what_needs_attention_by_owner_with_status_1(db, capsys):
    NewsPageFactory(summary="", title="Zonder woorden")

    code, said, _errors = check(capsys)

    assert code == 1
    owners = [line.rstrip(":") for line in said.splitlines() if line.endswith(":")]
    assert owners == ["Cijferredactie", "Communicatie", "Coördinatie"]
    assert "  - Zonder woorden: geen eigen samenvatting" in said
    assert mail.outbox == []


def test_it_ends_well_when_nothing_needs_attention(db, capsys, monkeypatch):
    monkeypatch.setattr(attention, "_rules", {})

    call_command("check_content", mail=True)

    assert capsys.readouterr().out == "Nothing needs attention.\n"
    assert mail.outbox == []


def test_each_owner_gets_what_they_can_mend_and_nothing_else(db, capsys, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://dog.example"
    page = NewsPageFactory(summary="", title="Zonder woorden")
    users = get_user_model().objects
    users.filter(username__in=["communicatie", "cijfers"]).update(email="x@dog.example")

    _code, said, errors = check(capsys, mail=True)

    [writer] = [body for body in (message.body for message in mail.outbox) if "Zonder woorden" in body]
    assert f"https://dog.example/beheer/pages/{page.pk}/edit/" in writer
    assert "zonder vastgesteld bedrag" not in writer
    assert "Digital Office Groningen" in writer
    assert "aandacht" in mail.outbox[0].subject


def test_a_colleague_without_an_address_is_named(db, capsys):
    get_user_model().objects.update(email="")

    _code, said, errors = check(capsys, mail=True)

    assert "Mailed: nobody." in said
    assert "communicatie" in errors
    assert mail.outbox == []


def test_a_server_that_does_not_answer_is_said_and_nothing_breaks_off(db, capsys, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # where nobody listens
    get_user_model().objects.update(email="x@dog.example")

    _code, said, errors = check(capsys, mail=True)

    assert "Mailed: nobody." in said
    assert "communicatie" in errors


def test_a_mail_that_is_refused_stops_no_other(db, capsys, monkeypatch):
    get_user_model().objects.update(email="x@dog.example")
    sent = []

    def refuses_the_first(*args, **kwargs):
        sent.append(args)
        if len(sent) == 1:
            raise ConnectionRefusedError

    monkeypatch.setattr("dog_site.desk.digest.send_mail", refuses_the_first)

    _code, said, errors = check(capsys, mail=True)

    assert len(sent) > 1
    assert "Not mailed" in errors
