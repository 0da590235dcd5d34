"""What needs attention may wait until a day, for a reason that colleagues read; then it is told again."""

import datetime

import pytest
from django.utils import timezone

from dog_site.desk.models import PutOff
from tests.desk.bureau import lines, needs, page_of, panel
from tests.factories import NewsPageFactory, ProjectPageFactory
from tests.pages import text

LIST = "/beheer/aandacht/"
IN_A_WEEK = timezone.localdate() + datetime.timedelta(days=7)
SENT = {"until": IN_A_WEEK.isoformat(), "reason": "De schrijver is met verlof."}


@pytest.fixture
def silent(db):
    return NewsPageFactory(summary="", title="Zonder woorden")


def line_of(client, title):
    return next((line for line in lines(panel(client, "aandacht")) if line.words.startswith(title)), None)


def test_a_thing_is_put_off_with_a_reason_and_comes_back_on_its_day(log_in, silent, monkeypatch):
    client = log_in("communicatie")
    address = line_of(client, "Zonder woorden").later

    answer = client.post(address, SENT, follow=True)

    assert "staat er weer op" in text(answer.content)
    assert line_of(client, "Zonder woorden") is None
    told = text(client.get(LIST).content)
    assert "Zonder woorden: geen eigen samenvatting" in told
    assert "De schrijver is met verlof." in told
    PutOff.objects.update(until=timezone.localdate())
    assert line_of(client, "Zonder woorden")


def test_all_that_a_rule_finds_is_put_off_together(log_in):
    for _number in range(5):
        NewsPageFactory(summary="")
    client = log_in("communicatie")
    address = line_of(client, "5 nieuwsberichten").later

    client.post(address, SENT)

    assert not any("nieuwsberichten" in words for words in needs(client).values())


def test_it_is_taken_up_again_by_whoever_can_mend_it(log_in, silent):
    client = log_in("communicatie")
    client.post(line_of(client, "Zonder woorden").later, SENT)
    put_off = PutOff.objects.get()
    again = f"/beheer/aandacht/weer/{put_off.pk}/"

    assert client.get(again).status_code == 405
    assert log_in("cijfers").post(again).status_code in (302, 403)
    assert PutOff.objects.exists()
    client = log_in("communicatie")
    client.post(again)
    assert line_of(client, "Zonder woorden")


@pytest.mark.parametrize(
    "sent, words",
    [
        ({**SENT, "until": (IN_A_WEEK + datetime.timedelta(days=366)).isoformat()}, "Kies een dag binnen een jaar"),
        ({**SENT, "reason": ""}, "verplicht veld"),
        ({**SENT, "until": ""}, "verplicht veld"),
        ({**SENT, "until": timezone.localdate().isoformat()}, "Kies een dag na vandaag."),
        ({**SENT, "until": "ooit"}, "geldige datum"),
        ({**SENT, "reason": "x" * 251}, "250"),
    ],
)
def test_bad_input_is_said_and_nothing_typed_is_lost(log_in, silent, sent, words):
    client = log_in("communicatie")

    answer = client.post(line_of(client, "Zonder woorden").later, sent)

    assert words in text(answer.content)
    assert [name for name, value in sent.items() if value not in answer.content.decode()] == []
    assert not PutOff.objects.exists()


def test_who_is_told_of_a_part_puts_single_things_off_and_not_all_of_a_rule(of_the_news):
    for number in range(5):
        NewsPageFactory(summary="", title=f"Bericht {number}")
    [together] = [line for line in lines(panel(of_the_news, "aandacht")) if "nieuwsberichten" in line.words]

    answer = of_the_news.post(together.later, SENT, follow=True)

    assert "Alleen collega’s van Communicatie" in text(answer.content)
    assert not PutOff.objects.exists()
    [single] = [line for line in lines(page_of(of_the_news, LIST)) if line.words.startswith("Bericht 3")]
    of_the_news.post(single.later, SENT)
    assert PutOff.objects.get().title.startswith("Bericht 3")


def test_what_others_put_off_is_told_to_who_may_mend_it_only(log_in, of_the_news):
    ProjectPageFactory(summary="", title="Geheim project")
    NewsPageFactory(summary="", title="Zonder woorden")
    client = log_in("communicatie")
    for title in ("Geheim project", "Zonder woorden"):
        client.post(line_of(client, title).later, SENT)
    secret = PutOff.objects.get(title__startswith="Geheim")

    told = text(of_the_news.get(LIST).content)
    of_the_news.post(f"/beheer/aandacht/weer/{secret.pk}/")

    assert "Zonder woorden" in told
    assert "Geheim" not in told
    assert PutOff.objects.filter(pk=secret.pk).exists()
    assert "Geheim project" in text(client.get(LIST).content)


@pytest.mark.parametrize("address", ["bestaat-niet/later/", "weer/999/"])
def test_what_does_not_exist_is_not_found(log_in, address):
    assert log_in("communicatie").post(f"{LIST}{address}", SENT).status_code == 404


def test_what_was_mended_meanwhile_is_said(log_in, silent):
    client = log_in("communicatie")
    address = line_of(client, "Zonder woorden").later
    silent.delete()

    answer = client.post(address, SENT, follow=True)

    assert "vraagt geen aandacht meer" in text(answer.content)
    assert not PutOff.objects.exists()


def test_who_cannot_mend_it_cannot_put_it_off(log_in, silent):
    address = line_of(log_in("communicatie"), "Zonder woorden").later

    log_in("cijfers").post(address, SENT)

    assert not PutOff.objects.exists()


@pytest.mark.parametrize("order", ["", "soort", "leeftijd", "eigenaar", "onzin"])
@pytest.mark.parametrize("about", ["", "teksten", "event_without_report", "weg"])
def test_the_list_is_narrowed_and_ordered_and_says_what_does_not_exist(log_in, silent, order, about):
    page = page_of(log_in("coordinatie"), f"{LIST}?soort={about}&volgorde={order}&van=niemand")
    words = [line.words for line in lines(page)]

    assert "Deze keuze bestaat niet meer en is weggelaten" in page.text
    assert any("Zonder woorden" in line for line in words) is (about in ("", "teksten", "weg"))
    assert any("zonder verslag" in line for line in words) is (about != "teksten")


def test_the_oldest_stands_first(log_in, silent):
    page = page_of(log_in("communicatie"), f"{LIST}?volgorde=leeftijd")

    assert lines(page)[-1].words.startswith("Zonder woorden")
