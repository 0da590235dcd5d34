"""The figures desk as people use it: correct, meet a colleague, have it approved, go back, take out (R15, T16)."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import expect

from dog_site.core.editing.next_step import SUBMIT
from funding.models import FigureChange, FundingEntry
from tests.desk.browser import ENTRIES, REASON, approve, edit_url, entry, post, propose, public_text, publish

from .hand import field, next_step

pytestmark = [pytest.mark.browser, pytest.mark.site(room="funding")]

REFERENCE = "DOG-2017-003"  # of 1.500, in a headline total of 474.427
RESULTS = "/resultaten/2017/"


def submit_button(page):
    return page.locator("footer button[type=submit]").first


def as_somebody_else(username):
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def draft():
    return entry().get_latest_revision_as_object()


def test_a_correction_is_submitted_with_its_reason_in_at_most_eight_clicks(page, log_in, hand):
    log_in("cijfers")
    page.goto("/beheer/")

    hand.click(page.get_by_role("button", name="Financiering"))
    hand.click(page.get_by_role("link", name="Regels", exact=True))
    hand.type(page.get_by_role("textbox", name="Zoekterm"), REFERENCE)
    expect(page.locator(".title-wrapper a")).to_have_count(1)
    hand.click(page.locator(".title-wrapper a"))
    hand.type(field(page, "contribution"), "2.500")
    page.locator("[data-effect-result]").get_by_text("475.427").first.wait_for()
    hand.type(field(page, "change_reason"), REASON)
    next_step(page, hand, SUBMIT)
    page.get_by_text("ingediend").first.wait_for()

    hand.is_done("een bedrag verbeteren, met de reden, en insturen", most=8)
    assert entry().current_workflow_state is not None
    assert (draft().contribution, draft().change_reason) == (2_500, REASON)
    assert "474.427" in public_text(RESULTS)


def test_what_has_no_settled_amount_is_found_in_two_clicks(page, log_in, hand):
    log_in("cijfers")
    page.goto("/beheer/")

    hand.click(page.locator("#aandacht li", has_text="zonder vastgesteld bedrag").get_by_role("link").first)
    page.locator("table.d-dense").wait_for()

    hand.is_done("alle regels zonder vastgesteld bedrag vinden", most=2)
    assert page.locator("table.d-dense tbody tr").count() == FundingEntry.objects.filter(settled_amount=None).count()


def test_who_meets_a_colleague_chooses_per_field_and_loses_nothing_typed(page, log_in):
    log_in("cijfers2")
    page.goto(edit_url(entry()))
    field(page, "title").fill("PyGrunn 2017")
    field(page, "contribution").fill("3.000")
    field(page, "internal_note").fill("Zie de mail van mei.")
    post(as_somebody_else("cijfers"), edit_url(entry()), contribution="2.500", project_size="20.000")

    submit_button(page).click()
    conflict = page.locator("table", has=page.locator("[name=conflict-contribution]"))
    shown = conflict.inner_text()
    typed = [field(page, name).input_value() for name in ("title", "contribution", "internal_note")]
    conflict.locator("[name=conflict-contribution][value=theirs]").check()
    submit_button(page).click()
    page.get_by_text("bijgewerkt").first.wait_for()

    assert all(words in shown for words in ("€\xa01.500", "€\xa02.500", "€\xa03.000", "€\xa020.000", "Cijfers"))
    assert typed == ["PyGrunn 2017", "3.000", "Zie de mail van mei."]
    assert (draft().contribution, draft().project_size) == (2_500, 20_000)
    assert (draft().title, draft().internal_note) == ("PyGrunn 2017", "Zie de mail van mei.")


def test_somebody_else_approves_from_the_first_page_and_sees_the_effect_beforehand(page, log_in, hand):
    propose(as_somebody_else("cijfers"), edit_url(entry()), contribution="2.500")
    log_in("coordinatie")

    page.goto("/beheer/")
    hand.click(page.locator("#wacht").get_by_role("button", name="Goedkeuren"))
    window = page.locator(".modal-body")
    window.get_by_text("475.427").first.wait_for()
    told = window.inner_text()
    hand.click(window.get_by_role("button", name="Goedkeuren"))
    expect(page.locator(".modal-body")).to_have_count(0)
    page.wait_for_load_state()

    hand.is_done("een voorstel goedkeuren", most=2)
    assert all(words in told for words in (REFERENCE, "€\xa01.500 → €\xa02.500", "474.427"))
    assert "475.427" in public_text(RESULTS)
    assert FigureChange.objects.get().approved_by.username == "coordinatie"


def test_somebody_else_approves_from_the_form(page, log_in, hand):
    propose(as_somebody_else("cijfers"), edit_url(entry()), contribution="2.500")
    log_in("coordinatie")

    page.goto(edit_url(entry()))
    next_step(page, hand, "Goedkeuren")
    window = page.locator(".modal-body")
    window.locator("form").wait_for()
    window.locator("[type=submit]").click()
    page.get_by_text("gepubliceerd").first.wait_for()

    assert "475.427" in public_text(RESULTS)


def test_there_is_no_button_to_approve_ones_own_work(page, log_in):
    propose(log_in("coordinatie"), edit_url(entry()), contribution="2.500")

    page.goto("/beheer/")
    on_the_first_page = page.locator("[data-workflow-action-url]").count()
    page.goto(edit_url(entry()))
    page.locator("footer .w-dropdown__toggle").click()
    in_the_form = [button.strip() for button in page.locator("footer button, footer a.button").all_inner_texts()]

    assert on_the_first_page == 0
    assert in_the_form
    assert not any("Goedkeuren" in words or "Publiceren" in words for words in in_the_form)


def test_the_history_brings_an_old_version_back_as_a_proposal(page, log_in, hand):
    publish(log_in, edit_url(entry()), contribution="2.500")
    log_in("cijfers")

    page.goto(edit_url(entry()))
    page.get_by_role("link", name="Geschiedenis").first.click()
    page.locator("table.listing tbody .w-dropdown__toggle").last.click()
    page.get_by_role("link", name="Beoordeel deze versie").last.click()
    effect = page.locator("[data-effect-result]").inner_text()
    went_back_to = field(page, "contribution").input_value()
    field(page, "change_reason").fill("Het was toch 1.500.")
    submit_button(page).click()
    page.locator(".messages .success").wait_for()
    page.goto(edit_url(entry()))
    next_step(page, hand, SUBMIT)
    page.get_by_text("ingediend").first.wait_for()

    assert went_back_to == "1.500"
    assert "474.427" in effect
    assert (entry().contribution, draft().contribution) == (2_500, 1_500)
    assert entry().current_workflow_state is not None


def test_an_entry_is_taken_out_for_a_reason_and_without_one_a_sentence_says_so(page, log_in, hand):
    log_in("coordinatie")

    page.goto(edit_url(entry()))
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("footer").get_by_role("link", name="Publicatie intrekken").click()
    page.get_by_role("button", name="Voorstellen", exact=True).click()
    page.locator("#reason-error").wait_for()
    page.locator("#reason").fill("Dubbel opgenomen.")
    page.get_by_role("button", name="Voorstellen", exact=True).click()
    page.wait_for_url(f"**{ENTRIES}")
    until_approved = entry().live
    approve(as_somebody_else("beheer"), entry())

    assert until_approved
    assert not entry().live
    assert FigureChange.objects.get().reason == "Dubbel opgenomen."
    assert "472.927" in public_text(RESULTS)
